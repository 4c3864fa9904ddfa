//! What each page is given: plain data, already resolved, sorted and worded, one struct per template.
//!
//! A view holds no logic and asks nobody. Everything a template would otherwise have to work out (a link, a
//! status, the width of a bar) is a field. Three conventions keep the hundred thousand pages cheap and safe:
//!
//! - A [`Code`] is a word of a closed vocabulary (`current`, `overdue`). The template turns it into the reader's
//!   language with `t["status_" ~ code]` and into a colour and a sign with the class `is-CODE`.
//! - Text is escaped by the templates. Only fields named `*_html` are printed as they are: they hold Markdown
//!   that this program has rendered and sanitised.
//! - Paths are relative and name files. `href` counts from the language's root (templates print
//!   `{{ home }}{{ href }}`); `*_file` counts from the site's root, for what both languages share
//!   (`{{ root }}{{ json_file }}`); `*_url` is absolute.
//!
//! An absent value is `None`, never left out: an undefined variable stops the build.

pub mod agency;
pub mod apply;
pub mod build;
pub mod changes;
pub mod class;
pub mod data;
pub mod edition;
pub mod guide;
pub mod level;
pub mod moved;
pub mod official;
pub mod opinion;
pub mod overview;
pub mod page;
pub mod parts;
pub mod plan;
pub mod policy;
pub mod print;
pub mod procedure;
pub mod project;
pub mod records;
pub mod resource;
pub mod review;
pub mod rule;
pub mod schedule;
pub mod score;
pub mod standard;
pub mod standards;
