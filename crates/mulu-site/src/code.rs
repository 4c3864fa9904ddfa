//! Words of a closed set, as templates ask for them.

/// A word of a closed vocabulary, kebab-case in data and Fluent ids, e.g. `current`, `due-soon`.
///
/// Templates look its wording up in `t`, where `-` is `_`; so codes inside a view are written with `_`
/// (`due_soon`), and so is the CSS class `is-due_soon`.
pub type Code = &'static str;

/// A closed vocabulary's word as views write it: with `_`.
pub fn code(id: &'static str) -> Code {
    match id {
        "due-soon" => "due_soon",
        "in-progress" => "in_progress",
        "not-applicable" => "not_applicable",
        "in-force" => "in_force",
        "not-due" => "not_due",
        "pending" => "upcoming",
        other => other,
    }
}
