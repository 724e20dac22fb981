//! Noun frames (`its invasion of Ukraine`) and role frames (`the bloc’s spokesman`).

use crate::extract::mentions::{apposition, conjuncts};
use crate::extract::reading::semantic_head;
use crate::extract::relations::candidate::{Candidates, Rule, Scene};
use crate::extract::relations::frames::noun_matches;
use crate::extract::relations::predication::marker;
use crate::extract::relations::subjects::surface_subjects;
use crate::extract::relations::verbal::add;
use crate::extract::{FineTag, Relation, UniversalTag};
use crate::ontology::{Frame, Slot, TitleKind};
use crate::order::CompactSort;

pub(super) fn relations(
    scene: &Scene<'_, '_>,
    sentence: usize,
    word: usize,
    found: &mut Candidates,
) {
    let tree = &scene.reading.sentences[sentence];
    if !matches!(
        tree.words[word].tag,
        UniversalTag::Noun | UniversalTag::ProperNoun
    ) || semantic_head(tree, word) != word
    {
        return;
    }
    let (lemma, form) = (
        tree.words[word].lemma.to_lowercase(),
        tree.words[word].form.to_lowercase(),
    );
    let mut keys = vec![lemma.as_str()];
    if form != lemma {
        keys.push(&form);
    }
    let mut nouns = Vec::new();
    let mut roles = Vec::new();
    for key in keys {
        nouns.extend(
            scene
                .lexicon
                .noun_frames(key)
                .iter()
                .filter(|frame| noun_matches(tree, word, &frame.words)),
        );
        roles.extend(
            scene
                .lexicon
                .role_frames(key)
                .iter()
                .filter(|frame| noun_matches(tree, word, &frame.words)),
        );
    }
    nouns.order_by_key(|frame| std::cmp::Reverse(frame.words.len()));
    roles.order_by_key(|frame| std::cmp::Reverse(frame.words.len()));
    for frame in nouns {
        if of_noun(scene, sentence, word, frame, found) {
            break;
        }
    }
    let mut properties: Vec<&str> = Vec::new();
    for frame in roles {
        if !properties.contains(&frame.property.as_str())
            && of_role(scene, sentence, word, frame, found)
        {
            properties.push(&frame.property);
        }
    }
}

fn of_noun(
    scene: &Scene<'_, '_>,
    sentence: usize,
    noun: usize,
    frame: &Frame,
    found: &mut Candidates,
) -> bool {
    let subjects = ends(scene, sentence, noun, &frame.subject, frame);
    let mut objects = ends(scene, sentence, noun, &frame.object, frame);
    let mut subjects = subjects;
    if let Some(below) = noun_below(scene, sentence, noun) {
        let is_possessor = frame.subject == Slot::Possessor;
        if is_possessor && (subjects.is_empty() || subjects == [below]) {
            subjects = possessors(scene, sentence, below, frame);
        }
        if objects.is_empty() {
            objects = ends(scene, sentence, below, &frame.object, frame);
        }
    }
    let mut any = false;
    for &subject in &subjects {
        for &object in &objects {
            any |= add(
                scene,
                sentence,
                noun,
                (subject, object),
                frame,
                Rule::Noun,
                found,
            );
        }
    }
    if !any && frame.object == Slot::Marker("with".to_owned()) {
        let between = with_marker(scene, sentence, noun, "between");
        if let [one, other] = between.as_slice() {
            any = add(
                scene,
                sentence,
                noun,
                (*one, *other),
                frame,
                Rule::Noun,
                found,
            );
        }
    }
    any
}

/// The noun after `of`: `the resumption of Russian embassy activities in Cairo`.
fn noun_below(scene: &Scene<'_, '_>, sentence: usize, noun: usize) -> Option<usize> {
    let tree = &scene.reading.sentences[sentence];
    let mut below = tree.children_by(noun, Relation::Nmod);
    below.find(|&child| {
        marker(tree, child).as_deref() == Some("of") && tree.words[child].tag == UniversalTag::Noun
    })
}

fn of_role(
    scene: &Scene<'_, '_>,
    sentence: usize,
    noun: usize,
    frame: &Frame,
    found: &mut Candidates,
) -> bool {
    let holders = holders(scene, sentence, noun);
    // A rank before a name is no office: `Captain Ibrahim Traoré`.
    let start = scene.reading.sentences[sentence].words[noun].range.start;
    let title = scene.gazetteer.title_at(scene.reading.text, start);
    let is_rank = title.is_some_and(|(_, title)| title.kind == TitleKind::Rank);
    if is_rank && frame.property.ends_with("#holdsOffice") {
        return false;
    }
    let is_itself = holders == [noun];
    let place = |slot: &Slot| match slot {
        Slot::Holder => holders.clone(),
        Slot::Itself if is_itself => Vec::new(),
        Slot::Itself => vec![noun],
        other => ends(scene, sentence, noun, other, frame),
    };
    let (subjects, mut objects) = (place(&frame.subject), place(&frame.object));
    if objects.is_empty() && frame.property.ends_with("#allyOf") {
        objects = subject_above(scene, sentence, noun);
    }
    let mut any = false;
    for &subject in &subjects {
        for &object in &objects {
            any |= add(
                scene,
                sentence,
                noun,
                (subject, object),
                frame,
                Rule::Role,
                found,
            );
        }
    }
    any
}

fn subject_above(scene: &Scene<'_, '_>, sentence: usize, noun: usize) -> Vec<usize> {
    let tree = &scene.reading.sentences[sentence];
    let verb = tree
        .ancestors(noun)
        .find(|&above| tree.words[above].tag == UniversalTag::Verb);
    verb.map(|verb| surface_subjects(tree, verb, 3))
        .unwrap_or_default()
}

/// Who is called by a role noun: the name beside it, its subject in a copula clause, or itself.
fn holders(scene: &Scene<'_, '_>, sentence: usize, noun: usize) -> Vec<usize> {
    let tree = &scene.reading.sentences[sentence];
    let word = &tree.words[noun];
    if let Some(name) = apposition(tree, noun) {
        let is_plural = matches!(tree.words[noun].fine_tag, FineTag::NNS | FineTag::NNPS);
        return if is_plural {
            conjuncts(tree, name)
        } else {
            vec![name]
        };
    }
    if let (Some(above), Relation::NmodDesc | Relation::Appos) = (word.head, word.relation) {
        return vec![above];
    }
    let above_is_name = word
        .head
        .filter(|&above| above > noun && tree.words[above].tag == UniversalTag::ProperNoun);
    if let (Some(above), Relation::Compound) = (above_is_name, word.relation) {
        return vec![above];
    }
    if tree.child_by(noun, Relation::Cop).is_some() {
        let subjects = surface_subjects(tree, noun, 0);
        if !subjects.is_empty() {
            return subjects;
        }
    }
    vec![noun]
}

/// The words in a slot of a noun.
fn ends(
    scene: &Scene<'_, '_>,
    sentence: usize,
    noun: usize,
    slot: &Slot,
    frame: &Frame,
) -> Vec<usize> {
    match slot {
        Slot::Marker(marker) => with_marker(scene, sentence, noun, marker),
        Slot::Possessor => possessors(scene, sentence, noun, frame),
        Slot::Itself => vec![noun],
        _ => Vec::new(),
    }
}

fn with_marker(scene: &Scene<'_, '_>, sentence: usize, noun: usize, wanted: &str) -> Vec<usize> {
    let tree = &scene.reading.sentences[sentence];
    let mut found = Vec::new();
    for child in tree.children(noun) {
        let is_modifier = matches!(tree.words[child].relation, Relation::Nmod | Relation::Obl);
        if is_modifier && marker(tree, child).as_deref() == Some(wanted) {
            found.extend(conjuncts(tree, child));
        }
    }
    // A parser often hangs the phrase behind an object on the verb: `paid a visit to Cairo`.
    let word = &tree.words[noun];
    if found.is_empty()
        && word.relation == Relation::Obj
        && wanted != "of"
        && let Some(verb) = word.head
    {
        for child in tree
            .children_by(verb, Relation::Obl)
            .filter(|&child| child > noun)
        {
            if marker(tree, child).as_deref() == Some(wanted) {
                found.extend(conjuncts(tree, child));
            }
        }
    }
    found
}

/// A possessor, a demonym, a name in front, or the phrase after `by`, `from` and, unless asked for otherwise, `of`.
fn possessors(scene: &Scene<'_, '_>, sentence: usize, noun: usize, frame: &Frame) -> Vec<usize> {
    let tree = &scene.reading.sentences[sentence];
    let possessor = tree.child_by(noun, Relation::NmodPoss);
    let modifier = tree.children(noun).find(|&child| {
        let at = scene
            .mentions
            .at(sentence, child)
            .map(|at| scene.mentions.all[at].kind);
        let is_modifier = matches!(
            tree.words[child].relation,
            Relation::Amod | Relation::Compound | Relation::NmodUnmarked
        );
        child < noun && is_modifier && at.is_some()
    });
    // `her Ethiopian counterpart` acts for Ethiopia.
    let is_person = |possessor| {
        scene
            .entity(sentence, possessor)
            .is_some_and(|entity| scene.is(entity, "Person"))
    };
    if let Some(possessor) =
        possessor.filter(|&possessor| modifier.is_none() || !is_person(possessor))
    {
        return conjuncts(tree, possessor);
    }
    // `a Dutch rival` has no rival called the Netherlands, `a Scottish maker` makes no Scotland.
    let takes_demonym = [
        "#actsFor",
        "#leads",
        "#partOf",
        "#holdsOffice",
        "#capitalOf",
        "#memberOf",
    ]
    .iter()
    .any(|name| frame.property.ends_with(name))
        || frame.subject == Slot::Possessor;
    if let Some(modifier) = modifier.filter(|_| takes_demonym) {
        return vec![modifier];
    }
    for wanted in ["by", "from", "of"] {
        let asked = [&frame.subject, &frame.object]
            .iter()
            .any(|slot| **slot == Slot::Marker(wanted.to_owned()));
        let found = with_marker(scene, sentence, noun, wanted);
        if !asked && !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}
