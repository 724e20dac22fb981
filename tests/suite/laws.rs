//! Laws that hold for any facts: merging, order, round trips.

use crate::fixture::{example, graphwright_on};
use graphwright::format::Format;
use graphwright::graph::{BuildOptions, EntityIds, Minter, Quotes, Shard, build};
use graphwright::model::FactsFile;
use graphwright::ontology::Ontology;
use graphwright::rdf::{
    ClaimStyle, Index, PlainTriples, Prefixes, ProjectOptions, project, project_shard, recover,
};
use graphwright::read::{RdfOptions, read_facts, read_rdf};
use graphwright::write::{FactsOptions, write_facts, write_rdf};
use proptest::prelude::*;
use std::fs;
use std::sync::{Arc, LazyLock};

static ONTOLOGY: LazyLock<Ontology> = LazyLock::new(|| Ontology::built_in().unwrap());

fn minter() -> Minter {
    Minter::new("https://example.org/")
}

fn options() -> BuildOptions {
    BuildOptions {
        minter: minter(),
        quotes: Some(Quotes::Strict),
        ids: EntityIds::Global,
        create_missing: false,
    }
}

fn file(lines: &str) -> FactsFile {
    let name: Arc<str> = "law.jsonl".into();
    let (file, faults) = read_facts(lines.as_bytes(), &name).unwrap();
    assert!(faults.is_empty(), "{faults:?}\n{lines}");
    file
}

fn shard(lines: &str) -> Shard {
    let (shard, faults) = build(vec![file(lines)], &ONTOLOGY, &options());
    let errors: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{errors:?}\n{lines}");
    shard
}

fn turtle(shard: Shard) -> String {
    turtle_as(shard, ClaimStyle::Node, Format::Turtle)
}

fn turtle_as(shard: Shard, claims: ClaimStyle, format: Format) -> String {
    let options = ProjectOptions {
        claims,
        plain: PlainTriples::All,
        with_text: true,
    };
    let written = |quads| {
        let index = Index::new(quads).unwrap();
        let mut bytes = Vec::new();
        write_rdf(&index, format, &Prefixes::default(), &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    let without_graph = written(project_shard(shard.clone(), options).unwrap());
    let with_graph = written(project(&shard.into_graph(), options).unwrap());
    assert_eq!(without_graph, with_graph);
    with_graph
}

#[test]
fn so_many_claims_that_threads_share_them_are_written_as_few_are() {
    let lines: Vec<String> = (0..12_000)
        .map(|number| {
            format!(
                r#"{{"subject":"a{}","predicate":"p","object":"b{number}","evidence":[{{"quote":"words {}"}}]}}"#,
                number / 5,
                number / 2
            )
        })
        .collect();
    let text = turtle(shard(&lines.join("\n")));
    assert_eq!(
        text.matches("a <https://w3id.org/graphwright/core#Claim>")
            .count(),
        lines.len()
    );
}

/// Facts of two files become one file with a single source, which is not that of the words without any.
#[test]
fn words_without_a_source_do_not_get_another_words_source() {
    let with_source = r#"{"kind":"source","id":"s","text":"A said that B runs."}
{"kind":"entity","id":"a","label":"A","mentions":[{"source":"s","start":0,"end":1}]}
{"subject":"a","predicate":"p","object":"a","evidence":[{"source":"s","quote":"runs"}],"attribution":{"speaker":"a","report":"reported","cue":{"text":"said","start":2,"end":6}}}"#;
    let without = r#"{"kind":"entity","id":"a","label":"A","mentions":[{"text":"A"}]}
{"subject":"a","predicate":"p","object":"a","evidence":[{"quote":"runs"}],"attribution":{"speaker":"a","report":"reported","cue":{"text":"said","start":2,"end":6}}}"#;
    let (both, faults) = build(
        vec![file(with_source), file(without)],
        &ONTOLOGY,
        &options(),
    );
    assert!(faults.is_empty(), "{faults:?}");
    let once = facts(both.clone());
    assert_eq!(once.matches(r#""source":"""#).count(), 3, "{once}");
    let again = shard(&once);
    assert_eq!(turtle(again.clone()), turtle(both));
    assert_eq!(facts(again), once);
    // A cue beside words that have a source may have none itself.
    let cue = with_source.replace(r#""end":6}"#, r#""end":6,"source":""}"#);
    let apart = facts(shard(&cue));
    assert_eq!(apart.matches(r#""source":"""#).count(), 1, "{apart}");
    assert_eq!(facts(shard(&apart)), apart);
}

fn recovered(rdf: &str, format: Format) -> Shard {
    let name: Arc<str> = "law.ttl".into();
    let (quads, faults) = read_rdf(
        rdf.as_bytes(),
        &name,
        RdfOptions {
            format,
            base: None,
            threads: None,
        },
    )
    .unwrap();
    assert!(faults.is_empty(), "{faults:?}\n{rdf}");
    let recovered = recover(&Index::new(quads).unwrap(), &minter()).unwrap();
    assert_eq!(recovered.n_incomplete, 0);
    let left: Vec<String> = recovered
        .remainder
        .iter()
        .map(|quad| format!("{quad:?}"))
        .collect();
    assert!(left.is_empty(), "{left:?}\n{rdf}");
    recovered.shard
}

#[test]
fn a_class_of_words_stays_one_where_there_are_no_relations() {
    let shard = shard(r#"{"kind":"entity","id":"a","type":"odd thing","label":"A"}"#);
    let expected = facts(shard.clone());
    let rdf = turtle(shard);
    assert_eq!(facts(recovered(&rdf, Format::Turtle)), expected, "{rdf}");
}

fn facts(shard: Shard) -> String {
    let minter = minter();
    let options = FactsOptions {
        ontology: &ONTOLOGY,
        minter: &minter,
        with_text: true,
    };
    let mut bytes = Vec::new();
    write_facts(&shard.into_graph(), options, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// A text with what makes trouble: quotes, escapes, other scripts, control characters.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z]{1,8}",
        "[a-z \"\\\\<>&_%#/éß漢😀\u{202e}\n\t]{1,10}",
    ]
    .prop_map(|text| {
        if text.trim().is_empty() {
            "x".to_owned()
        } else {
            text
        }
    })
}

/// One of few ids, so that records meet; the label follows from the id, so that they agree.
fn entity() -> impl Strategy<Value = (usize, String)> {
    (0..6_usize, "[a-c]{1}").prop_map(|(id, alias)| {
        let record = serde_json::json!({
            "kind": "entity", "id": format!("id {id}"), "type": "State", "label": format!("Label \"{id}\""),
            "aliases": [alias], "codes": [format!("C{id}")],
        });
        (id, record.to_string())
    })
}

/// What reviewers say of a relation: nothing, or several things that need not agree.
fn reviews() -> impl Strategy<Value = Vec<serde_json::Value>> {
    let verdict = prop_oneof![Just("ok"), Just("wrong"), Just("unsure")];
    let comment = proptest::option::of(words());
    let review = (proptest::option::of("[AB]"), verdict, comment).prop_map(
        |(reviewer, verdict, comment): (Option<String>, _, _)| {
            let mut review = serde_json::json!({"verdict": verdict});
            if let Some(reviewer) = reviewer {
                review["reviewer"] = reviewer.into();
            }
            if let Some(comment) = comment {
                review["comment"] = comment.into();
            }
            review
        },
    );
    proptest::collection::vec(review, 0..3)
}

fn relation() -> impl Strategy<Value = String> {
    let ends = (0..6_usize, 0..6_usize);
    let predicate = prop_oneof![Just("sec:trains".to_owned()), words()];
    let rest = (
        any::<bool>(),
        prop_oneof![Just("asserted"), Just("planned"), Just("possible")],
        proptest::option::of(0..6_usize),
        proptest::option::of(words()),
        proptest::option::of(0..100_u32),
        words(),
        reviews(),
    );
    (ends, predicate, rest).prop_map(|((from, to), predicate, (positive, modality, speaker, time, sure, quote, reviews))| {
        let mut record = serde_json::json!({
            "kind": "relation", "subject": format!("id {from}"), "predicate": predicate,
            "object": format!("id {to}"),
            "polarity": if positive { "positive" } else { "negative" }, "modality": modality,
            "evidence": [{"source": "s", "quote": quote}],
        });
        if !reviews.is_empty() {
            record["reviews"] = reviews.into();
        }
        if let Some(speaker) = speaker {
            record["attribution"] =
                serde_json::json!({"speaker": format!("id {speaker}"), "report": "reported", "cue": "said"});
        }
        if let Some(time) = time {
            record["time"] = time.into();
        }
        if let Some(sure) = sure {
            record["confidence"] = (f64::from(sure) / 100.0).into();
        }
        record.to_string()
    })
}

const SOURCE: &str =
    r#"{"kind":"source","id":"s","url":"https://example.com/a","title":"A","language":"en"}"#;

/// A set of lines in which every end is declared.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let entities = proptest::collection::vec(entity(), 0..8);
    let relations = proptest::collection::vec(relation(), 0..8);
    (entities, relations).prop_map(|(entities, relations)| {
        let mut lines: Vec<String> = (0..6)
            .map(|id| {
                serde_json::json!({"kind": "entity", "id": format!("id {id}"), "label": format!("Label \"{id}\"")})
                    .to_string()
            })
            .collect();
        lines.extend(entities.into_iter().map(|(_, line)| line));
        lines.extend(relations);
        lines
    })
}

fn with_source(lines: &[String]) -> String {
    format!("{SOURCE}\n{}", lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_lines_leaves_no_trace(
        (lines, shuffled) in lines().prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle()))
    ) {
        prop_assert_eq!(turtle(shard(&with_source(&lines))), turtle(shard(&with_source(&shuffled))));
    }

    #[test]
    fn merging_is_a_union(lines in lines(), cut in 0..20_usize, other in 0..20_usize) {
        let whole = shard(&with_source(&lines));
        // Split the relations; every part declares the entities that it needs.
        let (entities, relations) = lines.split_at(lines.iter().filter(|line| line.contains("\"entity\"")).count());
        let part = |keep: &dyn Fn(usize) -> bool| {
            let kept = relations.iter().enumerate().filter(|(index, _)| keep(*index));
            let lines: Vec<String> =
                entities.iter().cloned().chain(kept.map(|(_, line)| line.clone())).collect();
            shard(&with_source(&lines))
        };
        let a = part(&|index| index < cut);
        let b = part(&|index| index >= cut && index % 2 == 0);
        let c = part(&|index| index >= cut && index % 2 == 1 || index == other);
        let merged = |parts: &[&Shard]| {
            let mut all = Shard::default();
            for part in parts {
                all.merge((*part).clone());
            }
            all
        };
        let expected = turtle(whole);
        // Commutative and idempotent.
        prop_assert_eq!(&turtle(merged(&[&a, &b, &c])), &expected);
        prop_assert_eq!(&turtle(merged(&[&c, &a, &b, &a, &c])), &expected);
        // Associative.
        let mut right = b.clone();
        right.merge(c.clone());
        prop_assert_eq!(&turtle(merged(&[&a, &right])), &expected);
    }

    #[test]
    fn nothing_is_lost_between_facts_and_rdf(lines in lines()) {
        let shard = shard(&with_source(&lines));
        let expected = facts(shard.clone());
        for (claims, format) in [
            (ClaimStyle::Node, Format::Turtle),
            (ClaimStyle::Node, Format::NTriples),
            (ClaimStyle::Reified, Format::Turtle),
            (ClaimStyle::Rdf12, Format::Turtle),
            (ClaimStyle::Graphs, Format::TriG),
        ] {
            let rdf = turtle_as(shard.clone(), claims, format);
            prop_assert_eq!(&facts(recovered(&rdf, format)), &expected, "{:?} {:?}\n{}", claims, format, rdf);
        }
        // And the facts that we write are facts that we read.
        prop_assert_eq!(facts(self::shard(&expected)), expected);
    }

    #[test]
    fn every_relation_is_kept(lines in lines()) {
        let graph = shard(&with_source(&lines)).into_graph();
        let mut relations: Vec<String> = lines
            .iter()
            .filter(|line| line.contains("\"relation\""))
            .map(|line| {
                let mut record: serde_json::Value = serde_json::from_str(line).unwrap();
                record.as_object_mut().unwrap().remove("confidence");
                record.to_string()
            })
            .collect();
        relations.sort();
        relations.dedup();
        prop_assert_eq!(graph.claims().count(), relations.len());
        prop_assert_eq!(graph.network().edge_count(), relations.len());
    }
}

#[test]
fn the_example_gives_the_same_bytes_in_any_order() {
    let text = fs::read_to_string(example().join("facts.jsonl")).unwrap();
    // The text is not at hand on standard input, so nothing depends on a file either.
    let forward = graphwright_on(&text, &["-q", "export", "-"]);
    let mut lines: Vec<&str> = text.lines().collect();
    lines.reverse();
    let backward = graphwright_on(&lines.join("\n"), &["-q", "export", "-"]);
    assert!(forward.contains("a gw:Claim"));
    assert_eq!(forward, backward);
}
