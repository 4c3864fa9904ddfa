//! Conditions: what `when` says of a project, and what `mulu list --where` says of a record, in CEL
//! (<https://cel.dev>, the Common Expression Language).
//!
//! A condition comes from a file that a stranger may have written, so its cost is bounded before it is ever evaluated:
//!
//! * the text is at most [`LONGEST`] bytes, its brackets nest at most [`DEEPEST_BRACKETS`] deep, its tree at most [`DEEPEST`];
//! * only what is listed in `kinds` may be used: comparisons, `in`, `&&`, `||`, `!`, `? :`, `size`, `startsWith`, `endsWith`,
//!   `contains`, and one level of `all` or `exists`. There is no arithmetic, nothing builds lists or text;
//! * every kind is known before evaluation, so over a project an accepted condition always gives true or false.

mod compared;
mod describe;
mod kinds;
mod project;
mod record;
mod standard;
mod unknown;

use std::sync::{Arc, LazyLock};

use cel::{Env, Program, Value};

use crate::message;
use crate::message::Message;

use compared::Literals;

pub use compared::ComparedWord;
pub use describe::Meaning;
pub use kinds::{ConditionNames, ValueKind};
pub use project::{PROJECT, known_values};
pub use record::{record_names, record_values};
pub use standard::{STANDARD, standard_values};
pub use unknown::{DayBounds, PartialValues, Ternary, UnknownFact, UnknownFacts};

/// The longest condition, in bytes.
pub const LONGEST: usize = 2048;

/// How deep brackets may nest: the parser calls itself for each.
pub const DEEPEST_BRACKETS: usize = 32;

/// How deep the parsed tree may be: evaluation calls itself for each level.
pub const DEEPEST: usize = 64;

/// The stack that parsing gets. A chain of a thousand operators is a tree a thousand deep, which is seen only when it is parsed.
const STACK: usize = 64 << 20;

/// The functions of the standard, of which [`kinds`] lets a few through.
static ENVIRONMENT: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(Env::stdlib()));

/// A condition that was read and found sound.
#[derive(Debug)]
pub struct Condition {
    program: Program,
    compared: Vec<ComparedWord>,
    literals: Literals,
}

/// What is wrong with a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub message: Message,
    /// What to do about it.
    pub help: Message,
}

/// The values that a condition is about.
pub struct Values {
    context: cel::Context<'static, 'static>,
}

impl Values {
    fn new() -> Self {
        Values { context: cel::Context::with_env(Arc::clone(&ENVIRONMENT)) }
    }

    fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.context.add_variable_from_value(name, value);
    }
}

impl Condition {
    /// Reads a condition over the names it may use.
    ///
    /// # Errors
    /// When it is too long or too deep, cannot be read, uses a name or a function that is not offered, compares what cannot be
    /// compared, or gives no true or false.
    pub fn parse(text: &str, names: &ConditionNames<'_>) -> Result<Condition, Problem> {
        bounded(text)?;
        // The parser and the look at what it built run where a deep tree cannot overflow the stack.
        std::thread::scope(|scope| {
            let parsing = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || parse(text, names));
            let parsed = parsing.ok().and_then(|parsing| parsing.join().ok());
            parsed.unwrap_or_else(|| Err(unreadable()))
        })
    }

    /// Whether the condition holds. What cannot be compared, such as a value that a record does not have, does not hold.
    #[must_use]
    pub fn holds(&self, values: &Values) -> bool {
        matches!(self.program.execute(&values.context), Ok(Value::Bool(true)))
    }

    /// The words that the condition compares variables with.
    #[must_use]
    pub fn compared(&self) -> &[ComparedWord] {
        &self.compared
    }

    /// Whether the condition speaks of a name.
    #[must_use]
    pub fn speaks_of(&self, name: &str) -> bool {
        self.program.references().has_variable(name)
    }
}

fn parse(text: &str, names: &ConditionNames<'_>) -> Result<Condition, Problem> {
    let program = Program::compile(text).map_err(|errors| {
        let at = errors.errors.first().map(|error| error.pos);
        // The parser counts lines from 1, and characters from 0 or 1 as the fault may be; it says less than nothing for (0, 0).
        match at.filter(|(line, _)| *line > 0) {
            Some((1, column)) => Problem {
                message: message!(
                    "条件在第 {column} 个字符附近读不懂",
                    "the condition cannot be read near character {column}"
                ),
                ..unreadable()
            },
            Some((line, _)) => Problem {
                message: message!("条件的第 {line} 行读不懂", "line {line} of the condition cannot be read"),
                ..unreadable()
            },
            None => unreadable(),
        }
    })?;
    kinds::check(program.expression(), names)?;
    let (compared, literals) = compared::compared(program.expression(), program.source_info());
    Ok(Condition { program, compared, literals })
}

fn bounded(text: &str) -> Result<(), Problem> {
    if text.len() > LONGEST {
        return Err(Problem {
            message: message!(
                "条件有 {0} 字节，上限是 {LONGEST}",
                "the condition has {0} bytes; {LONGEST} are allowed",
                text.len()
            ),
            help: message!("拆成几条，各写各的条件", "split the clause, each part with its own condition"),
        });
    }
    let mut depth = 0_usize;
    for byte in text.bytes() {
        // Brackets inside quotes count too: a condition has no use for so many of them either.
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST_BRACKETS {
            return Err(too_deep());
        }
    }
    Ok(())
}

fn unreadable() -> Problem {
    Problem {
        message: message!("条件读不懂", "the condition cannot be read"),
        help: message!(
            "写成 CEL，如 \"cloud\" in traits && mlps_level >= 2",
            "write CEL, such as \"cloud\" in traits && mlps_level >= 2"
        ),
    }
}

fn too_deep() -> Problem {
    Problem {
        message: message!("条件嵌套太深", "the condition is nested too deep"),
        help: message!(
            "括号最多 {DEEPEST_BRACKETS} 层，运算最多 {DEEPEST} 层",
            "at most {DEEPEST_BRACKETS} brackets and {DEEPEST} operators may lie within each other"
        ),
    }
}

#[cfg(test)]
mod tests;
