//! Sees to it that one fetch of an upstream brings no more than is declared, in no more time.
//!
//! Git itself bounds none of it. What comes is one file below `objects/pack`, which begins with how many objects it holds, and grows.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, ExitStatus};
use std::time::Duration;

use mulu_core::limits::{FETCH_BYTES, FETCH_OBJECTS, FETCH_SECONDS};
use mulu_core::message;
use mulu_core::message::Message;

/// How often is looked, in milliseconds.
const EVERY: u64 = 20;

/// How much a fetch may bring, and how long it may take.
#[derive(Clone, Copy, Debug)]
pub struct FetchBounds {
    /// Bytes.
    pub bytes: u64,
    /// Objects.
    pub objects: u64,
    /// Seconds.
    pub seconds: u64,
}

impl Default for FetchBounds {
    fn default() -> Self {
        FetchBounds { bytes: FETCH_BYTES, objects: FETCH_OBJECTS, seconds: FETCH_SECONDS }
    }
}

/// The bound that a fetch went beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExceededBound {
    /// More bytes came.
    Bytes(u64),
    /// More objects came, or were announced.
    Objects(u64),
    /// It took longer.
    Seconds(u64),
}

impl ExceededBound {
    /// The sentence about a fetch from an address.
    pub fn told(self, url: &str) -> Message {
        let (zh, en) = match self {
            ExceededBound::Bytes(most) => (format!("超过 {most} 字节"), format!("more than {most} bytes came")),
            ExceededBound::Objects(most) => (format!("超过 {most} 个对象"), format!("it has more than {most} objects")),
            ExceededBound::Seconds(most) => (format!("超过 {most} 秒"), format!("it took more than {most} seconds")),
        };
        message!(
            "取 {url} 中途停下（{zh}）：登记簿没有这么大，先查明对方仓库里是什么；book.lock 没有改动",
            "the fetch of {url} was stopped ({en}): no registry is that large; find out what its repository holds. book.lock is as it was"
        )
    }
}

/// What lies in a folder of packs.
#[derive(Clone, Copy, Debug, Default)]
struct Packed {
    bytes: u64,
    objects: u64,
}

impl FetchBounds {
    /// Waits for a fetch into a repository to end; stops it where it goes beyond a bound.
    ///
    /// # Errors
    /// When the process cannot be asked for.
    pub fn watch(self, child: &mut Child, into: &Path) -> io::Result<Result<ExitStatus, ExceededBound>> {
        let packs = into.join("objects").join("pack");
        let before = packed(&packs);
        let mut looks = 0;
        loop {
            let ended = child.try_wait()?;
            let now = packed(&packs);
            let beyond = if now.bytes.saturating_sub(before.bytes) > self.bytes {
                Some(ExceededBound::Bytes(self.bytes))
            } else if now.objects.saturating_sub(before.objects) > self.objects {
                Some(ExceededBound::Objects(self.objects))
            } else if ended.is_none() && looks * EVERY >= self.seconds * 1000 {
                Some(ExceededBound::Seconds(self.seconds))
            } else {
                None
            };
            if let Some(beyond) = beyond {
                // One that has ended by itself meanwhile needs no end.
                let _ = child.kill();
                child.wait()?;
                sweep(&packs);
                return Ok(Err(beyond));
            }
            if let Some(status) = ended {
                return Ok(Ok(status));
            }
            looks += 1;
            std::thread::sleep(Duration::from_millis(EVERY));
        }
    }
}

/// The size of all packs, those under way among them, and how many objects they say that they hold.
fn packed(folder: &Path) -> Packed {
    let mut all = Packed::default();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_pack = is_under_way(&entry.path()) || entry.path().extension().is_some_and(|end| end == "pack");
        if !is_pack {
            continue;
        }
        all.bytes += entry.metadata().map_or(0, |found| found.len());
        all.objects += objects(&entry.path()).unwrap_or(0);
    }
    all
}

/// How many objects a pack says that it holds: the third number of its head.
fn objects(pack: &Path) -> Option<u64> {
    let mut head = [0; 12];
    File::open(pack).ok()?.read_exact(&mut head).ok()?;
    let count = head.last_chunk::<4>().map(|count| u32::from_be_bytes(*count))?;
    head.starts_with(b"PACK").then_some(u64::from(count))
}

fn is_under_way(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("tmp_pack_"))
}

/// Removes what a fetch that was stopped left half.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_under_way(&entry.path()) {
            // It lies there in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}
