//! What follows, held against owlrl, the reasoner of Python.

use crate::python;
use graphwright::infer::{RuleSet, infer};
use graphwright::rdf::{Index, Quads};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Triple;
use std::collections::BTreeSet;
use std::fs;

/// Prints what follows by `rules` of what a file says of `http://e/`, without what follows from any graph.
const OWLRL: &str = r#"
import sys, rdflib, owlrl
from rdflib.namespace import RDF, RDFS, OWL
semantics = owlrl.RDFS_Semantics if sys.argv[1].endswith("rdfs.ttl") else owlrl.OWLRL_Semantics
stated = rdflib.Graph().parse(sys.argv[1])
closed = rdflib.Graph().parse(sys.argv[1])
owlrl.DeductiveClosure(semantics, axiomatic_triples=False, datatype_axioms=False).expand(closed)
known = {RDF.type, RDFS.subClassOf, RDFS.subPropertyOf, OWL.sameAs}
ours = lambda term: isinstance(term, rdflib.Literal) or str(term).startswith("http://e/")
for s, p, o in closed:
    if (s, p, o) in stated or not ours(s) or not ours(o) or isinstance(s, rdflib.Literal): continue
    if not (ours(p) or p in known): continue
    if s == o and p in known: continue
    print(s.n3(), p.n3(), o.n3(), ".")
"#;

const PREFIXES: &str = "@prefix : <http://e/> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\
    @prefix owl: <http://www.w3.org/2002/07/owl#> .\n";

/// A graph a line.
const GRAPHS: &str = include_str!("../suite/follows.txt");

fn ours(turtle: &str, rules: RuleSet) -> BTreeSet<String> {
    let mut quads = Quads::default();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle) {
        quads.insert_quad(quad.unwrap()).unwrap();
    }
    let index = Index::new(quads).unwrap();
    let nothing: [&Triple; 0] = [];
    let found = infer(&index, nothing, rules, 100_000).unwrap();
    let lines = found.iter().map(|conclusion| {
        let [subject, predicate, object] = conclusion.triple;
        format!("{subject} {predicate} {object} .")
    });
    lines.collect()
}

#[test]
#[ignore = "needs Python with owlrl"]
fn what_follows_is_what_owlrl_says() {
    let folder = tempfile::tempdir().unwrap();
    for (rules, name) in [(RuleSet::Rdfs, "rdfs.ttl"), (RuleSet::OwlRlLite, "owl.ttl")] {
        let mut n_conclusions = 0;
        for graph in GRAPHS.lines() {
            let turtle = format!("{PREFIXES}{graph}\n");
            let file = folder.path().join(name);
            fs::write(&file, &turtle).unwrap();
            let theirs: BTreeSet<String> =
                python(OWLRL, &file).lines().map(str::to_owned).collect();
            let ours = ours(&turtle, rules);
            assert_eq!(ours, theirs, "{rules:?}: {graph}");
            n_conclusions += ours.len();
        }
        assert!(n_conclusions > 10, "{rules:?}: {n_conclusions}");
    }
}
