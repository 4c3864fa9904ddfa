//! What a condition may use, and of which kind each part of it is.

use cel::common::ast::operators as op;
use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, IdedExpr, LiteralValue};

use crate::message;
use crate::message::Message;
use crate::parse::nearest;

use super::{DEEPEST, Problem, too_deep};

/// The kind of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// True or false.
    Flag,
    /// A number, whole or not: they compare with each other.
    Number,
    /// Text. Days are text, `YYYY-MM-DD`, which compares as days do.
    Text,
    /// A list of texts.
    Texts,
    /// A list of numbers.
    Numbers,
    /// A list of anything.
    Things,
    /// Not known before it is evaluated: a part of a record.
    Any,
}

/// The names that a condition may use.
#[derive(Clone, Debug)]
pub struct ConditionNames<'n> {
    /// Each with the kind of its value.
    pub known: Vec<(&'n str, ValueKind)>,
    /// Whether values have parts: `catalogue.listed`, `has(review.due)`, `filings[0]`.
    pub nested: bool,
}

/// Checks a parsed condition.
pub fn check(expression: &IdedExpr, names: &ConditionNames<'_>) -> Result<(), Problem> {
    let look = NameScope { names, local: None };
    match look.kind(expression, 0)? {
        ValueKind::Flag | ValueKind::Any => Ok(()),
        other => Err(Problem {
            message: other.not_a_flag(),
            help: message!("写成比较，如 mlps_level >= 2", "compare it, as in mlps_level >= 2"),
        }),
    }
}

/// The names in sight: those offered, and inside `all` and `exists` the two of the loop.
struct NameScope<'n> {
    names: &'n ConditionNames<'n>,
    local: Option<[(&'n str, ValueKind); 2]>,
}

impl NameScope<'_> {
    fn kind(&self, expression: &IdedExpr, depth: usize) -> Result<ValueKind, Problem> {
        if depth > DEEPEST {
            return Err(too_deep());
        }
        match &expression.expr {
            Expr::Literal(literal) => literal_kind(literal),
            Expr::Ident(name) => self.name(name),
            Expr::List(list) => {
                let kinds = list.elements.iter().map(|element| self.kind(element, depth + 1));
                let kinds = kinds.collect::<Result<Vec<_>, _>>()?;
                let all = |kind| !kinds.is_empty() && kinds.iter().all(|own| *own == kind);
                Ok(match () {
                    () if all(ValueKind::Text) => ValueKind::Texts,
                    () if all(ValueKind::Number) => ValueKind::Numbers,
                    () => ValueKind::Things,
                })
            }
            Expr::Call(call) => self.call(call, depth + 1),
            Expr::Comprehension(comprehension) => self.each(comprehension, depth + 1),
            Expr::Select(select) => match self.kind(&select.operand, depth + 1)? {
                ValueKind::Any if self.names.nested => Ok(if select.test { ValueKind::Flag } else { ValueKind::Any }),
                _ => Err(unknown(&select.field, std::iter::empty())),
            },
            Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => Err(not_offered("{ }")),
        }
    }

    fn name(&self, name: &str) -> Result<ValueKind, Problem> {
        let local = self.local.iter().flatten();
        let found = local.chain(&self.names.known).find(|(own, _)| *own == name);
        let known = self.names.known.iter().map(|(known, _)| *known);
        found.map(|(_, kind)| *kind).ok_or_else(|| unknown(name, known))
    }

    fn call(&self, call: &CallExpr, depth: usize) -> Result<ValueKind, Problem> {
        let operands = call.target.as_deref().into_iter().chain(&call.args);
        let operands = operands.map(|operand| self.kind(operand, depth)).collect::<Result<Vec<_>, _>>()?;
        let name = call.func_name.as_str();
        let fits = match (name, operands.as_slice()) {
            (op::LOGICAL_NOT, [one]) => one.is(ValueKind::Flag),
            (op::LOGICAL_AND | op::LOGICAL_OR, all) => all.iter().all(|one| one.is(ValueKind::Flag)),
            (op::EQUALS | op::NOT_EQUALS, [left, right]) => left.compares(*right),
            (op::LESS | op::LESS_EQUALS | op::GREATER | op::GREATER_EQUALS, [left, right]) => {
                left.compares(*right) && (left.is(ValueKind::Number) || left.is(ValueKind::Text))
            }
            (op::IN, [left, right]) => right.element().is_some_and(|element| left.compares(element)),
            (op::NEGATE, [one]) => {
                return one.is(ValueKind::Number).then_some(ValueKind::Number).ok_or_else(|| misfit(name));
            }
            (op::CONDITIONAL, [test, yes, no]) => {
                let fits = test.is(ValueKind::Flag) && yes.compares(*no);
                return if fits { Ok(*yes) } else { Err(misfit(name)) };
            }
            (op::INDEX, [_, _]) if self.names.nested => return Ok(ValueKind::Any),
            ("size", [one]) => {
                let sized = one.element().is_some() || one.is(ValueKind::Text);
                return if sized { Ok(ValueKind::Number) } else { Err(misfit(name)) };
            }
            ("startsWith" | "endsWith" | "contains", [text, part]) if call.target.is_some() => {
                text.is(ValueKind::Text) && part.is(ValueKind::Text)
            }
            _ => return Err(not_offered(name)),
        };
        if fits { Ok(ValueKind::Flag) } else { Err(misfit(name)) }
    }

    /// `list.all(x, …)` and `list.exists(x, …)`, as the parser unfolds them. `map`, `filter` and `exists_one` gather something
    /// other than true or false; a loop within a loop would multiply.
    fn each(&self, loop_: &ComprehensionExpr, depth: usize) -> Result<ValueKind, Problem> {
        let gathers_flag = matches!(&loop_.accu_init.expr, Expr::Literal(LiteralValue::Boolean(_)));
        if !gathers_flag || loop_.iter_var2.is_some() {
            return Err(not_offered("map, filter, exists_one"));
        }
        if self.local.is_some() {
            return Err(Problem {
                message: message!("all、exists 不能套在另一个里面", "`all` and `exists` cannot lie within each other"),
                help: message!("用 && 或 || 并列", "put them side by side with && or ||"),
            });
        }
        let element = self.kind(&loop_.iter_range, depth)?.element().ok_or_else(|| misfit("all, exists"))?;
        let local = [(loop_.iter_var.as_str(), element), (loop_.accu_var.as_str(), ValueKind::Flag)];
        let inside = NameScope { names: self.names, local: Some(local) };
        let step = inside.kind(&loop_.loop_step, depth)?;
        if step.is(ValueKind::Flag) { Ok(ValueKind::Flag) } else { Err(misfit("all, exists")) }
    }
}

impl ValueKind {
    fn is(self, kind: ValueKind) -> bool {
        self == kind || self == ValueKind::Any
    }

    fn element(self) -> Option<ValueKind> {
        match self {
            ValueKind::Texts => Some(ValueKind::Text),
            ValueKind::Numbers => Some(ValueKind::Number),
            ValueKind::Things | ValueKind::Any => Some(ValueKind::Any),
            ValueKind::Flag | ValueKind::Number | ValueKind::Text => None,
        }
    }

    fn compares(self, other: ValueKind) -> bool {
        let lists = self.element().is_some() && other.element().is_some();
        self == other
            || self == ValueKind::Any
            || other == ValueKind::Any
            || (lists && (self == ValueKind::Things || other == ValueKind::Things))
    }

    fn not_a_flag(self) -> Message {
        let (zh, en) = match self {
            ValueKind::Flag | ValueKind::Any => ("值", "a value"),
            ValueKind::Number => ("数", "a number"),
            ValueKind::Text => ("文字", "text"),
            ValueKind::Texts | ValueKind::Numbers | ValueKind::Things => ("列表", "a list"),
        };
        Message {
            zh: format!("条件的结果是{zh}，不是真假"),
            en: format!("the condition gives {en}, not true or false"),
        }
    }
}

fn literal_kind(literal: &LiteralValue) -> Result<ValueKind, Problem> {
    match literal {
        LiteralValue::Boolean(_) => Ok(ValueKind::Flag),
        LiteralValue::Double(_) | LiteralValue::Int(_) | LiteralValue::UInt(_) => Ok(ValueKind::Number),
        LiteralValue::String(_) => Ok(ValueKind::Text),
        LiteralValue::Null => Ok(ValueKind::Any),
        LiteralValue::Bytes(_) => Err(not_offered("b\"\"")),
    }
}

fn unknown<'k>(name: &str, known: impl Iterator<Item = &'k str> + Clone) -> Problem {
    let name = clip(name);
    let help = if let Some(near) = nearest(&name, known.clone()) {
        message!("是否要写 {near}？", "did you mean `{near}`?")
    } else {
        let all = known.collect::<Vec<_>>().join(", ");
        message!("可用的有：{all}；文字要加引号", "these can be used: {all}; text goes in quotes")
    };
    Problem {
        message: message!("条件里的 {name} 没有定义", "the condition names `{name}`, which is not defined"),
        help,
    }
}

fn not_offered(what: &str) -> Problem {
    let what = clip(what.trim_matches('_'));
    Problem {
        message: message!("条件里不能用 {what}", "`{what}` cannot be used in a condition"),
        help: message!(
            "可用：== != < <= > >= in && || ! ?:，size、startsWith、endsWith、contains，all、exists",
            "these can: == != < <= > >= in && || ! ?:, size, startsWith, endsWith, contains, all, exists"
        ),
    }
}

fn misfit(operator: &str) -> Problem {
    let operator = clip(operator.trim_matches(['_', '@']));
    Problem {
        message: message!(
            "条件里 {operator} 两边的种类不合",
            "what `{operator}` is given in the condition does not fit it"
        ),
        help: message!(
            "文字与文字比，数与数比；&& || ! 只用于真假；in 的右边是列表",
            "compare text with text and numbers with numbers; && || ! take true or false; in takes a list on its right"
        ),
    }
}

/// A name as far as a message can carry it.
fn clip(name: &str) -> String {
    if name.chars().count() <= 40 { name.to_owned() } else { name.chars().take(40).chain(['…']).collect() }
}
