//! Events of the Armed Conflict Location & Event Data project (ACLED).
//!
//! # Why is an event a node?
//!
//! ACLED says who took part in an event and on which side, and that the order of the two sides is no direction. An
//! arrow between them would be invented. So the event is an entity that `involves` each of them; on which side
//! stands in the relation's `rule`. It is no [participation](https://w3id.org/graphwright/news#participatesIn)
//! either: civilians who were attacked are a side too.

use crate::model::{
    EntityRecord, EvidenceRecord, EvidenceReference, FactsFile, Fault, Loss, Number, Place, Record,
    RelationRecord, SourceRecord, Value, quoted,
};
use crate::read::spreadsheet::Sheet;
use crate::read::spreadsheet::columns::{Columns, cell, required};
use std::collections::BTreeSet;

const EXTRACTOR: &str = "ACLED";
const INVOLVES: &str = "involves";
const LOCATED_IN: &str = "sec:locatedIn";
/// The columns that name who took part, several between semicolons where they are associates.
const SIDES: [&str; 4] = ["actor1", "assoc_actor_1", "actor2", "assoc_actor_2"];
/// From the nearest place to the widest.
const PLACES: [&str; 5] = ["location", "admin3", "admin2", "admin1", "country"];

/// Reads events, a row each.
pub(super) fn read(sheet: Sheet<'_>) -> Result<(), Fault> {
    let Sheet {
        mut rows,
        delimiter,
        file,
        faults,
    } = sheet;
    let Some(mut columns) = Columns::of(&mut rows, delimiter)? else {
        return Ok(());
    };
    let of = Where::of(&mut columns);
    if !columns.are_sound(faults) {
        return Ok(());
    }
    let mut events = Events {
        of,
        file,
        known: BTreeSet::new(),
    };
    let mut row = csv::StringRecord::new();
    while let Some(place) = columns.read(&mut rows, &mut row, faults)? {
        if let Err(message) = events.event(&row, &place) {
            faults.push(Fault::error(place, message));
        }
    }
    columns.tell_losses(events.file);
    Ok(())
}

/// Where the columns that are read stand.
struct Where {
    id: Option<usize>,
    date: Option<usize>,
    event_type: Option<usize>,
    sub_event_type: Option<usize>,
    sides: [Option<usize>; 4],
    places: [Option<usize>; 5],
    latitude: Option<usize>,
    longitude: Option<usize>,
    source: Option<usize>,
    notes: Option<usize>,
    fatalities: Option<usize>,
}

impl Where {
    fn of(columns: &mut Columns) -> Self {
        let acled = " of ACLED's events";
        Self {
            id: columns.require("event_id_cnty", acled),
            date: columns.require("event_date", acled),
            event_type: columns.require("event_type", acled),
            sub_event_type: columns.find("sub_event_type"),
            sides: SIDES.map(|name| match name {
                "actor1" => columns.require(name, acled),
                _ => columns.find(name),
            }),
            places: PLACES.map(|name| columns.find(name)),
            latitude: columns.find("latitude"),
            longitude: columns.find("longitude"),
            source: columns.find("source"),
            notes: columns.find("notes"),
            fatalities: columns.find("fatalities"),
        }
    }
}

struct Events<'a> {
    of: Where,
    file: &'a mut FactsFile,
    /// What has been said once: entities by class and id, and sources.
    known: BTreeSet<(&'static str, String)>,
}

impl Events<'_> {
    fn event(&mut self, row: &csv::StringRecord, place: &Place) -> Result<(), String> {
        let id = required(row, self.of.id, "event_id_cnty")?;
        let date = required(row, self.of.date, "event_date")?;
        let event_type = required(row, self.of.event_type, "event_type")?;
        let fatalities = number(row, self.of.fatalities, "fatalities")?;
        let position = [
            number(row, self.of.latitude, "latitude")?,
            number(row, self.of.longitude, "longitude")?,
        ];
        let sub_type = cell(row, self.of.sub_event_type);
        let types = ["gw:Event", event_type].into_iter().chain(sub_type);
        let record = EntityRecord {
            id: Some(id.to_owned()),
            types: types.collect(),
            label: format!("{id}: {}, {date}", sub_type.unwrap_or(event_type)),
            ..EntityRecord::default()
        };
        self.file.push(Record::Entity(record), place.clone());
        let location = self.places(row, position, place);
        let relation = RelationRecord {
            subject: id.to_owned(),
            time: Some(date.to_owned()),
            evidence: self.evidence(row, place),
            extractor: [EXTRACTOR].into_iter().collect(),
            ..RelationRecord::default()
        };
        if let Some(location) = &location {
            let record = RelationRecord {
                predicate: LOCATED_IN.to_owned(),
                object: Some(location.clone()),
                ..relation.clone()
            };
            self.file.push(Record::Relation(record), place.clone());
        }
        if let Some(fatalities) = fatalities {
            let record = RelationRecord {
                predicate: "fatalities".to_owned(),
                value: Some(Value::Number(fatalities)),
                ..relation.clone()
            };
            self.file.push(Record::Relation(record), place.clone());
        }
        let relation = RelationRecord {
            place: location,
            ..relation
        };
        self.sides(row, &relation, place);
        Ok(())
    }

    /// The event involves each of those who took part.
    fn sides(&mut self, row: &csv::StringRecord, relation: &RelationRecord, place: &Place) {
        let sides = self.of.sides;
        if cell(row, sides[0]).is_some() && cell(row, sides[2]).is_some() {
            let what = "two sides of an event, of which none is said to act on the other";
            self.file.losses.add(Loss::Undirected, what);
        }
        for (name, at) in SIDES.into_iter().zip(sides) {
            for actor in list(row, at) {
                self.entity(None, actor, None, place);
                let record = RelationRecord {
                    predicate: INVOLVES.to_owned(),
                    object: Some(actor.to_owned()),
                    rule: [name].into_iter().collect(),
                    ..relation.clone()
                };
                self.file.push(Record::Relation(record), place.clone());
            }
        }
    }

    /// The nearest place, which lies in those around it. Many places have one name, so that a place goes by all
    /// names from its own to the country's.
    fn places(
        &mut self,
        row: &csv::StringRecord,
        position: [Option<Number>; 2],
        place: &Place,
    ) -> Option<String> {
        let mut names: Vec<&str> = self
            .of
            .places
            .iter()
            .filter_map(|at| cell(row, *at))
            .collect();
        // A capital is often its own district.
        names.dedup();
        let id = |from: usize| names[from..].join(", ");
        for (at, name) in names.iter().enumerate() {
            let is_widest = at + 1 == names.len();
            // A country is known by its name alone.
            let own_id = (!is_widest).then(|| id(at));
            if !self.entity(own_id, name, Some("gw:Place"), place) || is_widest {
                continue;
            }
            let record = RelationRecord {
                subject: id(at),
                predicate: LOCATED_IN.to_owned(),
                object: Some(id(at + 1)),
                extractor: [EXTRACTOR].into_iter().collect(),
                ..RelationRecord::default()
            };
            self.file.push(Record::Relation(record), place.clone());
        }
        let nearest = (!names.is_empty()).then(|| id(0))?;
        for (name, value) in ["latitude", "longitude"].into_iter().zip(position) {
            let Some(value) = value else {
                continue;
            };
            if cell(row, self.of.places[0]).is_none() {
                let what = format!("{name} of an event without a location");
                self.file.losses.add(Loss::Dropped, &what);
                continue;
            }
            let record = RelationRecord {
                subject: nearest.clone(),
                predicate: format!("schema:{name}"),
                value: Some(Value::Number(value)),
                extractor: [EXTRACTOR].into_iter().collect(),
                ..RelationRecord::default()
            };
            self.file.push(Record::Relation(record), place.clone());
        }
        Some(nearest)
    }

    /// ACLED's notes, once for each source that it names.
    fn evidence(&mut self, row: &csv::StringRecord, place: &Place) -> Vec<EvidenceReference> {
        let quote = cell(row, self.of.notes).map(str::to_owned);
        let sources: Vec<&str> = list(row, self.of.source).collect();
        if quote.is_some() && !sources.is_empty() {
            let what = "notes as the quote of their sources: they are ACLED's words";
            self.file.losses.add(Loss::Supposed, what);
        }
        for source in &sources {
            if self.known.insert(("source", (*source).to_owned())) {
                let record = SourceRecord {
                    id: (*source).to_owned(),
                    title: Some((*source).to_owned()),
                    ..SourceRecord::default()
                };
                self.file.push(Record::Source(record), place.clone());
            }
        }
        let mut cited: Vec<String> = sources.into_iter().map(str::to_owned).collect();
        if cited.is_empty() && quote.is_some() {
            cited.push(String::new());
        }
        let evidence = cited.into_iter().map(|source| {
            EvidenceReference::Record(EvidenceRecord {
                source: Some(source),
                quote: quote.clone(),
                ..EvidenceRecord::default()
            })
        });
        evidence.collect()
    }

    /// Declares an entity, once; whether this was the time.
    fn entity(
        &mut self,
        id: Option<String>,
        label: &str,
        class: Option<&'static str>,
        place: &Place,
    ) -> bool {
        let key = id.clone().unwrap_or_else(|| label.to_owned());
        let is_new = self.known.insert((class.unwrap_or_default(), key));
        if is_new {
            let record = EntityRecord {
                id,
                label: label.to_owned(),
                types: class.into_iter().collect(),
                ..EntityRecord::default()
            };
            self.file.push(Record::Entity(record), place.clone());
        }
        is_new
    }
}

fn number(
    row: &csv::StringRecord,
    at: Option<usize>,
    name: &str,
) -> Result<Option<Number>, String> {
    let Some(text) = cell(row, at) else {
        return Ok(None);
    };
    let number = Number::parse(text).map_err(|_| {
        format!(
            "column {}: found {}; a number is wanted",
            quoted(name),
            quoted(text)
        )
    });
    number.map(Some)
}

/// The items of a list between semicolons.
fn list(row: &csv::StringRecord, at: Option<usize>) -> impl Iterator<Item = &str> {
    let list = cell(row, at).unwrap_or_default();
    list.split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}
