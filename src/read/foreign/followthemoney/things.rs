use crate::model::{EntityRecord, FactsFile, Loss, Record, RelationRecord, Value, WrittenLabel};
use crate::order::CompactCollect;
use crate::read::foreign::followthemoney::schemata::{CAPTIONS, Holds, NAMES, holds};
use crate::read::foreign::followthemoney::{EXTRACTOR, Thing};
use std::collections::BTreeSet;

/// An entity that is no edge, and what its properties say of it.
pub(super) fn add(file: &mut FactsFile, id: &str, thing: Thing, ids: &BTreeSet<String>) {
    let Thing {
        place,
        caption,
        schemata,
        mut properties,
        nested,
        ..
    } = thing;
    let mut names: Vec<String> = Vec::new();
    let mut best = None;
    for name in NAMES {
        let values = properties.remove(name).unwrap_or_default();
        best = best.or_else(|| fullest(&values));
        names.extend(values);
    }
    let known_by = || {
        CAPTIONS
            .iter()
            .find_map(|name| fullest(properties.get(*name)?))
    };
    let label = caption.or(best).or_else(known_by).unwrap_or_else(|| {
        file.losses
            .add(Loss::Supposed, "label of an entity without a name, its id");
        id.to_owned()
    });
    let aliases: BTreeSet<String> = names.into_iter().filter(|name| *name != label).into_set();
    let wikidata = properties.remove("wikidataId").unwrap_or_default();
    let (items, others): (Vec<String>, Vec<String>) =
        wikidata.into_iter().partition(|item| is_item(item));
    if !others.is_empty() {
        properties.insert("wikidataId".to_owned(), others);
    }
    let record = EntityRecord {
        id: Some(id.to_owned()),
        types: schemata.into_iter().collect(),
        label,
        aliases: aliases.into_iter().map(WrittenLabel::Plain).collect(),
        same_as: items
            .iter()
            .map(|item| format!("http://www.wikidata.org/entity/{item}"))
            .collect(),
        ..EntityRecord::default()
    };
    file.push(Record::Entity(record), place.clone());
    for (name, values) in properties {
        for value in values {
            let is_id = match holds(&name) {
                Holds::Ids => true,
                Holds::Either => ids.contains(&value),
                // What is nested stands under a name that the model has for the way back.
                Holds::Words => nested.contains(&value),
            };
            let mut record = RelationRecord {
                subject: id.to_owned(),
                predicate: name.clone(),
                extractor: [EXTRACTOR].into_iter().collect(),
                ..RelationRecord::default()
            };
            if is_id {
                record.object = Some(value);
            } else {
                record.value = Some(Value::Text(value));
            }
            file.push(Record::Relation(record), place.clone());
        }
    }
}

/// The longest, then the smallest: `FollowTheMoney`'s lists come from sets, so their order says nothing.
fn fullest(values: &[String]) -> Option<String> {
    let by_length = |value: &&String| (std::cmp::Reverse(value.chars().count()), (*value).clone());
    values.iter().min_by_key(by_length).cloned()
}

/// Whether a text names an item of Wikidata: Q and digits.
fn is_item(text: &str) -> bool {
    text.strip_prefix('Q').is_some_and(|digits| {
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}
