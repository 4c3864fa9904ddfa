//! How long an edit takes to be seen in a browser.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// How often it is tried; the median counts.
const TIMES: usize = 5;

/// Seconds from the end of an edit until a request is answered with the new text: the median of a few.
pub fn latency(root: &Path, record: &Path) -> f64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mulu"));
    command.args(["serve", "--port", "0", "--lang", "en", "--as-of", super::DAY, "--root"]).arg(root);
    let mut server = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (out, err) = (server.stdout.take().unwrap(), server.stderr.take().unwrap());
    let (send, lines) = std::sync::mpsc::channel();
    for stream in [Box::new(out) as Box<dyn Read + Send>, Box::new(err)] {
        let send = send.clone();
        std::thread::spawn(move || {
            BufReader::new(stream).lines().map_while(Result::ok).for_each(|line| drop(send.send(line)));
        });
    }
    let address = lines.iter().find_map(|line| {
        let (_, rest) = line.split_once("http://")?;
        Some(rest.trim_end_matches('/').split(['/', ' ']).next()?.to_owned())
    });
    let address = address.expect("the server says its address");
    let page = format!("/standards/{}.html", record.file_stem().unwrap().to_str().unwrap());
    let text = fs::read_to_string(record).unwrap();
    get(&address, &page);
    let mut seconds: Vec<f64> = (0..TIMES)
        .map(|time| {
            let mark = format!("第-{time}-次");
            fs::write(record, format!("{text}\n{mark}\n")).unwrap();
            let began = Instant::now();
            while !get(&address, &page).contains(&mark) {
                assert!(began.elapsed().as_secs() < 120, "the edit is never seen");
            }
            began.elapsed().as_secs_f64()
        })
        .collect();
    server.kill().unwrap();
    server.wait().unwrap();
    fs::write(record, text).unwrap();
    seconds.sort_by(f64::total_cmp);
    seconds[TIMES / 2]
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}
