//! Pronouns of the third person, relative pronouns, and `there`.

use crate::extract::Relation;
use crate::extract::coreference::Context;
use crate::extract::coreference::cast::{Cast, Memory, Recent};
use crate::extract::mentions::Mention;

pub(super) fn resolve(
    context: &Context<'_, '_>,
    cast: &mut Cast,
    memory: &Memory,
) -> Option<usize> {
    let mention = &context.mentions.all[context.index];
    let word = &context.reading.sentences[mention.sentence].words[mention.head];
    let form = word.form.to_lowercase();
    if let "who" | "which" | "that" | "whose" | "whom" = form.as_str() {
        return relative(context, cast, mention);
    }
    let kind = match form.as_str() {
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" => Kind::Person,
        "it" | "its" | "itself" => Kind::Thing,
        "they" | "them" | "their" | "themselves" | "both" => Kind::Several,
        "there" => Kind::Place,
        _ => return None,
    };
    let candidates = memory.recent.iter().filter(|recent| {
        !recent.is_demonym
            && recent.sentence + 4 > mention.sentence
            && kind.fits(context, cast, recent.entity)
            && agrees(cast, mention, recent.entity)
            && !is_around(context, mention, recent)
    });
    candidates
        .enumerate()
        .max_by_key(|(rank, recent)| {
            (
                score(context, cast, mention, recent, kind),
                std::cmp::Reverse(*rank),
            )
        })
        .map(|(_, recent)| recent.entity)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Person,
    Thing,
    Several,
    Place,
}

impl Kind {
    fn fits(self, context: &Context<'_, '_>, cast: &Cast, entity: usize) -> bool {
        let known = &cast.entities[entity];
        let is = |name| context.knowledge.classes.any_is(&known.classes, name);
        match self {
            Self::Person => {
                is("Person") || known.classes.is_empty() && known.is_named && !known.is_plural
            }
            Self::Thing => {
                !is("Person") && !is("Role") && !is("Group") && (!known.is_plural || known.is_named)
            }
            Self::Several => known.is_plural || is("ArmedGroup"),
            Self::Place => is("Place"),
        }
    }
}

fn agrees(cast: &Cast, mention: &Mention, entity: usize) -> bool {
    match (mention.gender, cast.entities[entity].gender) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// Whether the candidate is the phrase in which the pronoun stands: `its embassy` is not the embassy’s.
fn is_around(context: &Context<'_, '_>, mention: &Mention, recent: &Recent) -> bool {
    recent.sentence == mention.sentence
        && context.reading.sentences[mention.sentence].is_within(mention.head, recent.head)
        && recent.head > mention.head
}

/// Subjects, what stands near, and names are likelier.
fn score(
    context: &Context<'_, '_>,
    cast: &Cast,
    mention: &Mention,
    recent: &Recent,
    kind: Kind,
) -> i32 {
    let known = &cast.entities[recent.entity];
    let mut score = 0;
    score += match mention.sentence - recent.sentence {
        0 => 40,
        1 => 24,
        2 => 12,
        _ => 0,
    };
    let is_subject_here = context.is_subject();
    if recent.is_subject && kind != Kind::Place {
        score += if is_subject_here { 22 } else { 14 };
    }
    if known.is_named {
        score += 8;
    }
    let is_agent = context.knowledge.classes.any_is(&known.classes, "Agent")
        || context.knowledge.classes.any_is(&known.classes, "State");
    if kind != Kind::Place && is_agent {
        score += 12;
    }
    let here = context
        .quotations
        .around(mention.sentence, mention.head)
        .is_some();
    if here != recent.is_quoted {
        score -= if here { 10 } else { 25 };
    }
    let relation = context.reading.sentences[recent.sentence].words[recent.head].relation;
    if kind == Kind::Place && matches!(relation, Relation::Nmod | Relation::NmodPoss) {
        score -= 10;
    }
    let sentence = &context.reading.sentences[mention.sentence];
    if recent.sentence == mention.sentence {
        // A pronoun after a subject in one clause usually is its possessive; an object never is the subject.
        let word = &sentence.words[mention.head];
        let same_clause = sentence.words[recent.head].head == word.head;
        if same_clause
            && matches!(
                word.relation,
                Relation::Obj | Relation::Iobj | Relation::Obl
            )
        {
            score -= 60;
        }
    }
    score
}

/// What a relative clause is about: the noun that it hangs on.
fn relative(context: &Context<'_, '_>, cast: &Cast, mention: &Mention) -> Option<usize> {
    let sentence = &context.reading.sentences[mention.sentence];
    let clause = std::iter::once(mention.head)
        .chain(sentence.ancestors(mention.head))
        .find(|&word| sentence.words[word].relation == Relation::AclRelcl)?;
    let head = sentence.words[clause].head?;
    let head = crate::extract::reading::semantic_head(sentence, head);
    let at = context.mentions.at(mention.sentence, head)?;
    // An object’s name stands beside its office: the person is meant.
    let person = sentence
        .child_by(head, Relation::Appos)
        .and_then(|name| context.mentions.at(mention.sentence, name));
    let form = sentence.words[mention.head].form.to_lowercase();
    if form == "who"
        && let Some(person) = person
    {
        return cast.of_mention[person];
    }
    cast.of_mention[at]
}
