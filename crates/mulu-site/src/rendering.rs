//! What is being rendered at this moment, for whoever watches that it ends.
//!
//! A template may loop for ever or double a text until the memory is full, and its engine has no bound for either. Who builds can see
//! here which page is under way; the process is one, and so is this list.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

static LAST: AtomicU64 = AtomicU64::new(0);
static NOW: Mutex<Vec<Rendering>> = Mutex::new(Vec::new());

/// A page that is being rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendering {
    /// Which of all that the process has begun.
    pub page: u64,
    /// Its template.
    pub template: String,
}

/// Ends the rendering when it is dropped.
pub(super) struct RenderGuard(u64);

pub(super) fn begin(template: &str) -> RenderGuard {
    let template = template.to_owned();
    let page = LAST.fetch_add(1, Ordering::Relaxed);
    NOW.lock().unwrap_or_else(PoisonError::into_inner).push(Rendering { page, template });
    RenderGuard(page)
}

impl Drop for RenderGuard {
    fn drop(&mut self) {
        NOW.lock().unwrap_or_else(PoisonError::into_inner).retain(|other| other.page != self.0);
    }
}

/// All pages that are being rendered now.
#[must_use]
pub fn rendering() -> Vec<Rendering> {
    NOW.lock().unwrap_or_else(PoisonError::into_inner).clone()
}
