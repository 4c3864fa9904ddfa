use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::super::Passage;
use super::super::document::read;
use super::passage;

/// A PDF of these objects, numbered from 1; the first is the catalogue.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n").bytes().chain(object.iter().copied()).chain(*b"\nendobj\n"));
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|place| bytes.extend(format!("{place:010} 00000 n \n").bytes()));
    bytes.extend(format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    bytes
}

fn stream(keys: &str, bytes: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{keys}/Length {}>>\nstream\n", bytes.len()).into_bytes();
    object.extend(bytes.iter().chain(b"\nendstream"));
    object
}

fn deflated(keys: &str, bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    stream(&format!("{keys}/Filter/FlateDecode"), &packed.finish().unwrap())
}

/// A page with a font, what it shows, and further objects from number 6 on.
fn page(font: &str, content: &str, further: &[Vec<u8>]) -> Vec<u8> {
    let head = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X1 6 0 R>>>>>>".to_vec(),
        deflated("", content.as_bytes()),
        font.as_bytes().to_vec(),
    ];
    file(&head.into_iter().chain(further.iter().cloned()).collect::<Vec<_>>())
}

fn text(bytes: &[u8]) -> String {
    match read("a.pdf", bytes) {
        Ok(passage) => Passage::text(&passage).to_owned(),
        Err(why) => format!("refused: {}", why.en),
    }
}

const WINDOWS: &str = "<</Type/Font/Subtype/TrueType/BaseFont/TimesNewRomanPSMT/Encoding/WinAnsiEncoding>>";

/// Text as the codes of a font whose glyphs are numbered as characters are.
fn codes(text: &str) -> String {
    let units: Vec<String> = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<{}>", units.concat())
}

#[test]
fn a_chinese_font_is_read_by_its_map() {
    let map = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap";
    let composite = "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+SimSun/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 8 0 R>>";
    let descendant = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+SimSun/DW 1000/W[32 126 500]>>".to_vec();
    let content = format!(
        "BT /F1 12 Tf 1 0 0 1 72 700 Tm {} Tj {} Tj 0 -18 Td [{} -80 {}] TJ ET",
        codes("应当符合 GB/T"),
        codes(" 22239—2019"),
        codes("GB 178"),
        codes("59-1999")
    );
    let form = stream("/Type/XObject/Subtype/Form", b"");
    let bytes = page(composite, &content, &[form, descendant, deflated("", map)]);
    assert_eq!(text(&bytes), "\n应当符合 GB/T 22239—2019\nGB 17859-1999\n");
}

#[test]
fn gaps_are_spaces_and_lines_are_lines() {
    let content = "BT /F1 10 Tf 1 0 0 1 72 700 Tm (GB/T) Tj 30 0 Td (22240-2020) Tj 1 0 0 1 72 680 Tm (GB\\226T 1) Tj 14 TL (x) ' ET";
    assert_eq!(text(&page(WINDOWS, content, &[])), "\nGB/T 22240-2020\nGB–T 1\nx\n");
    // The page is turned, and its text with it.
    let turned =
        "BT /F1 10 Tf 0 1 -1 0 300 100 Tm (GB 1) Tj 0 1 -1 0 300 122 Tm (8030-2022) Tj 0 1 -1 0 320 100 Tm (y) Tj ET";
    assert_eq!(text(&page(WINDOWS, turned, &[])), "\nGB 18030-2022\ny\n");
}

#[test]
fn fonts_without_a_map_are_read_by_their_encoding() {
    let named = "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[1/G/B/space/one/endash/two/g17]>>>>";
    assert_eq!(text(&page(named, "BT /F1 10 Tf <0102030405060607> Tj ET", &[])), "\nGB 1–22\u{FFFD}\n");
    let office =
        "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/GBK-EUC-H/DescendantFonts[<</Subtype/CIDFontType2>>]>>";
    assert_eq!(text(&page(office, "BT /F1 10 Tf <B1EAD7BC204742203137383539> Tj ET", &[])), "\n标准 GB 17859\n");
    let unicode =
        "<</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/UniGB-UCS2-H/DescendantFonts[<</Subtype/CIDFontType0>>]>>";
    assert_eq!(
        text(&page(unicode, &format!("BT /F1 10 Tf {} Tj ET", codes("标准 GB 17859")), &[])),
        "\n标准 GB 17859\n"
    );
}

#[test]
fn forms_are_read_where_they_are_shown() {
    let form =
        stream("/Type/XObject/Subtype/Form/Matrix[1 0 0 1 0 -20]", b"BT /F1 10 Tf 72 700 Td (GB 2) Tj ET /X1 Do");
    let content = "BT /F1 10 Tf 72 700 Td (GB 1) Tj ET q /X1 Do Q";
    assert!(
        text(&page(WINDOWS, content, &[form])).starts_with("\nGB 1\nGB 2\n"),
        "a form that shows itself has an end"
    );
}

#[test]
fn what_is_not_read_says_what_to_do() {
    let shown = "BT /F1 10 Tf (GB 1) Tj ET";
    let whole = page(WINDOWS, shown, &[]);
    let locked = String::from_utf8_lossy(&whole).replace("/Root 1 0 R", "/Root 1 0 R/Encrypt 9 0 R");
    assert!(text(locked.as_bytes()).contains("qpdf --decrypt"), "{}", text(locked.as_bytes()));
    assert!(text(&page(WINDOWS, "", &[])).contains("ocrmypdf"));
    let glyphs = "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2>>]>>";
    assert!(text(&page(glyphs, "BT /F1 10 Tf <00010002> Tj ET", &[])).contains("do not say which characters"));
    assert!(text(b"%PDF-1.4\nwhat is this").contains("damaged"));
    assert!(text(b"").contains("damaged"));
}

#[test]
fn a_bomb_does_not_go_off() {
    let blank = vec![b' '; 1 << 20];
    let few = 4 << 20;
    let refused = |bytes: &[u8]| passage(bytes, few).map_or_else(|why| why.en, |_| "read".to_owned());
    let many: Vec<Vec<u8>> = (0..6).map(|_| deflated("/Type/ObjStm/N 1/First 5", &blank)).collect();
    assert!(refused(&page(WINDOWS, "", &many)).contains("unpacks to more than 4 MiB"));
    let hidden: Vec<Vec<u8>> = (0..6).map(|_| deflated("/Subtype/Image/N 1/First 5", &blank)).collect();
    assert!(refused(&page(WINDOWS, "", &hidden)).contains("unpacks to more than 4 MiB"));
    let twice = deflated("/Filter/FlateDecode", &blank);
    assert!(refused(&page(WINDOWS, "", &[twice])).contains("unusual way"));
    // One stream that is shown again and again.
    let form = deflated("/Subtype/Form", &blank);
    assert!(refused(&page(WINDOWS, &"/X1 Do ".repeat(20), &[form])).contains("too elaborate"));
    let nested = "[".repeat(100_000);
    assert!(refused(&page(WINDOWS, &nested, &[])).contains("no text"));
    assert_ne!(refused(&page(&nested, "BT /F1 10 Tf (GB 1) Tj ET", &[])), "read");
}

#[test]
fn no_file_is_too_broken() {
    let whole = page(WINDOWS, "BT /F1 10 Tf (GB 1) Tj ET", &[]);
    for at in (0..whole.len()).step_by(7) {
        let _ = text(&whole[..at]);
        let mut other = whole.clone();
        other[at] ^= 0x15;
        let _ = text(&other);
    }
}
