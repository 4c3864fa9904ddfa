//! site
#[derive(Debug)]
pub enum SiteError {
    Unwritable(crate::output::Unwritable),
}
impl std::fmt::Display for SiteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "")
    }
}
