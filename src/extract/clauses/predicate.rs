//! Which words are predicates, and how their clauses hang together.

use super::clause::{Clause, Construction, Link, Parent};
use crate::extract::{FineTag, Relation, Sentence, UniversalTag};

/// The clauses of verbs and copulas in the order of their predicates, with parents and without arguments.
pub(super) fn predicates(sentence: &Sentence<'_>) -> Vec<Clause> {
    let mut place = vec![None; sentence.words.len()];
    let mut clauses = Vec::new();
    for (word, place) in place.iter_mut().enumerate() {
        if let Some(construction) = construction(sentence, word) {
            *place = Some(clauses.len());
            clauses.push(Clause::new(word, construction));
        }
    }
    for clause in &mut clauses {
        clause.parent = parent(sentence, clause.predicate, &place);
    }
    clauses
}

/// The clause that a word makes as a predicate; `None` if it is none.
fn construction(sentence: &Sentence<'_>, word: usize) -> Option<Construction> {
    let found = &sentence.words[word];
    let is_verb = match found.relation {
        Relation::Aux
        | Relation::AuxPass
        | Relation::Cop
        | Relation::Amod
        | Relation::Case
        | Relation::Cc
        | Relation::Compound
        | Relation::Det
        | Relation::Fixed
        | Relation::Flat
        | Relation::Goeswith
        | Relation::Mark
        | Relation::Nummod
        | Relation::Punct => return None,
        _ => is_verb(sentence, word),
    };
    let has_copula = sentence.child_by(word, Relation::Cop).is_some();
    if !is_verb && !has_copula {
        return None;
    }
    Some(match found.relation {
        Relation::AclRelcl | Relation::AdvclRelcl => Construction::Relative,
        // `is to leave`, and what taggers take for a copula before a participle.
        _ if has_copula && sentence.words[word].tag != UniversalTag::Verb => Construction::Copular,
        Relation::Acl if !is_of_verb_taken_for_noun(sentence, word) => Construction::Participle,
        _ => Construction::Verbal,
    })
}

/// A verb, or a word that has what only verbs have: taggers take `plans` for a noun.
fn is_verb(sentence: &Sentence<'_>, word: usize) -> bool {
    let found = &sentence.words[word];
    let has = |relation| sentence.child_by(word, relation).is_some();
    match found.tag {
        UniversalTag::Verb | UniversalTag::Auxiliary => {
            let is_adjective_like = matches!(
                found.relation.universal(),
                Relation::Nsubj | Relation::Obj | Relation::Obl | Relation::Nmod
            ) && sentence.child_by(word, Relation::Det).is_some();
            !is_adjective_like
        }
        UniversalTag::Noun => {
            let has_subject = has(Relation::Nsubj) && !has(Relation::Cop);
            is_verb_taken_for_noun(sentence, word)
                || has_subject
                    && (has(Relation::Obj) || has(Relation::Xcomp) || has(Relation::Ccomp))
        }
        _ => false,
    }
}

/// `Moscow plans to send troops`, read as plans of Moscow: a plural at the root, without determiner, after a bare noun
/// and before an infinitive.
pub(super) fn is_verb_taken_for_noun(sentence: &Sentence<'_>, word: usize) -> bool {
    let found = &sentence.words[word];
    let is_candidate = found.relation == Relation::Root && found.fine_tag == FineTag::NNS;
    let mut children = sentence.children(word);
    let has_determiner = children.any(|child| {
        matches!(
            sentence.words[child].relation,
            Relation::Det | Relation::NmodPoss | Relation::Nummod | Relation::Cop
        )
    });
    let noun_before = sentence.child_by(word, Relation::Compound);
    is_candidate
        && !has_determiner
        && noun_before.is_some_and(|noun| noun < word)
        && infinitive_of(sentence, word).is_some()
}

/// The infinitive that depends on a noun.
pub(super) fn infinitive_of(sentence: &Sentence<'_>, noun: usize) -> Option<usize> {
    let mut clauses = sentence.children_by(noun, Relation::Acl);
    clauses.find(|&clause| {
        let mark = sentence.child_by(clause, Relation::Mark);
        sentence.words[clause].fine_tag == FineTag::VB
            && mark.is_some_and(|mark| sentence.words[mark].fine_tag == FineTag::TO)
    })
}

/// Whether a word is the infinitive of a verb that was taken for a noun.
fn is_of_verb_taken_for_noun(sentence: &Sentence<'_>, word: usize) -> bool {
    let head = sentence.words[word].head;
    head.is_some_and(|head| {
        infinitive_of(sentence, head) == Some(word) && is_verb_taken_for_noun(sentence, head)
    })
}

/// The nearest clause above, if it is reached through words that do not hide it.
fn parent(sentence: &Sentence<'_>, word: usize, place: &[Option<usize>]) -> Option<Parent> {
    let above = sentence.ancestors(word).find_map(|above| place[above])?;
    Some(Parent {
        clause: above,
        link: link(sentence, word),
    })
}

fn link(sentence: &Sentence<'_>, word: usize) -> Link {
    match sentence.words[word].relation {
        Relation::Ccomp | Relation::Csubj | Relation::CsubjPass | Relation::CsubjOuter => {
            Link::Complement
        }
        Relation::Xcomp => Link::OpenComplement,
        Relation::Acl if is_of_verb_taken_for_noun(sentence, word) => Link::OpenComplement,
        Relation::Acl | Relation::AclRelcl => Link::Relative,
        Relation::Conj => Link::Conjunct,
        Relation::Advcl | Relation::AdvclRelcl => Link::Adverbial(
            sentence
                .child_by(word, Relation::Mark)
                .or_else(|| sentence.child_by(word, Relation::Case)),
        ),
        _ => Link::Parataxis,
    }
}
