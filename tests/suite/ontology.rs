//! The ontology is whole, and every IRI that the program writes is in it.

use crate::fixture::{example, graphwright_in};
use graphwright::ontology::{Ontology, vocabulary};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term, Triple};
use std::collections::BTreeSet;

const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const DEFINITION: &str = "http://www.w3.org/2004/02/skos/core#definition";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

fn subject(triple: &Triple) -> Option<&str> {
    match &triple.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node.as_str()),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}

fn subjects_with(ontology: &Ontology, predicate: &str) -> BTreeSet<String> {
    let with = ontology
        .triples()
        .filter(|triple| triple.predicate.as_str() == predicate);
    with.filter_map(|triple| subject(triple).map(str::to_owned))
        .collect()
}

#[test]
fn every_class_and_property_has_a_label_and_a_definition() {
    let ontology = Ontology::built_in().unwrap();
    let labelled = subjects_with(&ontology, LABEL);
    let defined = subjects_with(&ontology, DEFINITION);
    let terms: Vec<&String> = ontology
        .classes()
        .keys()
        .chain(ontology.properties().keys())
        .collect();
    assert!(terms.len() > 150, "{}", terms.len());
    for term in terms {
        assert!(labelled.contains(term), "{term} has no label");
        assert!(defined.contains(term), "{term} has no definition");
    }
}

#[test]
fn every_domain_range_and_parent_exists() {
    let ontology = Ontology::built_in().unwrap();
    let declared = subjects_with(&ontology, TYPE);
    let elsewhere = ["http://www.w3.org/ns/prov#"];
    let properties = ontology.properties().values();
    let ends = properties
        .flat_map(|property| [&property.domain, &property.range])
        .flatten();
    let parents = ontology.classes().values().flat_map(|class| &class.parents);
    for class in ends.chain(parents) {
        let is_borrowed = elsewhere
            .iter()
            .any(|namespace| class.starts_with(namespace))
            || class == "http://www.w3.org/2004/02/skos/core#Concept";
        assert!(
            declared.contains(class) || is_borrowed,
            "{class} is used and not declared"
        );
    }
}

#[test]
fn every_relation_says_what_it_joins() {
    let ontology = Ontology::built_in().unwrap();
    for (iri, property) in ontology.properties() {
        let is_lexicon = iri.contains("/lexicon#");
        assert!(
            property.domain.is_some() || is_lexicon,
            "{iri} has no domain"
        );
        assert!(property.range.is_some() || is_lexicon, "{iri} has no range");
    }
}

#[test]
fn every_term_in_the_code_is_defined() {
    let ontology = Ontology::built_in().unwrap();
    let defined = subjects_with(&ontology, LABEL);
    for iri in vocabulary::all() {
        assert!(
            defined.contains(iri),
            "{iri} is written by the program and defined nowhere"
        );
    }
}

#[test]
fn every_predicate_and_class_in_an_output_is_in_the_ontology_or_minted() {
    let ontology = Ontology::built_in().unwrap();
    let defined = subjects_with(&ontology, LABEL);
    for style in ["node", "rdf12", "reified", "graphs", "none"] {
        let run = graphwright_in(
            &example(),
            &[
                "export",
                "facts.jsonl",
                "--to",
                "nquads",
                "--claims",
                style,
                "--with-text",
            ],
        );
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let mut seen = BTreeSet::new();
        for quad in RdfParser::from_format(RdfFormat::NQuads).for_slice(&run.stdout) {
            let quad = quad.unwrap();
            seen.insert(quad.predicate.clone());
            if let (TYPE, Term::NamedNode(class)) = (quad.predicate.as_str(), &quad.object) {
                seen.insert(class.clone());
            }
            if let Term::Literal(literal) = &quad.object
                && literal.language().is_none()
            {
                seen.insert(literal.datatype().into_owned());
            }
        }
        assert!(seen.len() > 15, "{style}: {seen:?}");
        let unknown: Vec<&NamedNode> = seen
            .iter()
            .filter(|iri| {
                !defined.contains(iri.as_str()) && !iri.as_str().starts_with("https://example.org/")
            })
            .collect();
        assert!(unknown.is_empty(), "{style}: {unknown:?}");
    }
}

#[test]
fn a_file_adds_a_domain_and_replaces_a_built_in_module_of_its_name() {
    let cooking = br#"
        @prefix k: <https://example.org/cooking#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <https://example.org/cooking> a owl:Ontology .
        k:cooks a owl:ObjectProperty ; rdfs:label "cooks"@en .
    "#;
    let added = Ontology::with_files(&[("cooking.ttl".to_owned(), cooking.to_vec())]).unwrap();
    assert_eq!(
        added.label("https://example.org/cooking#cooks"),
        Some("cooks")
    );
    assert!(
        added
            .label("https://w3id.org/graphwright/security#trains")
            .is_some()
    );

    let replacing = String::from_utf8(cooking.to_vec()).unwrap().replace(
        "<https://example.org/cooking> a",
        "<https://w3id.org/graphwright/security> a",
    );
    let replaced = Ontology::with_files(&[("own.ttl".to_owned(), replacing.into_bytes())]).unwrap();
    assert_eq!(
        replaced.label("https://w3id.org/graphwright/security#trains"),
        None
    );
    assert!(
        replaced
            .label("https://w3id.org/graphwright/news#acquires")
            .is_some()
    );
}
