use crate::model::{
    EntityRecord, EvidenceRecord, EvidenceReference, FactsFile, Loss, Losses, Place, Placed,
    Record, RelationRecord,
};
use crate::order::CompactCollect;
use std::collections::{BTreeMap, BTreeSet};

/// Makes one file of the tables of a `GraphRAG` run: what relationships and claims cite is looked for among the text
/// units of all of them. Its losses are those of the joining alone. `None` where there is no table.
pub fn join_run(tables: Vec<FactsFile>) -> Option<FactsFile> {
    let mut tables = tables.into_iter();
    let mut run = tables.next()?;
    run.losses = Losses::default();
    for table in tables {
        run.sources.extend(table.sources);
        run.entities.extend(table.entities);
        run.relations.extend(table.relations);
    }
    let lengths = lengths(&run);
    let mut whole = BTreeMap::new();
    let mut relations = std::mem::take(&mut run.relations);
    for Placed { record, place } in &mut relations {
        cite(record, place, &lengths, &mut whole, &mut run.losses);
    }
    declare_ends_of_claims(&mut run, &relations);
    for (unit, (evidence, place)) in whole {
        let record = EvidenceRecord {
            id: Some(id_of_whole(&unit)),
            ..evidence
        };
        run.push(Record::Evidence(record), place);
    }
    run.relations = relations;
    Some(run)
}

/// How many code points each text unit has.
fn lengths(run: &FactsFile) -> BTreeMap<String, u64> {
    let sources = run.sources.iter().map(|placed| &placed.record);
    sources
        .map(|source| {
            let text = source.text.as_deref().unwrap_or_default();
            (source.id.clone(), text.chars().count() as u64)
        })
        .into_map()
}

/// Gives each piece of evidence its place, or takes it away where the text unit is in no table.
fn cite(
    record: &mut RelationRecord,
    place: &Place,
    lengths: &BTreeMap<String, u64>,
    whole: &mut BTreeMap<String, (EvidenceRecord, Place)>,
    losses: &mut Losses,
) {
    let mut cites_whole = false;
    let evidence = std::mem::take(&mut record.evidence);
    for reference in evidence {
        let EvidenceReference::Record(mut evidence) = reference else {
            record.evidence.push(reference);
            continue;
        };
        let unit = evidence.source.clone().unwrap_or_default();
        let length = lengths.get(&unit).copied();
        if evidence.quote.is_some() {
            if length.is_none() {
                // An empty id says that it has no source, even where the run has just one.
                evidence.source = Some(String::new());
                losses.add(Loss::Dropped, "text unit of a quote, which is in no input");
            }
            record.evidence.push(EvidenceReference::Record(evidence));
        } else if let Some(length) = length {
            cites_whole = true;
            evidence.start = Some(0);
            evidence.end = Some(length);
            record
                .evidence
                .push(EvidenceReference::Id(id_of_whole(&unit)));
            whole
                .entry(unit)
                .or_insert_with(|| (evidence, place.clone()));
        } else {
            losses.add(
                Loss::Dropped,
                "text unit that a relation cites, which is in no input",
            );
        }
    }
    if cites_whole {
        losses.add(
            Loss::Supposed,
            "relation without a quote, which cites the whole text units it was drawn from",
        );
    }
}

fn id_of_whole(unit: &str) -> String {
    format!("all of {unit}")
}

/// Claims name whom they are about as the model wrote it, which need not be among the entities.
fn declare_ends_of_claims(run: &mut FactsFile, relations: &[Placed<RelationRecord>]) {
    if run.entities.is_empty() {
        return;
    }
    let entities = run.entities.iter();
    let mut known: BTreeSet<String> = entities
        .map(|placed| placed.record.label.clone())
        .into_set();
    for Placed { record, place } in relations {
        // Claims alone have an id: who is at the ends of a relationship has to be in the table of entities.
        if record.id.is_none() {
            continue;
        }
        for end in std::iter::once(&record.subject).chain(&record.object) {
            if known.insert(end.clone()) {
                run.losses.add(
                    Loss::Supposed,
                    "end of a claim that is none of the entities, made one",
                );
                let entity = EntityRecord {
                    label: end.clone(),
                    ..EntityRecord::default()
                };
                run.push(Record::Entity(entity), place.clone());
            }
        }
    }
}
