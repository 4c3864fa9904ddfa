//! Amendment sheets (修改单): parts of their editions, with no life of their own.

use crate::number::Number;

use super::Registry;

impl Registry {
    /// Whether a record is an amendment sheet.
    #[must_use]
    pub fn is_amendment(&self, standard: usize) -> bool {
        let number = self.standards[standard].number.as_ref();
        number.is_some_and(|cited| cited.number.amendment().is_some())
    }

    /// The edition that a record amends, if it is an amendment sheet and the edition is on record.
    #[must_use]
    pub fn edition_amended(&self, standard: usize) -> Option<usize> {
        let number = &self.standards[standard].number.as_ref()?.number;
        let sheet = number.amendment()?;
        let edition = number.canonical().strip_suffix(sheet)?.trim_end_matches(['/', '-', ' ']);
        self.standard_of(&Number::parse(edition)).filter(|edition| *edition != standard)
    }
}
