//! Bytes → text.

use crate::message;
use crate::model::Span;
use crate::source::{DEEPEST, LARGEST_RECORD};

use super::{Diagnostics, Reading};

/// A file's bytes as text. The first byte that is not UTF-8 is a fault; it and its like become U+FFFD, so that the rest of the
/// file is still read, and every place in it is the one that is shown.
pub fn text(bytes: Vec<u8>, diagnostics: &Diagnostics) -> String {
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let byte = bytes.get(valid).copied().unwrap_or_default();
            let at = u32::try_from(valid).unwrap_or(u32::MAX);
            diagnostics.add(
                Reading::Syntax,
                Span { start: at, end: at },
                message!(
                    "文件不是 UTF-8 编码：此处的字节 0x{byte:02X} 无法识读",
                    "the file is not UTF-8: byte 0x{byte:02X} here cannot be read"
                ),
                message!(
                    "请用编辑器将文件另存为 UTF-8 编码（原编码可能是 GBK）",
                    "save the file as UTF-8 in your editor (it may be GBK now)"
                ),
            );
            String::from_utf8_lossy(&bytes).into_owned()
        }
    }
}

/// The fault of a file that is larger than a record may be.
pub fn too_large(size: u64, diagnostics: &Diagnostics) {
    let limit = LARGEST_RECORD / 1024;
    let size = size / 1024;
    diagnostics.add(
        Reading::Syntax,
        Span::default(),
        message!(
            "文件过大：{size} KiB，上限为 {limit} KiB，未读取",
            "the file is too large: {size} KiB, at most {limit} KiB are read"
        ),
        message!(
            "一个文件只记一项；附件请另存，并在 evidence 或 source 中写明地址",
            "keep one record in a file; store attachments elsewhere and name them in `evidence` or `source`"
        ),
    );
}

/// The fault of a file whose name is not UTF-8.
pub fn bad_name(diagnostics: &Diagnostics) {
    diagnostics.add(
        Reading::Syntax,
        Span::default(),
        message!(
            "文件名不是 UTF-8 编码（可能是 GBK），未读取",
            "the file's name is not UTF-8 (it may be GBK); it was not read"
        ),
        message!(
            "给文件改名：标准用编号的写法，如 gb-t-22239-2019.md",
            "rename the file: a standard's name is its number, such as gb-t-22239-2019.md"
        ),
    );
}

/// The fault of a path that is a link or something else than a file.
pub fn not_a_file(diagnostics: &Diagnostics) {
    diagnostics.add(
        Reading::Syntax,
        Span::default(),
        message!(
            "不是普通文件（可能是符号链接），未读取",
            "this is not a regular file (perhaps a symbolic link); it was not read"
        ),
        message!("请以文件本身代替链接", "put the file itself in the link's place"),
    );
}

/// The fault of a folder that lies deeper than is looked into.
pub fn too_deep(diagnostics: &Diagnostics) {
    diagnostics.add(
        Reading::Syntax,
        Span::default(),
        message!(
            "文件夹超过 {DEEPEST} 层，其中的文件未读取",
            "this folder lies more than {DEEPEST} levels deep; what is in it was not read"
        ),
        message!("记录放在一两层文件夹内", "keep records one or two folders deep"),
    );
}

/// The fault of a file among the records that is not read as one.
pub fn not_a_record(path: &str, diagnostics: &Diagnostics) {
    let folder = path.split('/').next().unwrap_or(path);
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = crate::source::stem(path);
    let is_prose = matches!(folder, "standards" | "policies");
    let ending = if is_prose { "md" } else { "toml" };
    let is_misplaced = folder == "standards"
        && path.matches('/').count() == 1
        && name.rsplit_once('.').is_some_and(|(_, ending)| ending == "md");
    let help = if is_misplaced {
        message!(
            "移入所属层级的文件夹，如 standards/national/{name}",
            "move it into the folder of its level, such as standards/national/{name}"
        )
    } else {
        message!(
            "若是记录，改名为 {stem}.{ending}；若不是，移出 {folder}/（附件可放在 site/ 或他处）",
            "if it is a record, name it {stem}.{ending}; if it is not, move it out of {folder}/"
        )
    };
    diagnostics.add(
        Reading::NotARecord,
        Span::default(),
        message!("此文件未作为记录读取", "this file is not read as a record"),
        help,
    );
}
