//! Which numbers are forms of one edition's number.

use crate::Number;

impl Number {
    /// Whether two numbers name one edition, or one amendment of it, in two of its usual forms: with the mark of a language or without,
    /// `ITU-T X.509 (10/2019)` and `ITU-T X.509 (2019)`, `EN 301 549 V3.2.1` with its month or without, an amendment with its year or
    /// without.
    ///
    /// ```
    /// use mulu_number::Number;
    ///
    /// let printed = Number::parse("ISO 44001:2017(E)");
    /// assert!(printed.names_same_edition(&Number::parse("ISO 44001:2017")));
    /// assert!(!printed.names_same_edition(&Number::parse("ISO 44001:2017/Amd 1:2020")));
    /// ```
    #[must_use]
    pub fn names_same_edition(&self, other: &Number) -> bool {
        let (Some(one), Some(two)) = (self.shape, other.shape) else { return self == other };
        let differ = |one: Option<&str>, two: Option<&str>| one.is_some() && two.is_some() && one != two;
        let years = (self.year(), other.year());
        let versions = (self.version(), other.version());
        // A draft is an edition of its own; a version of ETSI's may be left out.
        let stage = |version: Option<&'_ str>| version.is_some_and(|version| !version.starts_with('V'));
        let is_draft = (stage(versions.0), stage(versions.1));
        let is_shared = years.0.is_some() && years.0 == years.1 || versions.0.is_some() && versions.0 == versions.1;
        let is_dated = self.is_dated() || other.is_dated();
        self.undated() == other.undated()
            && (is_shared || !is_dated)
            && !(years.0.is_some() && years.1.is_some() && years.0 != years.1)
            && !differ(versions.0, versions.1)
            && is_draft.0 == is_draft.1
            && !(one.month.is_some() && two.month.is_some() && one.month != two.month)
            && one.revision == two.revision
            && one.all_parts == two.all_parts
            && one.is_consolidated == two.is_consolidated
            && same_amendment(self.amendment(), other.amendment())
    }

    /// The edition that an amendment, a revised text or a translation belongs to: the number without what is behind its year.
    #[must_use]
    pub fn edition(&self) -> Number {
        let Some(mut shape) = self.shape else { return self.clone() };
        let end = [shape.amendment, shape.language].into_iter().flatten().map(|span| span.range().start).min();
        let has_marks = end.is_some() || shape.revision.is_some() || shape.is_consolidated;
        if !has_marks {
            return self.clone();
        }
        let mut text = &*self.canonical;
        if let Some(end) = end {
            text = crate::slice::slice_or_empty(text, ..end).trim_end_matches(['/', '+', ' ']);
        }
        if shape.revision.is_some()
            && let Some(bracket) = text.rfind('(')
        {
            text = crate::slice::slice_or_empty(text, ..bracket);
        }
        text = text.strip_suffix(" CSV").unwrap_or(text);
        shape.amendment = None;
        shape.language = None;
        shape.revision = None;
        shape.is_consolidated = false;
        Self { canonical: text.into(), shape: Some(shape), adopts: None }
    }
}

/// Whether two texts name the same amendments: `XG1` is `XG1-2016`, and `Amd 1` is `Amd 1:2024`.
fn same_amendment(one: Option<&str>, two: Option<&str>) -> bool {
    let (Some(one), Some(two)) = (one, two) else { return one == two };
    let (mut ones, mut twos) = (one.split(['/', '+']), two.split(['/', '+']));
    loop {
        match (ones.next(), twos.next()) {
            (None, None) => return true,
            (Some(one), Some(two)) => {
                let (head, year) = parted(one);
                let (other_head, other_year) = parted(two);
                if head != other_head || (year.is_some() && other_year.is_some() && year != other_year) {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// An amendment's kind and serial, and its year.
fn parted(amendment: &str) -> (&str, Option<&str>) {
    amendment.split_once([':', '-']).map_or((amendment, None), |(head, year)| (head, Some(year)))
}
