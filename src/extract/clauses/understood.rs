//! Arguments that the grammar leaves out: the subjects of infinitives, participles and joined verbs, what a relative
//! pronoun stands for, objects that joined verbs share.
//!
//! Clauses are filled from the root down, so that a clause can take what the one above was given.

use super::clause::{Argument, Clause, Construction, Link, Role};
use super::conjuncts::conjuncts;
use super::words::{is_relative, small};
use crate::extract::{FineTag, Relation, Sentence, UniversalTag};

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
    order.sort_by_key(|&index| (depth[clauses[index].predicate], index));
    order
}

fn has_expletive(sentence: &Sentence<'_>, predicate: usize) -> bool {
    sentence.child_by(predicate, Relation::Expl).is_some()
}

fn share(clause: &mut Clause, role: Role, heads: Vec<usize>) {
    let predicate = clause.predicate;
    let heads = heads.into_iter().filter(|&head| head != predicate);
    clause.arguments.extend(heads.map(|head| Argument {
        role,
        head,
        marker: None,
        is_shared: true,
    }));
}

/// The noun that a relative clause or participle describes.
fn described(sentence: &Sentence<'_>, clause: &Clause) -> Option<usize> {
    sentence.words[clause.predicate].head
}

/// Parsers hang relative clauses at verbs too: the noun before the comma before `who` or `which`, unless the pronoun
/// may as well ask.
fn noun_before(sentence: &Sentence<'_>, clause: &Clause) -> Option<usize> {
    let pronoun = clause
        .heads(Role::Subject)
        .find(|&subject| matches!(small(sentence, subject).as_str(), "who" | "which"))?;
    let start = sentence.subtree_span(clause.predicate).start;
    let is_first = pronoun == start || pronoun == start + 1;
    let is_statement = !matches!(
        sentence.words[clause.predicate].relation,
        Relation::Ccomp | Relation::Root | Relation::Csubj
    );
    if !is_first || !is_statement {
        return None;
    }
    let comma = pronoun.checked_sub(1)?;
    if sentence.words[comma].fine_tag != FineTag::Comma {
        return None;
    }
    let last = comma.checked_sub(1)?;
    let nouns = std::iter::once(last).chain(sentence.ancestors(last));
    let mut nouns = nouns.take_while(|&word| word < pronoun).filter(|&word| {
        matches!(
            sentence.words[word].tag,
            UniversalTag::Noun | UniversalTag::ProperNoun
        ) && sentence.words[word].relation != Relation::Flat
    });
    nouns.next()
}

/// `who` becomes what it stands for.
fn replace_relatives(sentence: &Sentence<'_>, clause: &mut Clause) {
    let noun = match clause.construction {
        Construction::Relative => described(sentence, clause),
        _ => noun_before(sentence, clause),
    };
    let Some(noun) = noun else {
        return;
    };
    for argument in &mut clause.arguments {
        if is_relative(sentence, argument.head) {
            argument.head = noun;
            argument.is_shared = true;
        }
    }
}

/// `the stability they need`: a relative clause without a gap filled by a pronoun says it of its noun.
fn add_antecedent(sentence: &Sentence<'_>, clause: &mut Clause) {
    let Some(noun) = described(sentence, clause) else {
        return;
    };
    if clause
        .arguments
        .iter()
        .any(|argument| argument.head == noun)
    {
        return;
    }
    let adverb = sentence
        .children_by(clause.predicate, Relation::Advmod)
        .find(|&child| is_relative(sentence, child));
    let role = match adverb {
        Some(adverb) if small(sentence, adverb) == "when" => Role::Time,
        Some(_) => Role::Oblique,
        None if !clause.has(Role::Subject) => Role::Subject,
        None if !clause.has(Role::Object) && !clause.has(Role::Attribute) && !clause.is_passive => {
            Role::Object
        }
        None => return,
    };
    share(clause, role, vec![noun]);
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

/// Joined verbs share auxiliaries: `will come and see`, `was arrested and jailed`.
fn inherit(sentence: &Sentence<'_>, clause: &mut Clause, above: &Clause) {
    let is_joined = sentence.words[clause.predicate].relation == Relation::Conj
        && sentence.words[clause.predicate].head == Some(above.predicate);
    if !is_joined || clause.has(Role::Subject) {
        return;
    }
    let fine = |word: usize| sentence.words[word].fine_tag;
    if clause.modals.is_empty() && fine(clause.predicate) == FineTag::VB {
        clause.modals.clone_from(&above.modals);
    }
    let same_form = fine(clause.predicate) == fine(above.predicate);
    let is_participle = fine(clause.predicate) == FineTag::VBN;
    if is_participle && same_form && clause.verb_group.len() == 1 && above.is_passive {
        clause.is_passive = true;
        for argument in &mut clause.arguments {
            let is_by = argument
                .marker
                .is_some_and(|by| small(sentence, by) == "by");
            if argument.role == Role::Oblique && is_by {
                argument.role = Role::Agent;
            }
        }
    }
    let needs_auxiliary = matches!(
        fine(clause.predicate),
        FineTag::VB | FineTag::VBN | FineTag::VBG
    );
    if same_form && needs_auxiliary && clause.verb_group.first() == Some(&clause.predicate) {
        let before = above.verb_group.iter().copied();
        let shared: Vec<usize> = before.take_while(|&word| word != above.predicate).collect();
        clause.verb_group.splice(0..0, shared);
    }
    if above.construction == Construction::Participle {
        clause.construction = Construction::Participle;
    }
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

/// `bought and sold shares`: the object stands behind the last verb and is everybody's.
fn share_objects(sentence: &Sentence<'_>, clauses: &mut [Clause]) {
    for index in 0..clauses.len() {
        let Some(parent) = clauses[index].parent else {
            continue;
        };
        let is_joined =
            sentence.words[clauses[index].predicate].head == Some(clauses[parent.clause].predicate);
        if parent.link != Link::Conjunct || !is_joined {
            continue;
        }
        let (first, second) = (parent.clause, index);
        let shared = |from: &Clause, to: &Clause| -> Vec<usize> {
            if has_complement(to) || to.is_passive || from.is_passive {
                return Vec::new();
            }
            let behind = to.predicate.max(from.predicate);
            let objects = from.in_role(Role::Object);
            objects
                .filter(|object| !object.is_shared && object.head > behind)
                .map(|object| object.head)
                .collect()
        };
        let to_second = shared(&clauses[first], &clauses[second]);
        let is_near = clauses[second].predicate <= clauses[first].predicate + 3;
        let to_first = if is_near
            && !clauses[second]
                .arguments
                .iter()
                .any(|argument| argument.role == Role::Subject && !argument.is_shared)
        {
            shared(&clauses[second], &clauses[first])
        } else {
            Vec::new()
        };
        share(&mut clauses[second], Role::Object, to_second);
        share(&mut clauses[first], Role::Object, to_first);
    }
}

fn has_complement(clause: &Clause) -> bool {
    clause.arguments.iter().any(|argument| {
        matches!(
            argument.role,
            Role::Object | Role::Oblique | Role::Complement | Role::Attribute
        ) && argument.head > clause.predicate
    })
}
