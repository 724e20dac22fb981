//! Facts as they were written become a [`Shard`]: ids get names, quotes are checked, every fault is listed.

mod entities;
mod evidence;
mod relations;
mod sources;
mod terms;

pub use sources::source_name;

use crate::graph::name::as_compared;
use crate::graph::{Evidence, Minter, Name, Shard};
use crate::model::{EntityRecord, FactsFile, Fault, Place, SourceText, quoted};
use crate::ontology::Ontology;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What to do with a quote that is not where its offsets say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Quotes {
    /// It is an error.
    #[default]
    Strict,
    /// It is kept and marked as unverified.
    Mark,
}

/// How far entity ids reach.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum EntityIds {
    /// One id is one thing over all inputs.
    #[default]
    Global,
    /// Each file's ids are its own.
    PerFile,
}

/// How facts become a graph.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// Where names are minted.
    pub minter: Minter,
    /// What to do with quotes that do not hold.
    pub quotes: Quotes,
    /// How far entity ids reach.
    pub ids: EntityIds,
    /// Whether an end that no record declares is made instead of refused.
    pub create_missing: bool,
}

/// Builds what the files say, and lists what is wrong with them. A record with an error is left out.
pub fn build(
    files: &[FactsFile],
    ontology: &Ontology,
    options: &BuildOptions,
) -> (Shard, Vec<Fault>) {
    let mut shard = Shard::default();
    let mut faults = Vec::new();
    let mut everywhere = BTreeMap::new();
    if options.ids == EntityIds::Global {
        for file in files {
            everywhere.extend(declared(file, options));
        }
    }
    for file in files {
        let own;
        let ends = match options.ids {
            EntityIds::Global => &everywhere,
            EntityIds::PerFile => {
                own = declared(file, options);
                &own
            }
        };
        let mut builder = FileBuilder {
            file,
            ontology,
            options,
            ends,
            sources: BTreeMap::new(),
            sources_by_name: BTreeMap::new(),
            n_errors: 0,
            evidence: BTreeMap::new(),
            open_words: BTreeSet::new(),
            shard: &mut shard,
            faults: &mut faults,
        };
        builder.add_sources();
        builder.add_entities();
        builder.add_evidence_records();
        builder.add_relations();
    }
    faults.extend(shard.conflicts(ontology));
    (shard, faults)
}

/// What relations of a file may end at: ids, and labels of entities without id, each with its name.
fn declared(file: &FactsFile, options: &BuildOptions) -> BTreeMap<String, Name> {
    file.entities
        .iter()
        .map(|entity| {
            let key = entity.record.id.as_ref().unwrap_or(&entity.record.label);
            (as_compared(key), entity_name(&entity.record, file, options))
        })
        .collect()
}

fn entity_name(entity: &EntityRecord, file: &FactsFile, options: &BuildOptions) -> Name {
    match (&entity.id, options.ids) {
        (Some(id), EntityIds::Global) => options.minter.entity(id),
        (Some(id), EntityIds::PerFile) => options.minter.entity(&format!("{}#{id}", file.name)),
        (None, _) => options.minter.entity_by_label(&entity.label),
    }
}

/// A source of the file that is being built.
#[derive(Debug)]
struct KnownSource {
    id: String,
    name: Name,
    text: Option<SourceText>,
    language: Option<String>,
    place: Place,
}

/// The state of one file while it is built.
struct FileBuilder<'a> {
    file: &'a FactsFile,
    ontology: &'a Ontology,
    options: &'a BuildOptions,
    /// What relations may end at.
    ends: &'a BTreeMap<String, Name>,
    /// The file's sources by their id.
    sources: BTreeMap<String, Rc<KnownSource>>,
    /// The same by their names.
    sources_by_name: BTreeMap<Name, Rc<KnownSource>>,
    /// The file's free-standing evidence by its id.
    evidence: BTreeMap<String, Evidence>,
    /// Words for relations and classes that were warned about once.
    open_words: BTreeSet<String>,
    shard: &'a mut Shard,
    faults: &'a mut Vec<Fault>,
    /// How many of the faults are errors of this file.
    n_errors: usize,
}

impl FileBuilder<'_> {
    fn error(&mut self, place: &Place, message: impl Into<String>) {
        self.n_errors += 1;
        self.faults.push(Fault::error(place.clone(), message));
    }

    fn warn(&mut self, place: &Place, message: impl Into<String>) {
        self.faults.push(Fault::warning(place.clone(), message));
    }

    /// The source that evidence names, or the file's only one where it names none.
    fn source_of(
        &mut self,
        id: Option<&str>,
        of: &str,
        place: &Place,
    ) -> Result<Option<Rc<KnownSource>>, ()> {
        let Some(id) = id else {
            return Ok(match self.sources.len() {
                1 => self.sources.values().next().cloned(),
                _ => None,
            });
        };
        if id.is_empty() {
            // A table row that names no source has none, even where all others name one.
            return Ok(None);
        }
        if let Some(source) = self.sources.get(id) {
            return Ok(Some(Rc::clone(source)));
        }
        let hint = did_you_mean(id, self.sources.keys().map(String::as_str));
        self.error(
            place,
            format!(
                "{of}: source {} is not declared in this file{hint}",
                quoted(id)
            ),
        );
        Err(())
    }
}

/// `; did you mean "…"?` where a known word is spelt nearly so.
fn did_you_mean<'a>(wanted: &str, known: impl Iterator<Item = &'a str>) -> String {
    known
        .map(|word| (strsim::normalized_damerau_levenshtein(wanted, word), word))
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|left, right| left.0.total_cmp(&right.0).then_with(|| right.1.cmp(left.1)))
        .map_or_else(String::new, |(_, word)| {
            format!("; did you mean {}?", quoted(word))
        })
}
