//! `mulu build`.
use super::Ended;
use super::args::{Build, Common};
use super::fail::Failure;
pub fn run(_c: &Common, _b: &Build) -> Result<Ended, Failure> {
    Ok(Ended::Well)
}
