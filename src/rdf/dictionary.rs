//! Terms stored once and numbered in the order of their arrival.

use crate::rdf::blank::for_each_label;
use crate::rdf::kind::{Kind, Kinds};
use crate::rdf::quads::{TermId, TooManyTerms};
use hashbrown::HashTable;
use indexmap::IndexSet;
use oxigraph::model::{BlankNodeRef, NamedNodeRef, TermRef, Triple};
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// All terms of a reader, their texts one behind the other in one string.
///
/// A term is its kind and its text. The table holds numbers and hashes only, so that growing it never looks at
/// a text again, and a term that is known already costs one hash and one comparison.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dictionary {
    texts: String,
    /// Where each text ends.
    ends: Vec<usize>,
    kinds: Vec<Kind>,
    table: HashTable<Slot>,
    literals: Kinds,
    /// Triple terms, which stand in the table by their place in here.
    triples: IndexSet<Triple>,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    hash: u32,
    position: u32,
}

/// What a term is looked for by, and where it may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sought {
    hash: u32,
    /// The place of the first term with this hash; `u32::MAX` where there is none, or none was looked for.
    position: u32,
}

impl Sought {
    #[inline]
    pub(crate) fn new(kind: Kind, text: &[u8]) -> Self {
        Self {
            hash: hash(kind, text),
            position: u32::MAX,
        }
    }
}

/// Why a text was not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It is not UTF-8, or not what the caller takes.
    Text,
    /// There are too many.
    Full,
}

impl From<TooManyTerms> for Refused {
    fn from(_: TooManyTerms) -> Self {
        Self::Full
    }
}

impl Dictionary {
    /// Gives back the room of what finds a term: nothing is to be put in any more.
    pub(super) fn freeze(&mut self) {
        self.table = HashTable::new();
    }

    /// How many terms it holds.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The kinds of literals that it has seen.
    pub(crate) fn literals(&self) -> &Kinds {
        &self.literals
    }

    /// The number of a kind of literal, by what follows its closing quotation mark.
    pub(crate) fn literal_kind(&mut self, suffix: &str) -> Kind {
        self.literals.intern(suffix)
    }

    /// A kind of literal that it has seen, by what follows the closing quotation mark.
    pub(crate) fn known_kind(&self, suffix: &str) -> Option<Kind> {
        self.literals.known(suffix)
    }

    /// Numbers an IRI, a blank node or a literal.
    pub(crate) fn intern(&mut self, kind: Kind, text: &str) -> Result<TermId, TooManyTerms> {
        self.intern_bytes(kind, text.as_bytes(), |_| true)
            .map_err(|_| TooManyTerms)
    }

    /// Numbers a term whose bytes nobody has looked at. `is_valid` is asked only of texts that are new here:
    /// what equals a known text has been found good before.
    #[inline]
    pub(crate) fn intern_bytes(
        &mut self,
        kind: Kind,
        text: &[u8],
        is_valid: impl FnOnce(&str) -> bool,
    ) -> Result<TermId, Refused> {
        self.intern_hashed(hash(kind, text), kind, text, is_valid)
    }

    fn intern_hashed(
        &mut self,
        hash: u32,
        kind: Kind,
        text: &[u8],
        is_valid: impl FnOnce(&str) -> bool,
    ) -> Result<TermId, Refused> {
        let known = self.table.find(spread(hash), |slot| {
            slot.hash == hash && self.is(slot.position as usize, kind, text)
        });
        if let Some(slot) = known {
            return TermId::from_position(slot.position as usize).ok_or(Refused::Full);
        }
        let text = std::str::from_utf8(text).map_err(|_| Refused::Text)?;
        if !is_valid(text) {
            return Err(Refused::Text);
        }
        let id = TermId::from_position(self.ends.len()).ok_or(Refused::Full)?;
        let position = u32::try_from(self.ends.len()).map_err(|_| Refused::Full)?;
        self.texts.push_str(text);
        self.ends.push(self.texts.len());
        self.kinds.push(kind);
        let slot = Slot { hash, position };
        self.table
            .insert_unique(spread(hash), slot, |slot| spread(slot.hash));
        Ok(id)
    }

    /// Finds out where terms may stand, and brings what is known of them close to the processor, for
    /// [`Dictionary::intern_sought`].
    ///
    /// Numbering a term waits for memory several times in a row: its slot, its end, its kind, its text. Here
    /// the waits of many terms overlap; those of one term cannot.
    pub(crate) fn seek(&self, terms: &mut [Sought]) {
        for term in terms.iter_mut() {
            let hash = term.hash;
            if let Some(slot) = self.table.find(spread(hash), |slot| slot.hash == hash) {
                term.position = slot.position;
            }
        }
        let mut sum = 0_usize;
        for term in terms.iter() {
            let position = term.position as usize;
            if let Some(end) = self.ends.get(position) {
                sum ^= end ^ self.kinds[position].number() as usize;
            }
        }
        for term in terms.iter() {
            if let Some(end) = self.ends.get(term.position as usize) {
                let last = self.texts.as_bytes().get(end.wrapping_sub(1));
                sum ^= usize::from(*last.unwrap_or(&0));
            }
        }
        // Nobody wants the sum; without it nothing would be read.
        std::hint::black_box(sum);
    }

    /// Numbers a term as [`Dictionary::intern_bytes`] does, looking first where [`Dictionary::seek`] has found one.
    #[inline]
    pub(crate) fn intern_sought(
        &mut self,
        sought: Sought,
        kind: Kind,
        text: &[u8],
        is_valid: impl FnOnce(&str) -> bool,
    ) -> Result<TermId, Refused> {
        let position = sought.position as usize;
        if position < self.len() && self.is(position, kind, text) {
            return TermId::from_position(position).ok_or(Refused::Full);
        }
        self.intern_hashed(sought.hash, kind, text, is_valid)
    }

    /// Whether the term at a place has this kind and text.
    #[inline]
    fn is(&self, position: usize, kind: Kind, text: &[u8]) -> bool {
        self.kinds[position] == kind && self.text(position).as_bytes() == text
    }

    /// Numbers any term.
    pub(crate) fn intern_term(&mut self, term: TermRef<'_>) -> Result<TermId, TooManyTerms> {
        match term {
            TermRef::NamedNode(node) => self.intern(Kind::IRI, node.as_str()),
            TermRef::BlankNode(node) => self.intern(Kind::BLANK, node.as_str()),
            TermRef::Literal(literal) => {
                let kind = self.literals.of(literal);
                self.intern(kind, literal.value())
            }
            TermRef::Triple(triple) => {
                // Blank nodes are named anew by what is said of them, wherever they stand.
                let mut labels = Vec::new();
                for_each_label(term, &mut |label| labels.push(label));
                for label in labels {
                    self.intern(Kind::BLANK, label)?;
                }
                let (position, _) = self.triples.insert_full(triple.clone());
                self.intern(Kind::TRIPLE, &position.to_string())
            }
        }
    }

    /// The kind of a term by its place, from 0.
    pub(crate) fn kind(&self, position: usize) -> Kind {
        self.kinds[position]
    }

    /// The text of a term by its place: an IRI, a label, a lexical form.
    #[inline]
    pub(crate) fn text(&self, position: usize) -> &str {
        &self.texts[self.start(position)..self.ends[position]]
    }

    /// How many bytes the text of a term has, by its place.
    pub(super) fn length(&self, position: usize) -> usize {
        self.ends[position] - self.start(position)
    }

    /// Where the text of a term starts, by its place.
    #[inline]
    fn start(&self, position: usize) -> usize {
        match position {
            0 => 0,
            position => self.ends[position - 1],
        }
    }

    /// Brings a text near that is wanted soon. Texts that are asked for when they are wanted are waited for one by one;
    /// of some dozens that are fetched before, the processor reads many at once.
    #[inline]
    pub(super) fn fetch(&self, position: usize) {
        let byte = self.texts.as_bytes().get(self.start(position));
        // What nobody uses would not be read.
        std::hint::black_box(byte.copied());
    }

    /// A triple term by its place.
    pub(crate) fn triple(&self, position: usize) -> Option<&Triple> {
        self.triples.get_index(self.text(position).parse().ok()?)
    }

    /// A term by its place.
    pub(crate) fn term(&self, position: usize) -> TermRef<'_> {
        let text = self.text(position);
        match self.kinds[position] {
            Kind::IRI => NamedNodeRef::new_unchecked(text).into(),
            Kind::BLANK => BlankNodeRef::new_unchecked(text).into(),
            Kind::TRIPLE => match self.triple(position) {
                Some(triple) => triple.into(),
                None => NamedNodeRef::new_unchecked(text).into(),
            },
            literal => self.literals.literal(literal, text).into(),
        }
    }

    /// Whether any term is a blank node or may hold one.
    pub(crate) fn has_blank(&self) -> bool {
        self.kinds
            .iter()
            .any(|kind| matches!(*kind, Kind::BLANK | Kind::TRIPLE))
    }
}

/// Thirty-two bits of a hash that is the same on every run: no output depends on it, but time does.
#[inline]
fn hash(kind: Kind, text: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(text);
    hasher.write_u32(kind.number());
    let hash = hasher.finish();
    // Either half alone has fewer good bits.
    #[expect(clippy::cast_possible_truncation, reason = "both halves are mixed in")]
    let folded = (hash ^ (hash >> 32)) as u32;
    folded
}

/// The table takes its bucket from the low bits and its tag from the high ones.
#[inline]
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
