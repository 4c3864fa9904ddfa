//! Tokens → a tree, with whatever is still missing.

use std::ops::Range;

use mulu_core::slice::slice_lossy;
use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use super::{Header, KeyNode, Pair, TableNode, Tree, ValueForm, ValueNode};

/// How deep lists and tables are read into each other: a hostile file has a megabyte of brackets.
const DEEPEST: usize = 32;

/// Reads the part of a text that is TOML.
pub fn parse(text: &str, toml: Range<usize>) -> Tree {
    let part = slice_lossy(text, toml.clone());
    let tokens = Source::new(part).lex().into_vec();
    let mut parser = Parser { part, offset: toml.start, tokens, at: 0, depth: 0 };
    let mut tree = Tree { toml, sections: vec![TableNode::default()], comments: Vec::new() };
    while let Some(token) = parser.peek() {
        match token.kind() {
            TokenKind::Eof => break,
            TokenKind::Whitespace | TokenKind::Newline => parser.at += 1,
            TokenKind::LeftSquareBracket => {
                let header = parser.header();
                tree.sections.push(TableNode { header: Some(header), pairs: Vec::new() });
                parser.skip_line();
            }
            TokenKind::Comment => parser.skip_line(),
            _ => {
                let before = parser.at;
                let pair = parser.pair();
                if let (Some(section), false) = (tree.sections.last_mut(), pair.keys.is_empty()) {
                    section.pairs.push(pair);
                }
                parser.skip_line();
                parser.at = parser.at.max(before + 1);
            }
        }
    }
    let comments = parser.tokens.iter().filter(|token| token.kind() == TokenKind::Comment);
    tree.comments = comments.map(|token| parser.place(*token)).collect();
    tree
}

struct Parser<'t> {
    part: &'t str,
    offset: usize,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    fn kind(&self) -> TokenKind {
        self.peek().map_or(TokenKind::Eof, |token| token.kind())
    }

    fn place(&self, token: Token) -> Range<usize> {
        self.offset + token.span().start()..self.offset + token.span().end()
    }

    /// Where the next token begins.
    fn here(&self) -> usize {
        self.offset + self.peek().map_or(self.part.len(), |token| token.span().start())
    }

    /// Where the last token ended.
    fn behind(&self) -> usize {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        self.offset + last.map_or(0, |token| token.span().end())
    }

    fn take(&mut self, kind: TokenKind) -> bool {
        let is_there = self.kind() == kind;
        self.at += usize::from(is_there);
        is_there
    }

    fn blanks(&mut self) {
        while self.take(TokenKind::Whitespace) {}
    }

    /// Goes on to the end of the line.
    fn skip_line(&mut self) {
        while !matches!(self.kind(), TokenKind::Newline | TokenKind::Eof) {
            self.at += 1;
        }
    }

    fn header(&mut self) -> Header {
        let start = self.here();
        self.at += 1;
        let is_list = self.take(TokenKind::LeftSquareBracket);
        let keys = self.keys();
        let closed = self.take(TokenKind::RightSquareBracket);
        if closed && is_list {
            self.take(TokenKind::RightSquareBracket);
        }
        Header { keys, is_list, span: start..self.behind() }
    }

    fn keys(&mut self) -> Vec<KeyNode> {
        let mut keys = Vec::new();
        loop {
            self.blanks();
            let Some(token) = self.peek() else { break };
            let raw = slice_lossy(self.part, token.span().start()..token.span().end());
            let name = match token.kind() {
                TokenKind::Atom => raw.to_owned(),
                TokenKind::BasicString | TokenKind::LiteralString => raw.trim_matches(['"', '\'']).to_owned(),
                _ => break,
            };
            keys.push(KeyNode { name, span: self.place(token) });
            self.at += 1;
            self.blanks();
            if !self.take(TokenKind::Dot) {
                break;
            }
        }
        keys
    }

    fn pair(&mut self) -> Pair {
        let keys = self.keys();
        let equals = self.take(TokenKind::Equals).then(|| self.behind());
        let value = equals.and_then(|_| self.value());
        Pair { keys, equals, value }
    }

    fn value(&mut self) -> Option<ValueNode> {
        self.blanks();
        let token = self.peek()?;
        let span = self.place(token);
        match token.kind() {
            TokenKind::BasicString | TokenKind::LiteralString => Some(self.text(span, 1)),
            TokenKind::MlBasicString | TokenKind::MlLiteralString => Some(self.text(span, 3)),
            TokenKind::LeftSquareBracket if self.depth < DEEPEST => Some(self.nested(Self::list)),
            TokenKind::LeftCurlyBracket if self.depth < DEEPEST => Some(self.nested(Self::inline)),
            TokenKind::Atom | TokenKind::Dot => {
                while matches!(self.kind(), TokenKind::Atom | TokenKind::Dot) {
                    self.at += 1;
                }
                Some(ValueNode { span: span.start..self.behind(), form: ValueForm::Bare })
            }
            _ => None,
        }
    }

    /// A text, whose closing quotes may not be there yet.
    fn text(&mut self, span: Range<usize>, quotes: usize) -> ValueNode {
        self.at += 1;
        let raw = slice_lossy(self.part, span.start - self.offset..span.end - self.offset);
        let quote = slice_lossy(raw, ..quotes);
        let is_closed = raw.len() >= 2 * quotes && raw.ends_with(quote);
        let inner = span.start + quotes..if is_closed { span.end - quotes } else { span.end };
        ValueNode { form: ValueForm::Text(inner.start.min(inner.end)..inner.end), span }
    }

    fn nested(&mut self, read: fn(&mut Self) -> ValueForm) -> ValueNode {
        let start = self.here();
        self.depth += 1;
        self.at += 1;
        let form = read(self);
        self.depth -= 1;
        ValueNode { span: start..self.behind().max(start + 1), form }
    }

    fn list(&mut self) -> ValueForm {
        let mut items = Vec::new();
        loop {
            match self.kind() {
                TokenKind::Eof | TokenKind::RightCurlyBracket => break,
                TokenKind::RightSquareBracket => {
                    self.at += 1;
                    break;
                }
                TokenKind::Newline if self.ends_at_line(true) => break,
                TokenKind::Newline | TokenKind::Whitespace | TokenKind::Comment | TokenKind::Comma => self.at += 1,
                _ => match self.value() {
                    Some(item) => items.push(item),
                    None => self.at += 1,
                },
            }
        }
        ValueForm::List(items)
    }

    fn inline(&mut self) -> ValueForm {
        let mut pairs = Vec::new();
        loop {
            match self.kind() {
                TokenKind::Eof | TokenKind::RightSquareBracket => break,
                TokenKind::RightCurlyBracket => {
                    self.at += 1;
                    break;
                }
                TokenKind::Newline if self.ends_at_line(false) => break,
                TokenKind::Newline | TokenKind::Whitespace | TokenKind::Comment | TokenKind::Comma => self.at += 1,
                _ => {
                    let before = self.at;
                    let pair = self.pair();
                    if !pair.keys.is_empty() {
                        pairs.push(pair);
                    }
                    self.at = self.at.max(before + 1);
                }
            }
        }
        ValueForm::Inline(pairs)
    }

    /// Whether the line after this line's end begins a statement of its own, so that what is open was never closed: a header, or, where
    /// keys cannot stand, a key.
    fn ends_at_line(&self, ends_at_keys: bool) -> bool {
        let mut ahead = self.tokens.iter().skip(self.at + 1);
        let mut next = || ahead.find(|token| token.kind() != TokenKind::Whitespace).copied();
        let Some(first) = next() else { return false };
        match first.kind() {
            TokenKind::LeftSquareBracket => {
                let start = first.span().start();
                let line = slice_lossy(self.part, start..).lines().next().unwrap_or_default();
                is_header(line)
            }
            TokenKind::Atom if ends_at_keys => {
                let mut second = next();
                while second.is_some_and(|token| matches!(token.kind(), TokenKind::Dot | TokenKind::Atom)) {
                    second = next();
                }
                second.is_some_and(|token| token.kind() == TokenKind::Equals)
            }
            _ => false,
        }
    }
}

/// Whether a line is a header: a name in brackets, and nothing behind it but a comment.
fn is_header(line: &str) -> bool {
    let inner = line.trim_start_matches('[');
    let Some((name, rest)) = inner.split_once(']') else { return false };
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '"'));
    let rest = rest.trim_start_matches(']').trim();
    is_name && (rest.is_empty() || rest.starts_with('#'))
}
