//! `we`, `our`, `us` and `here` inside a quotation: the side and the place of its speaker.

use crate::extract::Relation;
use crate::extract::coreference::{Cast, Knowledge};
use crate::extract::mentions::{Mention, Mentions};
use crate::extract::quotations::Quotations;
use crate::extract::reading::Reading;
use std::collections::BTreeMap;

/// Gives the pronouns of the first person and `here` to the speaker, `sides` being whom each person acts for.
pub fn resolve_quoted(
    reading: &Reading<'_>,
    mentions: &Mentions,
    quotations: &Quotations,
    sides: &BTreeMap<usize, usize>,
    knowledge: &Knowledge<'_>,
    cast: &mut Cast,
) {
    for index in 0..mentions.all.len() {
        let mention = &mentions.all[index];
        let word = &reading.sentences[mention.sentence].words[mention.head];
        let form = word.form.to_lowercase();
        let Some(quotation) = quotations.around(mention.sentence, mention.head) else {
            continue;
        };
        let Some(speaker) = quotation
            .speaker
            .and_then(|speaker| cast.of_mention[speaker])
        else {
            continue;
        };
        let meant = match form.as_str() {
            "i" | "me" | "my" | "mine" => Some(speaker),
            "we" | "us" | "our" | "ours" => Some(side(speaker, sides)),
            "country" | "nation" | "city" if is_this(reading, mention) => {
                place(mentions, knowledge, cast, index, side(speaker, sides))
            }
            "here" => place(mentions, knowledge, cast, index, side(speaker, sides)),
            _ => continue,
        };
        if let Some(entity) = meant {
            if let Some(before) = cast.of_mention[index].filter(|&before| before != entity) {
                cast.entities[before].mentions.retain(|&at| at != index);
            }
            cast.of_mention[index] = Some(entity);
            cast.entities[entity].mentions.push(index);
        }
    }
}

fn is_this(reading: &Reading<'_>, mention: &Mention) -> bool {
    let sentence = &reading.sentences[mention.sentence];
    let determiner = sentence.child_by(mention.head, Relation::Det);
    determiner
        .is_some_and(|determiner| sentence.words[determiner].form.eq_ignore_ascii_case("this"))
}

/// Whom a speaker speaks for, through what it is a part of.
fn side(speaker: usize, sides: &BTreeMap<usize, usize>) -> usize {
    let side = sides.get(&speaker).copied().unwrap_or(speaker);
    sides.get(&side).copied().unwrap_or(side)
}

/// Where the speaker is: the last state before that is not the speaker’s own, else the last place.
fn place(
    mentions: &Mentions,
    knowledge: &Knowledge<'_>,
    cast: &Cast,
    index: usize,
    own: usize,
) -> Option<usize> {
    const SPAN: usize = 40;
    let before = (index.saturating_sub(SPAN)..index).rev();
    let is = |entity: usize, name| {
        knowledge
            .classes
            .any_is(&cast.entities[entity].classes, name)
    };
    let known = before
        .filter(|&at| mentions.all[at].kind != crate::extract::mentions::MentionKind::Demonym)
        .filter_map(|at| cast.of_mention[at]);
    let mut places: Vec<usize> = known
        .filter(|&entity| entity != own && is(entity, "Place"))
        .collect();
    places.dedup();
    let state = places.iter().find(|&&entity| is(entity, "State"));
    state.or_else(|| places.first()).copied()
}
