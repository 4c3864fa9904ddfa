//! A page's operators → pieces of text, each where it lies.

#![allow(clippy::many_single_char_names)] // the six numbers of a matrix have these names in the format

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::{Array, Dict, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use mulu_core::limits::{DOCUMENT_BYTES, PDF_STEPS};
use mulu_core::message::Message;

use super::super::layout::TextRun;
use super::font::Font;
use super::stream::Budget;
use super::too_elaborate;

/// How deep forms may show forms, and how many states may be kept on one page.
const FORMS_DEEP: usize = 12;
const STATES_DEEP: usize = 512;

/// Reads the pages of a document, within the bounds of the whole.
pub(super) struct PageReader {
    budget: Budget,
    fonts: HashMap<(usize, usize), Rc<Font>>,
    steps: u64,
    bytes: u64,
    told: u64,
    untold: u64,
}

/// Whether a document tells its text.
pub(super) enum TextQuality {
    /// It does, but perhaps for some characters.
    Well,
    /// It shows none.
    Nothing,
    /// Most of it cannot be told.
    Unclear,
}

/// `[a b c d e f]`: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
type Matrix = [f64; 6];

const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn product([a, b, c, d, e, f]: Matrix, [u, v, w, x, y, z]: Matrix) -> Matrix {
    [a * u + b * w, a * v + b * x, c * u + d * w, c * v + d * x, e * u + f * w + y, e * v + f * x + z]
}

/// What `q` keeps and `Q` restores.
#[derive(Clone)]
struct GraphicsState {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    between_characters: f64,
    between_words: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl GraphicsState {
    fn new(matrix: Matrix) -> Self {
        GraphicsState {
            matrix,
            font: None,
            size: 0.0,
            between_characters: 0.0,
            between_words: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

/// What operators are read from, and what they have made.
struct PageContent<'r, 'a> {
    resources: &'r Resources<'a>,
    fonts: HashMap<Vec<u8>, Option<Rc<Font>>>,
    state: GraphicsState,
    kept: Vec<GraphicsState>,
    /// Where the next glyph goes, and where the line began.
    text: Matrix,
    line: Matrix,
}

impl PageReader {
    /// Begins a document whose streams may unpack to so many bytes while its pages are read.
    pub fn new(most: u64) -> Self {
        PageReader { budget: Budget(most), fonts: HashMap::new(), steps: 0, bytes: 0, told: 0, untold: 0 }
    }

    /// Whether what was read so far tells its text.
    pub fn told(&self) -> TextQuality {
        match (self.told, self.untold) {
            (0, 0) => TextQuality::Nothing,
            (told, untold) if untold > told => TextQuality::Unclear,
            _ => TextQuality::Well,
        }
    }

    /// The pieces of a page.
    ///
    /// # Errors
    /// When a stream of it is damaged, or the document is out of bounds.
    pub fn page(&mut self, page: &Page<'_>) -> Result<Vec<TextRun>, Message> {
        let mut bytes = Vec::new();
        if let Some(stream) = page.raw().get::<Stream<'_>>("Contents") {
            bytes = self.budget.unpack(&stream)?;
        } else if let Some(streams) = page.raw().get::<Array<'_>>("Contents") {
            for stream in streams.iter::<Object<'_>>().filter_map(Object::into_stream) {
                bytes.extend(self.budget.unpack(&stream)?);
                bytes.push(b' ');
            }
        }
        let mut pieces = Vec::new();
        self.content(&bytes, page.resources(), GraphicsState::new(UNIT), 0, &mut pieces)?;
        Ok(pieces)
    }

    fn content(
        &mut self,
        bytes: &[u8],
        resources: &Resources<'_>,
        state: GraphicsState,
        deep: usize,
        pieces: &mut Vec<TextRun>,
    ) -> Result<(), Message> {
        let mut content =
            PageContent { resources, fonts: HashMap::new(), state, kept: Vec::new(), text: UNIT, line: UNIT };
        let mut instructions = UntypedIter::new(bytes);
        while let Some(instruction) = instructions.next() {
            self.spend(1)?;
            let operands: Vec<&Object<'_>> = instruction.operands().collect();
            match &**instruction.operator {
                b"Tf" => self.choose_font(&mut content, &operands)?,
                b"Tj" | b"'" | b"\"" | b"TJ" => self.show(&mut content, &instruction, &operands, pieces)?,
                b"Do" => self.draw(&content, &operands, deep, pieces)?,
                operator => content.set(operator, &operands),
            }
        }
        Ok(())
    }

    /// Counts what was done: a small file may ask for more than can be done.
    fn spend(&mut self, steps: u64) -> Result<(), Message> {
        self.steps = self.steps.saturating_add(steps);
        if self.steps <= PDF_STEPS && self.bytes <= DOCUMENT_BYTES {
            return Ok(());
        }
        Err(too_elaborate())
    }

    fn choose_font(&mut self, content: &mut PageContent<'_, '_>, operands: &[&Object<'_>]) -> Result<(), Message> {
        let [Object::Name(name), Object::Number(size)] = operands else { return Ok(()) };
        content.state.size = size.as_f64();
        if let Some(font) = content.fonts.get(name.as_ref()) {
            content.state.font.clone_from(font);
            return Ok(());
        }
        let font = match content.resources.get_font(name) {
            Some(dictionary) => Some(self.font(&dictionary)?),
            None => None,
        };
        content.fonts.insert(name.to_vec(), font.clone());
        content.state.font = font;
        Ok(())
    }

    /// A font, known again by where its dictionary lies.
    fn font(&mut self, dictionary: &Dict<'_>) -> Result<Rc<Font>, Message> {
        let place = (dictionary.data().as_ptr().addr(), dictionary.data().len());
        if let Some(font) = self.fonts.get(&place) {
            return Ok(Rc::clone(font));
        }
        self.spend(dictionary.data().len() as u64)?;
        let font = Rc::new(Font::read(dictionary, &mut self.budget)?);
        self.fonts.insert(place, Rc::clone(&font));
        Ok(font)
    }

    fn draw(
        &mut self,
        content: &PageContent<'_, '_>,
        operands: &[&Object<'_>],
        deep: usize,
        pieces: &mut Vec<TextRun>,
    ) -> Result<(), Message> {
        let [Object::Name(name)] = operands else { return Ok(()) };
        let Some(form) = content.resources.get_x_object(name) else { return Ok(()) };
        self.spend(100 + form.dict().data().len() as u64)?;
        let is_form =
            form.dict().get::<hayro_syntax::object::Name<'_>>("Subtype").is_some_and(|name| *name == *b"Form");
        if !is_form || deep >= FORMS_DEEP {
            return Ok(());
        }
        let bytes = self.budget.unpack(&form)?;
        let own = form.dict().get::<Dict<'_>>("Resources").map(Resources::new);
        let mut state = content.state.clone();
        let matrix: Vec<f64> = form
            .dict()
            .get::<Array<'_>>("Matrix")
            .iter()
            .flat_map(Array::iter::<Object<'_>>)
            .filter_map(|object| number(&object))
            .take(6)
            .collect();
        if let Ok(matrix) = Matrix::try_from(matrix) {
            state.matrix = product(matrix, state.matrix);
        }
        self.content(&bytes, own.as_ref().unwrap_or(content.resources), state, deep + 1, pieces)
    }

    fn show(
        &mut self,
        content: &mut PageContent<'_, '_>,
        instruction: &Instruction<'_, '_>,
        operands: &[&Object<'_>],
        pieces: &mut Vec<TextRun>,
    ) -> Result<(), Message> {
        match (&**instruction.operator, operands) {
            (b"\"", [words, characters, _]) => {
                content.state.between_words = number(words).unwrap_or_default();
                content.state.between_characters = number(characters).unwrap_or_default();
                content.next_line(0.0, -content.state.leading);
            }
            (b"'", _) => content.next_line(0.0, -content.state.leading),
            _ => {}
        }
        match operands.last() {
            Some(Object::String(string)) => self.string(content, string, pieces),
            Some(Object::Array(array)) => {
                for item in array.iter::<Object<'_>>() {
                    self.spend(1)?;
                    match item {
                        Object::String(string) => self.string(content, &string, pieces)?,
                        Object::Number(back) => content.advance(-back.as_f64() / 1000.0 * content.state.size),
                        _ => {}
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn string(
        &mut self,
        content: &mut PageContent<'_, '_>,
        bytes: &[u8],
        pieces: &mut Vec<TextRun>,
    ) -> Result<(), Message> {
        self.spend(bytes.len() as u64)?;
        let Some(font) = content.state.font.clone() else {
            self.untold += bytes.len() as u64;
            return Ok(());
        };
        let mut piece = TextRun::default();
        (piece.left, piece.base, piece.size) = content.place(font.is_vertical);
        for glyph in font.glyphs(bytes) {
            match glyph.text {
                Some(text) => {
                    self.told += 1;
                    piece.text.push_str(&text);
                }
                // A character that is not told parts what stands beside it.
                None => {
                    self.untold += 1;
                    piece.text.push(char::REPLACEMENT_CHARACTER);
                }
            }
            let GraphicsState { size, between_characters, between_words, .. } = content.state;
            let space = if glyph.is_space { between_words } else { 0.0 };
            content.advance(glyph.advance * size + between_characters + space);
        }
        (piece.right, ..) = content.place(font.is_vertical);
        self.bytes += piece.text.len() as u64;
        pieces.push(piece);
        Ok(())
    }
}

impl PageContent<'_, '_> {
    /// What an operator says of where and how text is shown.
    fn set(&mut self, operator: &[u8], operands: &[&Object<'_>]) {
        let numbers: Vec<f64> = operands.iter().filter_map(|operand| number(operand)).collect();
        match (operator, numbers.as_slice()) {
            (b"q", _) if self.kept.len() < STATES_DEEP => self.kept.push(self.state.clone()),
            (b"Q", _) => self.state = self.kept.pop().unwrap_or_else(|| self.state.clone()),
            (b"cm", [a, b, c, d, e, f]) => self.state.matrix = product([*a, *b, *c, *d, *e, *f], self.state.matrix),
            (b"BT", _) => (self.text, self.line) = (UNIT, UNIT),
            (b"Tm", [a, b, c, d, e, f]) => {
                self.line = [*a, *b, *c, *d, *e, *f];
                self.text = self.line;
            }
            (b"Td", [x, y]) => self.next_line(*x, *y),
            (b"TD", [x, y]) => {
                self.state.leading = -y;
                self.next_line(*x, *y);
            }
            (b"T*", _) => self.next_line(0.0, -self.state.leading),
            (b"Tc", [space]) => self.state.between_characters = *space,
            (b"Tw", [space]) => self.state.between_words = *space,
            (b"Tz", [percent]) => self.state.stretch = percent / 100.0,
            (b"TL", [leading]) => self.state.leading = *leading,
            (b"Ts", [rise]) => self.state.rise = *rise,
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = product([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    /// Moves on along the line.
    fn advance(&mut self, by: f64) {
        let is_vertical = self.state.font.as_ref().is_some_and(|font| font.is_vertical);
        let (x, y) = if is_vertical { (0.0, -by) } else { (by * self.state.stretch, 0.0) };
        self.text = product([1.0, 0.0, 0.0, 1.0, x, y], self.text);
    }

    /// How far along its line the next glyph lies, where the line lies, and how large it is: whichever way the line runs on the page.
    fn place(&self, is_vertical: bool) -> (f64, f64, f64) {
        let [a, b, c, d, e, f] =
            product([1.0, 0.0, 0.0, 1.0, 0.0, self.state.rise], product(self.text, self.state.matrix));
        let (x, y) = if is_vertical { (-c, -d) } else { (a, b) };
        let length = x.hypot(y);
        let (x, y) = if length > 0.0 { (x / length, y / length) } else { (1.0, 0.0) };
        (e * x + f * y, f * x - e * y, self.state.size.abs() * c.hypot(d))
    }
}

fn number(object: &Object<'_>) -> Option<f64> {
    match object {
        Object::Number(number) => Some(number.as_f64()),
        _ => None,
    }
}
