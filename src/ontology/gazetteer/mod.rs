//! Names of places, organizations and persons, and what they tell.
//!
//! The files of `ontology/gazetteer/` are embedded and read when extraction asks for them, not with the
//! ontology; an added ontology file may hold entries too, or replace one of these by its `owl:Ontology` IRI.

mod load;
mod surfaces;

use crate::ontology::OntologyError;
use indexmap::IndexMap;
use surfaces::Surfaces;

/// The place of an entry in a [`Gazetteer`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryId(u32);

/// Something that a gazetteer knows by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GazetteerEntry {
    /// Its IRI in the file.
    pub iri: String,
    /// The name it is best known by.
    pub label: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// Words for people or things of it: `Russian`.
    pub demonyms: Vec<String>,
    /// The IRIs of its classes.
    pub classes: Vec<String>,
    /// Its codes; of states the three letters of ISO 3166.
    pub codes: Vec<String>,
    /// Its names in other vocabularies: IRIs.
    pub same_as: Vec<String>,
    /// What it lies in, as the file says.
    pub located_in: Vec<EntryId>,
    /// What it is the capital of.
    pub capital_of: Option<EntryId>,
}

/// Whether a word names a thing or calls something after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SurfaceKind {
    /// A name: `Mali`.
    Name,
    /// A demonym: `Malian`.
    Demonym,
}

/// One thing that words of a text may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense {
    /// What is meant.
    pub entry: EntryId,
    /// How it is meant.
    pub kind: SurfaceKind,
}

/// The gender that a given name or a title points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// `she`.
    Female,
    /// `he`.
    Male,
}

/// What a title before a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleKind {
    /// An office that the person holds: `President`.
    Office,
    /// A rank or a profession: `Captain`, `Professor`.
    Rank,
    /// A courtesy: `Mrs`.
    Honorific,
}

/// A title before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title {
    /// What it is.
    pub kind: TitleKind,
    /// The gender of those who bear it, where only one does.
    pub gender: Option<Gender>,
}

/// Names, given names, titles and words for kinds of things.
///
/// ```
/// use graphwright::ontology::{Gazetteer, Ontology, SurfaceKind};
///
/// let gazetteer = Gazetteer::of(&Ontology::built_in()?)?;
/// let text = "The Burkinabe capital, Ouagadougou";
/// let (end, senses) = gazetteer.longest_at(text, 4).unwrap();
/// assert_eq!(&text[4..end], "Burkinabe");
/// assert_eq!(senses[0].kind, SurfaceKind::Demonym);
/// assert_eq!(gazetteer.entry(senses[0].entry).label, "Burkina Faso");
/// # Ok::<(), graphwright::ontology::OntologyError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    entries: Vec<GazetteerEntry>,
    surfaces: Surfaces<Sense>,
    given_names: IndexMap<String, Option<Gender>>,
    titles: Surfaces<Title>,
    head_nouns: IndexMap<String, Vec<String>>,
    name_words: IndexMap<String, Vec<String>>,
}

impl Gazetteer {
    /// Every entry with its id, in the order of the files.
    pub fn entries(&self) -> impl Iterator<Item = (EntryId, &GazetteerEntry)> {
        (0..).map(EntryId).zip(&self.entries)
    }

    /// The entry that an id of this gazetteer stands for.
    pub fn entry(&self, id: EntryId) -> &GazetteerEntry {
        &self.entries[id.0 as usize]
    }

    /// The longest name or demonym that starts at a byte of a text: the byte where it ends and all that it
    /// may mean, in the order of the files. Case counts; apostrophes of all kinds are one.
    pub fn longest_at(&self, text: &str, start_byte: usize) -> Option<(usize, &[Sense])> {
        self.surfaces.longest_at(text, start_byte)
    }

    /// All that a whole string may mean.
    pub fn senses(&self, name: &str) -> &[Sense] {
        self.surfaces.exactly(name)
    }

    /// Whether one thing lies in another, directly or by what lies between; a capital lies in its state.
    pub fn lies_in(&self, inner: EntryId, outer: EntryId) -> bool {
        let mut open = vec![inner];
        let mut seen = vec![inner];
        while let Some(id) = open.pop() {
            let entry = self.entry(id);
            for next in entry.located_in.iter().chain(&entry.capital_of) {
                if *next == outer {
                    return true;
                }
                if !seen.contains(next) {
                    seen.push(*next);
                    open.push(*next);
                }
            }
        }
        false
    }

    /// Whether a word is a given name.
    pub fn is_given_name(&self, word: &str) -> bool {
        self.given_names.contains_key(word)
    }

    /// The gender that a given name points to, where nine in ten of its bearers have it.
    pub fn gender_of(&self, given_name: &str) -> Option<Gender> {
        self.given_names.get(given_name).copied().flatten()
    }

    /// The longest title that starts at a byte of a text, and the byte where it ends.
    pub fn title_at(&self, text: &str, start_byte: usize) -> Option<(usize, Title)> {
        let (end, titles) = self.titles.longest_at(text, start_byte)?;
        Some((end, *titles.first()?))
    }

    /// The classes that a common noun points to, the likeliest first: `army` to armed forces. Lower case; a
    /// fixed phrase such as `prime minister` is one noun.
    pub fn classes_of_noun(&self, noun: &str) -> &[String] {
        self.head_nouns.get(noun).map_or(&[], Vec::as_slice)
    }

    /// The classes that a word inside a name points to: `Ministry` to government bodies.
    pub fn classes_of_name_word(&self, word: &str) -> &[String] {
        self.name_words.get(word).map_or(&[], Vec::as_slice)
    }

    /// The gazetteer in effect with an ontology: the files in the program and the ontology's own entries.
    ///
    /// # Errors
    /// [`OntologyError::Syntax`] if a file in the program is not Turtle, which a test rules out.
    pub fn of(ontology: &crate::ontology::Ontology) -> Result<Self, OntologyError> {
        load::load(ontology)
    }
}
