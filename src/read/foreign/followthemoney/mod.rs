//! `FollowTheMoney`: the entities of investigative newsrooms as JSON Lines.
//!
//! An edge is an entity there, such as an `Ownership` with an `owner` and an `asset`. It becomes a relation under
//! the words by which `FollowTheMoney`'s own model calls it; what else it says is kept beside the relation in
//! words. Any other entity stays one: its names are its label and aliases, properties that hold the ids of
//! others are relations, and the rest are claims that end at a literal. Lines with one id are one entity.

mod edges;
mod schemata;
mod things;

use crate::model::{FactsFile, Fault, Loss, Losses, Place, quoted};
use crate::order::CompactCollect;
use crate::read::foreign::annotation::each_document;
use crate::read::json::{Context, Fields};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const EXTRACTOR: &str = "FollowTheMoney";

/// Reads entities as `FollowTheMoney`'s `to_dict` gives them, nested ones included.
pub(super) fn read(text: &str, name: &Arc<str>, faults: &mut Vec<Fault>) -> FactsFile {
    let mut reading = Reading::default();
    each_document(text, name, faults, &mut |context, fields| {
        reading.entity(context, fields, None);
    });
    let mut file = FactsFile::foreign(Arc::clone(name));
    file.losses = std::mem::take(&mut reading.losses);
    let ids: BTreeSet<String> = reading.things.keys().cloned().into_set();
    for (id, thing) in reading.things {
        let edge = thing
            .schemata
            .iter()
            .find_map(|schema| schemata::edge_of(schema));
        match edge {
            Some(edge) => edges::add(&mut file, faults, &id, thing, edge),
            None => things::add(&mut file, &id, thing, &ids),
        }
    }
    file
}

#[derive(Default)]
struct Reading {
    /// Entities by id: a stream may hold one in pieces.
    things: BTreeMap<String, Thing>,
    losses: Losses,
}

/// All that the lines of one id say.
struct Thing {
    place: Place,
    caption: Option<String>,
    schemata: BTreeSet<String>,
    properties: BTreeMap<String, Vec<String>>,
    /// The ids of entities that stand inside of it.
    nested: BTreeSet<String>,
    /// The entity that it stands inside of, where the file nests them.
    around: Option<String>,
}

impl Reading {
    /// Reads an entity and those inside of it; gives its id.
    fn entity<'t>(
        &mut self,
        context: &mut Context<'t>,
        mut fields: Fields<'t>,
        around: Option<&str>,
    ) -> Option<String> {
        let place = fields.place(context);
        let id = fields.required(context, "id", Context::string);
        let schema = fields.required(context, "schema", Context::string);
        let caption = fields.optional(context, "caption", Context::any_string);
        let properties = fields.required(context, "properties", Context::object);
        for (key, value) in fields.rest() {
            if !matches!(value.get(), "null" | "[]" | "{}" | "\"\"") {
                self.losses.add(
                    Loss::Dropped,
                    &format!("field {} of an entity", quoted(&key)),
                );
            }
        }
        let (id, schema) = (id?, schema?);
        let mut found = Vec::new();
        let mut nested = BTreeSet::new();
        for (key, raw) in properties?.rest() {
            let values = context.within("properties", None, |context| {
                self.values(context, &key, raw, &id, &mut nested)
            });
            found.push((key.into_owned(), values));
        }
        let thing = self.things.entry(id.clone()).or_insert_with(|| Thing {
            place: place.clone(),
            caption: None,
            schemata: BTreeSet::new(),
            properties: BTreeMap::new(),
            nested: BTreeSet::new(),
            around: around.map(str::to_owned),
        });
        thing.schemata.insert(schema);
        thing.nested.append(&mut nested);
        // Whichever piece comes first, the same caption stays.
        let captions = [
            thing.caption.take(),
            caption.filter(|caption| !caption.is_empty()),
        ];
        thing.caption = captions.into_iter().flatten().min();
        for (key, values) in found {
            let known = thing.properties.entry(key).or_default();
            for value in values {
                if !known.contains(&value) {
                    known.push(value);
                }
            }
        }
        Some(id)
    }

    /// The values of a property, which is a list of words; entities inside are read and give their ids.
    fn values<'t>(
        &mut self,
        context: &mut Context<'t>,
        key: &str,
        raw: &'t RawValue,
        id: &str,
        nested: &mut BTreeSet<String>,
    ) -> Vec<String> {
        let items = match raw.get().as_bytes().first() {
            Some(b'[') => context.items(raw).unwrap_or_default(),
            Some(b'n') => Vec::new(),
            _ => vec![raw],
        };
        let mut values = Vec::new();
        for item in items {
            match item.get().as_bytes().first() {
                Some(b'"') => {
                    values.extend(context.any_string(item).filter(|value| !value.is_empty()));
                }
                Some(b'{') => {
                    let inner = context
                        .object(item)
                        .and_then(|fields| self.entity(context, fields, Some(id)));
                    // An edge names its ends itself; anything else is named by what it stands in.
                    let is_edge = |inner: &String| {
                        let thing = self.things.get(inner);
                        thing.is_some_and(|thing| {
                            thing
                                .schemata
                                .iter()
                                .any(|schema| schemata::edge_of(schema).is_some())
                        })
                    };
                    let inner = inner.filter(|inner| !is_edge(inner));
                    nested.extend(inner.clone());
                    values.extend(inner);
                }
                Some(b'-' | b'0'..=b'9') => {
                    values.extend(
                        context
                            .number(item)
                            .map(|number| number.as_str().to_owned()),
                    );
                }
                Some(b't' | b'f') => values.push(item.get().to_owned()),
                Some(b'n') => {}
                _ => {
                    let message = format!(
                        "property {} holds a list in a list; a list of strings is wanted",
                        quoted(key)
                    );
                    context.error(item, message);
                }
            }
        }
        values
    }
}
