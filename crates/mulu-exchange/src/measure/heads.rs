//! Where articles begin. `第六条` may begin an article or cite one; what decides is whether it stands at the beginning of a line or
//! behind a sentence, and whether it is the next in order.

use super::lines::ends_sentence;
use super::numeral::leading;

/// A place where an article may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArticleHead {
    /// The article.
    pub number: u32,
    /// The article among those inserted behind it: 第十条之一 is 1; 0 for the article itself.
    pub inserted: u32,
    /// Where its mark begins in the text.
    pub start: usize,
    /// Where its words begin.
    pub end: usize,
    /// Whether it begins a line.
    pub begins_line: bool,
    /// Whether a blank stands behind it, as measures are printed.
    pub spaced: bool,
    /// Whether what follows reads as a citation: 第六条规定的…
    pub citing: bool,
}

/// How the articles of a document are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// 第一条.
    Articles,
    /// 一、: notices and opinions have no articles.
    Sections,
}

/// What follows an article that is cited.
const CITED: [&str; 16] =
    ["规定", "規定", "的", "所", "第", "至", "和", "或", "及", "与", "、", "，", ",", "款", "项", "中"];

/// All places where an article may begin, in the text's order.
pub fn heads(text: &str, marks: Marks) -> Vec<ArticleHead> {
    match marks {
        Marks::Articles => text.match_indices('第').filter_map(|(at, _)| article(text, at)).collect(),
        Marks::Sections => {
            let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
            starts.filter_map(|at| section(text, at)).collect()
        }
    }
}

fn article(text: &str, start: usize) -> Option<ArticleHead> {
    let inner = text.get(start + '第'.len_utf8()..)?;
    let (number, rest) = leading(inner.trim_start_matches([' ', '\u{3000}']))?;
    let rest = rest.trim_start_matches([' ', '\u{3000}']).strip_prefix(['条', '條'])?;
    let (inserted, rest) = match rest.strip_prefix('之').and_then(leading) {
        Some((inserted, rest)) => (inserted, rest),
        None => (0, rest),
    };
    let line = text.get(..start)?.rsplit('\n').next().unwrap_or_default();
    let begins_line =
        line.trim_start_matches(|ch: char| ch.is_whitespace() || matches!(ch, '*' | '#' | '>')).is_empty();
    if !begins_line && !ends_sentence(line) {
        return None;
    }
    let rest = rest.trim_start_matches('*');
    Some(ArticleHead {
        number,
        inserted,
        start,
        end: text.len() - rest.len(),
        begins_line,
        spaced: rest.is_empty() || rest.starts_with(|ch: char| ch.is_whitespace() || matches!(ch, '：' | ':' | '【')),
        citing: CITED.iter().any(|word| rest.trim_start().starts_with(word)),
    })
}

fn section(text: &str, start: usize) -> Option<ArticleHead> {
    let line = text.get(start..)?.lines().next()?;
    let (number, rest) = leading(line.trim_start())?;
    let is_han = line.trim_start().starts_with(|ch: char| !ch.is_ascii());
    let rest = rest.strip_prefix('、').filter(|_| is_han)?;
    let end = start + line.len() - rest.len();
    Some(ArticleHead { number, inserted: 0, start, end, begins_line: true, spaced: true, citing: false })
}

/// The articles of one measure, from its first on: each the next in order. Also the numbers that are missing between them.
pub fn chain(heads: &[ArticleHead]) -> (Vec<ArticleHead>, Vec<u32>) {
    let Some((first, rest)) = heads.split_first() else { return (Vec::new(), Vec::new()) };
    let (mut chain, mut missing) = (vec![*first], Vec::new());
    let mut rest = rest;
    while let Some(last) = chain.last().copied() {
        let Some(at) = next(rest, last) else { break };
        let Some(head) = rest.get(at) else { break };
        missing.extend(last.number + 1..head.number);
        chain.push(*head);
        rest = rest.get(at + 1..).unwrap_or_default();
    }
    (chain, missing)
}

/// The place of the article that follows another.
fn next(rest: &[ArticleHead], last: ArticleHead) -> Option<usize> {
    let opens = |head: &ArticleHead| head.begins_line && (head.spaced || !head.citing);
    let follows = |head: &ArticleHead| head.number == last.number + 1 && head.inserted == 0;
    let inserted = |head: &ArticleHead| head.number == last.number && head.inserted == last.inserted + 1;
    let later = |head: &ArticleHead| opens(head) && head.number > last.number + 1 && head.inserted == 0;
    // What is printed as an article begins one; else what only may. The search ends where a later article begins.
    let end = rest.iter().position(later).unwrap_or(rest.len());
    let here = rest.get(..end).unwrap_or_default();
    let next = |accepts: &dyn Fn(&ArticleHead) -> bool| {
        here.iter().position(|head| (follows(head) || inserted(head)) && accepts(head))
    };
    next(&|head| opens(head) && head.spaced)
        .or_else(|| next(&|head| opens(head)))
        .or_else(|| next(&|head| head.spaced && !head.citing))
        // A gap of more than some articles is no gap: a table of contents, another document.
        .or_else(|| rest.get(end).filter(|head| head.number <= last.number + 4).map(|_| end))
}
