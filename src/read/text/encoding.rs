//! Bytes become characters, or an error says what the bytes are instead.

use crate::format::Format;
use crate::read::not_utf8::WHAT_HELPS;

/// UTF-8, or UTF-16 with a byte order mark, without that mark.
///
/// # Errors
/// What the bytes are instead, and where that shows.
pub(super) fn decode(bytes: &[u8], format: Format) -> Result<String, String> {
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return utf16(rest, u16::from_be_bytes);
    }
    if let Some((_, what)) = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(format!("is {what}; convert it to text first"));
    }
    // No text holds this character, and every binary format does sooner or later.
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(format!(
            "is no text: byte 0x00 at byte offset {at}; UTF-8 is wanted"
        ));
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let skipped = bytes.len() - text.len();
    std::str::from_utf8(text)
        .map(str::to_owned)
        .map_err(|error| {
            let at = error.valid_up_to();
            let declared = (format == Format::Html)
                .then(|| declared_charset(text))
                .flatten();
            let said = declared.map(|name| format!(" (the page calls itself {name})"));
            format!(
                "byte 0x{:02X} at byte offset {} is not UTF-8{}; {WHAT_HELPS}",
                text[at],
                at + skipped,
                said.unwrap_or_default()
            )
        })
}

/// How files begin that people take for texts.
const FOREIGN: [(&[u8], &str); 6] = [
    (b"%PDF-", "a PDF document"),
    (
        b"PK\x03\x04",
        "a ZIP archive (as .docx, .odt and .epub are)",
    ),
    (b"{\\rtf", "a document in Rich Text Format"),
    (b"\xD0\xCF\x11\xE0", "an old Microsoft Office document"),
    (b"\x1F\x8B", "compressed by gzip"),
    (b"\x28\xB5\x2F\xFD", "compressed by zstd"),
];

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err("begins as UTF-16 but has an odd number of bytes".to_owned());
    }
    let units = pairs.iter().map(|pair| unit(*pair));
    let mut text = String::with_capacity(bytes.len());
    // The mark takes two bytes.
    let mut at = 2;
    for letter in char::decode_utf16(units) {
        let letter =
            letter.map_err(|_| format!("is not UTF-16 at byte offset {at}, as it began"))?;
        if letter == '\0' {
            return Err(format!("is no text: character 0 at byte offset {at}"));
        }
        at += 2 * letter.len_utf16();
        text.push(letter);
    }
    Ok(text)
}

/// What a page says of its own encoding near its start; only names of encodings are let through.
fn declared_charset(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let (_, after) = start.split_once("charset=")?;
    let name: String = after
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
        .take(40)
        .collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_marks_are_no_part_of_the_text() {
        for bytes in [
            &b"\xEF\xBB\xBFhi"[..],
            b"\xFF\xFEh\0i\0",
            b"\xFE\xFF\0h\0i",
            b"hi",
        ] {
            assert_eq!(decode(bytes, Format::Text).as_deref(), Ok("hi"));
        }
    }

    #[test]
    fn what_is_not_text_is_named() {
        let message = |bytes: &[u8], format| decode(bytes, format).unwrap_err();
        insta::assert_snapshot!(message(b"caf\xE9", Format::Text), @"byte 0xE9 at byte offset 3 is not UTF-8; Latin-1 and Windows-1252 texts need converting first (iconv -f latin1 -t utf-8)");
        insta::assert_snapshot!(message(b"<meta charset=\"iso-8859-1\">caf\xE9", Format::Html), @"byte 0xE9 at byte offset 30 is not UTF-8 (the page calls itself iso-8859-1); Latin-1 and Windows-1252 texts need converting first (iconv -f latin1 -t utf-8)");
        insta::assert_snapshot!(message(b"%PDF-1.7", Format::Text), @"is a PDF document; convert it to text first");
        insta::assert_snapshot!(message(b"\x7FELF\0", Format::Text), @"is no text: byte 0x00 at byte offset 4; UTF-8 is wanted");
        insta::assert_snapshot!(message(b"\xFF\xFEh\0i", Format::Text), @"begins as UTF-16 but has an odd number of bytes");
        insta::assert_snapshot!(message(b"\xFF\xFEh\0\x00\xDC", Format::Text), @"is not UTF-16 at byte offset 4, as it began");
    }
}
