//! Knowledge graphs that cite their sources.
//!
//! Entities and relations that somebody drew from texts become one directed multigraph in memory, which is
//! written as RDF, drawn through Graphviz and asked with SPARQL. Every relation keeps the words, the place
//! and the speaker it came from. Nothing reaches the network, and the same input gives the same bytes.
//!
//! # The way of the data
//!
//! | stage | what it does | imports |
//! |---|---|---|
//! | [`model`] | what a text says: sources, entities, relations, evidence | nothing |
//! | [`mod@format`] | one enum of formats with names, extensions, media types | nothing |
//! | [`limits`] | how much input may ask for, in one place; every stage may use it | nothing |
//! | `order` | sorting that is compiled once; every stage may use it | nothing |
//! | `spelling` | which name is spelt nearly as what was typed | nothing |
//! | [`ontology`] | the Turtle files of `ontology/` as classes, properties, IRIs, lexicon and gazetteer | model |
//! | [`read`] | bytes become records, triples or documents, one file a format | format, model, rdf, spelling |
//! | [`extract`] | English text becomes words, sentences, trees, and facts that quote them | model, ontology |
//! | [`graph`] | records get names, are checked, joined and laid out as a petgraph multigraph | model, ontology |
//! | [`rdf`] | the graph as triples and back; triples sorted and indexed | graph, model, ontology |
//! | [`write`](mod@write) | triples or graph become bytes, one file a format | format, rdf, graph, model, ontology |
//! | [`query`] | SPARQL over the index | rdf, spelling |
//! | [`shacl`] | which nodes of a graph have not the shape they should have | query, rdf, spelling |
//! | [`infer`](mod@infer) | what follows from a graph by rules, with the triples it rests on | graph, ontology, rdf |
//! | [`ask`] | ready questions with parameters that are bound by name | graph, ontology, query, rdf, spelling |
//! | [`resolve`] | which entities are one: certain rules, a ledger, proposals | graph, model, ontology |
//! | [`check`](mod@check) | relations held against the texts that they cite | extract, graph, model, ontology, rdf |
//! | [`compare`](mod@compare) | what two graphs have in common and where they differ | graph, model, ontology |
//! | [`draw`] | the graph as a picture: choice, style, layout, one file or folder a format | compare, graph, model, ontology, spelling |
//! | `remote` | a graph sent to another machine's store, a query asked there | query, rdf |
//! | `serve` | a graph over HTTP: SPARQL, its named graphs, and a page for people | ask, draw, format, graph, ontology, query, rdf, write |
//!
//! The program in `main.rs` and `cli/` turns arguments into calls of these and prints; only it opens paths.
//! `tests/architecture.rs` holds the table as data.
//!
//! # From facts to an answer
//!
//! ```
//! use graphwright::graph::{BuildOptions, EntityIds, Minter, Quotes, build};
//! use graphwright::ontology::Ontology;
//! use graphwright::query::{Answer, EvaluationOptions, ParseOptions, evaluate, parse};
//! use graphwright::rdf::{Index, ProjectOptions, prefixes, project};
//! use graphwright::read::read_facts;
//!
//! let facts = r#"{"subject":"Russia","predicate":"trains","object":"Burkina Faso forces"}"#;
//! let (file, faults) = read_facts(facts.as_bytes(), &"facts.jsonl".into())?;
//! assert!(faults.is_empty());
//!
//! let ontology = Ontology::built_in()?;
//! let minter = Minter::new("https://example.org/");
//! let options = BuildOptions {
//!     minter: minter.clone(),
//!     quotes: Some(Quotes::Strict),
//!     ids: EntityIds::Global,
//!     create_missing: false,
//! };
//! let (shard, faults) = build(vec![file], &ontology, &options);
//! assert!(faults.is_empty());
//! let graph = shard.into_graph();
//! assert_eq!(graph.network().edge_count(), 1);
//!
//! let index = Index::new(project(&graph, ProjectOptions::default())?)?;
//! let names = prefixes(&minter, &ontology);
//! let known = ParseOptions { prefixes: &[&names], base: None };
//! let query = parse("ASK { e:Russia sec:trains e:Burkina_Faso_forces }", &known)?;
//! let answer = evaluate(&query, &index, &EvaluationOptions::default())?;
//! assert!(matches!(answer, Answer::Truth(true)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Why is a relation a node?
//!
//! A triple has no room for the words, the place and the speaker behind it, and two speakers may say the
//! same. So each relation becomes a claim with a name of its own ([`rdf::ClaimStyle::Node`]), in plain RDF 1.1
//! that every tool reads; the plain triple stands beside it where the relation is stated as holding.
//!
//! # Why are names hashes?
//!
//! Claims, evidence and attributions are named by SHA-256 over what they say ([`graph::Minter`]). Two people
//! who mark the same words on different machines get the same name, so their graphs merge by mere union.
//!
//! # Why is nothing merged until the end?
//!
//! An entity keeps each distinct record about it until the graph is settled ([`graph::Shard`]). A running
//! count of labels would depend on how often a file is read; a set of records does not, so merging is
//! associative, commutative and idempotent.
//!
//! # Why an index of our own and not a store?
//!
//! A store may normalise numbers: `"01"^^xsd:integer` comes back as `1`. [`rdf::Index`] keeps terms as they
//! were written, in an order that does not depend on the input's, and serves writers and queries alike.
//!
//! # Why is JSON decoded field by field?
//!
//! Serde's derive stops at a record's first fault, and its internally tagged enums lose doubled keys. Records
//! are small, so each field is taken as raw text and decoded by itself: one run names every fault with line
//! and column.

pub mod ask;
pub mod check;
pub mod compare;
pub mod draw;
pub mod extract;
pub mod format;
pub mod graph;
pub mod infer;
pub mod limits;
pub mod model;
pub mod ontology;
mod order;
pub mod query;
pub mod rdf;
pub mod read;
#[cfg(feature = "remote")]
pub mod remote;
pub mod resolve;
#[cfg(feature = "serve")]
pub mod serve;
pub mod shacl;
mod spelling;
pub mod write;
