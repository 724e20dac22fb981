//! How often the extractor finds who did what to whom in sentences coded by the PLOVER project.
//!
//! `cargo run --release --example score_events -- GSR.json [--list]`
//!
//! The file is a JSON array of records with `text`, `source` and `target` (actors with `actorText` and `code`) and
//! `event`, as in the gold standard records of the Open Event Data Alliance. A relation is right about an actor if its
//! end has the actor’s code, acts for or is part of something that has it, or is called by the actor’s words. Records
//! with several sources and no target ask for two of the sources, in either order; those with one actor are left out.
//! What a speaker asks for is also an event of its own, a request by the speaker to the one who is to act.
//! Two figures are printed: the share of records for which some relation has both ends right, and among these the
//! share for which such a relation has the right event type.
#![expect(clippy::print_stdout, reason = "a program that prints its result")]

use graphwright::extract::{Document, ExtractOptions, Extraction, Extractor};
use graphwright::model::{EntityRecord, Modality, RelationRecord};
use graphwright::ontology::{EventTypes, Lookup, Ontology};
use serde_json::Value;
use std::error::Error;

/// An actor as the coders wrote it.
struct Actor {
    words: String,
    code: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments
        .next()
        .ok_or("usage: score_events GSR.json [--list]")?;
    let lists = arguments.next().is_some();
    let records: Vec<Value> = serde_json::from_slice(&std::fs::read(path)?)?;
    let ontology = Ontology::built_in()?;
    let events = EventTypes::of(&ontology);
    let extractor = Extractor::new(&ontology)?;
    let (mut n_records, mut n_actors, mut n_events) = (0_u32, 0_u32, 0_u32);
    for record in &records {
        let text = record["text"].as_str().unwrap_or_default();
        let (sources, targets) = (actors(&record["source"]), actors(&record["target"]));
        if sources.is_empty() || targets.is_empty() && sources.len() < 2 {
            continue;
        }
        n_records += 1;
        let document = Document {
            id: "gsr",
            text,
            ..Document::default()
        };
        let mut found = extractor.extract(&document, &ExtractOptions::default());
        let asked = requests(&found);
        found.facts.relations.extend(asked);
        let both = |relation: &&RelationRecord| {
            let ends = [
                relation.subject.as_str(),
                relation.object.as_deref().unwrap_or_default(),
            ];
            let is_any = |end: &str, actors: &[Actor]| {
                actors.iter().any(|actor| is_actor(&found, end, actor))
            };
            if targets.is_empty() {
                let which = |end: &str| {
                    sources
                        .iter()
                        .position(|actor| is_actor(&found, end, actor))
                };
                matches!((which(ends[0]), which(ends[1])), (Some(one), Some(other)) if one != other)
            } else {
                is_any(ends[0], &sources) && is_any(ends[1], &targets)
            }
        };
        let right: Vec<&RelationRecord> = found.facts.relations.iter().filter(both).collect();
        let wanted = current(record["event"].as_str().unwrap_or_default());
        let types: Vec<&str> = right
            .iter()
            .filter_map(|relation| event(&ontology, &events, relation))
            .collect();
        n_actors += u32::from(!right.is_empty());
        n_events += u32::from(
            types
                .iter()
                .any(|kind| kind.split('/').next() == Some(wanted)),
        );
        if lists {
            list(&found, text, wanted, &types, right.is_empty());
        }
    }
    let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
    println!("records with two actors          {n_records}");
    println!(
        "source and target both right     {:.3} ({n_actors})",
        share(n_actors, n_records)
    );
    println!(
        "event type right, given both     {:.3} ({n_events})",
        share(n_events, n_actors)
    );
    Ok(())
}

/// The requests that claims of a speaker amount to.
fn requests(found: &Extraction) -> Vec<RelationRecord> {
    let asked = found.facts.relations.iter().filter_map(|relation| {
        let speaker = &relation.attribution.as_ref()?.speaker;
        (relation.modality == Modality::Requested).then(|| RelationRecord {
            subject: speaker.clone(),
            predicate: "sec:demandsFrom".to_owned(),
            object: Some(relation.subject.clone()),
            ..RelationRecord::default()
        })
    });
    asked.collect()
}

fn actors(written: &Value) -> Vec<Actor> {
    let listed = written.as_array().cloned().unwrap_or_default();
    let actors = listed.iter().map(|actor| Actor {
        words: actor["actorText"]
            .as_str()
            .unwrap_or_default()
            .to_lowercase(),
        code: actor["code"].as_str().unwrap_or_default().to_owned(),
    });
    actors.collect()
}

/// Whether an entity is an actor, or acts for one.
fn is_actor(found: &Extraction, id: &str, actor: &Actor) -> bool {
    const FOR: [&str; 6] = [
        "actsFor",
        "partOf",
        "leads",
        "memberOf",
        "headquarteredIn",
        "locatedIn",
    ];
    let entity = |id: &str| {
        found
            .facts
            .entities
            .iter()
            .find(|entity| entity.id.as_deref() == Some(id))
    };
    let Some(own) = entity(id) else { return false };
    if is_called(own, actor) {
        return true;
    }
    found.facts.relations.iter().any(|relation| {
        let local = relation.predicate.rsplit(':').next().unwrap_or_default();
        relation.subject == id
            && FOR.contains(&local)
            && relation
                .object
                .as_deref()
                .and_then(entity)
                .is_some_and(|whole| is_called(whole, actor))
    })
}

fn is_called(entity: &EntityRecord, actor: &Actor) -> bool {
    let by_code = !actor.code.is_empty() && entity.codes.contains(&actor.code);
    let texts = entity
        .mentions
        .iter()
        .filter_map(|mention| mention.text.as_deref());
    let mut names = texts.chain([entity.label.as_str()]);
    let is_named = !entity.label.starts_with(char::is_lowercase);
    let label = entity.label.to_lowercase();
    let is_among = is_named && actor.words.contains(&label) || actor.words.starts_with(&label);
    by_code
        || is_among
        || !actor.words.is_empty() && names.any(|name| name.to_lowercase().contains(&actor.words))
}

fn event<'a>(
    ontology: &Ontology,
    events: &'a EventTypes,
    relation: &RelationRecord,
) -> Option<&'a str> {
    let Lookup::Found(property) = ontology.property(&relation.predicate) else {
        return None;
    };
    events.event(property, relation.modality, relation.polarity)
}

/// The present name of an event type that the file calls by an older one.
fn current(event: &str) -> &str {
    match event {
        "DEMAND" | "APPEAL" => "REQUEST",
        "DISAPPROVE" | "INVESTIGATE" => "ACCUSE",
        "FIGHT" => "ASSAULT",
        "YIELD" => "CONCEDE",
        "ENGAGE" => "CONSULT",
        "REDUCE" => "SANCTION",
        other => other,
    }
}

fn list(found: &Extraction, text: &str, wanted: &str, types: &[&str], is_miss: bool) {
    let mark = if is_miss {
        "ACTORS"
    } else if types.iter().any(|kind| kind.starts_with(wanted)) {
        "ok"
    } else {
        "EVENT"
    };
    println!("{mark}\t{wanted}\t{types:?}\t{text}");
    for relation in found.facts.relations.iter().filter(|_| mark != "ok") {
        println!(
            "\t{} {} {}",
            relation.subject,
            relation.predicate,
            relation.object.as_deref().unwrap_or_default()
        );
    }
}
