//! Constructions without a word of their own: `Russian instructors`, `Africa’s minerals`, `a town in South Sudan`.

use crate::extract::mentions::{MentionKind, conjuncts};
use crate::extract::reading::semantic_head;
use crate::extract::relations::candidate::{Candidate, Candidates, Rule, Scene};
use crate::extract::relations::predication::marker;
use crate::extract::relations::verbal::add;
use crate::extract::{Relation, Sentence};
use crate::ontology::Construction;

pub(super) fn relations(
    scene: &Scene<'_, '_>,
    sentence: usize,
    word: usize,
    found: &mut Candidates,
) {
    let tree = &scene.reading.sentences[sentence];
    let Some(at) = scene.mentions.at(sentence, word) else {
        return;
    };
    if matches!(
        scene.mentions.all[at].kind,
        MentionKind::Pronoun | MentionKind::Demonym
    ) {
        return;
    }
    if semantic_head(tree, word) != word {
        return;
    }
    located(scene, sentence, word, found);
    for child in tree.children(word) {
        let kind = scene
            .mentions
            .at(sentence, child)
            .map(|at| scene.mentions.all[at].kind);
        let construction = match tree.words[child].relation {
            Relation::Amod | Relation::Compound | Relation::NmodUnmarked
                if kind == Some(MentionKind::Demonym) =>
            {
                Construction::Demonym
            }
            Relation::Compound if kind == Some(MentionKind::Name) && child < word => {
                Construction::Compound
            }
            Relation::NmodPoss => Construction::Possessive,
            Relation::Appos if kind == Some(MentionKind::Name) && child == word + 2 => {
                Construction::Comma
            }
            Relation::Nmod => match marker(tree, child).as_deref() {
                Some("of") => Construction::Of,
                Some("in") => Construction::In,
                Some("at") => Construction::At,
                Some("from") if !is_taken_from(tree, word) => Construction::From,
                Some("for") => Construction::For,
                Some("with") => Construction::With,
                _ => continue,
            },
            _ => continue,
        };
        for other in conjuncts(tree, child) {
            apply(scene, sentence, (word, other), construction, found);
        }
    }
}

/// `recalled its ambassador from Norway`: where somebody was, not whom somebody acts for.
fn is_taken_from(tree: &Sentence<'_>, noun: usize) -> bool {
    const TAKING: [&str; 6] = ["recall", "withdraw", "pull", "remove", "evacuate", "bring"];
    let verb = tree.words[noun]
        .head
        .filter(|_| tree.words[noun].relation.universal() == Relation::Obj);
    tree.child_by(noun, Relation::NmodPoss).is_some()
        || verb.is_some_and(|verb| TAKING.contains(&tree.words[verb].lemma.as_str()))
}

/// A place right behind an object belongs to it, though a parser may hang it on the verb: `its embassy in Cairo`.
fn located(scene: &Scene<'_, '_>, sentence: usize, noun: usize, found: &mut Candidates) {
    let tree = &scene.reading.sentences[sentence];
    let Some(case) = tree
        .words
        .get(noun + 1)
        .filter(|word| matches!(word.form.as_ref(), "in" | "at"))
    else {
        return;
    };
    let Some(place) = case
        .head
        .filter(|&place| place > noun + 1 && tree.words[place].relation == Relation::Obl)
    else {
        return;
    };
    if tree.words[noun].relation != Relation::Obj || tree.words[noun].head != tree.words[place].head
    {
        return;
    }
    let construction = if case.form == "in" {
        Construction::In
    } else {
        Construction::At
    };
    let is_facility = scene
        .entity(sentence, noun)
        .is_some_and(|entity| scene.is(entity, "Facility"));
    if is_facility {
        apply(scene, sentence, (noun, place), construction, found);
    }
}

fn apply(
    scene: &Scene<'_, '_>,
    sentence: usize,
    (noun, other): (usize, usize),
    construction: Construction,
    found: &mut Candidates,
) {
    let (Some(from), Some(to)) = (scene.entity(sentence, noun), scene.entity(sentence, other))
    else {
        return;
    };
    // Whatever a word says about the two is more exact than the construction.
    if found.joins(sentence, noun, from, to) {
        return;
    }
    for frame in scene.lexicon.structure_frames(construction) {
        // Nothing follows from a construction about things of unknown kind.
        let is_known = |entity: usize| !scene.cast.entities[entity].classes.is_empty();
        if is_known(from)
            && is_known(to)
            && add(
                scene,
                sentence,
                noun,
                (noun, other),
                frame,
                Rule::Structure,
                found,
            )
        {
            return;
        }
    }
}

/// `US Africa Command` is a part of the United States.
pub(super) fn inside_names(scene: &Scene<'_, '_>, sentence: usize, found: &mut Candidates) {
    for &(outer, inner) in &scene.mentions.inner {
        let (whole, part) = (&scene.mentions.all[outer], &scene.mentions.all[inner]);
        if whole.sentence != sentence {
            continue;
        }
        let (Some(from), Some(to)) = (scene.cast.of_mention[outer], scene.cast.of_mention[inner])
        else {
            continue;
        };
        let construction = if part.kind == MentionKind::Demonym {
            Construction::Demonym
        } else {
            Construction::Compound
        };
        let mut frames = scene.lexicon.structure_frames(construction);
        if let Some(frame) = frames.find(|frame| scene.fits(frame, from, to)) {
            found.add(Candidate {
                subject: from,
                property: frame.property.clone(),
                object: to,
                sentence,
                predicate: whole.head,
                ends: vec![whole.words.start, whole.head],
                rule: Rule::Structure,
                entry: frame.entry.clone(),
                brings: (None, None),
            });
        }
    }
}
