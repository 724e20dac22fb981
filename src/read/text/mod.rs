//! Documents: plain text, Markdown, HTML articles, and whole corpora as JSON Lines.
//!
//! A document becomes a [`SourceRecord`] whose `text` is what facts are extracted from and what their offsets
//! count in. For plain text that is the file's text without its byte order mark. For Markdown and HTML it is
//! the readable text: marks, code and what surrounds the article are left out, paragraphs are parted by an
//! empty line. The same file always gives the same text, so offsets can be checked again.

mod breaks;
mod date;
mod encoding;
mod html;
mod language;
mod lines;
mod markdown;

pub use language::{Foreign, other_language};
pub use lines::DocumentLines;

use crate::format::Format;
use crate::model::{Fault, Place, SourceRecord};
use crate::read::text::encoding::decode;
use sha2::{Digest, Sha256};

/// A document as it was found and not yet understood: quickly made, so that many threads can do the rest.
#[derive(Debug, Clone)]
pub struct RawDocument {
    /// One of the formats of which [`Format::is_text`] holds. [`Format::Documents`] stands for one line of it.
    pub format: Format,
    /// What the document holds.
    pub bytes: Vec<u8>,
    /// Where it starts.
    pub place: Place,
}

/// Reads one document. Its `text` is there wherever a record is given.
///
/// A document without an id of its own is called by its file's name and a hash of its text. What only its words
/// describe is named after it ("the junta" of one article is not that of another), so the name must be the same
/// wherever the file lies, and another for another text.
pub fn read_document(raw: &RawDocument) -> (Option<SourceRecord>, Vec<Fault>) {
    if raw.format == Format::Documents {
        return lines::read_line(raw);
    }
    let read = decode(&raw.bytes, raw.format).and_then(|text| match raw.format {
        Format::Markdown => Ok(markdown::read(&text)),
        Format::Html => html::read(&text),
        _ => Ok(SourceRecord {
            text: Some(text),
            ..SourceRecord::default()
        }),
    });
    match read {
        Ok(mut record) => {
            record.id = id_of(&raw.place.input, record.text.as_deref().unwrap_or_default());
            (Some(record), Vec::new())
        }
        Err(message) => (None, vec![Fault::error(raw.place.clone(), message)]),
    }
}

/// The file's name without folders and extension, and 32 bits of the SHA-256 of the text in hexadecimal digits.
fn id_of(input: &str, text: &str) -> String {
    let name = input.rsplit(['/', '\\']).next().unwrap_or(input);
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let hash = Sha256::digest(text.as_bytes());
    let start = hash
        .iter()
        .take(4)
        .fold(0_u32, |start, byte| start << 8 | u32::from(*byte));
    format!("{stem}-{start:08x}")
}

/// White space as single blanks, without any at the ends: for titles.
fn on_one_line(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}
