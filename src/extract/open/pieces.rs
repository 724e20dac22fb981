//! What a relation of verbs takes as arguments, and in which order.

use super::arguments::{bare, clause_words, joined, marked, marker, without_report};
use crate::extract::clauses::{Argument, Clause, Role};
use crate::extract::{Relation, Sentence, UniversalTag};
use crate::order::CompactSort;

/// An argument, or a clause in the place of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// An argument other than a subject.
    Argument(Argument),
    /// A clause that says when, why, how: `after he left`.
    Adverbial(usize),
}

impl Piece {
    /// The head word.
    pub(super) fn head(self) -> usize {
        match self {
            Self::Argument(argument) => argument.head,
            Self::Adverbial(head) => head,
        }
    }

    /// The role of an argument.
    pub(super) fn role(self) -> Option<Role> {
        match self {
            Self::Argument(argument) => Some(argument.role),
            Self::Adverbial(_) => None,
        }
    }

    /// Which comes first as the second argument of a tuple: the lowest.
    fn rank(self) -> u8 {
        match self.role() {
            Some(Role::Subject | Role::IndirectObject) => 0,
            Some(Role::Object) => 1,
            Some(Role::Attribute) => 2,
            Some(Role::Agent) => 3,
            Some(Role::Complement) => 4,
            Some(Role::Oblique) => 5,
            Some(Role::Time) => 6,
            None => 7,
        }
    }

    /// All its words, with preposition or conjunction. `reporting` is the verb whose clause is left out.
    pub(super) fn words(self, sentence: &Sentence<'_>, reporting: usize) -> Vec<usize> {
        match self {
            Self::Argument(argument) if argument.role == Role::Complement => {
                clause(sentence, &argument, None, reporting)
            }
            Self::Argument(argument) => marked(sentence, &argument),
            Self::Adverbial(head) => clause_words(sentence, head, None),
        }
    }

    /// Its words without preposition or conjunction, which the relation takes up.
    pub(super) fn bare_words(self, sentence: &Sentence<'_>, reporting: usize) -> Vec<usize> {
        match self {
            Self::Argument(argument) if argument.role == Role::Complement => {
                clause(sentence, &argument, argument.marker, reporting)
            }
            Self::Argument(argument) if argument.role != Role::Time => {
                bare(sentence, argument.head)
            }
            _ => self.words(sentence, reporting),
        }
    }
}

fn clause(
    sentence: &Sentence<'_>,
    argument: &Argument,
    that: Option<usize>,
    reporting: usize,
) -> Vec<usize> {
    let words = clause_words(sentence, argument.head, that);
    if argument.is_shared {
        without_report(sentence, words, argument.head, reporting)
    } else {
        words
    }
}

/// The pieces of a chain of verbs in the order of the text; of verbs before the last only what prepositions add.
pub(super) fn pieces(sentence: &Sentence<'_>, clauses: &[Clause], chain: &[usize]) -> Vec<Piece> {
    let Some((&last, before)) = chain.split_last() else {
        return Vec::new();
    };
    let mut found: Vec<Argument> = Vec::new();
    for &index in before {
        let arguments = clauses[index].arguments.iter();
        found.extend(arguments.filter(|argument| {
            matches!(argument.role, Role::Oblique | Role::Time)
                && argument.head != clauses[index].predicate
        }));
    }
    let last = &clauses[last];
    let arguments = last.arguments.iter();
    found.extend(arguments.filter(|argument| argument.role != Role::Subject));
    if is_adjective_with_preposition(sentence, last, &found) {
        found.retain(|argument| argument.role != Role::Attribute);
    }
    found.order_by_key(|argument| argument.head);
    found.dedup_by_key(|argument| argument.head);
    let is_empty = found.is_empty();
    let mut found: Vec<Piece> = found.into_iter().map(Piece::Argument).collect();
    let adverbials = adverbials(sentence, last.predicate, is_empty);
    found.extend(adverbials.into_iter().map(Piece::Adverbial));
    found
}

/// `is aware of the risk`: the adjective is part of the relation.
fn is_adjective_with_preposition(
    sentence: &Sentence<'_>,
    clause: &Clause,
    arguments: &[Argument],
) -> bool {
    let is_adjective = sentence.words[clause.predicate].tag == UniversalTag::Adjective
        && !clause.verb_group.contains(&clause.predicate);
    let has_preposition = arguments.iter().any(|argument| {
        argument.role == Role::Oblique
            && argument.marker.is_some()
            && argument.head > clause.predicate
    });
    is_adjective && has_preposition
}

/// Adverbial clauses behind the verb that have a conjunction; all, if the verb has nothing else.
fn adverbials(sentence: &Sentence<'_>, predicate: usize, has_nothing: bool) -> Vec<usize> {
    let clauses = sentence.children_by(predicate, Relation::Advcl);
    let taken = clauses.filter(|&clause| {
        let has_conjunction = sentence.child_by(clause, Relation::Mark).is_some()
            || sentence.child_by(clause, Relation::Case).is_some();
        has_nothing || (has_conjunction && clause > predicate)
    });
    taken.collect()
}

/// The pieces that may stand second: the closest to the verb, what stands behind it before what stands in front. Of
/// joined objects and attributes each may; joined places and times stay together.
pub(super) fn seconds(sentence: &Sentence<'_>, pieces: &[Piece], verb: usize) -> Vec<Piece> {
    let closest = pieces
        .iter()
        .copied()
        .min_by_key(|piece| (piece.rank(), piece.head() < verb, piece.head()));
    let Some(first) = closest else {
        return Vec::new();
    };
    let stand_alone = matches!(
        first.role(),
        Some(Role::Object | Role::IndirectObject | Role::Attribute)
    );
    let others = pieces.iter().copied();
    let others = others.filter(|&piece| stand_alone && is_joined_to(sentence, piece, first));
    std::iter::once(first).chain(others).collect()
}

/// Whether a piece is joined to one that stands before it.
pub(super) fn is_joined(sentence: &Sentence<'_>, piece: Piece, pieces: &[Piece]) -> bool {
    pieces
        .iter()
        .any(|&first| is_joined_to(sentence, piece, first))
}

fn is_joined_to(sentence: &Sentence<'_>, piece: Piece, first: Piece) -> bool {
    piece.role().is_some()
        && piece.role() == first.role()
        && piece.head() != first.head()
        && sentence.words[piece.head()].relation == Relation::Conj
        && sentence.is_within(piece.head(), first.head())
}

/// The words of a piece with those joined to it, as one phrase with the preposition of the first.
pub(super) fn words_with_joined(
    sentence: &Sentence<'_>,
    piece: Piece,
    pieces: &[Piece],
    reporting: usize,
) -> Vec<usize> {
    match (piece, together(sentence, piece, pieces)) {
        (Piece::Argument(argument), Some(together)) => {
            let mut words = marker(sentence, &argument);
            words.extend(together);
            words
        }
        _ => piece.words(sentence, reporting),
    }
}

/// The words of a second argument, whose preposition or conjunction the relation takes up; with what is joined to it,
/// unless that stands second in a tuple of its own.
pub(super) fn second_words(
    sentence: &Sentence<'_>,
    second: Piece,
    pieces: &[Piece],
    seconds: &[Piece],
    reporting: usize,
) -> Vec<usize> {
    if second.role() == Some(Role::Time) {
        return words_with_joined(sentence, second, pieces, reporting);
    }
    let together = together(sentence, second, pieces).filter(|_| seconds.len() == 1);
    together.unwrap_or_else(|| second.bare_words(sentence, reporting))
}

/// A piece and those joined to it as one phrase; `None` if there are none.
fn together(sentence: &Sentence<'_>, piece: Piece, pieces: &[Piece]) -> Option<Vec<usize>> {
    let others = pieces
        .iter()
        .filter(|&&other| is_joined_to(sentence, other, piece));
    let mut heads: Vec<usize> = others.map(|piece| piece.head()).collect();
    if heads.is_empty() || piece.role() == Some(Role::Complement) {
        return None;
    }
    heads.push(piece.head());
    Some(joined(sentence, &heads))
}
