//! The nearest of many names to a misspelt one.

use crate::limits::NEAR_NAMES;

/// Names to choose from, sorted, so that those that begin alike are compared together.
#[derive(Debug)]
pub struct NameList<'n>(Vec<&'n str>);

/// How often a rule may still look for a near name.
#[derive(Debug)]
pub struct LookupBudget(usize);

impl LookupBudget {
    /// As often as one rule may.
    pub fn new() -> Self {
        LookupBudget(NEAR_NAMES)
    }

    /// What a look finds, while there may be one.
    pub fn near<T>(&mut self, look: impl FnOnce() -> Option<T>) -> Option<T> {
        self.0 = self.0.checked_sub(1)?;
        look()
    }
}

/// The longest word that a name is looked for, in bytes: no more than a line of text.
const LONGEST: usize = 120;

impl<'n> NameList<'n> {
    /// These names.
    pub fn of(names: impl Iterator<Item = &'n str>) -> Self {
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        names.dedup();
        NameList(names)
    }

    /// The name nearest to a word by the optimal string alignment distance, if it is within three changes and a third of the
    /// word's length; of several as near, the first by order.
    ///
    /// The distance is computed row by row along each name. A name takes the rows over from the name before it as far as both
    /// begin alike, and names whose common beginning is too far from the word already are passed over together: looking up a
    /// number among twenty thousand would otherwise cost twenty thousand comparisons.
    pub fn nearest(&self, word: &str) -> Option<&'n str> {
        if word.len() > LONGEST {
            return None;
        }
        let word: Vec<char> = word.chars().collect();
        let mut limit = 3.min(word.len() / 3);
        let mut found = None;
        let mut path: Vec<char> = Vec::new();
        let mut rows: Vec<Vec<usize>> = vec![(0..=word.len()).collect()];
        let mut hopeless = false;
        for name in &self.0 {
            let shared = path.iter().zip(name.chars()).take_while(|(a, b)| **a == *b).count();
            if hopeless && shared == path.len() {
                continue;
            }
            hopeless = false;
            path.truncate(shared);
            rows.truncate(shared + 1);
            for c in name.chars().skip(shared) {
                let row = next_row(&rows, &path, c, &word);
                path.push(c);
                rows.push(row);
                if least_to_come(&rows) > limit {
                    hopeless = true;
                    break;
                }
            }
            let distance = rows.last().and_then(|row| row.last()).copied().unwrap_or(usize::MAX);
            if !hopeless && distance <= limit {
                found = Some(*name);
                // Only a nearer one is better.
                let Some(nearer) = distance.checked_sub(1) else { break };
                limit = nearer;
            }
        }
        found
    }
}

/// The distances of a beginning of a name, one character longer than the last, to every beginning of the word.
fn next_row(rows: &[Vec<usize>], path: &[char], c: char, word: &[char]) -> Vec<usize> {
    let above = &rows[rows.len() - 1];
    let mut row = Vec::with_capacity(above.len());
    row.push(above[0] + 1);
    for (at, w) in word.iter().enumerate() {
        let changed = above[at] + usize::from(*w != c);
        let mut least = changed.min(above[at + 1] + 1).min(row[at] + 1);
        let swapped = at > 0 && path.last() == Some(w) && word[at - 1] == c;
        if swapped {
            least = least.min(rows[rows.len() - 2][at - 1] + 1);
        }
        row.push(least);
    }
    row
}

/// No name that begins so can be nearer than this: a later row grows out of the last one, or by a swap out of the one before.
fn least_to_come(rows: &[Vec<usize>]) -> usize {
    let least = |row: &Vec<usize>| row.iter().copied().min().unwrap_or(0);
    match rows {
        [.., earlier, newest] => least(newest).min(least(earlier) + 1),
        [only] => least(only),
        [] => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::NameList;

    proptest! {
        #[test]
        fn as_one_by_one(word in "[abc]{0,12}", names in prop::collection::vec("[abc]{0,12}", 0..30)) {
            let distances = names.iter().map(|name| (strsim::osa_distance(&word, name), name.as_str()));
            let limit = 3.min(word.chars().count() / 3);
            let expected = distances.min().filter(|(distance, _)| *distance <= limit).map(|(_, name)| name);
            prop_assert_eq!(NameList::of(names.iter().map(String::as_str)).nearest(&word), expected);
        }
    }
}
