use crate::graph::build::{FileBuilder, Quotes, spoken};
use crate::graph::{Evidence, Minter, Name};
use crate::model::{EvidenceRecord, Place, Placed, SourceText, quoted};
use std::fmt;

/// What became of some words and their place.
struct Found {
    start: Option<u64>,
    end: Option<u64>,
    /// The words, where only their place was given.
    words: Option<String>,
    unverified: bool,
}

/// Evidence as what rests on it needs it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cited {
    pub(super) name: Name,
    pub(super) source: Option<Name>,
    unverified: bool,
}

impl Cited {
    pub(super) fn new(evidence: &Evidence) -> Self {
        Self {
            name: evidence.name.clone(),
            source: evidence.source.clone(),
            unverified: evidence.unverified,
        }
    }
}

impl FileBuilder<'_> {
    pub(super) fn add_evidence_records(&mut self, records: Vec<Placed<EvidenceRecord>>) {
        for Placed { mut record, place } in records {
            let id = record.id.take().unwrap_or_default();
            let of = spoken(|f| write!(f, "evidence {}", quoted(&id)));
            let Some(evidence) = self.evidence(record, &of, &place) else {
                self.faulty_evidence.insert(id.clone());
                continue;
            };
            let cited = Cited::new(&evidence);
            self.shard.add_evidence(evidence);
            // The name is a hash of all that the words and their place are.
            if let Some(earlier) = self.evidence.get(&id)
                && *earlier != cited
            {
                self.error(
                    &place,
                    format!("{of} is declared twice with different words"),
                );
            }
            self.evidence.insert(id.clone(), cited);
        }
    }

    /// Resolves the source of some evidence, checks the words against its text and names the result.
    pub(super) fn evidence(
        &mut self,
        record: EvidenceRecord,
        of: &dyn fmt::Display,
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
                self.at_offsets(&record, start, end, text.as_ref(), of, place)
            }
            (None, None) => self.by_quote(&record, text.as_ref(), of, place),
        }?;
        let evidence = Evidence {
            name: Minter::unnamed(),
            source: source.map(|source| source.name.clone()),
            start: found.start,
            end: found.end,
            quote: record.quote.or(found.words),
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
        of: &dyn fmt::Display,
        place: &Place,
    ) -> Option<Found> {
        let found = |words: Option<&str>, unverified| Found {
            start: Some(start),
            end: Some(end),
            words: words.map(str::to_owned),
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
                    found(None, true),
                ),
                _ => Some(found(None, false)),
            };
        };
        let Some(words) = text.slice(start, end) else {
            let message = format!(
                "{of}: {start} to {end} reaches beyond the text, which has {} characters{}",
                text.length(),
                elsewhere(quote, [start, end], text)
            );
            return self.not_there(place, message, found(None, true));
        };
        match quote {
            None => Some(found(Some(words), false)),
            Some(quote) if quote == words => Some(found(None, false)),
            Some(quote) => {
                let message = format!(
                    "{of}: the text has {} at {start} to {end}, not {}{}",
                    quoted(words),
                    quoted(quote),
                    elsewhere(Some(quote), [start, end], text)
                );
                self.not_there(place, message, found(None, true))
            }
        }
    }

    fn by_quote(
        &mut self,
        record: &EvidenceRecord,
        text: Option<&SourceText>,
        of: &dyn fmt::Display,
        place: &Place,
    ) -> Option<Found> {
        let without_place = |unverified| Found {
            start: None,
            end: None,
            words: None,
            unverified,
        };
        let Some(quote) = record.quote.as_deref() else {
            // Tables of events name the report and no words of it. Who has its text at hand can quote it.
            let has_source = record.source.as_deref().is_some_and(|id| !id.is_empty());
            if has_source && (text.is_none() || self.quotes() != Quotes::Strict) {
                return Some(without_place(false));
            }
            self.error(
                place,
                format!("{of} has neither a quote nor offsets nor a source; one of them is needed"),
            );
            return None;
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
            words: None,
            unverified: false,
        })
    }

    /// An error where quotes are strict; else the words are kept and marked.
    fn not_there(&mut self, place: &Place, message: String, marked: Found) -> Option<Found> {
        match self.quotes() {
            Quotes::Strict => {
                self.error(place, message);
                None
            }
            Quotes::Mark => {
                self.warn(place, format!("{message}; kept and marked as unverified"));
                Some(marked)
            }
            Quotes::Silent => Some(marked),
        }
    }
}

/// Where a quote stands that is not at its offsets, and what the offsets may have counted instead.
fn elsewhere(quote: Option<&str>, offsets: [u64; 2], text: &SourceText) -> String {
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
    // Both offsets have to agree: in front of a text's first odd letter all units count the same.
    let unit = places.iter().find_map(|place| {
        let before = text.slice(0, *place)?;
        let through = text.slice(0, place + length)?;
        let counted = |count: fn(&str) -> usize| [before, through].map(|text| count(text) as u64);
        if counted(|text| text.encode_utf16().count()) == offsets {
            Some(" (the offsets seem to count UTF-16 units; Unicode code points are wanted)")
        } else if counted(str::len) == offsets {
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
