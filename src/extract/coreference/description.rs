//! Descriptions: `the West African country`, `the command`, `a town in South Sudan` beside a name, `the quake`.

use crate::extract::Relation;
use crate::extract::classes::core;
use crate::extract::coreference::Context;
use crate::extract::coreference::cast::{Cast, Entity, Memory};
use crate::extract::mentions::{Mention, MentionKind, apposition, label, own_words, owner};
use crate::extract::reading::semantic_head;
use crate::ontology::{EntryId, TitleKind};

pub(super) fn resolve(context: &Context<'_, '_>, cast: &mut Cast, memory: &mut Memory) -> usize {
    let mention = &context.mentions.all[context.index];
    let is_office = is_office(context, mention);
    if !is_office && let Some(entity) = beside(context, cast, mention) {
        let known = &mut cast.entities[entity];
        if known.entry.is_none() && !mention.classes.is_empty() {
            let fits = |class: &String| {
                !known
                    .classes
                    .iter()
                    .any(|of| context.knowledge.classes.is_a(of, class))
            };
            if mention.classes.iter().all(fits) {
                known.classes.clone_from(&mention.classes);
            }
        }
        return entity;
    }
    // A name that a sentence begins with may be tagged as a noun.
    let word = &context.reading.sentences[mention.sentence].words[mention.head];
    if mention.words.len() == 1
        && word.form.starts_with(char::is_uppercase)
        && let Some(&entity) = memory.by_name.get(word.form.as_ref())
    {
        return entity;
    }
    let possessor = possessor(context, cast, mention);
    if mention.is_definite
        && !is_office
        && possessor.is_none()
        && let Some(entity) = recalled(context, cast, memory, mention)
    {
        return entity;
    }
    let label = label(
        context.reading,
        mention,
        possessor.as_ref().map(|(label, _)| label.as_str()),
    );
    let is_counted = is_counted(context, mention);
    if let Some(&entity) = memory.by_label.get(&label).filter(|_| !is_counted) {
        return entity;
    }
    if let Some(entity) =
        shorter(context, memory, mention).filter(|_| possessor.is_none() && !is_office)
    {
        memory.by_label.insert(label, entity);
        return entity;
    }
    let mut classes = mention.classes.clone();
    if is_office {
        classes = vec![core("Role")];
    }
    let entity = cast.add(Entity {
        label: label.clone(),
        classes,
        is_plural: mention.is_plural,
        ..Entity::default()
    });
    if !is_counted {
        let own = own_words(context.reading, mention);
        if let (Some(first), Some(last)) = (own.split(' ').next(), own.split(' ').next_back()) {
            let ends = (first.to_owned(), last.to_owned());
            memory.by_ends.entry(ends).or_insert(entity);
        }
        memory.by_label.insert(label, entity);
    }
    entity
}

/// Whether a number stands with a noun: forty rebels are not the rebels.
fn is_counted(context: &Context<'_, '_>, mention: &Mention) -> bool {
    let sentence = &context.reading.sentences[mention.sentence];
    sentence.child_by(mention.head, Relation::Nummod).is_some()
        || sentence.words[mention.head].head.is_some_and(|above| {
            above != mention.head && semantic_head(sentence, above) == mention.head
        })
}

/// The same noun with fewer adjectives, but the same demonym: `Russian instructors` after `Russian military instructors`.
fn shorter(context: &Context<'_, '_>, memory: &Memory, mention: &Mention) -> Option<usize> {
    let own = own_words(context.reading, mention);
    let (first, last) = (own.split(' ').next()?, own.split(' ').next_back()?);
    let is_demonym = demonym(context, mention).is_some();
    (is_demonym && first != last).then_some(())?;
    memory
        .by_ends
        .get(&(first.to_owned(), last.to_owned()))
        .copied()
}

/// Whether the phrase names an office beside its holder: `Kenya’s foreign minister, Grace Wanjiru`.
fn is_office(context: &Context<'_, '_>, mention: &Mention) -> bool {
    let sentence = &context.reading.sentences[mention.sentence];
    let start = sentence.words[mention.head].range.start;
    let title = context
        .knowledge
        .gazetteer
        .title_at(context.reading.text, start);
    let is_rank = title.is_some_and(|(_, title)| title.kind == TitleKind::Rank);
    if mention.is_plural || is_rank {
        return false;
    }
    let word = &sentence.words[mention.head];
    let names_office = context
        .knowledge
        .lexicon
        .role_frames(&word.lemma.to_lowercase());
    let names_office = names_office
        .iter()
        .any(|frame| frame.property.ends_with("#holdsOffice"));
    let beside_name = apposition(sentence, mention.head).is_some()
        || matches!(word.relation, Relation::Appos | Relation::NmodDesc);
    names_office && beside_name
}

/// The label and entity of the possessor, unless the description stands for a whole of its own.
fn possessor(context: &Context<'_, '_>, cast: &Cast, mention: &Mention) -> Option<(String, usize)> {
    let sentence = &context.reading.sentences[mention.sentence];
    let owner = owner(sentence, mention.head)?;
    let at = context.mentions.at(mention.sentence, owner)?;
    let entity = cast.of_mention[at]?;
    Some((cast.entities[entity].label.clone(), entity))
}

/// The name beside which a description stands: `Halden Foods, the Norwegian dairy group`.
fn beside(context: &Context<'_, '_>, cast: &Cast, mention: &Mention) -> Option<usize> {
    let sentence = &context.reading.sentences[mention.sentence];
    let word = &sentence.words[mention.head];
    let is_compact = sentence.child_by(mention.head, Relation::Det).is_some()
        || sentence
            .child_by(mention.head, Relation::NmodPoss)
            .is_some();
    let at = context.mentions.at(mention.sentence, word.head?)?;
    let named = &context.mentions.all[at];
    let is_name = named.kind == MentionKind::Name;
    (word.relation == Relation::Appos && is_name && is_compact)
        .then(|| cast.of_mention[at])
        .flatten()
}

/// What a definite description recalls: the same word, a word of a name, or the last name of its class.
fn recalled(
    context: &Context<'_, '_>,
    cast: &Cast,
    memory: &Memory,
    mention: &Mention,
) -> Option<usize> {
    let sentence = &context.reading.sentences[mention.sentence];
    let word = &sentence.words[mention.head];
    let place = demonym(context, mention);
    let classes = &context.knowledge.classes;
    let is_state =
        mention.classes.iter().any(|class| *class == core("State")) && !mention.is_plural;
    if is_state {
        return state(context, cast, memory, place);
    }
    if word.lemma == "continent" {
        let found = memory.recent.iter().find(|recent| {
            let known = &cast.entities[recent.entity];
            known.entry.is_some() && classes.any_is(&known.classes, "Region")
        });
        return found.map(|recent| recent.entity);
    }
    let agrees = |entity: usize| {
        let known = &cast.entities[entity];
        known.classes.is_empty()
            || mention.classes.is_empty()
            || known.classes.iter().any(|one| {
                mention
                    .classes
                    .iter()
                    .any(|other| classes.agree(one, other) || both_bodies(context, one, other))
            })
    };
    let is_person = mention.classes.first() == Some(&core("Person")) && !mention.is_plural;
    if is_person
        && place.is_none()
        && let Some(&entity) = memory.holders.get(&word.lemma)
    {
        return Some(entity);
    }
    let armed = core("ArmedGroup");
    if mention.is_plural
        && mention.classes.contains(&armed)
        && !differs(context, mention)
        && let Some(&entity) = memory.by_class.get(&armed)
    {
        return Some(entity);
    }
    if let Some(&entity) = memory.by_word.get(&word.lemma)
        && (cast.entities[entity].is_plural == mention.is_plural || cast.entities[entity].is_named)
        && agrees(entity)
        && !differs(context, mention)
    {
        return Some(entity);
    }
    if place.is_some() || mention.is_plural || differs(context, mention) {
        return None;
    }
    let wanted: Vec<&String> = mention
        .classes
        .iter()
        .filter(|class| recallable(context, class))
        .collect();
    if word.lemma == "region"
        && let Some(&entity) = memory.by_class.get(&core("Region"))
    {
        return Some(entity);
    }
    let found = wanted
        .iter()
        .find_map(|class| memory.by_class.get(*class).copied());
    found.or_else(|| {
        let bodies = wanted
            .iter()
            .any(|class| classes.is_a(class, &core("Organization")));
        let mut recent = memory.recent.iter().filter(|recent| !recent.is_demonym);
        recent
            .find(|recent| {
                let known = &cast.entities[recent.entity];
                bodies
                    && known.is_named
                    && known
                        .classes
                        .iter()
                        .any(|one| wanted.iter().any(|other| both_bodies(context, one, other)))
            })
            .map(|recent| recent.entity)
    })
}

/// The state that a description recalls, in a region where it says so.
fn state(
    context: &Context<'_, '_>,
    cast: &Cast,
    memory: &Memory,
    place: Option<EntryId>,
) -> Option<usize> {
    let classes = &context.knowledge.classes;
    let fits = |entity: usize| {
        let known = &cast.entities[entity];
        let Some(entry) = known.entry else {
            return false;
        };
        let lies = place.is_none_or(|place| context.knowledge.gazetteer.lies_in(entry, place));
        lies && classes.any_is(&known.classes, "State")
    };
    let known = memory
        .recent
        .iter()
        .filter(|recent| !recent.is_demonym && fits(recent.entity));
    // The last sentence that names one counts, in it the subject, or whose the subject is, before others.
    let nearest = known.max_by_key(|recent| {
        (
            recent.sentence,
            recent.is_subject,
            std::cmp::Reverse(recent.head),
        )
    });
    nearest.map(|recent| recent.entity)
}

/// Classes whose members are called by their kind once they are known by name.
fn recallable(context: &Context<'_, '_>, class: &str) -> bool {
    ["Organization", "Settlement", "Event"]
        .iter()
        .any(|name| context.knowledge.classes.is_a(class, &core(name)))
        && !context.knowledge.classes.is_a(class, &core("ArmedForce"))
        && class != core("GovernmentBody")
}

/// `the agency` may be any body that is no armed force.
fn both_bodies(context: &Context<'_, '_>, one: &str, other: &str) -> bool {
    let classes = &context.knowledge.classes;
    let is_body = |class: &str| {
        [
            "IntergovernmentalOrganization",
            "NonProfit",
            "GovernmentBody",
        ]
        .iter()
        .any(|name| class == core(name))
    };
    is_body(one) && is_body(other) && classes.is_a(one, &core("Organization"))
}

/// Whether adjectives or nouns in front set the description apart.
fn differs(context: &Context<'_, '_>, mention: &Mention) -> bool {
    let sentence = &context.reading.sentences[mention.sentence];
    sentence.children(mention.head).any(|child| {
        child < mention.head
            && matches!(
                sentence.words[child].relation,
                Relation::Amod | Relation::Compound | Relation::Nummod
            )
    })
}

fn demonym(context: &Context<'_, '_>, mention: &Mention) -> Option<EntryId> {
    (mention.words.start..mention.head).find_map(|word| {
        let at = context.mentions.at(mention.sentence, word)?;
        let inner = &context.mentions.all[at];
        (inner.kind == MentionKind::Demonym)
            .then_some(inner.entry)
            .flatten()
    })
}
