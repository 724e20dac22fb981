//! Facts as they were written become a [`Shard`]: ids get names, quotes are checked, every fault is listed.

mod entities;
mod evidence;
mod relations;
mod sources;
mod terms;

pub use sources::source_name;

use crate::graph::build::evidence::Cited;
use crate::graph::name::as_compared;
use crate::graph::{Minter, Name, Shard};
use crate::model::{EntityRecord, FactsFile, Fault, Place, SourceText, quoted};
use crate::ontology::Ontology;
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::rc::Rc;

/// What to do with a quote that is not where its offsets say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Quotes {
    /// It is an error.
    #[default]
    Strict,
    /// It is kept and marked as unverified.
    Mark,
    /// The same without a warning, for who looks at each quote again and tells of it.
    Silent,
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
    /// What to do with quotes that do not hold; `None` is strict with our own format and marks what other
    /// programs' formats give.
    pub quotes: Option<Quotes>,
    /// How far entity ids reach.
    pub ids: EntityIds,
    /// Whether an end that no record declares is made instead of refused.
    pub create_missing: bool,
}

/// What is found by its words, whatever their order: nothing goes through all of it.
type Known<T> = IndexMap<String, T, FxBuildHasher>;

/// Builds what the files say, and lists what is wrong with them. A record with an error is left out.
///
/// The files are used up: their strings go into what is built.
pub fn build(
    files: Vec<FactsFile>,
    ontology: &Ontology,
    options: &BuildOptions,
) -> (Shard, Vec<Fault>) {
    let mut shard = Shard::default();
    let mut faults = Vec::new();
    let mut everywhere = Known::default();
    let foreign = files.iter().find(|file| file.is_foreign);
    let foreign = foreign.map(|file| Place::input(&file.name));
    if options.ids == EntityIds::Global {
        for file in &files {
            everywhere.extend(declared(file, options));
        }
    }
    for mut file in files {
        let own;
        let ends = match options.ids {
            EntityIds::Global => &everywhere,
            EntityIds::PerFile => {
                own = declared(&file, options).collect();
                &own
            }
        };
        let (evidence, relations) = (
            std::mem::take(&mut file.evidence),
            std::mem::take(&mut file.relations),
        );
        let mut builder = FileBuilder {
            file: &file,
            ontology,
            options,
            ends,
            sources: BTreeMap::new(),
            sources_by_name: BTreeMap::new(),
            faulty_sources: BTreeSet::new(),
            n_errors: 0,
            evidence: Known::default(),
            faulty_evidence: BTreeSet::new(),
            predicates: [Known::default(), Known::default()],
            open_words: BTreeSet::new(),
            shard: &mut shard,
            faults: &mut faults,
        };
        builder.add_sources();
        builder.add_entities();
        builder.add_evidence_records(evidence);
        builder.add_relations(relations);
    }
    faults.extend(shard.conflicts(ontology));
    if let Some(place) = foreign
        && let Some((count, example)) = shard.typed_apart(ontology)
    {
        let message = format!(
            "names whose types differ between inputs are taken for one thing each, with all their types: {count}, such as {example}"
        );
        faults.push(Fault::warning(place, message));
    }
    (shard, faults)
}

/// What relations of a file may end at: ids, and labels of entities without id, each with its name.
fn declared<'f>(
    file: &'f FactsFile,
    options: &'f BuildOptions,
) -> impl Iterator<Item = (String, Name)> + use<'f> {
    file.entities.iter().map(|entity| {
        let key = entity.record.id.as_ref().unwrap_or(&entity.record.label);
        (
            as_compared(key).into_owned(),
            entity_name(&entity.record, file, options),
        )
    })
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
    ends: &'a Known<Name>,
    /// The file's sources by their id.
    sources: BTreeMap<String, Rc<KnownSource>>,
    /// The same by their names.
    sources_by_name: BTreeMap<Name, Rc<KnownSource>>,
    /// Ids of sources with an error, which has been spoken of: what rests on them has no fault of its own.
    faulty_sources: BTreeSet<String>,
    /// The file's free-standing evidence by its id.
    evidence: Known<Cited>,
    /// Ids of free-standing evidence with an error.
    faulty_evidence: BTreeSet<String>,
    /// The properties of predicates that need no word more: of relations, and of attributes.
    predicates: [Known<Name>; 2],
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

    /// What to do with quotes of this file that do not hold.
    fn quotes(&self) -> Quotes {
        let by_format = if self.file.is_foreign {
            Quotes::Mark
        } else {
            Quotes::Strict
        };
        self.options.quotes.unwrap_or(by_format)
    }

    /// The source that evidence names, or the file's only one where it names none.
    fn source_of(
        &mut self,
        id: Option<&str>,
        of: &dyn fmt::Display,
        place: &Place,
    ) -> Result<Option<Rc<KnownSource>>, ()> {
        let Some(id) = id else {
            return match (self.sources.len(), self.faulty_sources.len()) {
                (1, 0) => Ok(self.sources.values().next().cloned()),
                (0, 1) => Err(()),
                _ => Ok(None),
            };
        };
        if id.is_empty() {
            // What names no source in so many words has none, even where all others name one.
            return Ok(None);
        }
        if let Some(source) = self.sources.get(id) {
            return Ok(Some(Rc::clone(source)));
        }
        if self.faulty_sources.contains(id) {
            return Err(());
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

/// What a message speaks of, put into words only if there is a message: of a million relations few are at fault.
struct Spoken<F>(F);

impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> fmt::Display for Spoken<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0(formatter)
    }
}

fn spoken(words: impl Fn(&mut fmt::Formatter<'_>) -> fmt::Result) -> impl fmt::Display {
    Spoken(words)
}
