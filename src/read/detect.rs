//! Which format an input is in, where its extension leaves that open.

use crate::format::Format;

/// How many bytes of an input are looked at.
pub const LOOKED_AT: usize = 4096;

/// What tells the format of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Its extension.
    ByExtension(Format),
    /// Its first bytes.
    ByContent(Format),
    /// Nothing: the user has to say.
    Unknown,
}

/// Tells the format from the extension and, where several formats share it, from the first bytes.
///
/// Without an extension nothing is guessed from the content.
pub fn detect(extension: Option<&str>, start: &[u8]) -> Told {
    let Some(extension) = extension.map(str::to_ascii_lowercase) else {
        return Told::Unknown;
    };
    match extension.as_str() {
        "json" | "jsonl" | "ndjson" => Told::ByContent(json(start)),
        "csv" => Told::ByContent(Format::Csv),
        "tsv" => Told::ByContent(Format::Tsv),
        "xml" if contains(start, b"http://www.w3.org/1999/02/22-rdf-syntax-ns#") => {
            Told::ByContent(Format::RdfXml)
        }
        "xml" => Told::Unknown,
        "txt" => text(start).map_or(Told::Unknown, Told::ByContent),
        other => match Format::by_extension(other).filter(|format| format.is_read()) {
            Some(format) => Told::ByExtension(format),
            None => Told::Unknown,
        },
    }
}

/// JSON-LD has keywords that our facts have not.
fn json(start: &[u8]) -> Format {
    let keywords: [&[u8]; 4] = [b"\"@context\"", b"\"@graph\"", b"\"@id\"", b"\"@type\""];
    if keywords.iter().any(|keyword| contains(start, keyword)) {
        Format::JsonLd
    } else {
        Format::Facts
    }
}

fn text(start: &[u8]) -> Option<Format> {
    let first = start.iter().find(|byte| !byte.is_ascii_whitespace())?;
    (*first == b'{').then(|| json(start))
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_extension_tells() {
        assert_eq!(detect(Some("TTL"), b""), Told::ByExtension(Format::Turtle));
        assert_eq!(detect(Some("docx"), b""), Told::Unknown);
        assert_eq!(detect(None, b"{}"), Told::Unknown);
    }

    #[test]
    fn content_tells_where_formats_share_an_extension() {
        assert_eq!(
            detect(Some("json"), b"{\"@context\": {}}"),
            Told::ByContent(Format::JsonLd)
        );
        assert_eq!(
            detect(Some("json"), b"{\"relations\": []}"),
            Told::ByContent(Format::Facts)
        );
        assert_eq!(detect(Some("xml"), b"<a/>"), Told::Unknown);
        assert_eq!(detect(Some("txt"), b"Burkina Faso"), Told::Unknown);
    }
}
