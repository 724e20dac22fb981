//! Names, demonyms, offices before a name, and names inside names.

use crate::extract::classes::core;
use crate::extract::mentions::find::{Knowledge, empty};
use crate::extract::mentions::{Mention, MentionKind, Mentions, typing};
use crate::extract::reading::Reading;
use crate::extract::{FineTag, Relation, UniversalTag};
use crate::ontology::{EntryId, SurfaceKind, TitleKind};
use std::ops::Range;

/// What a name means: the first sense, one that is a name before others.
pub(super) fn sense(
    reading: &Reading<'_>,
    sentence: usize,
    words: &Range<usize>,
    kind: SurfaceKind,
) -> Option<EntryId> {
    let known = reading.names[sentence].get(&words.start)?;
    let found = known.senses.iter().find(|sense| sense.kind == kind)?;
    (known.words == *words).then_some(found.entry)
}

pub(super) fn demonym(
    reading: &Reading<'_>,
    knowledge: &Knowledge<'_>,
    sentence: usize,
    head: usize,
) -> Option<Mention> {
    let known = reading.names[sentence].get(&head)?;
    let entry = sense(reading, sentence, &known.words, SurfaceKind::Demonym)?;
    let mut mention = empty(sentence, head, known.words.clone(), MentionKind::Demonym);
    mention.entry = Some(entry);
    mention
        .classes
        .clone_from(&knowledge.gazetteer.entry(entry).classes);
    Some(mention)
}

pub(super) fn name(
    reading: &Reading<'_>,
    knowledge: &Knowledge<'_>,
    sentence: usize,
    head: usize,
) -> Option<Mention> {
    let tree = &reading.sentences[sentence];
    if let Some(mention) = demonym(reading, knowledge, sentence, head)
        && sense(reading, sentence, &mention.words, SurfaceKind::Name).is_none()
    {
        return Some(mention);
    }
    let word = &tree.words[head];
    let known = reading.names[sentence].get(&head);
    if known.is_none() && (is_date(&word.form) || !word.form.chars().any(char::is_alphabetic)) {
        return None;
    }
    let is_modifier = matches!(word.relation, Relation::Compound | Relation::NmodDesc);
    let above_is_name = word
        .head
        .is_some_and(|above| tree.words[above].tag == UniversalTag::ProperNoun);
    let describes = is_modifier || matches!(word.relation, Relation::Amod | Relation::NmodUnmarked);
    if describes && known.is_none() && DESCRIBING.contains(&word.form.as_ref()) {
        return None;
    }
    if let Some(office) = office(reading, knowledge, sentence, head) {
        return Some(office);
    }
    if is_modifier && above_is_name && known.is_none() {
        return None;
    }
    let words = name_words(reading, knowledge, sentence, head);
    let mut mention = empty(sentence, head, words.clone(), MentionKind::Name);
    mention.is_plural = word.fine_tag == FineTag::NNPS;
    mention.is_definite = tree.child_by(head, Relation::Det).is_some();
    mention.entry = sense(reading, sentence, &words, SurfaceKind::Name);
    if let Some(entry) = mention.entry {
        mention
            .classes
            .clone_from(&knowledge.gazetteer.entry(entry).classes);
        return Some(mention);
    }
    if words.start < head && is_part_of_place(&tree.words[words.start].form) {
        mention.classes = vec![core("Region")];
        return Some(mention);
    }
    mention.classes = typing::of_name(reading, knowledge.gazetteer, sentence, &words);
    let title = words.start.checked_sub(1).filter(|&title| {
        tree.words[title].tag == UniversalTag::ProperNoun
            || tree.words[title].tag == UniversalTag::Noun
    });
    let first = tree.words[words.start].form.as_ref();
    mention.gender = knowledge.gazetteer.gender_of(first);
    if let Some(title) = title {
        let start = tree.words[title].range.start;
        if let Some((_, title)) = knowledge.gazetteer.title_at(reading.text, start) {
            mention.classes = vec![core("Person")];
            mention.gender = mention.gender.or(title.gender);
        }
    }
    // `Mr Smith` with the title as the head of the name.
    let start = tree.words[words.start].range.start;
    if let Some((end, title)) = knowledge.gazetteer.title_at(reading.text, start)
        && title.kind == TitleKind::Honorific
    {
        if end >= tree.words[words.end - 1].range.end {
            return None;
        }
        mention.classes = vec![core("Person")];
        mention.gender = title.gender;
    }
    Some(mention)
}

/// Adjectives with a capital that name nothing: of ages that are over, of creeds.
const DESCRIBING: [&str; 9] = [
    "Soviet",
    "Ottoman",
    "Nazi",
    "Victorian",
    "Tsarist",
    "Islamist",
    "Islamic",
    "Marxist",
    "Communist",
];

/// Names of months and weekdays refer to no entity.
pub(super) fn is_date(form: &str) -> bool {
    const NAMES: [&str; 19] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    NAMES.contains(&form)
}

/// Parts of a place: `northern Peru` is not Peru.
pub(super) fn is_part_of_place(form: &str) -> bool {
    const SIDES: [&str; 10] = [
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "north-eastern",
    ];
    SIDES.contains(&form)
}

/// An office before a name is something of its own: `Russian Foreign Minister Sergey Lavrov`.
pub(super) fn office(
    reading: &Reading<'_>,
    knowledge: &Knowledge<'_>,
    sentence: usize,
    head: usize,
) -> Option<Mention> {
    let tree = &reading.sentences[sentence];
    let above = tree.words[head].head?;
    let is_before_name = head < above && tree.words[above].tag == UniversalTag::ProperNoun;
    let relation = tree.words[head].relation;
    if !is_before_name || !matches!(relation, Relation::NmodDesc | Relation::Compound) {
        return None;
    }
    let mut start = head;
    while start > 0
        && tree.words[start - 1].head == Some(head)
        && tree.words[start - 1].tag != UniversalTag::Punctuation
        && tree.words[start - 1].tag != UniversalTag::Determiner
    {
        start -= 1;
    }
    let office = (start..=head).find_map(|word| {
        let (end, title) = knowledge
            .gazetteer
            .title_at(reading.text, tree.words[word].range.start)?;
        (end == tree.words[head].range.end && title.kind == TitleKind::Office).then_some(())
    });
    office?;
    let mut mention = empty(sentence, head, start..head + 1, MentionKind::Name);
    mention.classes = vec![core("Role")];
    Some(mention)
}

/// A name's words: the known name, or the run of capitalised words around the head, without a title in front.
pub(super) fn name_words(
    reading: &Reading<'_>,
    knowledge: &Knowledge<'_>,
    sentence: usize,
    head: usize,
) -> Range<usize> {
    let tree = &reading.sentences[sentence];
    let side = tree
        .children_by(head, Relation::Amod)
        .find(|&child| child + 1 == head && is_part_of_place(&tree.words[child].form));
    if let (Some(side), Some(known)) = (side, reading.names[sentence].get(&head)) {
        return side..known.words.end;
    }
    if let Some(known) = reading.names[sentence].get(&head)
        && tree.children_by(head, Relation::Compound).next().is_none()
        && !tree
            .children_by(head, Relation::Flat)
            .any(|child| child >= known.words.end)
    {
        return known.words.clone();
    }
    let mut words = head..head + 1;
    for child in tree.children(head) {
        let relation = tree.words[child].relation;
        let is_capital = tree.words[child].form.starts_with(char::is_uppercase);
        let after = relation == Relation::Flat || relation == Relation::Nummod && child == head + 1;
        let before = child < head
            && is_capital
            && matches!(
                relation,
                Relation::Compound | Relation::Amod | Relation::Nummod
            );
        // `beat Valencia 2-1`: a result is no part of the name.
        let is_result = tree
            .words
            .get(child + 1)
            .is_some_and(|next| next.form == "-");
        let after = after && !(relation == Relation::Nummod && is_result);
        if after || before {
            let span = tree.subtree_span(child);
            words = words.start.min(span.start)..words.end.max(span.end);
        }
    }
    // `the Bank of England`: a name goes on after `of`.
    if let Some(of) = tree.children_by(head, Relation::Nmod).find(|&child| {
        let case = tree.child_by(child, Relation::Case);
        case.is_some_and(|case| tree.words[case].form == "of" && case == words.end)
            && child == words.end + 1
            && tree.words[child].tag == UniversalTag::ProperNoun
    }) && tree.words[head].form.starts_with(char::is_uppercase)
        && !knowledge
            .gazetteer
            .classes_of_name_word(&tree.words[head].form)
            .is_empty()
    {
        words.end = of + 1;
    }
    while words.start < head {
        let start = tree.words[words.start].range.start;
        let Some((end, _)) = knowledge.gazetteer.title_at(reading.text, start) else {
            break;
        };
        let n_title = tree.words[words.start..head]
            .iter()
            .take_while(|word| word.range.end <= end)
            .count();
        if n_title == 0 {
            break;
        }
        words.start += n_title;
    }
    words
}

/// Known names inside the name of an organization: `US` in `US Africa Command`.
pub(super) fn add_inner(
    reading: &Reading<'_>,
    knowledge: &Knowledge<'_>,
    mentions: &mut Mentions,
    outer: usize,
) {
    let mention = mentions.all[outer].clone();
    if mention.kind != MentionKind::Name || mention.words.len() < 2 {
        return;
    }
    let tree = &reading.sentences[mention.sentence];
    let first = &tree.words[mention.words.start];
    let senses = knowledge
        .gazetteer
        .senses(&reading.text[first.range.clone()]);
    let place = senses.iter().find(|sense| {
        let classes = &knowledge.gazetteer.entry(sense.entry).classes;
        knowledge.classes.any_is(classes, "State")
    });
    let is_body = knowledge.classes.any_is(&mention.classes, "Organization");
    if let Some(place) = place.filter(|_| is_body) {
        let kind = if place.kind == SurfaceKind::Name {
            MentionKind::Name
        } else {
            MentionKind::Demonym
        };
        let words = mention.words.start..mention.words.start + 1;
        let mut inner = empty(mention.sentence, mention.words.start, words, kind);
        inner.entry = Some(place.entry);
        inner
            .classes
            .clone_from(&knowledge.gazetteer.entry(place.entry).classes);
        let inner = mentions.add(inner);
        mentions.inner.push((outer, inner));
    }
}
