//! How much of a list of numbers the grammar knows: reads numbers from standard input, one a line or in the first column of CSV, and
//! prints how many are parsed, how many are opaque, and the commonest shapes of those.
//!
//! ```sh
//! gzip -dc numbers.csv.gz | cargo run --release -p mulu-number --example figures
//! ```

#![allow(clippy::disallowed_macros, reason = "an example prints")]

use std::collections::BTreeMap;
use std::io::{self, BufRead};

use mulu_number::{Number, find};

fn main() -> io::Result<()> {
    let (mut all, mut doubtful, mut opaque, mut found_again) = (0_u32, 0_u32, 0_u32, 0_u32);
    let mut shapes: BTreeMap<String, (u32, String)> = BTreeMap::new();
    let mut levels: BTreeMap<&str, u32> = BTreeMap::new();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let field = match line.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next().unwrap_or_default(),
            None => line.split(',').next().unwrap_or_default(),
        };
        if field.trim().is_empty() || !field.chars().any(|ch| ch.is_ascii_digit()) {
            continue;
        }
        all += 1;
        let number = Number::parse(field);
        if number.is_opaque() {
            opaque += 1;
            let shape = shapes.entry(shape(field)).or_insert_with(|| (0, field.to_owned()));
            shape.0 += 1;
            continue;
        }
        doubtful += u32::from(number.is_doubtful());
        *levels.entry(number.level().map_or("none", mulu_number::Level::id)).or_default() += 1;
        let text = format!("见《{}》。", number.printed());
        found_again += u32::from(matches!(&find(&text)[..], [one] if one.number == number));
    }
    println!("{all} numbers: {} parsed ({doubtful} of them doubtful), {opaque} opaque", all - opaque);
    println!("{found_again} of the parsed are found as such in running text");
    println!("by level: {levels:?}");
    let mut shapes: Vec<(String, (u32, String))> = shapes.into_iter().collect();
    shapes.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for (shape, (count, example)) in shapes.iter().take(15) {
        println!("{count:6}  {shape}  {example}");
    }
    Ok(())
}

/// A number's shape: runs of letters are A, of digits 9, of Chinese characters 汉.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for ch in text.chars() {
        let sign = match ch {
            _ if ch.is_ascii_digit() => '9',
            _ if ch.is_alphabetic() && !ch.is_ascii() => '汉',
            _ if ch.is_alphabetic() => 'A',
            _ => ch,
        };
        if !shape.ends_with(sign) || !matches!(sign, '9' | 'A' | '汉') {
            shape.push(sign);
        }
    }
    shape
}
