//! Sees to it that the pages of a registry's own templates are rendered in bounded time and memory.
//!
//! The templates of a registry may come from a stranger, and their engine bounds neither. A template that is under way cannot be
//! stopped; the process can, and says which template it was. What it wrote waits beside its places, and the next build removes it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use mulu_core::limits::{PAGE_BYTES, PAGE_SECONDS};
use mulu_site::rendering;

use super::fail::Failure;
use super::terminal;

/// How often is looked, in milliseconds. A text that doubles takes longer than that to grow from the bound to all of the memory.
const EVERY: u64 = 10;

/// A watch. It ends when it is dropped.
pub struct Watchdog(Arc<AtomicBool>);

impl Watchdog {
    /// Watches, where there are templates that are not built in.
    #[must_use]
    pub fn over(own_templates: Vec<String>) -> Option<Watchdog> {
        if own_templates.is_empty() {
            return None;
        }
        let is_over = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&is_over);
        std::thread::spawn(move || watch(&told, &own_templates));
        Some(Watchdog(is_over))
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn watch(is_over: &AtomicBool, own: &[String]) {
    // Of each page under way: how often it was seen, and how large the process was when it was first.
    let mut seen: BTreeMap<u64, (u64, u64)> = BTreeMap::new();
    while !is_over.load(Ordering::Relaxed) {
        std::thread::sleep(Duration::from_millis(EVERY));
        let (now, memory) = (rendering(), memory());
        seen.retain(|page, _| now.iter().any(|rendering| rendering.page == *page));
        for rendering in now {
            let (times, first) = seen.entry(rendering.page).or_insert((0, memory));
            *times += 1;
            if *times > PAGE_SECONDS * 1000 / EVERY {
                give_up(&rendering.template, own, &format!("{PAGE_SECONDS} s"));
            }
            if memory.saturating_sub(*first) > PAGE_BYTES {
                give_up(&rendering.template, own, &format!("{} MiB", PAGE_BYTES >> 20));
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a page that never ends cannot be left otherwise")]
fn give_up(template: &str, own: &[String], bound: &str) {
    let own = own.join(", ");
    terminal::error(&Failure::Unknown(format!(
        "templates/{template}: 生成一页超过 {bound}，已停止；登记簿自己的模板：{own}\n  templates/{template}: one page took more than {bound}, so the build was stopped; the registry's own templates: {own}"
    )));
    std::process::exit(2);
}

/// How much memory the process has, in bytes; 0 on systems that do not say so in a file: there only time is bounded.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes =
        line.and_then(|line| line.trim().strip_suffix("kB")).and_then(|size| size.trim().parse::<u64>().ok());
    kibibytes.unwrap_or(0) << 10
}
