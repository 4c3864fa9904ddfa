//! `mulu cite` of a PDF, as a browser prints a Chinese page: fonts cut down to what is shown, each with its map.

use super::workspace::Workspace;

#[test]
fn numbers_of_a_printed_page_are_found_where_they_stand() {
    let workspace = Workspace::ours();
    let file = workspace.bytes("office.pdf", include_bytes!("office.pdf"));
    let said = workspace.run(&["cite", &file, "--format", "json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let found: Vec<String> = document["citations"].as_array().unwrap().iter().map(place).collect();
    assert_eq!(found, ["page1:1:4 GB/T 22239-2019", "page1:2:3 GB/T 22239-2008", "page2:1:2 GB/T 33190-2016"]);
}

fn place(citation: &serde_json::Value) -> String {
    let part = citation["part"].as_str().unwrap_or_default();
    format!("{part}:{}:{} {}", citation["line"], citation["column"], citation["number"].as_str().unwrap_or_default())
}

#[test]
fn what_is_no_whole_pdf_is_an_error_with_the_remedy() {
    let workspace = Workspace::ours();
    let whole: &[u8] = include_bytes!("office.pdf");
    let locked = String::from_utf8_lossy(whole).replace("trailer\n<<", "trailer\n<</Encrypt 9 0 R ");
    for (bytes, remedy) in
        [(&whole[..whole.len() / 3], "qpdf"), (locked.as_bytes(), "qpdf --decrypt"), (b"%PDF-1.7", "qpdf")]
    {
        let file = workspace.bytes("a.pdf", bytes);
        let said = workspace.run(&["cite", &file, "--lang", "en"]);
        assert!(said.code == 2 && said.err.contains(remedy) && !said.err.contains("panicked"), "{}", said.err);
    }
}
