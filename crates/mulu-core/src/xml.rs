//! XML, written: feeds, sitemaps, reports and badges. `quick-xml` writes the tags; what a stranger's text may bring is taken out here.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::name::QName;

use crate::printable::is_odd;

/// A document that is being written. It is indented where that is asked for, else its line breaks are the writer's own.
pub struct Xml<W: Write> {
    writer: Writer<W>,
}

/// The attributes of an element, in order.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

impl<W: Write> Xml<W> {
    /// A document without line breaks of its own.
    pub fn new(out: W) -> Self {
        Xml { writer: Writer::new(out) }
    }

    /// A document whose elements stand on lines of their own, so many spaces deep for each that they lie in.
    pub fn indented(out: W, spaces: usize) -> Self {
        Xml { writer: Writer::new_with_indent(out, b' ', spaces) }
    }

    /// The declaration that a document begins with.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn declare(&mut self, encoding: &str) -> io::Result<()> {
        self.writer.write_event(Event::Decl(BytesDecl::new("1.0", Some(encoding), None)))
    }

    /// Opens an element.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn open(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.writer.write_event(Event::Start(start(name, attributes)))
    }

    /// Closes an element.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element that holds nothing.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.writer.write_event(Event::Empty(start(name, attributes)))
    }

    /// An element that holds text.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        self.writer.write_event(Event::Text(BytesText::from_escaped(escaped(text))))?;
        self.close(name)
    }

    /// A line break between elements.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end_line(&mut self) -> io::Result<()> {
        self.writer.get_mut().write_all(b"\n")
    }
}

/// A document in memory, where writing cannot fail.
pub fn document(write: impl FnOnce(&mut Xml<&mut Vec<u8>>) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    let _ = write(&mut Xml::new(&mut bytes));
    String::from_utf8(bytes).unwrap_or_default()
}

fn start<'a>(name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (key, value) in attributes {
        element.push_attribute(Attribute { key: QName(key), value: escaped(value).into() });
    }
    element
}

/// Text as XML 1.0 may hold it, in an element or an attribute in double quotes; without the control characters that it forbids, and
/// without the marks that turn the direction of what a reader lists beside it. An apostrophe needs no escape in either place.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push('\n'),
            '\u{fffe}' | '\u{ffff}' => {}
            c if is_odd(c) => {}
            c => escaped.push(c),
        }
    }
    escaped
}
