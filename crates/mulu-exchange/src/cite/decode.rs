//! Bytes → text: UTF-8, UTF-16 with its mark, or GB 18030.
//!
//! Documents of Chinese offices are often GBK or GB 18030, which no mark announces. Bytes that are not UTF-8 are read as GB 18030
//! only if all of them are: a wrong guess would show other characters than the author wrote.

use encoding_rs::{Encoding, GB18030};

use mulu_core::message;
use mulu_core::message::Message;

/// The text of a document's bytes, without its byte order mark.
///
/// # Errors
/// When the bytes are not text, or in an encoding that is not known.
pub fn decode(bytes: &[u8]) -> Result<String, Message> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes.get(mark..).unwrap_or_default());
        return text.map(std::borrow::Cow::into_owned).ok_or_else(|| {
            let name = encoding.name();
            message!("文件以 {name} 的标记开头，但内容不是", "it begins with the mark of {name}, and is not {name}")
        });
    }
    if bytes.contains(&0) {
        return Err(message!(
            "不是文本：请另存为 .docx、.html 或纯文本",
            "this is not text: save it as .docx, .html or plain text"
        ));
    }
    let wrong = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error.valid_up_to(),
    };
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(std::borrow::Cow::into_owned).ok_or_else(|| {
        let byte = bytes.get(wrong).copied().unwrap_or_default();
        message!(
            "既不是 UTF-8 也不是 GB 18030 编码（第 {wrong} 字节 0x{byte:02X}）：请另存为 UTF-8",
            "this is neither UTF-8 nor GB 18030 (0x{byte:02X} at byte {wrong}): save it as UTF-8"
        )
    })
}
