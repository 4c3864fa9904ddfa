//! What an agency does, in words.

use mulu_core::model::Agency;

use super::Fill;
use crate::views::parts::RecordText;

impl Fill<'_> {
    /// What an agency does. A role that the translations know is called so; of any other it is said what the configuration lets it do, and what
    /// measures give this agency to do. Only where neither says anything is it shown as it is written.
    pub(super) fn roles(&self, agency: &Agency) -> Vec<RecordText> {
        let (mut known, mut written) = (Vec::new(), Vec::new());
        for role in &agency.roles {
            match self.known(&format!("role-{}", role.value)) {
                Some(word) => known.push(word),
                None => written.push(role.value.as_str()),
            }
        }
        if !written.is_empty() {
            let may = self
                .registry
                .config
                .roles
                .iter()
                .filter(|(_, roles)| roles.iter().any(|role| written.contains(&role.value.as_str())));
            known.extend(may.filter_map(|(duty, _)| self.known(&format!("duty-may-{duty}"))));
            let organs = self.registry.policies.iter().flat_map(|policy| &policy.organs);
            let own = organs.filter(|(_, who)| who.value == agency.id);
            known.extend(own.filter_map(|(does, _)| self.known(&format!("organ-{}", does.value))));
        }
        if known.is_empty() {
            known.extend(written.into_iter().map(str::to_owned));
        }
        let mut said = Vec::new();
        for text in known {
            if !said.contains(&text) {
                said.push(text);
            }
        }
        said.into_iter().map(|text| RecordText { text, lang: None }).collect()
    }

    /// The word of a message, where the translations have it.
    pub(super) fn known(&self, key: &str) -> Option<String> {
        Some(self.translations.word(key)).filter(|word| word != key)
    }
}
