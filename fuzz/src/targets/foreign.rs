//! What other programs write, and tables: read, built, and written again as facts.

use super::graphs::assert_facts_come_back;
use super::reading::{
    assert_faults_are_sound, assert_quotes_stand_in_their_texts, built, chosen, name,
};
use graphwright::format::Format;
use graphwright::graph::Quotes;
use graphwright::model::{FactsFile, Fault};
use graphwright::rdf::Prefixes;
use graphwright::read::detect::detect;
use graphwright::read::{
    ForeignOptions, Layout, Mapping, Preset, ReadError, ReviewOptions, SpreadsheetOptions,
    TableOptions, join_run, read_foreign, read_review, read_spreadsheet, read_table,
};
use std::sync::LazyLock;

/// Graphs in JSON, which one reader takes for the most part.
pub(crate) const GRAPH_JSON: [Format; 5] = [
    Format::NodeLink,
    Format::LangChain,
    Format::Neo4jGraphRag,
    Format::LlamaIndex,
    Format::Cytoscape,
];

#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Foreign(Format),
    Table(u8),
    Mapped,
    Preset(Preset, u8),
    Review,
}

/// The rest, in the order of the letters that choose them.
pub(crate) const OTHERS: [Kind; 18] = [
    Kind::Foreign(Format::LangExtract),
    Kind::Foreign(Format::CoreNlp),
    Kind::Foreign(Format::Spacy),
    Kind::Foreign(Format::Gliner2),
    Kind::Foreign(Format::Brat),
    Kind::Foreign(Format::FollowTheMoney),
    Kind::Foreign(Format::GraphRag),
    Kind::Foreign(Format::GraphMl),
    Kind::Foreign(Format::Gexf),
    Kind::Table(b','),
    Kind::Table(b'\t'),
    Kind::Table(b';'),
    Kind::Mapped,
    Kind::Preset(Preset::Acled, b','),
    Kind::Preset(Preset::GdeltEvents, b'\t'),
    Kind::Preset(Preset::Kgx, b'\t'),
    Kind::Preset(Preset::Kgx, b','),
    Kind::Review,
];

/// Fits the sample `incidents.csv`.
static MAPPED: LazyLock<Layout> = LazyLock::new(|| {
    let mapping =
        "subject=Who,predicate=What,object=Whom,time=Day,place=Where,quote=Words,source=Report";
    let mapping: Mapping = mapping.parse().expect("the mapping is right");
    Layout::Mapped(mapping)
});

pub(super) fn run_graph_json(data: &[u8]) {
    if let Some((format, text)) = chosen(data, &GRAPH_JSON) {
        check(
            text,
            read_foreign(text, &name(), format, &ForeignOptions::default()),
        );
    }
}

pub(super) fn run(data: &[u8]) {
    let Some((kind, text)) = chosen(data, &OTHERS) else {
        return;
    };
    for extension in [None, Some("csv"), Some("xml"), Some("json")] {
        let _ = detect(extension, text);
    }
    let preset;
    let (layout, delimiter) = match kind {
        Kind::Foreign(format) => {
            return check(
                text,
                read_foreign(text, &name(), format, &ForeignOptions::default()),
            );
        }
        Kind::Table(delimiter) => {
            return check(text, read_table(text, &name(), TableOptions { delimiter }));
        }
        Kind::Review => {
            let (reviews, faults) =
                read_review(text, &name(), ReviewOptions::default()).expect("bytes can be had");
            assert!(
                reviews
                    .iter()
                    .all(|review| !review.record.claims.is_empty())
            );
            return assert_faults_are_sound(&faults, text);
        }
        Kind::Mapped => (&*MAPPED, b','),
        Kind::Preset(known, delimiter) => {
            preset = Layout::Preset(known);
            (&preset, delimiter)
        }
    };
    let prefixes = Prefixes::from_iter([("biolink", "https://w3id.org/biolink/vocab/")]);
    let options = SpreadsheetOptions {
        layout,
        delimiter,
        prefixes: &[&prefixes],
    };
    check(text, read_spreadsheet(text, &name(), options));
}

fn check(text: &[u8], read: Result<(FactsFile, Vec<Fault>), ReadError>) {
    let (file, faults) = read.expect("bytes can be had");
    assert_faults_are_sound(&faults, text);
    let _ = file.losses.lines().count();
    let Some(file) = join_run(vec![file]) else {
        return;
    };
    let (shard, _) = built(file, Some(Quotes::Mark));
    assert_quotes_stand_in_their_texts(&shard);
    assert_facts_come_back(shard, Some(Quotes::Mark));
}
