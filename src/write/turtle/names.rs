//! How terms are spelt in one file.

use crate::rdf::{Index, Prefixes, Quad, TermId};
use crate::write::turtle::layout::Nesting;
use crate::write::turtle::shorten::{Shortening, WHOLE};
use crate::write::turtle::term::{Shorthand, literal, shorthand};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedOrBlankNodeRef, TermRef};

/// The prefixes of one file and which of them each IRI takes.
pub(super) struct Names {
    shortening: Shortening,
    /// Which of the prefixes the text will use.
    is_used: Vec<bool>,
    /// For each term what an IRI is shortened by: the place of a prefix, or [`WHOLE`].
    shortened: Vec<u16>,
    /// What the IRI before was shortened by.
    last: u16,
}

/// The prefixes of `preferred` and of the index, with a note of those that the text will use.
pub(super) fn names(index: &Index, preferred: &Prefixes, nesting: &Nesting) -> Names {
    let mut all = preferred.clone();
    all.merge(index.prefixes().clone());
    let shortening = Shortening::new(all);
    let mut names = Names {
        is_used: vec![false; shortening.prefixes().len()],
        shortening,
        shortened: Vec::new(),
        last: WHOLE,
    };
    let special = Special {
        class: index.find(rdf::TYPE),
        rest: index.find(rdf::REST),
    };
    let mut is_spelt = vec![false; index.n_terms()];
    for quad in index.quads() {
        for id in special.spelt(&quad, nesting).into_iter().flatten() {
            is_spelt[index.rank(id)] = true;
        }
    }
    // Term by term as they lie, and not as the quads name them: the memory is read from one end to the other.
    names.shortened = is_spelt
        .into_iter()
        .zip(index.terms())
        .map(|(is_spelt, term)| if is_spelt { names.note(term) } else { WHOLE })
        .collect();
    names
}

/// Predicates that are not always spelt out.
struct Special {
    class: Option<TermId>,
    rest: Option<TermId>,
}

impl Special {
    /// The terms of a quad that are spelt out: not `a`, not what parentheses and brackets stand for.
    fn spelt(&self, quad: &Quad, nesting: &Nesting) -> [Option<TermId>; 4] {
        let is_type = Some(quad.predicate) == self.class;
        let in_list = nesting.is_list_cell(quad.subject);
        let is_rest = in_list && Some(quad.predicate) == self.rest;
        [
            (quad.graph != TermId::DEFAULT_GRAPH).then_some(quad.graph),
            Some(quad.subject),
            (!is_type && !in_list).then_some(quad.predicate),
            (!is_rest).then_some(quad.object),
        ]
    }
}

impl Names {
    pub(super) fn used_prefixes(&self) -> impl Iterator<Item = (&str, &str)> {
        let prefixes = self.shortening.prefixes().iter().zip(&self.is_used);
        let used = prefixes.filter_map(|(prefix, is_used)| is_used.then_some(prefix));
        used.map(|prefix| (prefix.name.as_str(), prefix.namespace.as_str()))
    }

    /// Marks the prefixes that a term will use; gives what its IRI is shortened by.
    fn note(&mut self, term: TermRef<'_>) -> u16 {
        match term {
            TermRef::NamedNode(node) => self.note_iri(node.as_str()),
            TermRef::Literal(literal) => {
                if shorthand(literal) == Shorthand::Datatype {
                    self.note_iri(literal.datatype().as_str());
                }
                WHOLE
            }
            TermRef::Triple(triple) => {
                self.note_iri(triple.predicate.as_str());
                self.note(NamedOrBlankNodeRef::from(&triple.subject).into());
                self.note((&triple.object).into());
                WHOLE
            }
            TermRef::BlankNode(_) => WHOLE,
        }
    }

    fn note_iri(&mut self, iri: &str) -> u16 {
        let place = self.shortening.place(iri, self.last);
        if let Some(is_used) = self.is_used.get_mut(usize::from(place)) {
            *is_used = true;
            self.last = place;
        }
        place
    }

    /// Brings near what spells out terms that will be asked for soon; see [`Index::fetch`].
    pub(super) fn fetch(&self, index: &Index, ids: &[TermId]) {
        index.fetch(ids);
        let places = ids.iter().map(|id| self.shortened[index.rank(*id)]);
        std::hint::black_box(places.fold(0, |read, place| read ^ place));
    }

    /// Spells out a term of the index.
    #[inline]
    pub(super) fn term(&self, index: &Index, id: TermId, buffer: &mut String) {
        let term = index.term(id);
        match term {
            TermRef::NamedNode(node) => {
                let shortened = self.shortened[index.rank(id)];
                self.shortening.spell(node.as_str(), shortened, buffer);
            }
            other => self.spell(other, buffer),
        }
    }

    fn spell(&self, term: TermRef<'_>, buffer: &mut String) {
        match term {
            TermRef::NamedNode(node) => self.iri(node.as_str(), buffer),
            TermRef::BlankNode(node) => {
                buffer.push_str("_:");
                buffer.push_str(node.as_str());
            }
            TermRef::Literal(found) => literal(found, buffer, |iri, buffer| self.iri(iri, buffer)),
            TermRef::Triple(triple) => {
                buffer.push_str("<<( ");
                self.spell(NamedOrBlankNodeRef::from(&triple.subject).into(), buffer);
                buffer.push(' ');
                self.iri(triple.predicate.as_str(), buffer);
                buffer.push(' ');
                self.spell((&triple.object).into(), buffer);
                buffer.push_str(" )>>");
            }
        }
    }

    /// An IRI that is no term of the index by itself: a datatype, or inside a triple term.
    fn iri(&self, iri: &str, buffer: &mut String) {
        let place = self.shortening.place(iri, self.last);
        self.shortening.spell(iri, place, buffer);
    }
}
