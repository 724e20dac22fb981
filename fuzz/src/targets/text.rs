//! Texts to extract facts from: read, and extracted with quotes that stand in them.

use super::graphs::assert_facts_come_back;
use super::reading::{
    ONTOLOGY, assert_faults_are_sound, assert_quotes_stand_in_their_texts, built, chosen, name,
};
use graphwright::extract::{Document, ExtractOptions, Extractor};
use graphwright::format::Format;
use graphwright::graph::Quotes;
use graphwright::model::{Facts, FactsFile, Place, Record};
use graphwright::read::detect::detect;
use graphwright::read::text::{DocumentLines, RawDocument, other_language, read_document};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(&ONTOLOGY).expect("the lexicon in the program is right"));

pub(crate) const FORMATS: [Format; 4] = [
    Format::Text,
    Format::Markdown,
    Format::Html,
    Format::Documents,
];

/// The parser is made for texts of any length; a fuzzer learns nothing from long ones.
const LONGEST_TO_EXTRACT: usize = 4000;

pub(super) fn run(data: &[u8]) {
    let Some((format, bytes)) = chosen(data, &FORMATS) else {
        // Made before AFL copies the process.
        let _ = &*EXTRACTOR;
        return;
    };
    let _ = detect(Some("txt"), bytes);
    let place = Place::input(&name());
    let documents: Vec<RawDocument> = if format == Format::Documents {
        DocumentLines::new(bytes, name())
            .filter_map(Result::ok)
            .collect()
    } else {
        vec![RawDocument {
            format,
            bytes: bytes.to_vec(),
            place,
        }]
    };
    for raw in documents {
        let (record, faults) = read_document(&raw);
        assert_faults_are_sound(&faults, bytes);
        let Some(record) = record else {
            assert!(!faults.is_empty(), "nothing was read, and nobody was told");
            continue;
        };
        let text = record.text.as_deref().expect("a document has a text");
        let _ = other_language(text);
        if text.len() > LONGEST_TO_EXTRACT {
            continue;
        }
        let document = Document {
            id: &record.id,
            title: record.title.as_deref(),
            url: record.url.as_deref(),
            published: record.published.as_deref(),
            publisher: record.publisher.as_deref(),
            text,
        };
        let options = ExtractOptions {
            open: true,
            explain: true,
            ..ExtractOptions::default()
        };
        let extraction = EXTRACTOR.extract(&document, &options);
        let (shard, is_whole) = built(as_file(extraction.facts), Some(Quotes::Strict));
        assert!(is_whole, "facts that were extracted have errors");
        assert_quotes_stand_in_their_texts(&shard);
        assert_facts_come_back(shard, Some(Quotes::Strict));
    }
}

fn as_file(facts: Facts) -> FactsFile {
    let mut file = FactsFile::new(name());
    let sources = facts.sources.into_iter().map(Record::Source);
    let records = sources
        .chain(facts.entities.into_iter().map(Record::Entity))
        .chain(facts.evidence.into_iter().map(Record::Evidence))
        .chain(facts.relations.into_iter().map(Record::Relation));
    for record in records {
        file.push(record, Place::input(&name()));
    }
    file
}
