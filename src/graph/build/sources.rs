use crate::graph::build::{FileBuilder, KnownSource, Quotes};
use crate::graph::name::sha256_hex;
use crate::graph::{Minter, Name, SortedSet, Source};
use crate::model::{Place, Placed, SourceRecord, SourceText, quoted};
use oxigraph::model::{Literal, NamedNode};
use std::fmt;
use std::rc::Rc;

impl FileBuilder<'_> {
    pub(super) fn add_sources(&mut self) {
        let file = self.file;
        for Placed { record, place } in &file.sources {
            if let Some(first) = self.sources.get(&record.id) {
                let message = format!(
                    "source {} is declared again; its first declaration is at {}",
                    quoted(&record.id),
                    first.place
                );
                if self.same_source(record) {
                    self.warn(place, message);
                } else {
                    self.error(place, message);
                }
                continue;
            }
            let Some(source) = self.source(record, place) else {
                self.faulty_sources.insert(record.id.clone());
                continue;
            };
            self.faulty_sources.remove(&record.id);
            let known = Rc::new(KnownSource {
                id: record.id.clone(),
                name: source.name.clone(),
                text: source.text.clone(),
                language: source.languages.first().cloned(),
                place: place.clone(),
            });
            self.sources_by_name
                .insert(source.name.clone(), Rc::clone(&known));
            self.sources.insert(record.id.clone(), known);
            self.shard.add_source(source);
        }
    }

    /// Whether an earlier record of the file says just the same.
    fn same_source(&self, record: &SourceRecord) -> bool {
        let mut earlier = self.file.sources.iter().map(|placed| &placed.record);
        earlier.find(|other| other.id == record.id) == Some(record)
    }

    fn source(&mut self, record: &SourceRecord, place: &Place) -> Option<Source> {
        let of = format!("source {}", quoted(&record.id));
        let n_errors = self.n_errors;
        let text = record.text.as_deref().map(SourceText::new);
        let hash = text
            .as_ref()
            .map(|text| sha256_hex(text.as_str().as_bytes()));
        let stated = record
            .sha256
            .as_ref()
            .map(|stated| stated.to_ascii_lowercase());
        if let Some(stated) = &stated {
            let is_hash = stated.len() == 64 && stated.bytes().all(|byte| byte.is_ascii_hexdigit());
            if !is_hash {
                self.error(
                    place,
                    format!(
                        "{of}: sha256 {} is not 64 hexadecimal digits",
                        quoted(stated)
                    ),
                );
            } else if let Some(hash) = hash.as_ref().filter(|hash| *hash != stated) {
                let message = format!(
                    "{of}: the text has sha256 {hash}, not {stated}; it changed since the facts were written"
                );
                match self.quotes() {
                    Quotes::Strict => self.error(place, message),
                    // The facts are about the text of that hash: they keep their names.
                    Quotes::Mark => self.warn(place, message),
                    Quotes::Silent => {}
                }
            }
        }
        if let Some(url) = record.url.as_ref().filter(|url| !is_web_address(url)) {
            self.error(
                place,
                format!(
                    "{of}: url {} is not an absolute http or https address",
                    quoted(url)
                ),
            );
        }
        let language = self.language_tag(record.language.as_deref(), &of, place);
        if self.n_errors > n_errors {
            return None;
        }
        let source = Source {
            sha256: stated.or(hash),
            text,
            ..unnamed(record, language)
        };
        Some(source.named(&self.options.minter))
    }

    /// A language tag in lower case, as RDF compares them; a fault where it is none.
    pub(super) fn language_tag(
        &mut self,
        tag: Option<&str>,
        of: &dyn fmt::Display,
        place: &Place,
    ) -> Option<String> {
        let tag = tag.filter(|tag| !tag.is_empty())?;
        if Literal::new_language_tagged_literal("", tag).is_ok() {
            return Some(tag.to_ascii_lowercase());
        }
        self.error(
            place,
            format!(
                "{of}: language {} is not a BCP 47 tag such as \"en\"",
                quoted(tag)
            ),
        );
        None
    }
}

/// A source as a record tells of it, without text and hash.
fn unnamed(record: &SourceRecord, language: Option<String>) -> Source {
    let one = |text: &Option<String>| -> SortedSet<String> { text.iter().cloned().collect() };
    Source {
        name: Minter::unnamed(),
        titles: one(&record.title),
        urls: one(&record.url),
        publishers: one(&record.publisher),
        published: one(&record.published),
        languages: language.into_iter().collect(),
        sha256: None,
        text: None,
    }
}

/// The name that [`build`](crate::graph::build) gives the source of a record that has no error: what an id,
/// which lives inside its file only, stands for in the graph.
pub fn source_name(record: &SourceRecord, minter: &Minter) -> Name {
    let stated = record.sha256.as_ref().map(|hash| hash.to_ascii_lowercase());
    let hash = || Some(sha256_hex(record.text.as_deref()?.as_bytes()));
    let language = record.language.as_ref().map(|tag| tag.to_ascii_lowercase());
    let source = Source {
        sha256: stated.or_else(hash),
        ..unnamed(record, language.filter(|tag| !tag.is_empty()))
    };
    source.named(minter).name
}

fn is_web_address(url: &str) -> bool {
    (url.starts_with("http://") || url.starts_with("https://")) && NamedNode::new(url).is_ok()
}
