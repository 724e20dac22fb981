//! The events table of GDELT: tab-separated, without a header row, 58 columns in GDELT 1.0 and 61 in 2.0.
//!
//! # What is an actor?
//!
//! GDELT writes names as the report has them, so `PRESIDENT` is many people; the actor's code tells of which
//! country and kind. An actor goes by both, and rows where it has no name make no relation.
//!
//! # What is the predicate?
//!
//! The name of the event's CAMEO code. That an event is a demand, a promise or a denial is in that name and stays
//! there: polarity and modality are not read into it.

use crate::model::{
    EntityRecord, EvidenceRecord, EvidenceReference, FactsFile, Fault, Loss, Place, Record,
    RelationRecord, quoted,
};
use crate::order::CompactCollect;
use crate::read::facts_table::{delimiter_hint, source_of_cell};
use crate::read::spreadsheet::Sheet;
use crate::read::spreadsheet::columns::cell;
use std::collections::{BTreeMap, BTreeSet};

const EXTRACTOR: &str = "GDELT";
/// The property of an event whose code is none of CAMEO's.
const RELATED_TO: &str = "relatedTo";
/// The names of CAMEO's event codes, without what the codebook says of there being narrower codes.
const CAMEO: &str = include_str!("cameo.tsv");

/// The columns up to those of places.
const FIRST: [&str; 35] = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
];
const ID: usize = 0;
const DATE: usize = 1;
/// Code and name of each actor.
const ACTORS: [[usize; 2]; 2] = [[5, 6], [15, 16]];
const EVENT_CODE: usize = 26;
/// Columns that say again in part what others say.
const DERIVED: [usize; 5] = [2, 3, 4, 27, 28];

/// Reads events, a row each.
pub(super) fn read(sheet: Sheet<'_>) -> Result<(), Fault> {
    let Sheet {
        mut rows,
        delimiter,
        file,
        faults,
    } = sheet;
    let mut events = Events {
        names: names_of_codes(),
        known: BTreeSet::new(),
        file,
    };
    let mut row = csv::StringRecord::new();
    while let Some(place) = rows.read(&mut row)? {
        row.trim();
        // Who writes a header all the same writes the codebook's.
        if row
            .get(ID)
            .is_some_and(|cell| cell.eq_ignore_ascii_case(FIRST[ID]))
        {
            continue;
        }
        let read = Version::of(&row, delimiter).and_then(|version| {
            events.event(&row, version, &place)?;
            events.count_rest(&row, version);
            Ok(())
        });
        if let Err(message) = read {
            faults.push(Fault::error(place, message));
        }
    }
    Ok(())
}

/// How many columns a place has: the second version has one more.
#[derive(Clone, Copy)]
struct Version {
    columns_of_place: usize,
}

impl Version {
    fn of(row: &csv::StringRecord, delimiter: u8) -> Result<Self, String> {
        match row.len() {
            58 => Ok(Self {
                columns_of_place: 7,
            }),
            61 => Ok(Self {
                columns_of_place: 8,
            }),
            other => Err(format!(
                "the row has {other} cell{}; GDELT's events have 58 (1.0) or 61 (2.0){}",
                if other == 1 { "" } else { "s" },
                delimiter_hint(row, delimiter)
            )),
        }
    }

    /// Where the full name of the place of the event stands, behind the places of both actors.
    fn place(self) -> usize {
        FIRST.len() + 2 * self.columns_of_place + 1
    }

    fn source(self) -> usize {
        FIRST.len() + 3 * self.columns_of_place + 1
    }

    /// How a loss report calls a column; `None` for one that is read or only repeats another.
    fn name(self, at: usize) -> Option<&'static str> {
        let is_read = [ID, DATE, EVENT_CODE, self.place(), self.source()].contains(&at)
            || ACTORS.as_flattened().contains(&at);
        if is_read || DERIVED.contains(&at) {
            return None;
        }
        if let Some(name) = FIRST.get(at) {
            return Some(name);
        }
        let places = ["Actor1Geo_…", "Actor2Geo_…", "ActionGeo_…"];
        let place = places.get((at - FIRST.len()) / self.columns_of_place);
        Some(place.copied().unwrap_or("DATEADDED"))
    }
}

struct Events<'a> {
    names: BTreeMap<&'static str, &'static str>,
    /// What has been said once: entities and sources by kind and id.
    known: BTreeSet<(&'static str, String)>,
    file: &'a mut FactsFile,
}

impl Events<'_> {
    fn event(
        &mut self,
        row: &csv::StringRecord,
        version: Version,
        place: &Place,
    ) -> Result<(), String> {
        let time = date(row)?;
        let names = ACTORS.map(|[_, name]| cell(row, Some(name)));
        let lacking = match names {
            [None, None] => Some("event without both actors"),
            [None, Some(_)] => Some("event without its first actor"),
            [Some(_), None] => Some("event without its second actor"),
            _ => None,
        };
        if let Some(what) = lacking {
            self.file.losses.add(Loss::Dropped, what);
            return Ok(());
        }
        let [subject, object] = ACTORS.map(|actor| self.actor(row, actor, place));
        let code = cell(row, Some(EVENT_CODE)).unwrap_or_default();
        let record = RelationRecord {
            id: cell(row, Some(ID)).map(str::to_owned),
            subject,
            predicate: self.predicate(code),
            object: Some(object),
            time: Some(time),
            place: self.place(row, version, place),
            evidence: self.evidence(row, version, place),
            rule: [format!("CAMEO {code}")].into_iter().collect(),
            extractor: [EXTRACTOR].into_iter().collect(),
            ..RelationRecord::default()
        };
        self.file.push(Record::Relation(record), place.clone());
        Ok(())
    }

    fn predicate(&mut self, code: &str) -> String {
        if let Some(name) = self.names.get(code) {
            return (*name).to_owned();
        }
        let what = format!(
            "event of code {}, which is none of CAMEO's, kept as relatedTo",
            quoted(code)
        );
        self.file.losses.add(Loss::WithoutPredicate, &what);
        RELATED_TO.to_owned()
    }

    /// The id of an actor, who is declared the first time.
    fn actor(
        &mut self,
        row: &csv::StringRecord,
        [code, name]: [usize; 2],
        place: &Place,
    ) -> String {
        let code = cell(row, Some(code));
        let name = cell(row, Some(name)).unwrap_or_default();
        let id = code.map_or_else(|| name.to_owned(), |code| format!("{code} {name}"));
        if self.known.insert(("entity", id.clone())) {
            let record = EntityRecord {
                id: Some(id.clone()),
                label: name.to_owned(),
                codes: code.map(str::to_owned).into_iter().collect(),
                ..EntityRecord::default()
            };
            self.file.push(Record::Entity(record), place.clone());
        }
        id
    }

    /// Where the event is said to have happened.
    fn place(&mut self, row: &csv::StringRecord, version: Version, at: &Place) -> Option<String> {
        let name = cell(row, Some(version.place()))?;
        if self.known.insert(("entity", name.to_owned())) {
            let record = EntityRecord {
                label: name.to_owned(),
                types: ["gw:Place"].into_iter().collect(),
                ..EntityRecord::default()
            };
            self.file.push(Record::Entity(record), at.clone());
        }
        Some(name.to_owned())
    }

    /// The report that the event was first found in; GDELT has none of its words.
    fn evidence(
        &mut self,
        row: &csv::StringRecord,
        version: Version,
        place: &Place,
    ) -> Vec<EvidenceReference> {
        let Some(source) = cell(row, Some(version.source())) else {
            self.file
                .losses
                .add(Loss::Dropped, "source, which an event does not name");
            return Vec::new();
        };
        if self.known.insert(("source", source.to_owned())) {
            let record = source_of_cell(source.to_owned(), self.file);
            self.file.push(Record::Source(record), place.clone());
        }
        vec![EvidenceReference::Record(EvidenceRecord {
            source: Some(source.to_owned()),
            ..EvidenceRecord::default()
        })]
    }

    fn count_rest(&mut self, row: &csv::StringRecord, version: Version) {
        for (at, cell) in row.iter().enumerate() {
            if let Some(name) = version.name(at).filter(|_| !cell.is_empty()) {
                let what = format!("value of column {name}");
                self.file.losses.add(Loss::Dropped, &what);
            }
        }
    }
}

/// `20240606` as a date that is one elsewhere too.
fn date(row: &csv::StringRecord) -> Result<String, String> {
    let written = row.get(DATE).unwrap_or_default();
    let is_date = written.len() == 8 && written.bytes().all(|byte| byte.is_ascii_digit());
    if !is_date {
        return Err(format!(
            "SQLDATE (column 2): found {}; eight digits such as 20240606 are wanted",
            quoted(written)
        ));
    }
    Ok(format!(
        "{}-{}-{}",
        &written[..4],
        &written[4..6],
        &written[6..]
    ))
}

fn names_of_codes() -> BTreeMap<&'static str, &'static str> {
    CAMEO
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .into_map()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_name_and_stands_below_its_root() {
        let names = names_of_codes();
        assert_eq!(names.len(), CAMEO.lines().count());
        for (code, name) in &names {
            assert!(code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
            assert!(names.contains_key(&code[..2]) && !name.is_empty(), "{code}");
            // A code of four digits is narrower than the one of its first three.
            assert!(code.len() < 4 || names.contains_key(&code[..3]), "{code}");
        }
    }

    #[test]
    fn both_versions_find_place_and_source() {
        for (columns_of_place, place, source) in [(7, 50, 57), (8, 52, 60)] {
            let version = Version { columns_of_place };
            assert_eq!((version.place(), version.source()), (place, source));
            assert_eq!(version.name(source - 1), Some("DATEADDED"));
            assert_eq!(version.name(source), None);
            assert_eq!(version.name(place - 1), Some("ActionGeo_…"));
            assert_eq!(version.name(35), Some("Actor1Geo_…"));
        }
    }
}
