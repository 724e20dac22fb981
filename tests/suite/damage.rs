//! Ways in which facts go wrong, and which relations of the worked example get which.

use serde_json::{Value, json};

/// A damage: its kind, the relations that get it, and how one gets it.
pub(crate) type Damage = (&'static str, &'static [&'static str], fn(&mut Value));

fn first_quote(relation: &mut Value) -> &mut serde_json::Map<String, Value> {
    relation["evidence"][0].as_object_mut().unwrap()
}

pub(crate) fn replace_word(relation: &mut Value) {
    let quote = first_quote(relation);
    let words: Vec<&str> = quote["quote"].as_str().unwrap().split(' ').collect();
    let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
    let middle = words.len() / 2;
    words[middle] = "never".to_owned();
    quote["quote"] = words.join(" ").into();
    // The offsets are still those of the true words, as with a person who retypes a quote.
}

pub(crate) fn invent(relation: &mut Value) {
    let quote = first_quote(relation);
    quote["quote"] = "the ministry of fisheries signed a treaty on tuna with the islanders".into();
    quote.remove("start");
    quote.remove("end");
}

pub(crate) fn swap_ends(relation: &mut Value) {
    let relation = relation.as_object_mut().unwrap();
    let (subject, object) = (relation["subject"].clone(), relation["object"].clone());
    relation["subject"] = object;
    relation["object"] = subject;
}

pub(crate) fn affirm(relation: &mut Value) {
    relation["polarity"] = "positive".into();
}

pub(crate) fn forget_speaker(relation: &mut Value) {
    relation.as_object_mut().unwrap().remove("attribution");
}

pub(crate) fn shift(relation: &mut Value) {
    let quote = first_quote(relation);
    for key in ["start", "end"] {
        quote[key] = json!(quote[key].as_u64().unwrap() + 7);
    }
}

/// Nineteen relations of the example, each damaged in one way; the twentieth is in the test for an edited source.
pub(crate) const DAMAGES: [Damage; 6] = [
    (
        "quote altered by one word",
        &["r09", "r13", "r39"],
        replace_word,
    ),
    ("quote from nowhere", &["r15", "r50", "r57"], invent),
    ("ends swapped", &["r01", "r17", "r38", "r60"], swap_ends),
    ("negation dropped", &["r48", "r65"], affirm),
    (
        "speaker dropped",
        &["r21", "r28", "r46", "r61"],
        forget_speaker,
    ),
    ("offsets shifted", &["r07", "r30", "r56"], shift),
];
