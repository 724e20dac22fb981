//! The words around a verb that belong to it: auxiliaries, particles, negation; and its voice.

use super::clause::{Clause, Construction};
use super::words::small;
use crate::extract::{FineTag, Relation, Sentence, UniversalTag};

/// Fills in the verb group, negation, modals and voice.
pub(super) fn fill(sentence: &Sentence<'_>, clause: &mut Clause) {
    let word = clause.predicate;
    for child in sentence.children(word) {
        match sentence.words[child].relation {
            Relation::Aux => {
                clause.verb_group.push(child);
                if sentence.words[child].fine_tag == FineTag::MD {
                    clause.modals.push(child);
                }
            }
            Relation::AuxPass | Relation::Cop | Relation::CompoundPrt => {
                clause.verb_group.push(child);
            }
            Relation::Advmod | Relation::Mark | Relation::Cc if is_negation(sentence, child) => {
                clause.negation = Some(child);
            }
            Relation::Obj => {
                let no = sentence.child_by(child, Relation::Det);
                let no = no.filter(|&no| small(sentence, no) == "no");
                clause.negation = clause.negation.or(no);
            }
            _ => {}
        }
    }
    if !is_nonverbal(sentence, clause) {
        clause.verb_group.push(word);
    }
    clause.verb_group.sort_unstable();
    clause.is_passive = is_passive(sentence, clause);
}

/// Whether the predicate is what a copula says: a noun, an adjective, a preposition with its noun.
fn is_nonverbal(sentence: &Sentence<'_>, clause: &Clause) -> bool {
    clause.construction == Construction::Copular
        || (sentence.child_by(clause.predicate, Relation::Cop).is_some()
            && sentence.words[clause.predicate].tag != UniversalTag::Verb)
}

fn is_negation(sentence: &Sentence<'_>, word: usize) -> bool {
    matches!(
        small(sentence, word).as_str(),
        "not" | "n't" | "never" | "no" | "neither" | "nor" | "hardly"
    )
}

/// A passive has its auxiliary or its kind of subject; a participle without auxiliary is passive where it describes.
fn is_passive(sentence: &Sentence<'_>, clause: &Clause) -> bool {
    let word = &sentence.words[clause.predicate];
    let marked = sentence.children(clause.predicate).any(|child| {
        matches!(
            sentence.words[child].relation,
            Relation::AuxPass | Relation::NsubjPass | Relation::OblAgent
        )
    });
    if marked {
        return true;
    }
    let is_bare = word.fine_tag == FineTag::VBN
        && sentence.child_by(clause.predicate, Relation::Aux).is_none()
        && sentence.child_by(clause.predicate, Relation::Cop).is_none();
    let describes = matches!(
        word.relation,
        Relation::Acl | Relation::Advcl | Relation::Xcomp | Relation::AclRelcl | Relation::Root
    );
    is_bare
        && describes
        && sentence
            .child_by(clause.predicate, Relation::Nsubj)
            .is_none()
}
