//! Who does or suffers what a verb says, also where it is understood.

use crate::extract::mentions::{conjuncts, owner};
use crate::extract::relations::predication::marker;
use crate::extract::{FineTag, Relation, Sentence, UniversalTag};

/// Whether a verb is passive.
pub(super) fn is_passive(sentence: &Sentence<'_>, verb: usize) -> bool {
    let word = &sentence.words[verb];
    let mut children = sentence.children(verb);
    if children.any(|child| {
        matches!(
            sentence.words[child].relation,
            Relation::AuxPass | Relation::NsubjPass
        )
    }) {
        return true;
    }
    let has_auxiliary = sentence.child_by(verb, Relation::Aux).is_some();
    let is_participle = word.fine_tag == FineTag::VBN && !has_auxiliary;
    match word.relation {
        Relation::Acl | Relation::Advcl | Relation::Amod | Relation::Xcomp => is_participle,
        Relation::Conj => {
            is_participle
                && sentence.child_by(verb, Relation::Nsubj).is_none()
                && word.head.is_some_and(|above| {
                    sentence.words[above].fine_tag == FineTag::VBN && is_passive(sentence, above)
                })
        }
        _ => {
            is_participle
                && sentence.child_by(verb, Relation::Obj).is_none()
                && sentence.child_by(verb, Relation::Nsubj).is_none()
        }
    }
}

/// Verbs whose subject stays the subject of the infinitive although they have an object.
const SUBJECT_CONTROL: [&str; 3] = ["promise", "vow", "threaten"];

/// Who does or suffers what a verb says, in the order of the text, also where it is understood: the subject of the
/// governing verb, the noun that a participle describes. At most `depth` verbs are climbed.
pub(super) fn surface_subjects(sentence: &Sentence<'_>, verb: usize, depth: usize) -> Vec<usize> {
    let own = sentence
        .children(verb)
        .find(|&child| sentence.words[child].relation.universal() == Relation::Nsubj);
    if let Some(own) = own {
        // A place where something happens is no subject.
        let is_place = matches!(
            marker(sentence, own).as_deref(),
            Some("in" | "at" | "near" | "from" | "across" | "outside")
        );
        return if is_place {
            Vec::new()
        } else {
            conjuncts(sentence, own)
        };
    }
    let word = &sentence.words[verb];
    // `with foreign influence leading to`: what stands after `with`.
    let with = sentence
        .children_by(verb, Relation::Obl)
        .find(|&child| child < verb && marker(sentence, child).as_deref() == Some("with"));
    if let Some(with) =
        with.filter(|_| word.fine_tag == FineTag::VBG && word.relation == Relation::Advcl)
    {
        return conjuncts(sentence, with);
    }
    let Some(above) = word.head.filter(|_| depth > 0) else {
        return Vec::new();
    };
    let above_is_verb = matches!(
        sentence.words[above].tag,
        UniversalTag::Verb | UniversalTag::Adjective | UniversalTag::Auxiliary
    ) || sentence.child_by(above, Relation::Cop).is_some();
    let object_of_above = sentence
        .child_by(above, Relation::Obj)
        .or_else(|| sentence.child_by(above, Relation::Iobj));
    let is_infinitive = word.fine_tag == FineTag::VB;
    if let Some(asked) = addressee(sentence, above).filter(|&asked| is_infinitive && asked < verb)
        && matches!(
            word.relation,
            Relation::Xcomp | Relation::Advcl | Relation::Ccomp
        )
    {
        return conjuncts(sentence, asked);
    }
    match word.relation {
        Relation::Conj if above_is_verb => surface_subjects(sentence, above, depth - 1),
        Relation::Xcomp => match object_of_above {
            Some(object) if !SUBJECT_CONTROL.contains(&sentence.words[above].lemma.as_str()) => {
                conjuncts(sentence, object)
            }
            _ => agents(sentence, surface_subjects(sentence, above, depth - 1)),
        },
        Relation::Advcl | Relation::Ccomp | Relation::Parataxis
            if above_is_verb && understood(sentence, verb) =>
        {
            let mark = sentence
                .child_by(verb, Relation::Mark)
                .or_else(|| sentence.child_by(verb, Relation::Case));
            let mark = mark.map(|mark| sentence.words[mark].form.to_lowercase());
            match (mark.as_deref(), object_of_above) {
                (Some("for" | "of" | "from" | "to" | "against"), Some(object))
                    if turns_to_object(sentence, above) || mark.as_deref() != Some("to") =>
                {
                    conjuncts(sentence, object)
                }
                _ => agents(sentence, surface_subjects(sentence, above, depth - 1)),
            }
        }
        Relation::Acl if word.fine_tag == FineTag::VB => of_noun(sentence, above, depth),
        Relation::Acl | Relation::Amod => conjuncts(sentence, above),
        Relation::Parataxis if word.fine_tag == FineTag::VBG => conjuncts(sentence, above),
        _ => Vec::new(),
    }
}

/// Who is asked by a preposition: `called on Norway to act`, `appealed to Norway to act`.
pub(super) fn addressee(sentence: &Sentence<'_>, verb: usize) -> Option<usize> {
    const ASKING: [&str; 4] = ["call", "appeal", "plead", "shout"];
    if !ASKING.contains(&sentence.words[verb].lemma.as_str()) {
        return None;
    }
    let mut obliques = sentence.children_by(verb, Relation::Obl);
    obliques.find(|&child| {
        child > verb
            && matches!(
                marker(sentence, child).as_deref(),
                Some("on" | "upon" | "for" | "to" | "with")
            )
    })
}

/// Who acts in a passive: `by Norway`.
pub(super) fn agents_of_passive(sentence: &Sentence<'_>, verb: usize) -> Vec<usize> {
    let agents = sentence.children(verb).filter(|&child| {
        matches!(
            sentence.words[child].relation,
            Relation::Obl | Relation::OblAgent
        ) && marker(sentence, child).as_deref() == Some("by")
    });
    agents
        .flat_map(|agent| conjuncts(sentence, agent))
        .collect()
}

/// Verbs that are asked of their object: `urged the government to act`.
fn turns_to_object(sentence: &Sentence<'_>, verb: usize) -> bool {
    const ASKING: [&str; 14] = [
        "urge", "ask", "order", "tell", "force", "allow", "help", "expect", "want", "invite",
        "press", "warn", "call", "appeal",
    ];
    ASKING.contains(&sentence.words[verb].lemma.as_str())
}

/// Participles and infinitives have the subject of the clause above.
fn understood(sentence: &Sentence<'_>, verb: usize) -> bool {
    matches!(
        sentence.words[verb].fine_tag,
        FineTag::VBG | FineTag::VBN | FineTag::VB
    )
}

/// Who a noun with an infinitive belongs to: `Russia’s plan to`, `a commitment from Russia to`, `(he) has a plan to`.
fn of_noun(sentence: &Sentence<'_>, noun: usize, depth: usize) -> Vec<usize> {
    let from = sentence.children_by(noun, Relation::Nmod).find(|&child| {
        let case = sentence.child_by(child, Relation::Case);
        case.is_some_and(|case| matches!(sentence.words[case].form.as_ref(), "from" | "by"))
    });
    let owner = sentence.child_by(noun, Relation::NmodPoss).or(from);
    if let Some(owner) = owner {
        return conjuncts(sentence, owner);
    }
    if sentence.child_by(noun, Relation::Cop).is_some() {
        return surface_subjects(sentence, noun, 0);
    }
    match sentence.words[noun].head {
        Some(verb) if sentence.words[noun].relation.universal() != Relation::Nsubj => {
            surface_subjects(sentence, verb, depth - 1)
        }
        _ => vec![noun],
    }
}

/// Plans do not act, those whose plans they are do: `Russia’s strategy involves deploying mercenaries`.
fn agents(sentence: &Sentence<'_>, subjects: Vec<usize>) -> Vec<usize> {
    const ABSTRACT: [&str; 12] = [
        "strategy",
        "plan",
        "policy",
        "programme",
        "program",
        "aim",
        "goal",
        "bid",
        "effort",
        "campaign",
        "approach",
        "role",
    ];
    let acting = |subject: usize| {
        let is_abstract = ABSTRACT.contains(&sentence.words[subject].lemma.as_str());
        owner(sentence, subject)
            .filter(|_| is_abstract)
            .unwrap_or(subject)
    };
    subjects.into_iter().map(acting).collect()
}
