//! Conditions in words: an expression is for programs, and people read what it says.
//!
//! What is not put into words, such as a loop over traits, gives none for the whole: half a condition in words would say something
//! else than the whole.

use cel::common::ast::operators as op;
use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue};

use crate::message;
use crate::message::Message;
use crate::place;

use super::Condition;

/// What the words of a registry mean: `cloud` of `traits`, `general.security` of `classes`.
pub type Meaning<'m> = &'m dyn Fn(&str, &str) -> Option<Message>;

impl Condition {
    /// The condition in words, as far as every part of it has words.
    #[must_use]
    pub fn describe(&self, meaning: Meaning<'_>) -> Option<Message> {
        Describer { meaning }.speak(self.program.expression(), false)
    }
}

struct Describer<'m> {
    meaning: Meaning<'m>,
}

/// A variable compared with a literal: the variable stands on the left.
struct LiteralComparison<'e> {
    name: &'e str,
    operator: &'e str,
    literal: &'e LiteralValue,
}

impl Describer<'_> {
    /// `within`: it stands among others, so that alternatives need brackets.
    fn speak(&self, expression: &IdedExpr, within: bool) -> Option<Message> {
        match &expression.expr {
            Expr::Ident(name) => flag(name, true),
            Expr::Call(call) => self.call(call, within),
            Expr::Literal(LiteralValue::Boolean(flag)) => {
                Some(if *flag.inner() { message!("总是", "always") } else { message!("从不", "never") })
            }
            _ => None,
        }
    }

    fn call(&self, call: &CallExpr, within: bool) -> Option<Message> {
        match (call.func_name.as_str(), call.args.as_slice()) {
            (op::LOGICAL_AND, [left, right]) => {
                let (left, right) = (self.speak(left, true)?, self.speak(right, true)?);
                Some(Message {
                    zh: format!("{}，且{}", left.zh, right.zh),
                    en: format!("{} and {}", left.en, right.en),
                })
            }
            (op::LOGICAL_OR, [left, right]) => {
                let (left, right) = (self.speak(left, true)?, self.speak(right, true)?);
                let (zh, en) = (format!("{}或者{}", left.zh, right.zh), format!("{} or {}", left.en, right.en));
                Some(if within {
                    Message { zh: format!("（{zh}）"), en: format!("({en})") }
                } else {
                    Message { zh, en }
                })
            }
            (op::LOGICAL_NOT, [one]) => self.not(one),
            (op::IN, [what, list]) => self.member(what, list, true),
            (operator, [left, right]) => self.comparison(&compared(operator, left, right)?),
            _ => None,
        }
    }

    fn not(&self, one: &IdedExpr) -> Option<Message> {
        match &one.expr {
            Expr::Ident(name) => flag(name, false),
            Expr::Call(call) if call.func_name == op::IN => {
                let [what, list] = call.args.as_slice() else { return None };
                self.member(what, list, false)
            }
            _ => {
                let inner = self.speak(one, false)?;
                Some(Message { zh: format!("并非（{}）", inner.zh), en: format!("not ({})", inner.en) })
            }
        }
    }

    /// A word in a list of the record's, or a value of the record's in a list of words.
    fn member(&self, what: &IdedExpr, list: &IdedExpr, is: bool) -> Option<Message> {
        match (&what.expr, &list.expr) {
            (Expr::Literal(LiteralValue::String(word)), Expr::Ident(name)) => {
                let meant = self.meant(name, word.inner());
                let (zh, en) = match (name.as_str(), is) {
                    ("traits", true) => ("具有特征", "has the trait"),
                    ("traits", false) => ("不具有特征", "has not the trait"),
                    ("classes", true) => ("属于分类", "is of the class"),
                    ("classes", false) => ("不属于分类", "is not of the class"),
                    ("topics", true) => ("覆盖主题", "covers the topic"),
                    ("topics", false) => ("不覆盖主题", "does not cover the topic"),
                    _ => return None,
                };
                Some(Message { zh: format!("{zh}“{}”", meant.zh), en: format!("{en} “{}”", meant.en) })
            }
            (Expr::Ident(name), Expr::List(list)) => {
                let each = list.elements.iter().map(|element| match &element.expr {
                    Expr::Literal(literal) => {
                        let operator = if is { op::EQUALS } else { op::NOT_EQUALS };
                        self.comparison(&LiteralComparison { name, operator, literal })
                    }
                    _ => None,
                });
                let each = each.collect::<Option<Vec<Message>>>()?;
                let join = |of: fn(&Message) -> &str, word: &str| each.iter().map(of).collect::<Vec<_>>().join(word);
                let (zh, en) = if is { ("或者", " or ") } else { ("，且", " and ") };
                Some(Message {
                    zh: format!("（{}）", join(|words| &words.zh, zh)),
                    en: format!("({})", join(|words| &words.en, en)),
                })
            }
            _ => None,
        }
    }

    fn comparison(&self, compared: &LiteralComparison<'_>) -> Option<Message> {
        let LiteralComparison { name, operator, literal } = compared;
        match (*name, literal) {
            ("mlps_level", LiteralValue::Int(level)) => Some(measured(
                "等级保护级别",
                "its level of classified protection",
                operator,
                &level.inner().to_string(),
            )?),
            ("investment", LiteralValue::Int(amount)) => money(operator, &amount.inner().to_string()),
            ("investment", LiteralValue::Double(amount)) => money(operator, &amount.inner().to_string()),
            ("approved", LiteralValue::String(day)) => approved(operator, day.inner()),
            (
                "form" | "level" | "nature" | "stage" | "issuer" | "agency" | "jurisdiction",
                LiteralValue::String(word),
            ) => {
                let (zh, en) = subject(name)?;
                let meant = self.meant(name, word.inner());
                let (is_zh, is_en) = match *operator {
                    op::EQUALS => ("为", "is"),
                    op::NOT_EQUALS => ("不为", "is not"),
                    _ => return None,
                };
                Some(Message { zh: format!("{zh}{is_zh}{}", meant.zh), en: format!("{en} {is_en} {}", meant.en) })
            }
            _ => None,
        }
    }

    fn meant(&self, name: &str, word: &str) -> Message {
        let region = || (name == "jurisdiction").then(|| place::name(word)).flatten();
        let of_region = || region().map(|name| message!("{name}（{word}）", "{name} ({word})"));
        (self.meaning)(name, word).or_else(of_region).unwrap_or_else(|| message!("{word}", "{word}"))
    }
}

fn flag(name: &str, is: bool) -> Option<Message> {
    Some(match (name, is) {
        ("classified", true) => message!("涉密项目", "it is classified"),
        ("classified", false) => message!("非涉密项目", "it is not classified"),
        ("major", true) => message!("重大项目", "it is a major project"),
        ("major", false) => message!("不是重大项目", "it is not a major project"),
        _ => return None,
    })
}

fn subject(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "form" => ("文件形式", "its form"),
        "level" => ("层级", "its level"),
        "nature" => ("性质", "its nature"),
        "stage" => ("阶段", "its stage"),
        "issuer" => ("发布机关", "its issuer"),
        "agency" => ("建设单位", "its agency"),
        "jurisdiction" => ("所在地", "its jurisdiction"),
        _ => return None,
    })
}

fn money(operator: &str, amount: &str) -> Option<Message> {
    let words = measured("投资额", "its cost", operator, amount)?;
    Some(Message { zh: format!("{}万元", words.zh), en: format!("{} × 10,000 yuan", words.en) })
}

fn measured(zh: &str, en: &str, operator: &str, value: &str) -> Option<Message> {
    let (than_zh, than_en) = match operator {
        op::EQUALS => ("为", "is"),
        op::NOT_EQUALS => ("不为", "is not"),
        op::LESS => ("低于", "is below"),
        op::LESS_EQUALS => ("不高于", "is at most"),
        op::GREATER => ("高于", "is above"),
        op::GREATER_EQUALS => ("不低于", "is at least"),
        _ => return None,
    };
    Some(Message { zh: format!("{zh}{than_zh} {value} "), en: format!("{en} {than_en} {value}") }.trimmed())
}

fn approved(operator: &str, day: &str) -> Option<Message> {
    Some(match (operator, day) {
        (op::EQUALS, "") => message!("尚未立项", "it is not approved yet"),
        (op::NOT_EQUALS, "") => message!("已经立项", "it is approved"),
        (op::LESS, day) => message!("{day} 以前立项", "it was approved before {day}"),
        (op::LESS_EQUALS, day) => message!("{day}（含）以前立项", "it was approved on {day} or before"),
        (op::GREATER, day) => message!("{day} 以后立项", "it was approved after {day}"),
        (op::GREATER_EQUALS, day) => message!("{day}（含）以后立项", "it was approved on {day} or after"),
        (op::EQUALS, day) => message!("{day} 立项", "it was approved on {day}"),
        _ => return None,
    })
}

/// A comparison of a variable with a literal, whichever way round it is written.
fn compared<'e>(operator: &'e str, left: &'e IdedExpr, right: &'e IdedExpr) -> Option<LiteralComparison<'e>> {
    match (&left.expr, &right.expr) {
        (Expr::Ident(name), Expr::Literal(literal)) => Some(LiteralComparison { name, operator, literal }),
        (Expr::Literal(literal), Expr::Ident(name)) => {
            let operator = match operator {
                op::LESS => op::GREATER,
                op::LESS_EQUALS => op::GREATER_EQUALS,
                op::GREATER => op::LESS,
                op::GREATER_EQUALS => op::LESS_EQUALS,
                other => other,
            };
            Some(LiteralComparison { name, operator, literal })
        }
        _ => None,
    }
}

impl Message {
    fn trimmed(self) -> Message {
        Message { zh: self.zh.trim_end().to_owned(), en: self.en.trim_end().to_owned() }
    }
}
