//! What `compare` tells of two graphs.

use crate::fixture::{example, graphwright_in};
use graphwright::compare::{Comparison, Side, compare, text, union};
use graphwright::graph::{BuildOptions, EntityIds, KnowledgeGraph, Minter, Quotes, build};
use graphwright::ontology::Ontology;
use graphwright::read::read_facts;
use proptest::prelude::*;
use std::fs;
use std::sync::LazyLock;

static ONTOLOGY: LazyLock<Ontology> = LazyLock::new(|| Ontology::built_in().unwrap());

fn graph(facts: &str) -> KnowledgeGraph {
    let (file, faults) = read_facts(facts.as_bytes(), &"facts.jsonl".into()).unwrap();
    assert!(faults.is_empty(), "{faults:?}\n{facts}");
    let options = BuildOptions {
        minter: Minter::new("https://example.org/"),
        quotes: Some(Quotes::Strict),
        ids: EntityIds::Global,
        create_missing: false,
    };
    build(vec![file], &ONTOLOGY, &options).0.into_graph()
}

/// What differs, a line each, without the table of counts.
fn told(a: &str, b: &str) -> String {
    let (a, b) = (graph(a), graph(b));
    let found = compare(&a, &b, &ONTOLOGY);
    let mut out = Vec::new();
    text(&found, [&a, &b], &ONTOLOGY, &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    let differences = out.split_once("\n\n").map_or("", |(_, rest)| rest);
    let lines: Vec<&str> = differences.lines().map(str::trim).collect();
    lines.join("; ").replace("; ; ", "; ").trim().to_owned()
}

#[test]
fn each_kind_of_difference_is_told() {
    let trains = r#"{"subject":"Ada","predicate":"trains","object":"Bob""#;
    let plain = format!("{trains}}}");
    for (a, b, expected) in [
        (plain.clone(), plain.clone(), String::new()),
        (
            plain.clone(),
            format!(r#"{trains},"polarity":"negative"}}"#),
            "differ; ~ Ada trains Bob; polarity: “positive” → “negative”".to_owned(),
        ),
        (
            plain.clone(),
            format!(r#"{trains},"modality":"planned"}}"#),
            "differ; ~ Ada trains Bob; modality: “asserted” → “planned”".to_owned(),
        ),
        (
            format!(r#"{trains},"attribution":{{"speaker":"Ada","report":"reported"}}}}"#),
            plain.clone(),
            "differ; ~ Ada trains Bob; speaker: “Ada” → none".to_owned(),
        ),
        (
            format!(r#"{trains},"evidence":[{{"quote":"she trains him"}}]}}"#),
            format!(r#"{trains},"evidence":[{{"quote":"Ada trains Bob"}}]}}"#),
            "differ; ~ Ada trains Bob; quote: “she trains him” → “Ada trains Bob”".to_owned(),
        ),
        (
            plain.clone(),
            r#"{"subject":"Bob","predicate":"trains","object":"Ada"}"#.to_owned(),
            "the other way round; - Ada trains Bob; + Bob trains Ada".to_owned(),
        ),
        (
            r#"{"subject":"Ada","predicate":"allyOf","object":"Bob"}"#.to_owned(),
            r#"{"subject":"Bob","predicate":"allyOf","object":"Ada"}"#.to_owned(),
            String::new(),
        ),
        (
            plain.clone(),
            r#"{"subject":"Ada","predicate":"trains","object":"Cid"}"#.to_owned(),
            "entities only in A; - Bob; entities only in B; + Cid; relations only in A; - Ada trains Bob; \
             relations only in B; + Ada trains Cid"
                .to_owned(),
        ),
        // Another id for the same label, and another spelling of it.
        (
            plain.clone(),
            [
                r#"{"kind":"entity","id":"x1","label":"ADA"}"#,
                r#"{"kind":"entity","id":"x2","label":"Bob"}"#,
                r#"{"subject":"x1","predicate":"trains","object":"x2"}"#,
            ]
            .join("\n"),
            String::new(),
        ),
        // Of two denials and statements those are paired that agree.
        (
            format!("{plain}\n{trains},\"polarity\":\"negative\",\"time\":\"2024\"}}"),
            format!("{trains},\"polarity\":\"negative\",\"time\":\"2024\"}}\n{trains},\"time\":\"2020\"}}"),
            "differ; ~ Ada trains Bob; time: none → “2020”".to_owned(),
        ),
    ] {
        assert_eq!(told(&a, &b), expected, "{a}\n{b}");
    }
}

fn relation() -> impl Strategy<Value = String> {
    let ends = ("[A-C]", "[A-C]");
    let how = (
        prop_oneof!["trains", "allyOf", "befriends"],
        prop_oneof!["positive", "negative"],
        prop_oneof!["asserted", "planned"],
        prop::option::of("20[01][0-3]"),
        prop::option::of("[xy]"),
    );
    (ends, how).prop_map(|((subject, object), (predicate, polarity, modality, time, quote))| {
        let time = time.map_or_else(String::new, |time| format!(r#","time":"{time}""#));
        let quote = quote.map_or_else(String::new, |quote| format!(r#","evidence":[{{"quote":"{quote}"}}]"#));
        format!(
            r#"{{"subject":"{subject}","predicate":"{predicate}","object":"{object}","polarity":"{polarity}","modality":"{modality}"{time}{quote}}}"#
        )
    })
}

fn counts(found: &Comparison) -> [usize; 4] {
    [
        found.both.len(),
        found.reversed.len(),
        found.only_a.len(),
        found.only_b.len(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_relation_is_told_of_once_from_either_side(
        a in prop::collection::vec(relation(), 0..12), b in prop::collection::vec(relation(), 0..12)
    ) {
        let (a, b) = (graph(&a.join("\n")), graph(&b.join("\n")));
        let found = compare(&a, &b, &ONTOLOGY);
        let paired = || found.both.iter().chain(&found.reversed);
        let mut of_a: Vec<_> = paired().map(|pair| &pair.a).chain(&found.only_a).collect();
        let mut of_b: Vec<_> = paired().map(|pair| &pair.b).chain(&found.only_b).collect();
        of_a.sort();
        of_b.sort();
        prop_assert!(of_a.into_iter().eq(a.claims().map(|claim| &claim.name)));
        prop_assert!(of_b.into_iter().eq(b.claims().map(|claim| &claim.name)));
        let [both, reversed, only_a, only_b] = counts(&found);
        prop_assert_eq!(counts(&compare(&b, &a, &ONTOLOGY)), [both, reversed, only_b, only_a]);
        prop_assert!(compare(&a, &a, &ONTOLOGY).is_same());
        // The union has all that was told of, each with its side.
        let union = union(&a, &b, &found);
        for claim in union.graph.claims() {
            prop_assert!(union.sides.claims.contains_key(&claim.name));
        }
        for entity in union.graph.entities() {
            prop_assert!(union.sides.entities.contains_key(&entity.name));
        }
        let n_both = union.sides.claims.values().filter(|side| **side == Side::Both).count();
        prop_assert!(n_both <= both);
    }
}

#[test]
fn the_exit_code_tells_whether_graphs_differ() {
    let folder = tempfile::tempdir().unwrap();
    let facts = example().join("facts.jsonl");
    let facts = facts.to_str().unwrap();
    let turtle = folder.path().join("graph.ttl");
    let turtle = turtle.to_str().unwrap();
    let run = graphwright_in(folder.path(), &["-q", "export", facts, "-o", turtle]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let run = graphwright_in(folder.path(), &["-q", "compare", facts, turtle]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (Some(0), ""),
        "{}",
        run.stdout
    );
    let changed = fs::read_to_string(turtle)
        .unwrap()
        .replace("gw:Negative", "gw:Positive");
    fs::write(turtle, changed).unwrap();
    let run = graphwright_in(folder.path(), &["-q", "compare", facts, turtle]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stdout.contains("polarity: “negative” → “positive”"),
        "{}",
        run.stdout
    );
    for (output, code) in [
        ("a.xyz", 2),
        ("a.svg", 1),
        ("a.dot", 1),
        ("a.png", 1),
        ("a.jsonl", 1),
    ] {
        let run = graphwright_in(
            folder.path(),
            &["-q", "compare", facts, turtle, "-o", output],
        );
        assert_eq!(run.code, Some(code), "{output}: {}", run.stderr);
        assert_eq!(folder.path().join(output).exists(), code == 1, "{output}");
    }
    let svg = fs::read_to_string(folder.path().join("a.svg")).unwrap();
    for key in [
        "relation only-a",
        "relation only-b",
        "relation in-both",
        "entity entity-both",
    ] {
        assert!(svg.contains(&format!("class=\"{key}\"")), "{key}");
    }
    // What nothing has is not in the legend, and a picture of one graph knows no sides.
    assert!(!svg.contains("Entity only in A"));
    let run = graphwright_in(folder.path(), &["-q", "draw", facts, "-o", "one.svg"]);
    assert_eq!(run.code, Some(0));
    let one = fs::read_to_string(folder.path().join("one.svg")).unwrap();
    assert!(!one.contains("only-a"));
}
