//! The page that `draw -o x.html` writes, in a real browser: how it is read, and how it looks and holds.

mod looking;
mod reading;

use crate::webdriver::Browser;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TEXT: &str = "Russia speaks of peace. “We are training, so-called, the forces & police - all of them,” Sergey Lavrov said. \
    He plans to visit Ouagadougou in autumn. It lies far from here, as everybody knows. Nobody denies that the \
    sun shines there, and the forces are not at war. That may change: Russia may move its embassy one day, and \
    then the long road from the airport to the old market, past the river and the mills, will be closed to all.\n\
    A second paragraph ends the story.";

fn facts() -> Vec<Value> {
    let quote = |words: &str| json!({"source": "story", "quote": words});
    vec![
        json!({"kind": "source", "id": "story", "title": "Talks in the capital", "url": "https://example.org/story?a=1",
            "publisher": "Daily Post", "published": "2024-06-10", "language": "en", "text": TEXT}),
        json!({"kind": "source", "id": "other", "title": "A book without its text"}),
        json!({"kind": "entity", "id": "russia", "type": "State", "label": "Russia", "aliases": ["Russian Federation"],
            "codes": ["RUS"], "same_as": ["http://www.wikidata.org/entity/Q159", "urn:alert:1"]}),
        json!({"kind": "entity", "id": "lavrov", "type": "Person", "label": "Sergey Lavrov"}),
        json!({"kind": "entity", "id": "forces", "type": "ArmedForce", "label": "the forces"}),
        json!({"kind": "entity", "id": "capital", "type": "Place", "label": "Ouagadougou"}),
        json!({"kind": "entity", "id": "embassy", "type": "Organization", "label": "Émbassy"}),
        json!({"kind": "relation", "subject": "russia", "predicate": "trains", "object": "forces", "confidence": 0.9,
            "attribution": {"speaker": "lavrov", "report": "direct-quote"},
            "evidence": [quote("We are training, so-called, the forces & police - all")]}),
        json!({"kind": "relation", "subject": "lavrov", "predicate": "visits", "object": "capital", "modality": "planned",
            "evidence": [quote("plans to visit Ouagadougou")]}),
        json!({"kind": "relation", "subject": "lavrov", "predicate": "actsFor", "object": "russia",
            "evidence": [{"source": "other", "quote": "foreign minister"}]}),
        json!({"kind": "relation", "subject": "russia", "predicate": "moves", "object": "embassy", "modality": "possible",
            "evidence": [quote("Russia may move its embassy")]}),
        json!({"kind": "relation", "subject": "forces", "predicate": "invades", "object": "capital", "polarity": "negative",
            "attribution": {"speaker": "lavrov", "report": "reported"}, "evidence": [quote("words that nobody wrote")]}),
        json!({"kind": "relation", "subject": "russia", "predicate": "needs", "value": "five mills",
            "evidence": [quote("the mills")]}),
    ]
}

/// Draws facts as a page. The folder has to outlive the browser.
fn page(folder: &Path, facts: &[Value]) -> PathBuf {
    let lines: Vec<String> = facts.iter().map(Value::to_string).collect();
    let (input, page) = (folder.join("facts.jsonl"), folder.join("page.html"));
    fs::write(&input, lines.join("\n")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_graphwright"))
        .args(["-q", "draw", "--quotes", "mark"])
        .arg(&input)
        .arg("-o")
        .arg(&page)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    page
}

fn opened(folder: &Path) -> Browser {
    Browser::open(&page(folder, &facts()), 1440, 900)
}

/// The number of an entity's shape, by its label.
fn shape(browser: &Browser, label: &str) -> String {
    browser.text_of_script(&format!(
        "return '#n' + (1 + data.entities.findIndex((entity) => entity.label === '{label}'));"
    ))
}

/// The words on the arrow of a relation, by its predicate.
fn arrow(browser: &Browser, predicate: &str) -> String {
    browser.text_of_script(&format!(
        "return `#e${{1 + data.relations.find((relation) => relation.predicate === '{predicate}').arrow}}`;"
    ))
}

/// Ticks or unticks a choice, and gives the number that stood beside it.
fn choose(browser: &Browser, facet: &str, choice: &str) -> String {
    let script = format!(
        "const facet = [...document.querySelectorAll('#facets fieldset')].find((one) => one.querySelector('legend').textContent === '{facet}');
        const row = [...facet.querySelectorAll('.choice')].find((one) => one.querySelector('.label').textContent === '{choice}');
        document.querySelectorAll('.wanted').forEach((one) => one.classList.remove('wanted'));
        row.querySelector('input').classList.add('wanted');
        return row.querySelector('.count').textContent;"
    );
    let count = browser.text_of_script(&script);
    browser.click(".wanted");
    count
}
