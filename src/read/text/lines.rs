//! A corpus: one document a line, as JSON.

use crate::format::Format;
use crate::model::{Fault, Place, SourceRecord, quoted};
use crate::read::json::{Context, Fields};
use crate::read::text::encoding::decode;
use crate::read::text::{RawDocument, date, id_of};
use serde_json::value::RawValue;
use std::io::{self, BufRead};
use std::sync::Arc;

/// The documents of a corpus in JSON Lines, one after the other: memory holds one of them.
///
/// A first line that only begins a JSON value, as in a file laid out for people, takes all other lines with it.
#[derive(Debug)]
pub struct DocumentLines<R> {
    reader: R,
    name: Arc<str>,
    next_line: u64,
}

impl<R: BufRead> DocumentLines<R> {
    /// Reads from a corpus of this name.
    pub fn new(reader: R, name: Arc<str>) -> Self {
        Self {
            reader,
            name,
            next_line: 0,
        }
    }

    fn line(&mut self) -> io::Result<Option<RawDocument>> {
        loop {
            let mut bytes = Vec::new();
            if self.reader.read_until(b'\n', &mut bytes)? == 0 {
                return Ok(None);
            }
            let line = self.next_line;
            self.next_line += 1;
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let is_utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
            if line == 0 && (is_utf16 || only_begins(&bytes)) {
                self.reader.read_to_end(&mut bytes)?;
            } else {
                // What is cut off is cut off on this line, not on the next.
                let end = bytes.trim_ascii_end().len();
                bytes.truncate(end);
            }
            return Ok(Some(RawDocument {
                format: Format::Documents,
                bytes,
                place: Place::line(&self.name, line),
            }));
        }
    }
}

impl<R: BufRead> Iterator for DocumentLines<R> {
    type Item = io::Result<RawDocument>;

    fn next(&mut self) -> Option<Self::Item> {
        self.line().transpose()
    }
}

fn only_begins(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    serde_json::from_slice::<&RawValue>(bytes).is_err_and(|error| error.is_eof())
}

/// Reads one line. Fields that a corpus has beyond ours are passed over with a warning.
pub(super) fn read_line(raw: &RawDocument) -> (Option<SourceRecord>, Vec<Fault>) {
    let mut faults = Vec::new();
    let text = match decode(&raw.bytes, raw.format) {
        Ok(text) => text,
        Err(message) => {
            faults.push(Fault::error(raw.place.clone(), message));
            return (None, faults);
        }
    };
    let line = raw.place.line.unwrap_or_default();
    let mut context = Context::new(&raw.place.input, &text, line, &mut faults);
    let record = context
        .whole()
        .and_then(|fields| document(&mut context, fields, &raw.place))
        .filter(|_| context.n_errors == 0);
    (record, faults)
}

fn document<'t>(
    context: &mut Context<'t>,
    mut fields: Fields<'t>,
    place: &Place,
) -> Option<SourceRecord> {
    let text = fields.required(context, "text", words);
    let published = fields.optional(context, "published", date);
    let some = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    let mut words =
        |context: &mut Context<'t>, name| fields.optional(context, name, words).and_then(some);
    let record = SourceRecord {
        title: words(context, "title"),
        url: words(context, "url"),
        publisher: words(context, "publisher"),
        published,
        language: words(context, "language"),
        id: fields
            .optional(context, "id", id)
            .unwrap_or_else(|| id_of(&place.input, text.as_deref().unwrap_or_default())),
        sha256: fields.optional(context, "sha256", Context::string),
        text: text.clone(),
        file: None,
    };
    fields.finish(context);
    text.map(|_| record)
}

/// A string that can be text: as in a file of text, the character 0 shows that it is none.
fn words<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<String> {
    let words = context.any_string(raw)?;
    if let Some(at) = words.chars().position(|letter| letter == '\0') {
        context.error(
            raw,
            format!("is no text: character U+0000 at code point {at}"),
        );
        return None;
    }
    Some(words)
}

/// When a document was published. What is no date is told of and passed over: it cannot be put in order.
fn date<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<String> {
    let written = words(context, raw)?;
    let date = date::of(&written);
    if date.is_none() && !written.trim().is_empty() {
        let place = context.place_of(raw);
        let message = format!(
            "published: found {}, which is passed over; a date in ISO 8601 form is wanted, such as 2024, 2024-06, \
             2024-06-30 or 2024-06-30T10:30:00Z",
            quoted(&written)
        );
        context.warning_at(place, message);
    }
    date
}

/// Corpora number their documents as often as they name them.
fn id<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<String> {
    if raw.get().bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(raw.get().to_owned());
    }
    context.string(raw)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::text::read_document;

    fn read(corpus: &[u8]) -> Vec<String> {
        DocumentLines::new(corpus, "c.jsonl".into())
            .map(|raw| match read_document(&raw.unwrap()) {
                (Some(record), faults) => format!(
                    "{}={} {}",
                    record.id,
                    record.text.unwrap(),
                    faults.iter().map(ToString::to_string).collect::<String>()
                ),
                (None, faults) => faults.iter().map(ToString::to_string).collect(),
            })
            .collect()
    }

    #[test]
    fn one_bad_document_does_not_stop_the_rest() {
        let corpus = b"\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"A.\"}\n\n{\"id\":\"b\"}\n{\"text\":\n{\"id\":7,\"text\":\"\",\"title\":null}\n\
            {\"text\":\"caf\xE9\"}\n{\"text\":1}\n{\"text\":\"Z.\",\"author\":\"x\"}";
        insta::assert_snapshot!(read(corpus).join("\n"), @r#"
        a=A. 
        c.jsonl:3: field "text" is missing
        c.jsonl:4:8: not JSON: EOF while parsing a value
        7= 
        c.jsonl:6: byte 0xE9 at byte offset 12 is not UTF-8; Latin-1 and Windows-1252 texts need converting first (iconv -f latin1 -t utf-8)
        c.jsonl:7:9: text: found the number 1; a string is wanted
        c-711008aa=Z. c.jsonl:8:23: unknown field "author" is not kept
        "#);
    }

    #[test]
    fn what_is_no_date_or_no_text_or_doubled_is_told_once() {
        let corpus = br#"{"id":"a","text":"A.","published":"yesterday"}
{"id":"a","id":"b","text":"A."}
{"id":"a","text":"A\u0000."}
{"id":"a","text":"A.","published":"2024-06-06 10:30"}"#;
        insta::assert_snapshot!(read(corpus).join("\n"), @r#"
        a=A. c.jsonl:1:35: published: found "yesterday", which is passed over; a date in ISO 8601 form is wanted, such as 2024, 2024-06, 2024-06-30 or 2024-06-30T10:30:00Z
        c.jsonl:2:16: field "id" is given twice
        c.jsonl:3:18: text: is no text: character U+0000 at code point 1
        a=A. 
        "#);
    }

    #[test]
    fn a_document_may_be_laid_out_over_lines() {
        let corpus = b"{\n  \"id\": \"a\",\n  \"text\": \"A.\"\n}\n";
        assert_eq!(read(corpus), ["a=A. "]);
        let corpus: Vec<u8> = "\u{feff}{\"text\":\"A.\"}"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(read(&corpus), ["c-e5365717=A. "]);
    }
}
