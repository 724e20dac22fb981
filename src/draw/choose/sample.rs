//! Graphs and drawings for the tests of this folder.

use crate::draw::choose::{Choice, ChoiceError, Shown};
use crate::draw::drawing::Drawing;
use crate::draw::sample::{Sample, name};
use crate::draw::text::{Strokes, text};
use crate::graph::{Evidence, KnowledgeGraph, SortedSet, Source};
use crate::ontology::Ontology;

/// People by single letters, with the relations `a trains b`.
pub(super) fn people(relations: &[&str]) -> Sample {
    let mut sample = Sample::default();
    for relation in relations {
        let words: Vec<&str> = relation.split(' ').collect();
        for end in [words[0], words[2]] {
            sample = sample.entity(end, "Person", &end.to_uppercase());
        }
        sample = sample.relation(words[0], words[1], words[2]);
    }
    sample
}

pub(super) fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// What a choice gives, as lines of text without the empty ones between.
pub(super) fn drawn(graph: &KnowledgeGraph, choice: &Choice) -> Result<String, ChoiceError> {
    let ontology = Ontology::built_in().unwrap();
    let mut out = Vec::new();
    text(
        &Drawing::of(graph, &ontology, choice)?,
        Strokes::Ascii,
        &mut out,
    )
    .unwrap();
    let lines = String::from_utf8(out).unwrap();
    let lines: Vec<&str> = lines.lines().filter(|line| !line.is_empty()).collect();
    Ok(lines.join("\n"))
}

pub(super) fn shown(graph: &KnowledgeGraph, choice: &Choice) -> Shown {
    let ontology = Ontology::built_in().unwrap();
    Drawing::of(graph, &ontology, choice).unwrap().shown()
}

/// Adds a source, published at a time, and evidence in it under the id `in-ID`.
pub(super) fn published(mut sample: Sample, id: &str, title: &str, time: &str) -> Sample {
    let one = |text: &str| SortedSet::from([text.to_owned()]);
    sample.shard.add_source(Source {
        name: name(id),
        titles: one(title),
        urls: one(&format!("https://news.example/{id}")),
        publishers: SortedSet::new(),
        published: one(time),
        languages: SortedSet::new(),
        sha256: None,
        text: None,
    });
    sample.shard.add_evidence(Evidence {
        name: name(&format!("in-{id}")),
        source: Some(name(id)),
        start: None,
        end: None,
        quote: Some("words".to_owned()),
        unverified: false,
    });
    sample
}
