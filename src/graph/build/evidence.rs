use crate::graph::build::{FileBuilder, Quotes};
use crate::graph::{Evidence, Minter};
use crate::model::{EvidenceRecord, Place, Placed, SourceText, quoted};

/// Words with their place, as far as both are known.
struct Found {
    start: Option<u64>,
    end: Option<u64>,
    quote: Option<String>,
    unverified: bool,
}

impl FileBuilder<'_> {
    pub(super) fn add_evidence_records(&mut self) {
        let file = self.file;
        for Placed { record, place } in &file.evidence {
            let id = record.id.clone().unwrap_or_default();
            let of = format!("evidence {}", quoted(&id));
            let Some(evidence) = self.evidence(record, &of, place) else {
                continue;
            };
            self.shard.add_evidence(evidence.clone());
            if let Some(earlier) = self.evidence.insert(id, evidence.clone())
                && earlier != evidence
            {
                self.error(
                    place,
                    format!("{of} is declared twice with different words"),
                );
            }
        }
    }

    /// Resolves the source of some evidence, checks the words against its text and names the result.
    pub(super) fn evidence(
        &mut self,
        record: &EvidenceRecord,
        of: &str,
        place: &Place,
    ) -> Option<Evidence> {
        let source = self.source_of(record.source.as_deref(), of, place).ok()?;
        let text = source.as_ref().and_then(|source| source.text.clone());
        let found = match (record.start, record.end) {
            (Some(start), Some(end)) if start >= end => {
                self.error(
                    place,
                    format!("{of}: start {start} is not before end {end}"),
                );
                None
            }
            (Some(_), None) | (None, Some(_)) => {
                self.error(
                    place,
                    format!("{of}: start and end go together; one of them is missing"),
                );
                None
            }
            (Some(start), Some(end)) => {
                self.at_offsets(record, start, end, text.as_ref(), of, place)
            }
            (None, None) => self.by_quote(record, text.as_ref(), of, place),
        }?;
        let evidence = Evidence {
            name: Minter::unnamed(),
            source: source.map(|source| source.name.clone()),
            start: found.start,
            end: found.end,
            quote: found.quote,
            unverified: found.unverified || record.verified == Some(false),
        };
        Some(evidence.named(&self.options.minter))
    }

    fn at_offsets(
        &mut self,
        record: &EvidenceRecord,
        start: u64,
        end: u64,
        text: Option<&SourceText>,
        of: &str,
        place: &Place,
    ) -> Option<Found> {
        let found = |quote: Option<&str>, unverified| Found {
            start: Some(start),
            end: Some(end),
            quote: quote.map(str::to_owned),
            unverified,
        };
        let quote = record.quote.as_deref();
        let Some(text) = text else {
            // Nothing to check the words against but their length.
            let length = quote.map(|quote| quote.chars().count() as u64);
            return match length {
                Some(length) if length != end - start => self.not_there(
                    place,
                    format!(
                        "{of}: {start} to {end} is {} characters, but the quote has {length} (offsets count Unicode code points)",
                        end - start
                    ),
                    found(quote, true),
                ),
                _ => Some(found(quote, false)),
            };
        };
        let Some(words) = text.slice(start, end) else {
            let message = format!(
                "{of}: {start} to {end} reaches beyond the text, which has {} characters{}",
                text.length(),
                elsewhere(quote, start, text)
            );
            return self.not_there(place, message, found(quote, true));
        };
        match quote {
            None => Some(found(Some(words), false)),
            Some(quote) if quote == words => Some(found(Some(quote), false)),
            Some(quote) => {
                let message = format!(
                    "{of}: the text has {} at {start} to {end}, not {}{}",
                    quoted(words),
                    quoted(quote),
                    elsewhere(Some(quote), start, text)
                );
                self.not_there(place, message, found(Some(quote), true))
            }
        }
    }

    fn by_quote(
        &mut self,
        record: &EvidenceRecord,
        text: Option<&SourceText>,
        of: &str,
        place: &Place,
    ) -> Option<Found> {
        let Some(quote) = record.quote.as_deref() else {
            self.error(
                place,
                format!("{of} has neither a quote nor offsets; one of them is needed"),
            );
            return None;
        };
        let without_place = |unverified| Found {
            start: None,
            end: None,
            quote: Some(quote.to_owned()),
            unverified,
        };
        let Some(text) = text else {
            return Some(without_place(false));
        };
        let places = text.find(quote);
        let Some(&start) = places.first() else {
            let message = format!(
                "{of}: {} stands nowhere in the text of its source",
                quoted(quote)
            );
            return self.not_there(place, message, without_place(true));
        };
        if places.len() > 1 {
            self.warn(
                place,
                format!(
                    "{of}: {} stands {} times in the text; the first, at {start}, was taken",
                    quoted(quote),
                    places.len()
                ),
            );
        }
        Some(Found {
            start: Some(start),
            end: Some(start + quote.chars().count() as u64),
            quote: Some(quote.to_owned()),
            unverified: false,
        })
    }

    /// An error where quotes are strict; else the words are kept and marked.
    fn not_there(&mut self, place: &Place, message: String, marked: Found) -> Option<Found> {
        match self.options.quotes {
            Quotes::Strict => {
                self.error(place, message);
                None
            }
            Quotes::Mark => {
                self.warn(place, format!("{message}; kept and marked as unverified"));
                Some(marked)
            }
        }
    }
}

/// Where a quote stands that is not at its offsets, and what the offsets may have counted instead.
fn elsewhere(quote: Option<&str>, start: u64, text: &SourceText) -> String {
    let Some(quote) = quote else {
        return String::new();
    };
    let places = text.find(quote);
    if places.is_empty() {
        return "; the quote stands nowhere in the text".to_owned();
    }
    let length = quote.chars().count() as u64;
    let listed: Vec<String> = places
        .iter()
        .take(3)
        .map(|place| format!("{place} to {}", place + length))
        .collect();
    let unit = places.iter().find_map(|place| {
        let before = text.slice(0, *place)?;
        if before.encode_utf16().count() as u64 == start {
            Some(" (the offsets seem to count UTF-16 units; Unicode code points are wanted)")
        } else if before.len() as u64 == start {
            Some(" (the offsets seem to count bytes; Unicode code points are wanted)")
        } else {
            None
        }
    });
    format!(
        "; it stands at {}{}",
        listed.join(", "),
        unit.unwrap_or_default()
    )
}
