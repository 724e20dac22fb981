use crate::ontology::gazetteer::{
    EntryId, Gazetteer, GazetteerEntry, Gender, Sense, SurfaceKind, Title, TitleKind,
};
use crate::ontology::load::parse;
use crate::ontology::packed::{Packed, packed};
use crate::ontology::records::{Record, by_subject, iris, words};
use crate::ontology::vocabulary::{gw, owl, rdf, sec, skos};
use crate::ontology::{Ontology, OntologyError};
use indexmap::IndexMap;

/// The files in the binary.
const BUILT_IN: [Packed; 4] = [
    packed!("gazetteer/places.ttl"),
    packed!("gazetteer/organizations.ttl"),
    packed!("gazetteer/persons.ttl"),
    packed!("gazetteer/words.ttl"),
];

/// What the files in the program and the ontology say, added files first: their sense of a name is likelier.
pub(super) fn load(ontology: &Ontology) -> Result<Gazetteer, OntologyError> {
    let mut modules = Vec::new();
    for file in BUILT_IN {
        let module = parse(file.name, &file.unpack())?;
        let is_replaced = module
            .iri
            .as_deref()
            .is_some_and(|iri| ontology.has_module(iri));
        if !is_replaced {
            modules.push(module);
        }
    }
    let own = modules.iter().flat_map(|module| &module.triples);
    let records = by_subject(ontology.triples().chain(own));
    Ok(collect(&records, ontology))
}

fn collect(records: &IndexMap<&str, Record<'_>>, ontology: &Ontology) -> Gazetteer {
    let mut gazetteer = Gazetteer::default();
    let mut ids: IndexMap<&str, EntryId> = IndexMap::new();
    for (iri, record) in records {
        if is_entry(record, ontology) {
            let id = u32::try_from(ids.len()).unwrap_or(u32::MAX);
            ids.insert(iri, EntryId(id));
        }
        for (kind, predicate) in [
            (TitleKind::Office, gw::OFFICE_TITLE),
            (TitleKind::Rank, gw::RANK_TITLE),
            (TitleKind::Honorific, gw::HONORIFIC),
        ] {
            for title in words(record, predicate) {
                let gender = gender(record);
                gazetteer.titles.add(title, Title { kind, gender });
            }
        }
        for name in words(record, gw::GIVEN_NAME) {
            gazetteer
                .given_names
                .insert(name.to_owned(), gender(record));
        }
        for (predicate, table) in [
            (gw::HEAD_NOUN, &mut gazetteer.head_nouns),
            (gw::NAME_WORD, &mut gazetteer.name_words),
        ] {
            for word in words(record, predicate) {
                let classes = table.entry(word.to_owned()).or_default();
                classes.push((*iri).to_owned());
            }
        }
    }
    for (iri, id) in &ids {
        let entry = entry(iri, &records[iri], &ids);
        gazetteer.add(*id, entry);
    }
    gazetteer.surfaces.sort();
    gazetteer.titles.sort();
    gazetteer
}

/// An entry belongs to a class of the ontology and has a preferred label.
fn is_entry(record: &Record<'_>, ontology: &Ontology) -> bool {
    let mut classes = iris(record, rdf::TYPE).into_iter();
    classes.any(|class| ontology.classes().contains_key(class))
        && !words(record, skos::PREF_LABEL).is_empty()
}

fn gender(record: &Record<'_>) -> Option<Gender> {
    match words(record, gw::GENDER).first() {
        Some(&"female") => Some(Gender::Female),
        Some(&"male") => Some(Gender::Male),
        _ => None,
    }
}

fn entry(iri: &str, record: &Record<'_>, ids: &IndexMap<&str, EntryId>) -> GazetteerEntry {
    let owned = |strings: Vec<&str>| strings.into_iter().map(str::to_owned).collect();
    let entries = |predicate| -> Vec<EntryId> {
        let named = iris(record, predicate).into_iter();
        named.filter_map(|iri| ids.get(iri).copied()).collect()
    };
    let mut labels = words(record, skos::PREF_LABEL);
    let label = labels.remove(0).to_owned();
    labels.extend(words(record, skos::ALT_LABEL));
    GazetteerEntry {
        iri: iri.to_owned(),
        label,
        aliases: owned(labels),
        demonyms: owned(words(record, gw::DEMONYM)),
        classes: owned(iris(record, rdf::TYPE)),
        codes: owned(words(record, skos::NOTATION)),
        same_as: owned(iris(record, owl::SAME_AS)),
        located_in: entries(sec::LOCATED_IN),
        capital_of: entries(sec::CAPITAL_OF).first().copied(),
    }
}

impl Gazetteer {
    fn add(&mut self, id: EntryId, entry: GazetteerEntry) {
        let names = entry.aliases.iter().chain([&entry.label]);
        let as_names = names.map(|name| (name, SurfaceKind::Name));
        let called = entry
            .demonyms
            .iter()
            .map(|name| (name, SurfaceKind::Demonym));
        for (name, kind) in as_names.chain(called) {
            self.surfaces.add(name, Sense { entry: id, kind });
        }
        self.entries.push(entry);
    }
}
