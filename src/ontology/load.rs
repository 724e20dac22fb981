use crate::ontology::packed::{Packed, packed};
use crate::ontology::vocabulary::{gw, lex, owl, rdf, rdfs, skos};
use crate::ontology::{Class, Module, Ontology, Property};
use crate::order::CompactCollect;
use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term, Triple};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use thiserror::Error;

/// The files in the binary, in the order in which a reader would take them up.
const BUILT_IN: [Packed; 6] = [
    packed!("core.ttl"),
    packed!("security.ttl"),
    packed!("news.ttl"),
    packed!("lexicon-en.ttl"),
    packed!("shapes.ttl"),
    packed!("borrowed.ttl"),
];

/// Why a file is no ontology.
#[derive(Debug, Error)]
pub enum OntologyError {
    /// It is not Turtle.
    #[error("{file}: {reason}")]
    Syntax {
        /// The file's name.
        file: String,
        /// What the Turtle reader says.
        reason: Box<RdfParseError>,
    },
    /// It holds nothing that extraction or projection could use.
    #[error(
        "{file}: declares no class, property, lexical entry or name; an ontology file has owl:Class, owl:ObjectProperty, lex:lemma or skos:prefLabel"
    )]
    Empty {
        /// The file's name.
        file: String,
    },
}

impl Ontology {
    /// The ontology in the binary.
    ///
    /// # Errors
    /// [`OntologyError::Syntax`] if a file in the binary is not Turtle, which a test rules out.
    pub fn built_in() -> Result<Self, OntologyError> {
        Self::with_files(&[])
    }

    /// The ontology in the binary with further files, each a name and its Turtle.
    ///
    /// # Errors
    /// [`OntologyError`] if a file is not Turtle or declares nothing.
    pub fn with_files(files: &[(String, Vec<u8>)]) -> Result<Self, OntologyError> {
        let mut added = Vec::new();
        for (name, turtle) in files {
            let module = parse(name, turtle)?;
            if !declares_anything(&module) {
                return Err(OntologyError::Empty { file: name.clone() });
            }
            added.push(module);
        }
        let replaced: BTreeSet<&str> = added
            .iter()
            .filter_map(|module| module.iri.as_deref())
            .into_set();
        let mut modules = Vec::new();
        for file in BUILT_IN {
            let module = parse(file.name, &file.unpack())?;
            if !module
                .iri
                .as_deref()
                .is_some_and(|iri| replaced.contains(iri))
            {
                modules.push(module);
            }
        }
        modules.extend(added);
        Ok(collect(modules))
    }
}

pub(super) fn parse(file: &str, turtle: &[u8]) -> Result<Module, OntologyError> {
    // The type of reader that `read::rdf` takes, so that the parsers are compiled once.
    let turtle: Box<dyn Read + '_> = Box::new(turtle);
    let mut parser = RdfParser::from_format(RdfFormat::Turtle).for_reader(turtle);
    let mut triples: Vec<Triple> = Vec::new();
    for quad in parser.by_ref() {
        let quad = quad.map_err(|reason| OntologyError::Syntax {
            file: file.to_owned(),
            reason: Box::new(reason),
        })?;
        triples.push(quad.into());
    }
    let prefixes = parser
        .prefixes()
        .map(|(prefix, namespace)| (prefix.to_owned(), namespace.to_owned()))
        .into_map();
    let iri = triples
        .iter()
        .find(|triple| triple.predicate.as_str() == rdf::TYPE && is(&triple.object, ONTOLOGY))
        .and_then(|triple| subject_iri(triple).map(str::to_owned));
    Ok(Module {
        iri,
        triples,
        prefixes,
    })
}

const ONTOLOGY: &str = "http://www.w3.org/2002/07/owl#Ontology";
const SUBCLASS_OF: &str = "http://www.w3.org/2000/01/rdf-schema#subClassOf";
const SUBPROPERTY_OF: &str = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf";
const DOMAIN: &str = "http://www.w3.org/2000/01/rdf-schema#domain";
const RANGE: &str = "http://www.w3.org/2000/01/rdf-schema#range";

fn declares_anything(module: &Module) -> bool {
    let kinds = [owl::CLASS, owl::OBJECT_PROPERTY, owl::DATATYPE_PROPERTY];
    let says = [
        lex::LEMMA,
        skos::PREF_LABEL,
        gw::GIVEN_NAME,
        gw::OFFICE_TITLE,
        gw::RANK_TITLE,
        gw::HONORIFIC,
        gw::HEAD_NOUN,
        gw::NAME_WORD,
    ];
    module.triples.iter().any(|triple| {
        let predicate = triple.predicate.as_str();
        let is_term = || kinds.iter().any(|kind| is(&triple.object, kind));
        says.contains(&predicate) || predicate == rdf::TYPE && is_term()
    })
}

fn is(term: &Term, iri: &str) -> bool {
    matches!(term, Term::NamedNode(node) if node.as_str() == iri)
}

fn subject_iri(triple: &Triple) -> Option<&str> {
    match &triple.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node.as_str()),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}

fn collect(modules: Vec<Module>) -> Ontology {
    let mut classes: BTreeMap<String, Class> = BTreeMap::new();
    let mut properties: BTreeMap<String, Property> = BTreeMap::new();
    for triple in modules.iter().flat_map(|module| &module.triples) {
        let (Some(subject), Term::NamedNode(object)) = (subject_iri(triple), &triple.object) else {
            continue;
        };
        match (triple.predicate.as_str(), object.as_str()) {
            (rdf::TYPE, owl::CLASS) => {
                classes.entry(subject.to_owned()).or_default();
            }
            (rdf::TYPE, owl::OBJECT_PROPERTY) => {
                properties.entry(subject.to_owned()).or_default();
            }
            (rdf::TYPE, owl::DATATYPE_PROPERTY) => {
                properties
                    .entry(subject.to_owned())
                    .or_default()
                    .takes_literals = true;
            }
            _ => {}
        }
    }
    for triple in modules.iter().flat_map(|module| &module.triples) {
        let Some(subject) = subject_iri(triple) else {
            continue;
        };
        if let Some(class) = classes.get_mut(subject) {
            describe_class(class, triple);
        }
        if let Some(property) = properties.get_mut(subject) {
            describe_property(property, triple);
        }
    }
    let mut prefixes = BTreeMap::new();
    for module in &modules {
        prefixes.extend(module.prefixes.clone());
    }
    let class_names = names(classes.iter().map(|(iri, class)| (iri, &class.label)));
    // The properties that claims themselves are made of are no relations between entities.
    let property_names = names(
        properties
            .iter()
            .filter(|(iri, _)| !iri.starts_with(gw::NAMESPACE))
            .map(|(iri, property)| (iri, &property.label)),
    );
    Ontology {
        modules,
        classes,
        properties,
        class_names,
        property_names,
        prefixes,
    }
}

fn describe_class(class: &mut Class, triple: &Triple) {
    match (triple.predicate.as_str(), &triple.object) {
        (rdfs::LABEL, object) => set_label(&mut class.label, object),
        (SUBCLASS_OF, Term::NamedNode(parent)) => class.parents.push(parent.as_str().to_owned()),
        _ => {}
    }
}

fn describe_property(property: &mut Property, triple: &Triple) {
    match (triple.predicate.as_str(), &triple.object) {
        (rdfs::LABEL, object) => set_label(&mut property.label, object),
        (SUBPROPERTY_OF, Term::NamedNode(parent)) => {
            property.parents.push(parent.as_str().to_owned());
        }
        (DOMAIN, Term::NamedNode(class)) => property.domain = Some(class.as_str().to_owned()),
        (RANGE, Term::NamedNode(class)) => property.range = Some(class.as_str().to_owned()),
        _ => {}
    }
}

/// Keeps the English label where there are several.
fn set_label(label: &mut Option<String>, object: &Term) {
    if let Term::Literal(literal) = object
        && (label.is_none() || literal.language() == Some("en"))
    {
        *label = Some(literal.value().to_owned());
    }
}

/// The local name and the label of each term, with the IRIs that each may mean.
fn names<'a>(
    terms: impl Iterator<Item = (&'a String, &'a Option<String>)>,
) -> BTreeMap<String, Vec<String>> {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (iri, label) in terms {
        let local = iri.rsplit(['#', '/']).next().unwrap_or(iri);
        let mut spellings = vec![local.to_owned()];
        spellings.extend(label.clone().filter(|label| label != local));
        for spelling in spellings {
            names.entry(spelling).or_default().push(iri.clone());
        }
    }
    names
}
