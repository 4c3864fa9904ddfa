//! The words that a condition compares its variables with: `"cloud" in traits`, `stage == "operation"`.
//!
//! A word that no project can have makes a condition that is sound and never holds, or always: a slip that only a look at the words
//! themselves can find.

use std::collections::BTreeMap;
use std::ops::Range;

use cel::common::ast::operators as op;
use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, IdedExpr, LiteralValue, SourceInfo};

use crate::day::Day;
use crate::model::{Span, Spanned};

/// A word that a variable is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedWord {
    /// The variable's name.
    pub name: String,
    /// The word.
    pub word: String,
    /// Where it stands in the condition, quotes included, in bytes; none where the parser does not say.
    pub at: Option<Range<usize>>,
}

impl ComparedWord {
    /// Where the word stands in the file. A string with escapes that are not certain is marked whole.
    #[must_use]
    pub fn span(&self, when: &Spanned<String>) -> Span {
        self.at.clone().and_then(|at| within(when, at)).unwrap_or(when.span)
    }
}

/// Where a part of a TOML string's value stands in the file. The span of the value tells the form of the string: what is longer
/// than the text by two quotes is the text itself, and what is longer by its quotes and backslashes too has them escaped.
fn within(value: &Spanned<String>, part: Range<usize>) -> Option<Span> {
    let text = &value.value;
    let escapes = |text: &str| text.bytes().filter(|byte| matches!(byte, b'"' | b'\\')).count();
    let longer = (value.span.end as usize).checked_sub(value.span.start as usize)?.checked_sub(text.len())?;
    let start = value.span.start as usize;
    let at = |offset: usize| match longer {
        2 => Some(start + 1 + offset),
        // Three quotes, and perhaps the line end behind the first three, which is not of the text.
        6 => Some(start + 3 + offset),
        7 => Some(start + 4 + offset),
        _ if longer == 2 + escapes(text) => Some(start + 1 + offset + escapes(text.get(..offset)?)),
        _ => None,
    };
    Some(Span { start: u32::try_from(at(part.start)?).ok()?, end: u32::try_from(at(part.end)?).ok()? })
}

/// What a condition tells values apart by: where its outcome can change.
#[derive(Clone, Debug, Default)]
pub struct Literals {
    /// Its numbers.
    pub numbers: Vec<f64>,
    /// Its days.
    pub days: Vec<Day>,
    /// Whether it looks into the parts of texts, such as by `startsWith`.
    pub looks_into_text: bool,
}

/// The words of a condition that was found sound, in the order of its text, and its literals.
pub fn compared(expression: &IdedExpr, source: &SourceInfo) -> (Vec<ComparedWord>, Literals) {
    let mut gather =
        ComparisonCollector { source, locals: BTreeMap::new(), found: Vec::new(), literals: Literals::default() };
    gather.look(expression);
    gather.found.sort_by_key(|compared| compared.at.as_ref().map(|at| at.start));
    (gather.found, gather.literals)
}

#[expect(clippy::cast_precision_loss, reason = "no level and no cost comes near 2^52")]
fn whole(number: i64) -> f64 {
    number as f64
}

struct ComparisonCollector<'s> {
    source: &'s SourceInfo,
    /// What the variable of a loop stands for: the name of the list that it goes through.
    locals: BTreeMap<String, String>,
    found: Vec<ComparedWord>,
    literals: Literals,
}

impl ComparisonCollector<'_> {
    fn look(&mut self, expression: &IdedExpr) {
        match &expression.expr {
            Expr::Call(call) => {
                self.call(call);
                call.target.as_deref().into_iter().chain(&call.args).for_each(|operand| self.look(operand));
            }
            Expr::Comprehension(each) => self.each(each),
            Expr::List(list) => list.elements.iter().for_each(|element| self.look(element)),
            Expr::Literal(literal) => self.literal(literal),
            _ => {}
        }
    }

    fn literal(&mut self, literal: &LiteralValue) {
        match literal {
            LiteralValue::Int(number) => self.literals.numbers.push(whole(*number.inner())),
            LiteralValue::UInt(number) => {
                self.literals.numbers.push(whole(i64::try_from(*number.inner()).unwrap_or(i64::MAX)));
            }
            LiteralValue::Double(number) => self.literals.numbers.push(*number.inner()),
            LiteralValue::String(text) => self.literals.days.extend(text.inner().parse::<Day>().ok()),
            _ => {}
        }
    }

    fn call(&mut self, call: &CallExpr) {
        self.literals.looks_into_text |=
            matches!(call.func_name.as_str(), "startsWith" | "endsWith" | "contains" | "size");
        let compares = [op::EQUALS, op::NOT_EQUALS, op::LESS, op::LESS_EQUALS, op::GREATER, op::GREATER_EQUALS, op::IN];
        let [left, right] = call.args.as_slice() else { return };
        if compares.contains(&call.func_name.as_str()) {
            self.pair(left, right);
            self.pair(right, left);
        }
    }

    /// A variable on one side; on the other a word, or a list of words.
    fn pair(&mut self, variable: &IdedExpr, words: &IdedExpr) {
        let Expr::Ident(name) = &variable.expr else { return };
        let name = self.locals.get(name).unwrap_or(name).clone();
        match &words.expr {
            Expr::List(list) => list.elements.iter().for_each(|word| self.word(&name, word)),
            _ => self.word(&name, words),
        }
    }

    fn word(&mut self, name: &str, literal: &IdedExpr) {
        if let Expr::Literal(LiteralValue::String(word)) = &literal.expr {
            let at = self.source.offset_for(literal.id);
            let at = at.map(|(start, stop)| start as usize..stop as usize + 1);
            self.found.push(ComparedWord { name: name.to_owned(), word: word.inner().to_owned(), at });
        }
    }

    fn each(&mut self, each: &ComprehensionExpr) {
        self.look(&each.iter_range);
        if let Expr::Ident(list) = &each.iter_range.expr {
            self.locals.insert(each.iter_var.clone(), list.clone());
        }
        self.look(&each.loop_step);
        self.locals.remove(&each.iter_var);
    }
}
