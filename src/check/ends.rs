//! Whether the ends of a relation stand in its quote, near it, elsewhere in the source, or nowhere.

use crate::check::normal::normal;
use crate::check::passage::{OpenSource, Passage, overlap};
use crate::check::words::{are_akin, has_name, initials, telling_words, words};
use crate::graph::{Entity, Name};
use std::ops::Range;

/// Where an end stands, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// A name, or a pronoun or description that was resolved, in the quote.
    InQuote,
    /// In its sentences, or in the one before or behind.
    Near,
    /// In the source, of which no passage is looked at.
    Somewhere,
    /// Elsewhere in the source.
    Elsewhere,
    /// Nothing of its names anywhere.
    Nowhere,
}

/// Where an entity stands as seen from a passage, or without one in the source as a whole.
pub(super) fn standing(
    source: &OpenSource<'_>,
    passage: Option<&Passage>,
    name: &Name,
) -> Standing {
    let Some(entity) = source.graph.entity(name) else {
        return Standing::Nowhere;
    };
    let mentions = mentions(source, entity);
    let stretches = passage.map(|passage| {
        [
            (&passage.quote, Standing::InQuote),
            (&passage.near, Standing::Near),
        ]
    });
    for (stretch, standing) in stretches.into_iter().flatten() {
        let is_mentioned = mentions.iter().any(|place| overlap(place, stretch));
        if is_mentioned || is_named(&source.words(stretch), entity) {
            return standing;
        }
    }
    let text = source.haystack.normal().as_str();
    if !mentions.is_empty() || is_hinted_at(source, text, entity) {
        passage.map_or(Standing::Somewhere, |_| Standing::Elsewhere)
    } else {
        Standing::Nowhere
    }
}

fn mentions(source: &OpenSource<'_>, entity: &Entity) -> Vec<Range<u64>> {
    let mut found: Vec<Range<u64>> = source.mentions(entity).collect();
    let Some(examination) = &source.examination else {
        return found;
    };
    for number in source.counterparts(&entity.name) {
        let mentions = examination.entities[number].mentions.iter();
        found.extend(mentions.filter_map(|mention| Some(mention.start?..mention.end?)));
    }
    found
}

/// Whether a stretch has a name of an entity, or all words that tell what it is.
fn is_named(stretch: &str, entity: &Entity) -> bool {
    entity.all_labels().map(normal).any(|label| {
        let telling = telling_words(&label);
        has_name(stretch, &label)
            || !telling.is_empty()
                && telling
                    .iter()
                    .all(|word| words(stretch).any(|other| are_akin(word, other)))
    })
}

/// Whether any word that tells what an entity is stands in a text, or letters that may stand for it.
fn is_hinted_at(source: &OpenSource<'_>, text: &str, entity: &Entity) -> bool {
    let original = source.haystack.text.as_str();
    entity.all_labels().any(|label| {
        let spelt = normal(label);
        let telling = telling_words(&spelt);
        let short = initials(label).is_some_and(|initials| has_name(original, &initials));
        // A name without a word of three letters, such as `EU`, is looked for as it is, or as words that it may stand for.
        short
            || has_name(text, &spelt)
            || telling.iter().any(|word| {
                source
                    .vocabulary()
                    .iter()
                    .any(|other| are_akin(word, other))
            })
            || is_abbreviation(label) && stands_for_words(original, label)
    })
}

fn is_abbreviation(label: &str) -> bool {
    label.chars().count() > 1 && label.chars().all(char::is_uppercase)
}

/// Whether words of a text that stand side by side begin with these letters, small words between them aside.
fn stands_for_words(text: &str, letters: &str) -> bool {
    let starts: String = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .filter(|letter| !letter.is_lowercase())
        .collect();
    starts.contains(letters)
}
