//! Which entities become one, and what that does to the graph.

use crate::fixture::{graphwright_in, repository};
use graphwright::graph::{
    Attribution, BuildOptions, Claim, EntityIds, Minter, Name, Object, Quotes, Shard, build,
};
use graphwright::model::{Fault, Severity};
use graphwright::ontology::{Gazetteer, Ontology};
use graphwright::read::read_facts;
use graphwright::resolve::{Decided, Ledger, Proposals, certain, decide, propose};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;
use std::time::Instant;

static ONTOLOGY: LazyLock<Ontology> = LazyLock::new(|| Ontology::built_in().unwrap());
static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::of(&ONTOLOGY).unwrap());

fn minter() -> Minter {
    Minter::new("https://example.org/")
}

fn shard(facts: &str) -> Shard {
    let (file, faults) = read_facts(facts.as_bytes(), &"facts.jsonl".into()).unwrap();
    assert!(faults.is_empty(), "{faults:?}\n{facts}");
    let options = BuildOptions {
        minter: minter(),
        quotes: Some(Quotes::Strict),
        ids: EntityIds::Global,
        create_missing: true,
    };
    let (shard, faults) = build(vec![file], &ONTOLOGY, &options);
    assert!(
        faults
            .iter()
            .all(|fault| fault.severity == Severity::Warning),
        "{faults:?}\n{facts}"
    );
    shard
}

fn settle(shard: &Shard, ledger: &str) -> (Shard, Decided, Vec<Fault>) {
    let (ledger, faults) = Ledger::read(ledger.as_bytes(), &"who.tsv".into());
    assert!(faults.is_empty(), "{faults:?}\n{ledger:?}");
    let pairs = certain(shard, &ONTOLOGY);
    let (decided, faults) = decide(&ledger, &pairs, &minter(), |name| {
        shard.entity_views().any(|(known, _)| known == name)
    });
    (
        shard.clone().renamed(&decided.names(), &minter()),
        decided,
        faults,
    )
}

fn merged(decided: &Decided) -> Vec<String> {
    let id = |name: &Name| minter().entity_id(name);
    let merged = decided.merged.iter();
    merged
        .map(|merged| format!("{}→{}", id(&merged.other), id(&merged.kept)))
        .collect()
}

fn proposals(facts: &str) -> Proposals {
    let graph = shard(facts).into_graph();
    propose(&graph, &ONTOLOGY, &GAZETTEER, &Decided::default())
}

const FOUR: &str = r#"{"kind":"entity","id":"a","label":"A"}
{"kind":"entity","id":"b","label":"B"}
{"kind":"entity","id":"c","label":"C"}
{"kind":"entity","id":"d","label":"D"}"#;

#[test]
fn a_ledger_decides_who_is_who() {
    for (ledger, expected) in [
        ("", ""),
        ("same\ta\tb\n", "b→a"),
        ("same\tb\ta\n", "a→b"),
        // Chains are one, and go by the first name of the first line.
        ("same\tb\tc\nsame\ta\tb\n", "a→b c→b"),
        ("same\ta\tb\nsame\tc\td\nsame\tb\td\n", "b→a c→a d→a"),
        // A label stands for an id where no input has the id.
        ("same\thttp://e/x\ta\n", "a→http://e/x"),
        ("different\ta\tb\n", ""),
        ("same\ta\tb\ndifferent\ta\tc\n", "b→a"),
    ] {
        let (_, decided, faults) = settle(&shard(FOUR), ledger);
        assert_eq!(merged(&decided).join(" "), expected, "{ledger}");
        assert!(
            faults
                .iter()
                .all(|fault| fault.severity == Severity::Warning)
        );
    }
}

#[test]
fn a_ledger_that_contradicts_itself_is_a_fault() {
    for (ledger, line) in [
        ("same\ta\tb\ndifferent\ta\tb\n", "line 1;"),
        ("different\tb\ta\nsame\ta\tb\n", "line 2;"),
        ("same\ta\tb\nsame\tb\tc\ndifferent\tc\ta\n", "line 1 and 2;"),
    ] {
        let (_, _, faults) = settle(&shard(FOUR), ledger);
        assert_eq!(faults.len(), 1, "{ledger}");
        assert!(faults[0].to_string().contains(line), "{}", faults[0]);
    }
}

#[test]
fn names_that_no_input_has_are_told() {
    let (_, _, faults) = settle(&shard(FOUR), "same\ta\tX\n");
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(faults, ["who.tsv:1: no input has \"X\""]);
}

#[test]
fn what_the_inputs_say_is_the_same_is_one_unless_the_ledger_says_otherwise() {
    let entity = |id: &str, class: &str, same: &str| {
        format!(
            r#"{{"kind":"entity","id":"{id}","type":"{class}","label":"{id}","same_as":["{same}"]}}"#
        )
    };
    let two = [
        entity("b", "State", "http://e/1"),
        entity("a", "State", "http://e/1"),
    ];
    let facts = shard(&two.join("\n"));
    let (one, decided, _) = settle(&facts, "");
    assert_eq!(merged(&decided), ["b→a"]);
    assert_eq!(one.into_graph().network().node_count(), 1);
    let (_, decided, _) = settle(&facts, "different\ta\tb\n");
    assert_eq!(merged(&decided), Vec::<String>::new());
    assert_eq!(decided.kept_apart.len(), 1);
    // An IRI of the same thing elsewhere may be an entity itself; it gives way, and is kept.
    let other = r#"{"kind":"entity","id":"http://e/1","type":"State","label":"One"}"#;
    let (one, decided, _) = settle(&shard(&format!("{}\n{other}", two[0])), "");
    assert_eq!(merged(&decided), ["http://e/1→b"]);
    let graph = one.into_graph();
    let kept = graph.entities().next().unwrap();
    assert!(kept.same_as.iter().any(|iri| iri == "http://e/1"));
    // A city is no person, whatever their IRIs.
    let odd = [two[0].clone(), entity("p", "Person", "http://e/1")];
    let (_, decided, _) = settle(&shard(&odd.join("\n")), "");
    assert!(decided.merged.is_empty());
}

#[test]
fn likely_pairs_are_proposed_with_their_reason() {
    let person = |id: &str, label: &str| {
        format!(r#"{{"kind":"entity","id":"{id}","type":"Person","label":"{label}"}}"#)
    };
    let thing = |id: &str, label: &str| {
        format!(r#"{{"kind":"entity","id":"{id}","type":"Organization","label":"{label}"}}"#)
    };
    let said = |subject: &str, source: &str| {
        format!(
            r#"{{"kind":"relation","subject":"{subject}","predicate":"p","value":"x","evidence":[{{"source":"{source}","quote":"q"}}]}}"#
        )
    };
    let sources = "{\"kind\":\"source\",\"id\":\"s\",\"title\":\"S\"}\n{\"kind\":\"source\",\"id\":\"t\",\"title\":\"T\"}";
    let (full, last) = (person("a", "Sergey Lavrov"), person("b", "Lavrov"));
    for (facts, reason) in [
        (
            vec![person("a", "Ibrahim Traoré"), person("b", "IBRAHIM TRAORE")],
            "SameName",
        ),
        (
            vec![
                person("a", "Vladimir Putin"),
                person("b", "President Vladimir Putin"),
            ],
            "SameWithoutTitle",
        ),
        (
            vec![
                thing("a", "NATO"),
                thing("b", "North Atlantic Treaty Organization"),
            ],
            "Acronym",
        ),
        (vec![full.clone(), person("b", "S. Lavrov")], "Initials"),
        (vec![full.clone(), person("b", "A. Lavrov")], ""),
        (
            vec![full.clone(), last.clone(), said("a", "s"), said("b", "s")],
            "LastName",
        ),
        (
            vec![full.clone(), last.clone(), said("a", "s"), said("b", "t")],
            "",
        ),
        (vec![full, person("b", "Sergey Ivanov")], ""),
        // A person is no organisation, and words for many are no name.
        (vec![person("a", "Mercedes"), thing("b", "Mercedes")], ""),
        (vec![thing("a", "the army"), thing("b", "army")], ""),
    ] {
        let text = format!("{sources}\n{}", facts.join("\n"));
        let found = proposals(&text).proposals;
        let reasons: Vec<String> = found
            .iter()
            .flat_map(|proposal| {
                proposal
                    .reasons
                    .iter()
                    .map(|reason| format!("{:?}", reason.kind))
            })
            .collect();
        assert_eq!(reasons.join(" "), reason, "{facts:?}");
    }
}

#[test]
fn what_was_decided_of_a_name_holds_for_the_one_that_stays() {
    let facts = r#"{"kind":"entity","id":"a","type":"Person","label":"Awa Diallo"}
{"kind":"entity","id":"b","type":"Person","label":"Madame Diallo"}
{"kind":"entity","id":"c","type":"Person","label":"A. Diallo"}"#;
    let pairs = |ledger: &str| {
        let (shard, decided, _) = settle(&shard(facts), ledger);
        let found = propose(&shard.into_graph(), &ONTOLOGY, &GAZETTEER, &decided);
        let found = found.proposals.into_iter();
        found
            .map(|one| one.reasons.into_iter().next().unwrap().words)
            .collect::<Vec<_>>()
    };
    // The reason names the labels that it rests on, which need not be the preferred one.
    let short = "\"A. Diallo\" may be short for \"Awa Diallo\"".to_owned();
    assert_eq!(pairs(""), std::slice::from_ref(&short));
    assert_eq!(pairs("same\tb\ta\n"), [short]);
    assert_eq!(pairs("same\tb\ta\ndifferent\ta\tc\n"), Vec::<String>::new());
}

/// What a claim says, with names as they are after a merge, so that it can be looked for there.
type Said = (String, Name, Name, String, Option<Name>);

fn said(claim: &Claim, speakers: &BTreeMap<Name, Name>, to: &BTreeMap<Name, Name>) -> Said {
    let now = |name: &Name| to.get(name).unwrap_or(name).clone();
    let object = match &claim.object {
        Object::Entity(name) => now(name).to_string(),
        Object::Literal(value) => value.value.clone(),
    };
    let speaker = claim.attribution.as_ref();
    (
        object,
        now(&claim.subject),
        claim.predicate.clone(),
        format!(
            "{:?} {:?} {:?}",
            claim.polarity, claim.modality, claim.evidence
        ),
        speaker.and_then(|name| speakers.get(name)).map(now),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn merging_loses_no_relation(
        relations in prop::collection::vec((0..6, 0..3, 0..6, any::<bool>(), prop::option::of(0..6)), 1..20),
        lines in prop::collection::vec((any::<bool>(), 0..6, 0..6), 0..8),
    ) {
        let mut facts = String::new();
        for (subject, predicate, object, is_positive, speaker) in relations {
            let polarity = if is_positive { "positive" } else { "negative" };
            let speaker = speaker.map_or_else(String::new, |speaker| {
                format!(r#","attribution":{{"speaker":"e{speaker}","report":"reported"}}"#)
            });
            writeln!(
                facts,
                r#"{{"subject":"e{subject}","predicate":"p{predicate}","object":"e{object}","polarity":"{polarity}"{speaker}}}"#
            ).unwrap();
        }
        let mut ledger = String::new();
        for (is_same, one, other) in lines {
            if one != other {
                let word = if is_same { "same" } else { "different" };
                writeln!(ledger, "{word}\te{one}\te{other}").unwrap();
            }
        }
        let before = shard(&facts);
        let (after, decided, faults) = settle(&before, &ledger);
        if faults.iter().any(|fault| fault.severity == Severity::Error) {
            return Ok(());
        }
        let names = decided.names();
        let none = BTreeMap::new();
        let speakers = |shard: &Shard| -> BTreeMap<Name, Name> {
            let graph = shard.clone().into_graph();
            let of = |one: &Attribution| (one.name.clone(), one.speaker.clone());
            graph.attributions().values().map(of).collect()
        };
        let (then, now) = (speakers(&before), speakers(&after));
        let mut wanted: Vec<Said> = before.claims().map(|claim| said(claim, &then, &names)).collect();
        let mut found: Vec<Said> = after.claims().map(|claim| said(claim, &now, &none)).collect();
        wanted.sort();
        wanted.dedup();
        found.sort();
        prop_assert_eq!(found, wanted, "{}", ledger);
        // No name that went is left, and without its lines the ledger has done nothing.
        for claim in after.claims() {
            prop_assert!(!names.contains_key(&claim.subject));
        }
        prop_assert!(settle(&before, "").0 == before);
    }
}

#[test]
fn a_ledger_is_replayed_by_every_command_and_taken_back_with_its_lines() {
    let folder = repository().join("examples");
    let run = |arguments: &[&str]| graphwright_in(&folder, arguments);
    let plain = run(&["export", "--quiet", "two-desks.jsonl"]);
    assert_eq!(plain.code, Some(0), "{}", plain.stderr);
    assert!(plain.stdout.contains("e:lavrov-3"));
    let one = run(&[
        "export",
        "--quiet",
        "two-desks.jsonl",
        "--ledger",
        "two-desks.tsv",
    ]);
    assert_eq!(one.code, Some(0), "{}", one.stderr);
    assert!(!one.stdout.contains("e:lavrov-3") && one.stdout.contains("e:lavrov-1"));
    // The claims of a graph that was written without the ledger are renamed too.
    let file = tempfile::Builder::new().suffix(".ttl").tempfile().unwrap();
    std::fs::write(file.path(), &plain.stdout).unwrap();
    let path = file.path().to_str().unwrap();
    let again = run(&["export", "--quiet", path, "--ledger", "two-desks.tsv"]);
    assert_eq!(again.stdout, one.stdout, "{}", again.stderr);
    let apart = run(&["export", "--quiet", "two-desks.jsonl", "--merge", "none"]);
    assert!(apart.stdout.contains("e:tchad") && !plain.stdout.contains("e:tchad"));
}

#[test]
fn a_hundred_thousand_entities_are_looked_through_in_seconds() {
    let mut facts = String::new();
    for number in 0..100_000_u32 {
        // Each name thrice, many with one last name, an acronym here and there.
        let (given, last) = (number / 3, number % 40);
        let label = match number % 10 {
            0 => format!(
                "N{}T{}",
                char::from_u32(u32::from('A') + number / 10 % 26).unwrap(),
                number % 7
            ),
            1..=5 => format!("Given{given} Last{last}"),
            6 => format!("Last{last}"),
            7 => format!("G. Last{last}"),
            _ => format!("Union of {given} and {last}"),
        };
        writeln!(
            facts,
            r#"{{"kind":"entity","id":"e{number}","type":"Person","label":"{label}"}}"#
        )
        .unwrap();
    }
    let graph = shard(&facts).into_graph();
    let start = Instant::now();
    let found = propose(&graph, &ONTOLOGY, &GAZETTEER, &Decided::default());
    assert!(!found.proposals.is_empty());
    // Ten seconds are promised for a release build on a quiet machine; what compares all with all takes hours.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
