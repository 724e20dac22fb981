//! How sure a tuple is, in hundredths: the mean of precision and recall that tuples of the same pattern and place had
//! on the development half of `CaRB`, rounded, where a gold tuple matches one tuple at most.
//!
//! Main clauses are the surest, infinitives and participles the least: their subjects are understood, and parsers hang
//! them wrongly. Nouns with prepositions are mostly too small a thing to be a fact of its own.

use super::tuple::Pattern;
use crate::extract::clauses::{Argument, Clause, Construction, Link};
use crate::extract::{FineTag, Relation, Sentence, UniversalTag};

/// The confidence of a tuple of a clause of a verb or copula.
pub(super) fn of_verb(sentence: &Sentence<'_>, clause: &Clause, pattern: Pattern) -> u8 {
    let in_main_clause: u8 = match pattern {
        Pattern::Complement | Pattern::Passive => 82,
        Pattern::Object | Pattern::Oblique | Pattern::Agent => 78,
        Pattern::Setting => 72,
        Pattern::Adjective | Pattern::Location => 69,
        Pattern::Copula => 65,
        Pattern::Existence => 45,
        _ => 30,
    };
    let loss: u8 = match place(sentence, clause) {
        Place::Main => 0,
        Place::Joined => 14,
        Place::Subordinate => 22,
        Place::Participle => 25,
        Place::Adverbial => 34,
        Place::Infinitive => 44,
    };
    in_main_clause.saturating_sub(loss)
}

/// Where a clause stands.
enum Place {
    Main,
    /// By a conjunction, or beside another.
    Joined,
    /// A finite clause within another.
    Subordinate,
    /// A past participle that describes a noun.
    Participle,
    /// A participle or infinitive that says why or how.
    Adverbial,
    /// An infinitive or present participle in another place.
    Infinitive,
}

fn place(sentence: &Sentence<'_>, clause: &Clause) -> Place {
    let first = clause.verb_group.first().copied();
    let fine = sentence.words[first.unwrap_or(clause.predicate)].fine_tag;
    let is_finite = matches!(
        fine,
        FineTag::VBD | FineTag::VBZ | FineTag::VBP | FineTag::MD
    );
    match (clause.construction, clause.parent.map(|parent| parent.link)) {
        (Construction::Participle, _) if fine == FineTag::VBN => Place::Participle,
        (Construction::Participle, _) => Place::Infinitive,
        (Construction::Relative, _) => Place::Subordinate,
        (_, None) => Place::Main,
        (_, Some(Link::Conjunct | Link::Parataxis)) => Place::Joined,
        (_, Some(_)) if is_finite => Place::Subordinate,
        (_, Some(Link::Adverbial(_))) => Place::Adverbial,
        (_, Some(_)) => Place::Infinitive,
    }
}

/// The confidence of an apposition, a title, a possessor. Two common nouns side by side are seldom an apposition.
pub(super) fn of_noun(pattern: Pattern, subject_is_name: bool) -> u8 {
    match pattern {
        Pattern::Title => 47,
        Pattern::Apposition if subject_is_name => 45,
        Pattern::Apposition => 25,
        _ => 17,
    }
}

/// The confidence of a noun with a preposition: examples and places are told apart from the rest.
pub(super) fn of_preposition(sentence: &Sentence<'_>, argument: &Argument) -> u8 {
    let marker = argument
        .marker
        .map(|marker| sentence.words[marker].form.to_lowercase());
    let is_name = sentence.words[argument.head].tag == UniversalTag::ProperNoun;
    let is_such_as = argument
        .marker
        .is_some_and(|marker| sentence.child_by(marker, Relation::Fixed).is_some());
    match marker.as_deref() {
        Some("such") if is_such_as => 58,
        Some("between" | "against" | "as" | "including") => 46,
        Some("in") if is_name => 34,
        Some("in" | "on" | "with") => 30,
        _ => 22,
    }
}
