//! Documents are read as the reference reads them, however they are cut.

use crate::format::Format;
use crate::rdf::Quads;
use crate::read::blocks::BLOCK;
use crate::read::rdf::reference::{self, Start};
use crate::read::rdf::turtle::read_pieces;
use oxigraph::io::RdfParser;
use oxigraph::model::dataset::CanonicalizationAlgorithm;
use oxigraph::model::{Dataset, GraphName, NamedOrBlankNode, Term, TermRef};
use proptest::prelude::*;
use std::sync::Arc;

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "<http://e/a>",
        "<b>",
        "<../c#d>",
        "<http://e/\\u00e9>",
        "<http://e/a b>",
        "e:a",
        "e:a.b",
        "e:a.",
        "e:%41\\,b",
        "e:ü",
        ":x",
        "f:y",
        "e:",
        "a",
        "_:a",
        "_:b.c",
        "[]",
        "[ e:p 1 ]",
        "[ e:p [ a e:c ] ; e:q 'x' , 2 ; ]",
        "( )",
        "( 1 e:a ( \"b\" ) )",
        "\"\"",
        "'a'",
        "\"a\\\"b\\n\\u00E9\"",
        "\"\"\"long \"quote\" .\n e:no e:t .\n\"\"\"",
        "'''x'''",
        "\"é\"",
        "\"open",
        "\"a\"@en",
        "\"a\"@EN-gb",
        "\"a\"@toolonglanguage",
        "\"a\"@ar--rtl",
        "\"1\"^^e:t",
        "\"1\"^^<t>",
        "\"1\"^^<http://www.w3.org/2001/XMLSchema#string>",
        "1",
        "-1.5",
        "+.5",
        "1e3",
        "1.e3",
        "1.",
        "01",
        "true",
        "false",
        "truely",
        "<<( e:a e:b e:c )>>",
        ".",
        ";",
        ",",
        " .\n",
        ".\n",
        " ;\n",
        "# e:a e:b e:c .\n",
        "# c\re:a e:b e:c .\r",
        "\n",
        "\r\n",
    ])
}

fn statement() -> impl Strategy<Value = String> {
    let directive = prop::sample::select(vec![
        "@prefix e: <http://e/> .\n",
        "@prefix e: <http://other/> .\n",
        "PREFIX : <http://e/x#>\n",
        "@base <http://e/base/> .\n",
        "base <sub/>\n",
        "@prefix f: <rel#> .\n",
        "@prefixe: <http://e/> .\n",
        "VERSION \"1.2\"\n",
    ]);
    let triple = (piece(), piece(), piece()).prop_map(|(s, p, o)| format!("{s} {p} {o} .\n"));
    let good =
        (0..4, 0..3, 0..9).prop_map(|(s, p, o)| format!("e:s{s} e:p{p} e:o{o} , \"{o}\" .\n"));
    let more = (piece(), piece(), piece(), piece(), piece())
        .prop_map(|(s, p, o, q, r)| format!("{s} {p} {o};{q} {r}.\n"));
    let pieces = prop::collection::vec(piece(), 0..6).prop_map(|pieces| pieces.join(" ") + " .\n");
    prop_oneof![1 => directive.prop_map(str::to_owned), 3 => triple, 3 => good, 1 => more, 1 => pieces]
}

fn canonical(quads: &Quads) -> Vec<String> {
    let node = |term: Option<TermRef<'_>>| match term.map(TermRef::into_owned) {
        Some(Term::NamedNode(node)) => NamedOrBlankNode::from(node),
        Some(Term::BlankNode(node)) => node.into(),
        other => panic!("no node: {other:?}"),
    };
    let mut dataset: Dataset = quads
        .iter()
        .map(|[_, subject, predicate, object]| {
            let NamedOrBlankNode::NamedNode(predicate) = node(predicate) else {
                panic!("no predicate");
            };
            let object = object.unwrap().into_owned();
            oxigraph::model::Quad::new(node(subject), predicate, object, GraphName::DefaultGraph)
        })
        .collect();
    dataset.canonicalize(CanonicalizationAlgorithm::Unstable);
    let mut lines: Vec<String> = dataset.iter().map(|quad| quad.to_string()).collect();
    lines.sort();
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_document_is_read_as_the_reference_reads_it(
        has_base: bool,
        has_prefix in prop::bool::weighted(0.9),
        statements in prop::collection::vec(statement(), 0..7),
    ) {
        let start = if has_prefix { "@prefix e: <http://e/> .\n" } else { "" };
        let text = start.to_owned() + &statements.concat();
        let base = has_base.then_some("http://base/x/y");
        let name: Arc<str> = "law".into();
        let mut parser = RdfParser::from_format(oxigraph::io::RdfFormat::Turtle);
        if let Some(base) = base {
            parser = parser.with_base_iri(base).unwrap();
        }
        let mut wanted = Quads::default();
        let wanted_faults = reference::read(&mut text.as_bytes(), &name, Format::Turtle, parser, Start::default(), &mut wanted).unwrap();
        for (n_threads, size) in [(1, BLOCK), (1, 10), (3, 10), (2, 60)] {
            let (quads, faults) = read_pieces(text.as_bytes(), &name, base, n_threads, size).unwrap();
            prop_assert_eq!(&faults, &wanted_faults, "{}", text);
            // After a fault nothing is written; how much was understood before it may differ.
            if faults.is_empty() {
                prop_assert_eq!(canonical(&quads), canonical(&wanted), "{}", text);
                prop_assert_eq!(&quads.prefixes, &wanted.prefixes, "{}", text);
            }
        }
    }
}
