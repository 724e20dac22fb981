//! Arguments that the grammar leaves out: the subjects of infinitives, participles and joined verbs, what is reported.
//!
//! Clauses are filled from the root down, so that a clause can take what the one above was given.

use super::clause::{Argument, Clause, Construction, Link, Role};
use super::conjuncts::conjuncts;
use super::joined::{inherit, share_objects};
use super::relative::{add_antecedent, replace_relatives};
use crate::extract::{FineTag, Relation, Sentence, UniversalTag};
use crate::order::CompactSort;

/// Fills in what is understood, in every clause.
pub(super) fn fill(sentence: &Sentence<'_>, clauses: &mut [Clause]) {
    for index in from_the_root(sentence, clauses) {
        let above = clauses[index].parent.map(|parent| parent.clause);
        let above = above.map(|above| clauses[above].clone());
        let clause = &mut clauses[index];
        replace_relatives(sentence, clause);
        if clause.construction == Construction::Relative {
            add_antecedent(sentence, clause);
        }
        if let Some(above) = &above {
            inherit(sentence, clause, above);
        }
        if let Some(reported) = above
            .as_ref()
            .and_then(|above| reported(sentence, clause, above))
        {
            share(clause, Role::Complement, vec![reported]);
        }
        if !clause.has(Role::Subject) && !has_expletive(sentence, clause.predicate) {
            let subjects = subjects(sentence, clause, above.as_ref());
            share(clause, Role::Subject, subjects);
        }
    }
    share_objects(sentence, clauses);
}

/// The clauses, those nearer to the root first.
fn from_the_root(sentence: &Sentence<'_>, clauses: &[Clause]) -> Vec<usize> {
    let mut depth = vec![0_usize; sentence.words.len()];
    let mut open: Vec<usize> = sentence.root().into_iter().collect();
    while let Some(word) = open.pop() {
        for child in sentence.children(word) {
            depth[child] = depth[word] + 1;
            open.push(child);
        }
    }
    let mut order: Vec<usize> = (0..clauses.len()).collect();
    order.order_by_key(|&index| (depth[clauses[index].predicate], index));
    order
}

fn has_expletive(sentence: &Sentence<'_>, predicate: usize) -> bool {
    sentence.child_by(predicate, Relation::Expl).is_some()
}

pub(super) fn share(clause: &mut Clause, role: Role, heads: Vec<usize>) {
    let predicate = clause.predicate;
    let heads = heads.into_iter().filter(|&head| head != predicate);
    clause.arguments.extend(heads.map(|head| Argument {
        role,
        head,
        marker: None,
        is_shared: true,
    }));
}

/// `Prices rose, the company said`: a clause beside another, of a subject and a verb alone, reports the other.
fn reported(sentence: &Sentence<'_>, clause: &Clause, above: &Clause) -> Option<usize> {
    let is_beside = clause
        .parent
        .is_some_and(|parent| parent.link == Link::Parataxis);
    let is_active = !clause.is_passive
        && !clause.verb_group.is_empty()
        && sentence.words[clause.predicate].tag == UniversalTag::Verb;
    let is_bare = clause.has(Role::Subject)
        && clause.arguments.iter().all(|argument| {
            matches!(argument.role, Role::Subject | Role::Time) && !argument.is_shared
        });
    let has_adverb = sentence.children(clause.predicate).any(|child| {
        matches!(
            sentence.words[child].relation,
            Relation::Advmod | Relation::Mark | Relation::Advcl | Relation::Conj | Relation::Cc
        )
    });
    (is_beside && is_active && is_bare && !has_adverb).then_some(above.predicate)
}

/// Verbs whose subject stays that of the infinitive although they have an object.
const SUBJECT_CONTROL: [&str; 5] = ["promise", "vow", "threaten", "use", "take"];

/// Who a clause without a subject is about.
fn subjects(sentence: &Sentence<'_>, clause: &Clause, above: Option<&Clause>) -> Vec<usize> {
    let word = &sentence.words[clause.predicate];
    match word.relation {
        Relation::Acl if clause.construction == Construction::Participle => {
            return match word.head {
                Some(noun) if is_infinitive(sentence, clause.predicate) => {
                    of_noun(sentence, noun, above)
                }
                Some(noun) => conjuncts_before(sentence, noun, clause.predicate),
                None => Vec::new(),
            };
        }
        Relation::AclRelcl => return Vec::new(),
        _ => {}
    }
    let (Some(above), Some(parent)) = (above, clause.parent) else {
        return Vec::new();
    };
    let of_above: Vec<usize> = above.heads(Role::Subject).collect();
    match parent.link {
        Link::Conjunct if word.head == Some(above.predicate) => of_above,
        Link::OpenComplement => {
            let controls_subject =
                SUBJECT_CONTROL.contains(&sentence.words[above.predicate].lemma.as_str());
            let objects: Vec<usize> = above
                .in_role(Role::Object)
                .chain(above.in_role(Role::IndirectObject))
                .map(|argument| argument.head)
                .collect();
            if objects.is_empty() || controls_subject || above.is_passive {
                of_above
            } else {
                objects
            }
        }
        Link::Adverbial(_) | Link::Complement if is_nonfinite(sentence, clause) => of_above,
        _ => Vec::new(),
    }
}

/// Members of an enumeration before a participle; it may describe them all only if it stands behind them.
fn conjuncts_before(sentence: &Sentence<'_>, noun: usize, participle: usize) -> Vec<usize> {
    let mut found = conjuncts(sentence, noun);
    found.retain(|&member| member < participle);
    if found.is_empty() { vec![noun] } else { found }
}

fn is_infinitive(sentence: &Sentence<'_>, verb: usize) -> bool {
    sentence.words[verb].fine_tag == FineTag::VB
}

fn is_nonfinite(sentence: &Sentence<'_>, clause: &Clause) -> bool {
    let first = clause.verb_group.first().copied();
    let tag = sentence.words[first.unwrap_or(clause.predicate)].fine_tag;
    matches!(tag, FineTag::VB | FineTag::VBG | FineTag::VBN)
        || (clause.verb_group.is_empty()
            && sentence.words[clause.predicate].tag == UniversalTag::Adjective)
}

/// Who acts in `a plan to leave`: whose plan it is, or who has, makes, announces it; else the noun itself.
fn of_noun(sentence: &Sentence<'_>, noun: usize, above: Option<&Clause>) -> Vec<usize> {
    if let Some(owner) = sentence.child_by(noun, Relation::NmodPoss) {
        return conjuncts(sentence, owner);
    }
    match above {
        Some(above)
            if above
                .in_role(Role::Object)
                .any(|object| object.head == noun) =>
        {
            above.heads(Role::Subject).collect()
        }
        _ => vec![noun],
    }
}
