//! Verb frames on verbs; adjective frames on adjectives and participles.

use crate::extract::UniversalTag;
use crate::extract::mentions::owner;
use crate::extract::reading::semantic_head;
use crate::extract::relations::candidate::{Candidate, Candidates, Rule, Scene};
use crate::extract::relations::frames::{is_fixed_object, noun_matches, verb_matches};
use crate::extract::relations::predication::{Predication, marker, predication};
use crate::extract::{FineTag, Relation, Sentence};
use crate::ontology::{Frame, Slot};
use crate::order::CompactSort;

pub(super) fn relations(
    scene: &Scene<'_, '_>,
    sentence: usize,
    word: usize,
    found: &mut Candidates,
) {
    let tree = &scene.reading.sentences[sentence];
    match tree.words[word].tag {
        UniversalTag::Verb => {
            let said = predication(tree, word);
            of_verb(scene, sentence, &said, found);
            of_adjective(scene, sentence, &said, found);
        }
        UniversalTag::Adjective | UniversalTag::Noun
            if tree.child_by(word, Relation::Cop).is_some()
                || tree.words[word].relation == Relation::Acl =>
        {
            let mut said = predication(tree, word);
            said.is_passive = false;
            of_adjective(scene, sentence, &said, found);
        }
        _ => {}
    }
}

fn of_verb(scene: &Scene<'_, '_>, sentence: usize, said: &Predication, found: &mut Candidates) {
    let tree = &scene.reading.sentences[sentence];
    let frames = verb_frames(scene, &tree.words[said.predicate].lemma);
    let matching: Vec<&Frame> = frames
        .iter()
        .filter(|frame| {
            verb_matches(tree, said.predicate, &frame.words)
                && (said.is_passive || !frame.passive_only)
                && (!frame.with_infinitive || has_infinitive(tree, said.predicate))
        })
        .collect();
    // A fixed object says more than a verb alone, a phrase more than a word, a preposition more than an object.
    let (fixed, free): (Vec<&Frame>, Vec<&Frame>) = matching
        .into_iter()
        .partition(|frame| !frame.fixed_objects.is_empty());
    let mut fixed = fixed;
    fixed.order_by_key(|frame| {
        std::cmp::Reverse(scene.ontology.property_lineage(&frame.property).len())
    });
    for frame in fixed {
        if apply(scene, sentence, said, frame, Rule::FixedObject, found) {
            return;
        }
    }
    let longest = free
        .iter()
        .map(|frame| frame.words.len())
        .max()
        .unwrap_or(0);
    let mut phrases: Vec<&Frame> = free;
    phrases.order_by_key(|frame| {
        let n_classes = usize::from(!frame.subject_classes.is_empty())
            + usize::from(!frame.object_classes.is_empty());
        let is_marked = matches!(frame.object, Slot::Marker(_));
        (
            std::cmp::Reverse(frame.words.len()),
            is_asking(frame),
            !is_marked,
            std::cmp::Reverse(n_classes),
        )
    });
    let mut matched_phrase = false;
    let mut used: Vec<(Slot, Slot, &str)> = Vec::new();
    for frame in phrases {
        if matched_phrase && frame.words.len() < longest {
            break;
        }
        let slots = (
            frame.subject.clone(),
            frame.object.clone(),
            frame.property.as_str(),
        );
        let is_taken = used.iter().any(|(subject, object, property)| {
            *subject == slots.0 && *object == slots.1 && *property != slots.2
        });
        if is_taken || is_asking(frame) && !used.is_empty() {
            continue;
        }
        if apply(scene, sentence, said, frame, Rule::Verb, found) {
            used.push(slots);
            matched_phrase |= frame.words.len() > 1;
        }
    }
}

/// The frames of a verb, also where the dictionary form has a letter too much or too little: `loote`.
fn verb_frames<'a>(scene: &'a Scene<'_, '_>, lemma: &str) -> &'a [Frame] {
    let frames = scene.lexicon.verb_frames(lemma);
    if !frames.is_empty() {
        return frames;
    }
    // `expell` for `expel`.
    let mut letters = lemma.chars().rev();
    if let (Some(last), Some(before)) = (letters.next(), letters.next())
        && last == before
    {
        return scene
            .lexicon
            .verb_frames(&lemma[..lemma.len() - last.len_utf8()]);
    }
    match lemma.strip_suffix('e') {
        Some(shorter) => scene.lexicon.verb_frames(shorter),
        None => scene.lexicon.verb_frames(&format!("{lemma}e")),
    }
}

/// Whether a verb has a clause with `to` for its complement, which the parser may take for an adverbial one.
fn has_infinitive(tree: &Sentence<'_>, verb: usize) -> bool {
    tree.children(verb).any(|child| {
        matches!(
            tree.words[child].relation,
            Relation::Xcomp | Relation::Advcl | Relation::Ccomp
        ) && tree.words[child].fine_tag == FineTag::VB
            && tree
                .child_by(child, Relation::Mark)
                .is_some_and(|mark| tree.words[mark].form == "to")
    })
}

/// Asking is the last thing that a verb may mean: `commands a brigade`.
fn is_asking(frame: &Frame) -> bool {
    frame.property.ends_with("#demands") || frame.property.ends_with("#demandsFrom")
}

fn of_adjective(
    scene: &Scene<'_, '_>,
    sentence: usize,
    said: &Predication,
    found: &mut Candidates,
) {
    let tree = &scene.reading.sentences[sentence];
    let word = &tree.words[said.predicate];
    let form = word.form.to_lowercase();
    let mut frames: Vec<&Frame> = scene.lexicon.adjective_frames(&form).iter().collect();
    if word.lemma != form && word.tag != UniversalTag::Verb {
        frames.extend(scene.lexicon.adjective_frames(&word.lemma));
    }
    // What a participle describes stands where its object does.
    let mut said = said.clone();
    for argument in &mut said.arguments {
        if said.is_passive && argument.0 == Slot::Object {
            argument.0 = Slot::Subject;
        }
    }
    for frame in frames {
        let is_there = noun_matches(tree, said.predicate, &frame.words)
            || frame.words.len() == 1 && frame.words[0] == form;
        if is_there && apply(scene, sentence, &said, frame, Rule::Adjective, found) {
            return;
        }
    }
}

/// Adds the relations of a frame; whether there was one.
fn apply(
    scene: &Scene<'_, '_>,
    sentence: usize,
    said: &Predication,
    frame: &Frame,
    rule: Rule,
    found: &mut Candidates,
) -> bool {
    let tree = &scene.reading.sentences[sentence];
    let objects: Vec<usize> = said
        .heads(&Slot::Object)
        .chain(said.heads(&Slot::Complement))
        .collect();
    if rule == Rule::FixedObject {
        let outer = |head: usize| {
            tree.words[head]
                .head
                .filter(|&above| semantic_head(tree, above) == head)
        };
        let obliques = said
            .arguments
            .iter()
            .filter(|(slot, _)| matches!(slot, Slot::Marker(_)))
            .map(|(_, head)| *head);
        let is_there = objects.iter().copied().chain(obliques).any(|head| {
            is_fixed_object(tree, head, frame)
                || stands_for(scene, sentence, head, frame)
                || outer(head).is_some_and(|above| is_fixed_object(tree, above, frame))
        });
        if !is_there {
            return false;
        }
    }
    let subjects = heads(tree, said, frame, &frame.subject, &objects);
    let ends = heads(tree, said, frame, &frame.object, &objects);
    let mut any = false;
    // `Kenya and Ethiopia agreed`: each with the other.
    if let ([one, other], [], Slot::Marker(with)) =
        (subjects.as_slice(), ends.as_slice(), &frame.object)
        && with == "with"
        && frame.fixed_objects.is_empty()
        && tree
            .child_by(said.predicate, Relation::Xcomp)
            .is_none_or(|_| frame.words[0] != "work")
    {
        return add(
            scene,
            sentence,
            said.predicate,
            (*one, *other),
            frame,
            rule,
            found,
        );
    }
    for &subject in &subjects {
        for &object in &ends {
            any |= add(
                scene,
                sentence,
                said.predicate,
                (subject, object),
                frame,
                rule,
                found,
            );
        }
    }
    any
}

/// Whether a pronoun stands for a fixed object: `closed its embassy and reopened it`.
fn stands_for(scene: &Scene<'_, '_>, sentence: usize, pronoun: usize, frame: &Frame) -> bool {
    let tree = &scene.reading.sentences[sentence];
    if tree.words[pronoun].tag != UniversalTag::Pronoun {
        return false;
    }
    let Some(entity) = scene.entity(sentence, pronoun) else {
        return false;
    };
    let first = scene.cast.entities[entity]
        .mentions
        .first()
        .map(|&at| &scene.mentions.all[at]);
    first.is_some_and(|first| {
        is_fixed_object(&scene.reading.sentences[first.sentence], first.head, frame)
    })
}

/// The heads in a slot, also where a preposition hangs on the object: `increase the number of troops in Mali`.
fn heads(
    tree: &Sentence<'_>,
    said: &Predication,
    frame: &Frame,
    slot: &Slot,
    objects: &[usize],
) -> Vec<usize> {
    // `won the prize`: the fixed object itself.
    if *slot == Slot::Itself {
        let fixed = objects.iter().copied();
        return fixed
            .filter(|&head| is_fixed_object(tree, head, frame))
            .collect();
    }
    let mut found: Vec<usize> = said.heads(slot).collect();
    if *slot == Slot::Object && !frame.fixed_objects.is_empty() {
        found.retain(|&head| !is_fixed_object(tree, head, frame));
        // `bolster Mali’s defence`: whose it is.
        if found.is_empty() {
            found.extend(objects.iter().filter_map(|&head| owner(tree, head)));
        }
    }
    if let (Slot::Object, true, Some(last)) = (
        slot,
        found.is_empty() && frame.words.len() > 1,
        frame.words.last(),
    ) {
        found.extend(said.heads(&Slot::Marker(last.clone())));
    }
    let Slot::Marker(wanted) = slot else {
        return found;
    };
    if !found.is_empty() {
        return found;
    }
    let mut open: Vec<usize> = objects.to_vec();
    if !frame.fixed_objects.is_empty() {
        open.extend(
            said.arguments
                .iter()
                .filter(|(slot, _)| matches!(slot, Slot::Marker(_)))
                .map(|(_, head)| *head),
        );
    }
    for &object in objects {
        open.extend(
            tree.words[object]
                .head
                .filter(|&above| semantic_head(tree, above) == object && above != object),
        );
    }
    for depth in 0..2 {
        let nouns = std::mem::take(&mut open);
        for noun in nouns {
            for child in tree.children_by(noun, Relation::Nmod) {
                if marker(tree, child).as_deref() == Some(wanted)
                    && (wanted != "of" || !frame.fixed_objects.is_empty() && depth == 0)
                {
                    found.extend(crate::extract::mentions::conjuncts(tree, child));
                }
                open.push(child);
            }
        }
    }
    found
}

/// Adds one relation between words, if both are entities that fit.
pub(super) fn add(
    scene: &Scene<'_, '_>,
    sentence: usize,
    predicate: usize,
    (subject, object): (usize, usize),
    frame: &Frame,
    rule: Rule,
    found: &mut Candidates,
) -> bool {
    let to = if frame.object == Slot::Itself {
        scene.office(sentence, object)
    } else {
        scene.entity(sentence, object)
    };
    let (Some(from), Some(to)) = (scene.entity(sentence, subject), to) else {
        return false;
    };
    if !scene.fits(frame, from, to) {
        return false;
    }
    found.add(Candidate {
        subject: from,
        property: frame.property.clone(),
        object: to,
        sentence,
        predicate,
        ends: vec![subject, object],
        rule,
        entry: frame.entry.clone(),
        brings: (frame.modality, frame.polarity),
    });
    true
}
