//! The texts that were marked up by hand, and our own article.

use crate::fixture::{example, repository};
use graphwright::model::FactsFile;
use graphwright::ontology::Ontology;
use graphwright::read::read_facts;
use oxigraph::model::{NamedOrBlankNode, Term};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The fields whose texts rules and words may be tuned on.
pub(crate) const FOR_TUNING: [&str; 5] = ["diplomacy", "conflict", "business", "disaster", "aid"];

/// The fields whose texts are for measuring alone: nobody looks at them while mending rules.
pub(crate) const FOR_TESTING: [&str; 5] = ["election", "science", "court", "sport", "culture"];

/// A text with what a person read in it.
pub(crate) struct MarkedText {
    pub(crate) name: String,
    pub(crate) text: String,
    /// What every careful reader finds.
    pub(crate) gold: FactsFile,
    /// What a reader may find or leave.
    pub(crate) extended: Option<FactsFile>,
}

/// The text of a field.
pub(crate) fn field(name: &str) -> MarkedText {
    let folder = repository().join("tests/suite/extraction/texts");
    let path = |ending: &str| folder.join(format!("{name}.{ending}"));
    MarkedText {
        name: name.to_owned(),
        text: fs::read_to_string(path("txt")).unwrap(),
        gold: facts(&path("facts.jsonl")),
        extended: Some(facts(&path("extended.jsonl"))),
    }
}

/// The worked example.
pub(crate) fn article() -> MarkedText {
    MarkedText {
        name: "article".to_owned(),
        text: fs::read_to_string(example().join("article.txt")).unwrap(),
        gold: facts(&example().join("facts.jsonl")),
        extended: None,
    }
}

/// Every marked text.
pub(crate) fn all() -> Vec<MarkedText> {
    let fields = FOR_TUNING.iter().chain(&FOR_TESTING);
    fields.map(|name| field(name)).chain([article()]).collect()
}

fn facts(path: &PathBuf) -> FactsFile {
    parse(&fs::read(path).unwrap(), path)
}

/// Facts that have to be without fault.
pub(crate) fn parse(bytes: &[u8], path: &Path) -> FactsFile {
    let name = path.display().to_string();
    let (file, faults) = read_facts(bytes, &name.as_str().into()).unwrap();
    assert!(faults.is_empty(), "{name}: {faults:?}");
    file
}

/// The local names of the properties that the ontology declares symmetric.
pub(crate) fn symmetric() -> BTreeSet<String> {
    const SYMMETRIC: &str = "http://www.w3.org/2002/07/owl#SymmetricProperty";
    let ontology = Ontology::built_in().unwrap();
    let declared = ontology.triples().filter(
        |triple| matches!(&triple.object, Term::NamedNode(class) if class.as_str() == SYMMETRIC),
    );
    declared
        .filter_map(|triple| match &triple.subject {
            NamedOrBlankNode::NamedNode(node) => node.as_str().rsplit('#').next(),
            NamedOrBlankNode::BlankNode(_) => None,
        })
        .map(str::to_owned)
        .collect()
}
