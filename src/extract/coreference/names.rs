//! Names: by what the gazetteer takes them for, by the same words, by a part of a longer name, by an abbreviation.

use crate::extract::Relation;
use crate::extract::classes::core;
use crate::extract::coreference::Context;
use crate::extract::coreference::cast::{Cast, Entity, Memory};
use crate::extract::mentions::{Mention, MentionKind, anchor, own_words};
use crate::ontology::EntryId;

pub(super) fn resolve(context: &Context<'_, '_>, cast: &mut Cast, memory: &mut Memory) -> usize {
    let entity = named(context, cast, memory);
    remember_role(context, cast, memory, entity);
    entity
}

/// The role noun beside a person’s name calls the person from now on: `the mayor`.
fn remember_role(context: &Context<'_, '_>, cast: &Cast, memory: &mut Memory, entity: usize) {
    let mention = &context.mentions.all[context.index];
    if !context
        .knowledge
        .classes
        .any_is(&cast.entities[entity].classes, "Person")
    {
        return;
    }
    let sentence = &context.reading.sentences[mention.sentence];
    let beside = sentence.children(mention.head).filter(|&child| {
        matches!(
            sentence.words[child].relation,
            Relation::NmodDesc | Relation::Appos
        )
    });
    let nouns: Vec<usize> = beside.chain(anchor(sentence, mention.head)).collect();
    for noun in nouns {
        memory
            .holders
            .insert(sentence.words[noun].lemma.to_lowercase(), entity);
    }
}

fn named(context: &Context<'_, '_>, cast: &mut Cast, memory: &mut Memory) -> usize {
    let mention = &context.mentions.all[context.index];
    if let Some(entry) = mention.entry {
        let entity = by_entry(context, cast, memory, meant(context, mention, entry));
        take_description(context, cast, memory, mention, entity);
        return entity;
    }
    let name = own_words(context.reading, mention);
    if let Some(entity) = abbreviated(context, cast, mention) {
        cast.entities[entity].aliases.push(name.clone());
        memory.by_name.insert(name, entity);
        return entity;
    }
    let is_role = mention.classes == [core("Role")];
    if !is_role && let Some(&entity) = memory.by_name.get(&name) {
        take_description(context, cast, memory, mention, entity);
        return entity;
    }
    if let Some(entity) = titled(context, cast, memory, mention) {
        return entity;
    }
    if let Some(entity) = described(context, cast, mention) {
        let known = &mut cast.entities[entity];
        known.is_named = true;
        known.label.clone_from(&name);
        known.entry = mention.entry;
        if !mention.classes.is_empty() {
            known.classes.clone_from(&mention.classes);
        }
        register(memory, &name, &mention.classes, entity);
        return entity;
    }
    let entity = cast.add(Entity {
        label: name.clone(),
        classes: mention.classes.clone(),
        gender: mention.gender,
        is_plural: mention.is_plural,
        is_named: !is_role,
        ..Entity::default()
    });
    if !is_role {
        register(memory, &name, &mention.classes, entity);
    }
    entity
}

/// `Mr Smith`, `President Lima`: the one person of that surname so far whose gender agrees.
fn titled(
    context: &Context<'_, '_>,
    cast: &Cast,
    memory: &Memory,
    mention: &Mention,
) -> Option<usize> {
    let sentence = &context.reading.sentences[mention.sentence];
    let words = &sentence.words[mention.words.clone()];
    let gazetteer = context.knowledge.gazetteer;
    let (end, title) = gazetteer.title_at(context.reading.text, words.first()?.range.start)?;
    let rest: Vec<&str> = words
        .iter()
        .filter(|word| word.range.start >= end)
        .map(|word| word.form.as_ref())
        .collect();
    if rest.is_empty() {
        return None;
    }
    let holders = memory.surnames.get(&rest.join(" "))?;
    let mut holders = holders.iter().copied().filter(|&entity| {
        match (title.gender, cast.entities[entity].gender) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        }
    });
    let found = holders.next()?;
    holders.next().is_none().then_some(found)
}

/// Short forms lead to the name from now on: the last word of a person’s, the first and last of others’.
fn register(memory: &mut Memory, name: &str, classes: &[String], entity: usize) {
    memory.by_name.insert(name.to_owned(), entity);
    let words: Vec<&str> = name.split(' ').collect();
    if let [first, .., last] = words.as_slice() {
        memory.by_name.insert((*last).to_owned(), entity);
        if classes.is_empty() || classes == [core("Person")] {
            let holders = memory.surnames.entry((*last).to_owned()).or_default();
            if !holders.contains(&entity) {
                holders.push(entity);
            }
        }
        if classes != [core("Person")] {
            memory.by_name.entry((*first).to_owned()).or_insert(entity);
            memory.by_word.insert(last.to_lowercase(), entity);
        }
        let initials: String = words
            .iter()
            .filter_map(|word| word.chars().next())
            .filter(|letter| letter.is_uppercase())
            .collect();
        if initials.chars().count() > 1 {
            memory.by_name.entry(initials).or_insert(entity);
        }
    }
}

fn by_entry(
    context: &Context<'_, '_>,
    cast: &mut Cast,
    memory: &mut Memory,
    entry: EntryId,
) -> usize {
    if let Some(&entity) = memory.by_entry.get(&entry) {
        return entity;
    }
    let known = context.knowledge.gazetteer.entry(entry);
    let entity = cast.add(Entity {
        label: known.label.clone(),
        aliases: Vec::new(),
        classes: known.classes.clone(),
        entry: Some(entry),
        is_named: true,
        ..Entity::default()
    });
    memory.by_entry.insert(entry, entity);
    register(memory, &known.label, &known.classes, entity);
    entity
}

/// A capital that acts stands for its state: `Moscow denies`.
fn meant(context: &Context<'_, '_>, mention: &Mention, entry: EntryId) -> EntryId {
    let Some(state) = context.knowledge.gazetteer.entry(entry).capital_of else {
        return entry;
    };
    let sentence = &context.reading.sentences[mention.sentence];
    let word = &sentence.words[mention.head];
    let case = sentence.child_by(mention.head, Relation::Case);
    let case = case.map(|case| sentence.words[case].form.to_lowercase());
    let acts = matches!(word.relation, Relation::Nsubj | Relation::OblAgent)
        || matches!(case.as_deref(), Some("with" | "by"));
    if acts && mention.kind == MentionKind::Name {
        state
    } else {
        entry
    }
}

/// `the Norwegian Refugee Council (NRC)`.
fn abbreviated(context: &Context<'_, '_>, cast: &Cast, mention: &Mention) -> Option<usize> {
    let sentence = &context.reading.sentences[mention.sentence];
    let before = mention.words.start.checked_sub(2)?;
    let is_short = mention.words.len() == 1
        && sentence.words[mention.head]
            .form
            .chars()
            .all(|letter| letter.is_uppercase() || letter == '.');
    if sentence.words[before + 1].form != "(" || !is_short {
        return None;
    }
    // The name that ends where the bracket opens.
    let before = (0..=before).rev().take(8).find_map(|head| {
        let at = context.mentions.at(mention.sentence, head)?;
        (context.mentions.all[at].words.end == before + 1).then_some(at)
    })?;
    cast.of_mention[before]
}

/// What was taken for something of its own is what the name beside it says.
fn take_description(
    context: &Context<'_, '_>,
    cast: &mut Cast,
    memory: &mut Memory,
    mention: &Mention,
    entity: usize,
) {
    let Some(described) = described(context, cast, mention) else {
        return;
    };
    let mentions = std::mem::take(&mut cast.entities[described].mentions);
    for &at in &mentions {
        cast.of_mention[at] = Some(entity);
    }
    let label = cast.entities[described].label.clone();
    if memory.by_label.get(&label) == Some(&described) {
        memory.by_label.remove(&label);
    }
    for &at in &mentions {
        let mention = &context.mentions.all[at];
        let lemma = &context.reading.sentences[mention.sentence].words[mention.head].lemma;
        if let Some(known) = memory
            .by_word
            .get_mut(lemma)
            .filter(|known| **known == described)
        {
            *known = entity;
        }
    }
    cast.entities[entity].mentions.extend(mentions);
    memory
        .recent
        .iter_mut()
        .filter(|recent| recent.entity == described)
        .for_each(|recent| recent.entity = entity);
}

/// The description that a name stands beside: `its leader, Moses Kabuya`, `the capital, Juba`.
fn described(context: &Context<'_, '_>, cast: &Cast, mention: &Mention) -> Option<usize> {
    let sentence = &context.reading.sentences[mention.sentence];
    let at = context
        .mentions
        .at(mention.sentence, anchor(sentence, mention.head)?)?;
    let described = &context.mentions.all[at];
    let entity = cast.of_mention[at]?;
    let known = &cast.entities[entity];
    let is_role = known.classes == [core("Role")];
    (described.kind == MentionKind::Nominal
        && !known.is_named
        && !is_role
        && known.mentions.len() == 1)
        .then_some(entity)
}
