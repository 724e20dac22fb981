use crate::model::{Attribution, Confidence, EvidenceReference, Number, OneOrMany, Review};
use schemars::JsonSchema;
use serde::Serialize;

/// Who stands in which relation to whom, under which polarity and modality, by whose word, shown by which words.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RelationRecord {
    /// How this file refers to it; not kept beyond the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The entity it starts from: an id, or a name in a file that declares no entity.
    pub subject: String,
    /// The property: its name, prefixed name, IRI or label in the ontology, or any other words.
    pub predicate: String,
    /// The entity it ends at. Exactly one of `object` and `value` is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// A literal in place of an object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Whether the relation is affirmed or negated. A denial is negative and has a speaker.
    #[serde(default)]
    pub polarity: Polarity,
    /// How the relation is put forward.
    #[serde(default)]
    pub modality: Modality,
    /// Who in the source says so; without it, the source says so itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<Attribution>,
    /// The words that give the time, such as `2024`, `2024-06-06` or `since 2022`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// The entity where the relation holds or happens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The number that the words give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// How sure the extractor is that the text says this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// The words that carry it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceReference>,
    /// The person or program that drew it from the text.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub extractor: OneOrMany,
    /// What the extractor went by, in its own words: a rule and the lexical entry that it rests on.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub rule: OneOrMany,
    /// What people found when they read it beside its quote.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<Review>,
}

/// Whether a relation is affirmed or negated.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It is affirmed.
    #[default]
    Positive,
    /// It is negated or denied.
    Negative,
}

/// How a relation is put forward.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// As holding.
    #[default]
    Asserted,
    /// As intended, promised or under way towards.
    Planned,
    /// As expected, without being the speaker's own plan.
    Predicted,
    /// As able to hold.
    Possible,
    /// As holding under a condition, or as hoped or feared.
    Hypothetical,
    /// As asked for, demanded or ordered.
    Requested,
}

impl Polarity {
    /// Every polarity with its name in the facts format.
    pub const NAMES: [(&'static str, Self); 2] =
        [("positive", Self::Positive), ("negative", Self::Negative)];

    /// Its name in the facts format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Negative => "negative",
        }
    }
}

impl Modality {
    /// Every modality with its name in the facts format.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("asserted", Self::Asserted),
        ("planned", Self::Planned),
        ("predicted", Self::Predicted),
        ("possible", Self::Possible),
        ("hypothetical", Self::Hypothetical),
        ("requested", Self::Requested),
    ];

    /// Its name in the facts format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Planned => "planned",
            Self::Predicted => "predicted",
            Self::Possible => "possible",
            Self::Hypothetical => "hypothetical",
            Self::Requested => "requested",
        }
    }
}

/// The number that a relation's words give.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Quantity {
    /// As written, with `over`, `nearly` and such.
    pub text: String,
    /// Its value; null where the words give none, as in `hundreds`.
    #[serde(default)]
    pub value: Option<Number>,
}

/// A literal that stands where an object would.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// A string.
    Text(String),
    /// A number, kept to its last digit.
    Number(Number),
    /// True or false.
    Boolean(bool),
    /// A literal with a datatype or a language.
    Typed(TypedValue),
}

/// A literal with a datatype or a language of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TypedValue {
    /// Its lexical form.
    pub value: String,
    /// The IRI of its datatype.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub datatype: Option<String>,
    /// Its language as a BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}
