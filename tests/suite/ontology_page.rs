//! The page on the ontology is made from its Turtle files and from facts that people marked.
//!
//! `ONTOLOGY_PAGE=overwrite cargo test --test suite ontology_page` writes it anew.

use crate::fixture::{example, repository};
use graphwright::graph::{BuildOptions, Claim, EntityIds, KnowledgeGraph, Minter, Object, build};
use graphwright::model::{Modality, Polarity};
use graphwright::ontology::{Ontology, vocabulary::gw};
use graphwright::rdf::{GraphSelection, Index, ProjectOptions, Quads, project};
use graphwright::read::read_facts;
use oxigraph::model::{NamedNodeRef, Term, TermRef};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

const MARK: &str =
    "<!-- From here on made from the Turtle files; see tests/suite/ontology_page.rs. -->\n";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const OWL: &str = "http://www.w3.org/2002/07/owl#";

/// Names that nobody bears, for ends of claims that nobody has made, the closest class first.
const INVENTED: [(&str, [&str; 2]); 15] = [
    ("Person", ["Ada", "Ben"]),
    ("State", ["Norland", "Sudrin"]),
    ("Settlement", ["Easthaven", "Millbrook"]),
    ("GeopoliticalEntity", ["Norland", "Sudrin"]),
    ("Team", ["Easthaven Rovers", "Millbrook United"]),
    ("ArmedForce", ["the Norland navy", "the Sudrin army"]),
    ("Organization", ["the Harbour Union", "the Mill Company"]),
    ("Place", ["the north coast", "the delta"]),
    ("Event", ["the flood", "the conference"]),
    ("Artifact", ["the ferry", "the tide gauge"]),
    ("Work", ["the report", "the novel"]),
    ("Role", ["mayor", "harbour master"]),
    ("Resource", ["grain", "fresh water"]),
    ("Agent", ["Norland", "Sudrin"]),
    ("Entity", ["the dyke", "fishing"]),
];

/// Facts that people marked, the worked example first.
fn marked() -> KnowledgeGraph {
    let texts = repository().join("tests/suite/extraction/texts");
    let of_texts = fs::read_dir(texts)
        .unwrap()
        .map(|file| file.unwrap().path());
    let is_facts = |path: &PathBuf| path.to_string_lossy().ends_with(".jsonl");
    let mut paths: Vec<PathBuf> = of_texts.filter(is_facts).collect();
    paths.push(example().join("facts.jsonl"));
    paths.sort();
    let read = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap();
        // Ids of entities have the name of their file in them.
        let name = path.file_name().unwrap().to_string_lossy();
        read_facts(bytes.as_slice(), &name.as_ref().into())
            .unwrap()
            .0
    };
    let options = BuildOptions {
        minter: Minter::new("https://example.org/"),
        quotes: None,
        ids: EntityIds::PerFile,
        create_missing: false,
    };
    let ontology = Ontology::built_in().unwrap();
    build(paths.iter().map(read).collect(), &ontology, &options)
        .0
        .into_graph()
}

struct Page {
    ontology: Ontology,
    graph: KnowledgeGraph,
    /// The ontology and the graph as triples.
    index: Index,
    /// A marked claim for each predicate, in words and with its quote.
    claims: BTreeMap<String, String>,
    /// The label of an entity of each class.
    entities: BTreeMap<String, String>,
}

impl Page {
    fn new() -> Self {
        let (ontology, graph) = (Ontology::built_in().unwrap(), marked());
        let mut quads = Quads::default();
        for triple in ontology.triples() {
            let (subject, object) = (triple.subject.clone(), triple.object.clone());
            quads
                .insert(subject, triple.predicate.clone(), object)
                .unwrap();
        }
        quads
            .merge(project(&graph, ProjectOptions::default()).unwrap())
            .unwrap();
        let mut page = Self {
            index: Index::new(quads).unwrap(),
            ontology,
            graph,
            claims: BTreeMap::new(),
            entities: BTreeMap::new(),
        };
        page.collect();
        page
    }

    fn collect(&mut self) {
        for entity in self.graph.entities() {
            for class in self.ontology_classes(entity) {
                let known = self
                    .entities
                    .entry(class)
                    .or_insert_with(|| entity.label().to_owned());
                // Of several labels the shortest, then the first.
                let label = entity.label();
                if (label.len(), label) < (known.len(), known.as_str()) {
                    label.clone_into(known);
                }
            }
        }
        let affirmed = |claim: &&Claim| claim.polarity == Polarity::Positive;
        for claim in self.graph.claims().filter(affirmed) {
            let label = |name| self.graph.entity(name).unwrap().label().to_owned();
            let object = match &claim.object {
                Object::Entity(object) => label(object),
                Object::Literal(value) => value.value.clone(),
            };
            let predicate = claim.predicate.as_str();
            let words = self.ontology.label(predicate).unwrap_or(predicate);
            let modality = match claim.modality {
                Modality::Asserted => String::new(),
                other => format!(" ({})", other.name()),
            };
            let said = format!("{} {words} {object}{modality}", label(&claim.subject));
            let quotes = claim
                .evidence
                .iter()
                .filter_map(|name| self.graph.evidence().get(name)?.quote.clone());
            let told = format!(
                "{said}: “{}”",
                quotes.min_by_key(String::len).unwrap_or_default()
            );
            let known = self
                .claims
                .entry(predicate.to_owned())
                .or_insert_with(|| told.clone());
            if (told.len(), &told) < (known.len(), known) {
                *known = told;
            }
        }
    }

    fn ontology_classes(&self, entity: &graphwright::graph::Entity) -> Vec<String> {
        let types = entity
            .types
            .iter()
            .flat_map(|class| self.ontology.lineage(class.as_str()));
        types.map(str::to_owned).collect()
    }

    /// What a term has for a property, as people write it.
    fn values(&self, term: &str, property: &str) -> Vec<String> {
        let find = |iri: &str| self.index.find(NamedNodeRef::new_unchecked(iri));
        let (Some(term), Some(property)) = (find(term), find(property)) else {
            return Vec::new();
        };
        let found = self
            .index
            .matching(Some(term), Some(property), None, GraphSelection::Default);
        found
            .map(|quad| self.written(self.index.term(quad.object)))
            .collect()
    }

    fn written(&self, term: TermRef<'_>) -> String {
        match term {
            TermRef::NamedNode(iri) => self.compact(iri.as_str()),
            TermRef::Literal(literal) => literal.value().to_owned(),
            other => other.to_string(),
        }
    }

    fn compact(&self, iri: &str) -> String {
        let minted = [
            ("e", "entity/"),
            ("c", "claim/"),
            ("ev", "evidence/"),
            ("at", "attribution/"),
        ];
        for (prefix, folder) in minted {
            if let Some(local) = iri.strip_prefix(&format!("https://example.org/{folder}")) {
                return format!("{prefix}:{local}");
            }
        }
        let known = self.ontology.prefixes().iter();
        let fits = known.filter_map(|(prefix, namespace)| {
            Some((
                namespace.len(),
                prefix,
                iri.strip_prefix(namespace.as_str())?,
            ))
        });
        match fits.max() {
            Some((_, prefix, local)) => format!("{prefix}:{local}"),
            None => iri.to_owned(),
        }
    }

    /// What it is near to in other vocabularies, and how it stands to its neighbours.
    fn near(&self, term: &str) -> String {
        let gw = |local: &str| format!("{}{local}", gw::NAMESPACE);
        let mut near = Vec::new();
        for (words, property) in [
            ("below ", format!("{RDFS}subClassOf")),
            ("below ", format!("{RDFS}subPropertyOf")),
            ("reverse of ", format!("{OWL}inverseOf")),
            ("close to ", gw("closeTo")),
            ("reverse close to ", gw("inverseCloseTo")),
            ("CAMEO ", gw("cameoCode")),
            ("PLOVER ", gw("ploverEvent")),
        ] {
            let values = self.values(term, &property);
            if !values.is_empty() {
                near.push(format!("{words}{}", values.join(", ")));
            }
        }
        near.join("; ")
    }

    /// A claim that somebody marked; else one of invented names; else any triple.
    fn example(&self, property: &str) -> String {
        if let Some(claim) = self.claims.get(property) {
            return claim.clone();
        }
        let about = &self.ontology.properties()[property];
        let is_structure = [gw::NAMESPACE, "https://w3id.org/graphwright/lexicon#"]
            .iter()
            .any(|start| property.starts_with(start));
        if !is_structure && let (Some(domain), Some(range)) = (&about.domain, &about.range) {
            let subject = self.invented(domain, 0);
            let object = self.invented(range, 1);
            let words = about.label.as_deref().unwrap_or(property);
            return format!("{subject} {words} {object}");
        }
        let Some(known) = self.index.find(NamedNodeRef::new_unchecked(property)) else {
            return String::new();
        };
        let mut found = self
            .index
            .matching(None, Some(known), None, GraphSelection::Default);
        let shown = found.next().map(|quad| {
            let subject = self.written(self.index.term(quad.subject));
            let object = match self.index.term(quad.object).into_owned() {
                Term::Literal(literal) => {
                    let start: String = literal.value().chars().take(60).collect();
                    format!("\"{start}\"")
                }
                other => self.written(other.as_ref()),
            };
            format!("`{subject} {} {object}`", self.compact(property))
        });
        shown.unwrap_or_default()
    }

    /// A name that nobody bears, for an end of a class.
    fn invented(&self, class: &str, end: usize) -> &'static str {
        let lineage = self.ontology.lineage(class);
        let fits = |row: &&(&str, [&str; 2])| {
            let local = row.0;
            lineage
                .iter()
                .any(|class| class.strip_prefix(gw::NAMESPACE) == Some(local))
        };
        let found = INVENTED.iter().find(fits);
        found.map_or(["something", "something else"][end], |row| row.1[end])
    }

    fn write(&self) -> String {
        let mut page = String::new();
        let definition = |term: &str| self.values(term, &format!("{SKOS}definition")).join(" ");
        let cell = |text: String| text.replace('|', "\\|").replace('\n', " ");
        writeln!(
            page,
            "\n## Classes\n\n| class | what it is | near | for example |\n|---|---|---|---|"
        )
        .unwrap();
        for (class, about) in self.ontology.classes() {
            let label = about.label.as_deref().unwrap_or_default();
            let example = self.entities.get(class).cloned().unwrap_or_default();
            let cells = [definition(class), self.near(class), example].map(cell);
            writeln!(
                page,
                "| `{}` {label} | {} |",
                self.compact(class),
                cells.join(" | ")
            )
            .unwrap();
        }
        writeln!(page, "\n## Properties\n\n| property | what it says | from | to | near | for example |\n|---|---|---|---|---|---|").unwrap();
        for (property, about) in self.ontology.properties() {
            let label = about.label.as_deref().unwrap_or_default();
            let end = |class: &Option<String>| {
                class
                    .as_deref()
                    .map(|class| format!("`{}`", self.compact(class)))
                    .unwrap_or_default()
            };
            let cells = [
                definition(property),
                end(&about.domain),
                end(&about.range),
                self.near(property),
                self.example(property),
            ]
            .map(cell);
            writeln!(
                page,
                "| `{}` {label} | {} |",
                self.compact(property),
                cells.join(" | ")
            )
            .unwrap();
        }
        page
    }
}

#[test]
fn the_page_is_that_of_the_turtle_files() {
    let path = repository().join("ontology/README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (by_hand, made) = readme.split_once(MARK).unwrap();
    let page = Page::new();
    let fresh = page.write();
    let n_terms = page.ontology.classes().len() + page.ontology.properties().len();
    assert!(
        n_terms > 300 && fresh.matches("\n| `").count() == n_terms,
        "{n_terms}"
    );
    if std::env::var("ONTOLOGY_PAGE").is_ok_and(|wish| wish == "overwrite") {
        fs::write(&path, format!("{by_hand}{MARK}{fresh}")).unwrap();
        return;
    }
    assert!(
        made == fresh,
        "ontology/README.md is not that of the Turtle files: ONTOLOGY_PAGE=overwrite writes it anew"
    );
}
