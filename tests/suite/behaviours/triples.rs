//! What an output says, read by oxigraph and not by the program under test.

use super::Check;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::dataset::CanonicalizationAlgorithm;
use oxigraph::model::{Dataset, Quad, Term};
use std::collections::BTreeSet;

const PREFERRED: &str = "http://www.w3.org/2004/02/skos/core#prefLabel";

/// An output in N-Quads.
pub(super) struct Triples {
    text: String,
    quads: Vec<Quad>,
}

/// The quads of a text; a fault in it fails the test.
pub(super) fn quads(text: &str, format: RdfFormat) -> Vec<Quad> {
    let parser = RdfParser::from_format(format).for_slice(text);
    parser
        .map(|quad| quad.unwrap_or_else(|error| panic!("{error} in\n{text}")))
        .collect()
}

fn canonical(quads: Vec<Quad>) -> Dataset {
    let mut dataset: Dataset = quads.into_iter().collect();
    dataset.canonicalize(CanonicalizationAlgorithm::Unstable);
    dataset
}

/// Whether N-Quads and `TriG` say the same, blank nodes aside.
pub(super) fn same_graph(nquads: &str, trig: &str) -> bool {
    canonical(quads(nquads, RdfFormat::NQuads)) == canonical(quads(trig, RdfFormat::TriG))
}

impl Triples {
    pub(super) fn of_nquads(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            quads: quads(text, RdfFormat::NQuads),
        }
    }

    fn with(&self, predicate: &str) -> impl Iterator<Item = &Quad> {
        self.quads
            .iter()
            .filter(move |quad| quad.predicate.as_str() == predicate)
    }

    /// The preferred labels; a label that two things have counts twice.
    pub(super) fn labels(&self) -> Vec<String> {
        let mut labels: Vec<String> = self
            .with(PREFERRED)
            .map(|quad| lexical(&quad.object))
            .collect();
        labels.sort();
        labels
    }

    /// What is not as a check says.
    pub(super) fn problem(&self, check: &Check, said: &str) -> Option<String> {
        let (holds, what) = match check {
            Check::Labels(wanted) => {
                let mut wanted = wanted.clone();
                wanted.sort();
                (
                    self.labels() == wanted,
                    format!("the labels are not {wanted:?}"),
                )
            }
            Check::Entities(wanted) => {
                let found: BTreeSet<String> = self
                    .with(PREFERRED)
                    .map(|quad| quad.subject.to_string())
                    .collect();
                (
                    found.len() == *wanted,
                    format!("{} entities, not {wanted}", found.len()),
                )
            }
            Check::Count(predicate, wanted) => {
                let found = self.with(predicate).count();
                (
                    found == *wanted,
                    format!("{found} triples with {predicate}, not {wanted}"),
                )
            }
            Check::Same(wanted) => {
                let wanted = canonical(quads(wanted, RdfFormat::NQuads));
                (
                    canonical(self.quads.clone()) == wanted,
                    "not the graph that was wanted".to_owned(),
                )
            }
            Check::Has(line) => {
                let wanted = quads(line, RdfFormat::NQuads);
                let all = wanted.iter().all(|quad| self.quads.contains(quad));
                (all, format!("{line} is missing"))
            }
            Check::Lacks(iri) => {
                let iri = format!("<{iri}>");
                let is_it = |quad: &Quad| {
                    let nodes = [
                        quad.subject.to_string(),
                        quad.predicate.to_string(),
                        quad.object.to_string(),
                    ];
                    nodes.contains(&iri)
                };
                (!self.quads.iter().any(is_it), format!("{iri} stands in it"))
            }
            Check::Says(words) => (
                said.contains(words),
                format!("standard error does not say {words:?}: {said}"),
            ),
        };
        let shown: String = self.text.chars().take(3000).collect();
        (!holds).then(|| format!("{what}\n{shown}"))
    }
}

/// The characters of a literal or an IRI.
fn lexical(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}
