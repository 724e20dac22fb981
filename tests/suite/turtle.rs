//! Our own Turtle and `TriG` say just what the quads say, whatever the shape of the graph.

use graphwright::format::Format;
use graphwright::rdf::{Index, Prefixes, Quads};
use graphwright::read::{RdfOptions, read_rdf};
use graphwright::write::write_rdf;
use oxigraph::model::dataset::CanonicalizationAlgorithm;
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{
    BlankNode, Dataset, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term,
};
use proptest::prelude::*;
use std::sync::Arc;

fn iri() -> impl Strategy<Value = NamedNode> {
    prop_oneof![
        "[a-c]".prop_map(|local| NamedNode::new_unchecked(format!("http://e/x#{local}"))),
        "[a-c./(é-]{0,3}".prop_map(|local| NamedNode::new_unchecked(format!("http://e/{local}"))),
        Just(rdf::NIL.into_owned()),
        Just(rdf::TYPE.into_owned()),
    ]
}

fn predicate() -> impl Strategy<Value = NamedNode> {
    prop_oneof![
        iri(),
        Just(rdf::TYPE.into_owned()),
        Just(rdf::FIRST.into_owned()),
        Just(rdf::REST.into_owned()),
        Just(rdf::FIRST.into_owned()),
        Just(rdf::REST.into_owned()),
    ]
}

fn blank() -> impl Strategy<Value = BlankNode> {
    (0..6_u8).prop_map(|number| BlankNode::new_unchecked(format!("n{number}")))
}

fn node() -> impl Strategy<Value = NamedOrBlankNode> {
    prop_oneof![
        iri().prop_map(NamedOrBlankNode::from),
        blank().prop_map(NamedOrBlankNode::from),
        blank().prop_map(NamedOrBlankNode::from)
    ]
}

fn literal() -> impl Strategy<Value = Literal> {
    let numbers = [
        "1", "01", "+1.0", "1.", ".5", "-", "1e3", "1E", "true", "TRUE", "INF", "",
    ];
    prop_oneof![
        "[ab\"\\\\\n\r\t\u{1b}\u{202e}'é😀]{0,5}".prop_map(Literal::from),
        ("[a-z]{1,3}", "(en|fr-ca)")
            .prop_map(|(text, tag)| Literal::new_language_tagged_literal_unchecked(text, tag)),
        (
            proptest::sample::select(numbers.to_vec()),
            proptest::sample::select(vec![
                xsd::INTEGER,
                xsd::DECIMAL,
                xsd::DOUBLE,
                xsd::BOOLEAN,
                xsd::DATE
            ]),
        )
            .prop_map(|(text, datatype)| Literal::new_typed_literal(text, datatype)),
    ]
}

fn object() -> impl Strategy<Value = Term> {
    prop_oneof![
        node().prop_map(Term::from),
        blank().prop_map(Term::from),
        literal().prop_map(Term::from),
        (iri(), iri(), literal()).prop_map(|(subject, predicate, object)| Term::from(
            oxigraph::model::Triple::new(subject, predicate, object)
        )),
    ]
}

fn quads(graphs: impl Strategy<Value = GraphName> + Clone) -> impl Strategy<Value = Vec<Quad>> {
    let quad =
        (node(), predicate(), object(), graphs).prop_map(|(subject, predicate, object, graph)| {
            Quad::new(subject, predicate, object, graph)
        });
    proptest::collection::vec(quad, 0..14)
}

fn canonical(quads: impl IntoIterator<Item = Quad>) -> Vec<String> {
    let mut dataset: Dataset = quads.into_iter().collect();
    dataset.canonicalize(CanonicalizationAlgorithm::Unstable);
    let mut lines: Vec<String> = dataset.iter().map(|quad| quad.to_string()).collect();
    lines.sort();
    lines
}

fn written(quads: &[Quad], format: Format) -> String {
    let mut bag = Quads::default();
    bag.prefixes = Prefixes::from_iter([
        ("x", "http://e/x#"),
        ("e", "http://e/"),
        ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ]);
    for quad in quads {
        bag.insert_quad(quad.clone()).unwrap();
    }
    let mut bytes = Vec::new();
    write_rdf(
        &Index::new(bag).unwrap(),
        format,
        &Prefixes::default(),
        &mut bytes,
    )
    .unwrap();
    String::from_utf8(bytes).unwrap()
}

fn read(text: &str, format: Format) -> Vec<Quad> {
    let name: Arc<str> = "law".into();
    let (quads, faults) = read_rdf(
        text.as_bytes(),
        &name,
        RdfOptions {
            format,
            base: None,
            threads: None,
        },
    )
    .unwrap();
    assert!(faults.is_empty(), "{faults:?}\n{text}");
    let parser = oxigraph::io::RdfParser::from_format(format.rdf().unwrap());
    let again: Vec<Quad> = parser.for_slice(text).map(Result::unwrap).collect();
    assert_eq!(quads.len(), again.len());
    again
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn turtle_written_and_read_is_the_same_graph(quads in quads(Just(GraphName::DefaultGraph))) {
        for format in [Format::Turtle, Format::NTriples] {
            let text = written(&quads, format);
            prop_assert_eq!(canonical(read(&text, format)), canonical(quads.clone()), "{}", text);
        }
    }

    #[test]
    fn trig_keeps_every_graph(
        quads in quads(prop_oneof![
            Just(GraphName::DefaultGraph),
            iri().prop_map(GraphName::from),
            blank().prop_map(GraphName::from),
        ])
    ) {
        for format in [Format::TriG, Format::NQuads] {
            let text = written(&quads, format);
            prop_assert_eq!(canonical(read(&text, format)), canonical(quads.clone()), "{}", text);
        }
    }

    #[test]
    fn a_prefix_is_declared_only_where_it_is_used(quads in quads(Just(GraphName::DefaultGraph))) {
        let text = written(&quads, Format::Turtle);
        let body: String = text.lines().filter(|line| !line.starts_with("@prefix")).collect::<Vec<_>>().join("\n");
        for line in text.lines().filter(|line| line.starts_with("@prefix")) {
            let prefix = line.split_whitespace().nth(1).unwrap();
            let is_used = body.match_indices(prefix).any(|(at, _)| {
                !body[..at].ends_with(|before: char| before.is_alphanumeric())
            });
            prop_assert!(is_used, "{}\n{}", prefix, text);
        }
    }

    #[test]
    fn blank_nodes_leave_no_trace_of_the_input_s_order(
        (quads, shuffled) in quads(Just(GraphName::DefaultGraph))
            .prop_map(|quads| {
                // Nodes that look alike may be told apart by order alone; a literal of its own marks each.
                let marks = (0..6).map(|number| {
                    let node = BlankNode::new_unchecked(format!("n{number}"));
                    Quad::new(node, rdf::VALUE, Literal::from(number), GraphName::DefaultGraph)
                });
                quads.into_iter().chain(marks).collect::<Vec<_>>()
            })
            .prop_flat_map(|quads| (Just(quads.clone()), Just(quads).prop_shuffle()))
    ) {
        prop_assert_eq!(written(&quads, Format::Turtle), written(&shuffled, Format::Turtle));
    }
}
