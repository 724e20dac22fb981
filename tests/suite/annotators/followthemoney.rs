use super::{assert_refused, damaged, entities, export, losses, relations, sample};

#[test]
fn entities_of_edges_become_relations_with_their_time() {
    let run = export(&[("leak.jsonl", &sample("followthemoney.jsonl"))]);
    assert_eq!(
        relations(&run),
        [
            "c-acme jurisdiction \"cy\"",
            "c-acme paid p-martin, time \"2020-06-15\", 250000 EUR",
            "c-acme registrationNumber \"HE 1234\"",
            "p-dupont belongs to o-club",
            "p-dupont birthDate \"1970-05-01\"",
            "p-dupont family p-martin, rule \"relationship: wife\"",
            "p-dupont nationality \"fr\"",
            "p-dupont owns c-acme, time \"since 2019-03-01\", rule \"role: beneficial owner\", 51 %",
            "p-martin belongs to o-club",
            "p-martin directs c-acme, time \"2018/2020-12-31\", rule \"role: chairman\"",
            "p-martin news:relatedTo o-club, rule \"role: neighbour\"",
            "san-1 authority \"Council of the European Union\"",
            "san-1 entity p-dupont",
            "san-1 startDate \"2022\"",
        ]
    );
    assert_eq!(
        entities(&run),
        [
            "c-acme \"Company\"",
            "o-club \"Organization\"",
            "p-dupont \"Person\" [\"J. Dupont\"]",
            "p-martin \"Person\" [\"http://www.wikidata.org/entity/Q42\"]",
            "san-1 \"Sanction\"",
        ]
    );
}

#[test]
fn what_is_lost_or_supposed_is_said() {
    let more = damaged(
        "followthemoney.jsonl",
        r#""amount": ["250000"]"#,
        r#""amount": ["250000"], "contract": ["c-1"]"#,
    )
    .replace(
        r#"{"id": "p-dupont", "#,
        r#"{"id": "p-dupont", "datasets": ["leak"], "#,
    );
    let run = export(&[("leak.jsonl", &more)]);
    assert_eq!(
        losses(&run),
        [
            "not carried over: 1 × field \"datasets\" of an entity; 1 × property \"contract\" of Payment: a relation has two ends",
            "supposed: 1 × label of an entity without a name, its id",
            "direction unreliable: 1 × Family; 1 × UnknownLink",
            "no predicate: 1 × UnknownLink, kept as relatedTo",
        ]
    );
    assert!(
        run.stderr
            .contains("note: leak.jsonl: read as followthemoney\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn pieces_of_one_entity_and_nested_ones_are_put_together() {
    let text = r#"{"id":"c","schema":"Company","properties":{"registrationNumber":["1"]}}
{"id":"p","schema":"Person","properties":{"name":["Ann"],"ownershipOwner":[{"id":"o","schema":"Ownership","properties":{"asset":["c"]}}]}}
{"id":"c","schema":"Company","properties":{"name":["Acme"]}}
"#;
    let run = export(&[("a.jsonl", text)]);
    assert_eq!(relations(&run), ["c registrationNumber \"1\"", "p owns c"]);
    let lines: Vec<&str> = text.lines().rev().collect();
    assert_eq!(export(&[("a.jsonl", &lines.join("\n"))]).stdout, run.stdout);
}

#[test]
fn every_fault_of_a_damaged_file_is_told_in_one_run() {
    let text = damaged("followthemoney.jsonl", r#""asset": ["c-acme"], "#, "")
        .replace(r#""id": "mem-1", "#, "")
        .replace(
            r#""beneficiary": ["p-martin"]"#,
            r#""beneficiary": ["p-martini"]"#,
        )
        .replace(r#""name": ["Yacht Club"]"#, r#""name": [["Yacht Club"]]"#);
    assert_refused(
        &[("leak.jsonl", &text)],
        &[
            "leak.jsonl:4:68: properties: property \"name\" holds a list in a list; a list of strings is wanted",
            "leak.jsonl:5:1: Ownership \"own-1\" names no \"asset\"; it joins its \"owner\" to its \"asset\"",
            "leak.jsonl:7: field \"id\" is missing",
            "leak.jsonl:9:1: relation \"pay-1\" ends at \"p-martini\", but no entity has that id; did you mean \"p-martin\"?",
        ],
    );
}
