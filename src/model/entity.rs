use crate::model::OneOrMany;
use schemars::JsonSchema;
use serde::Serialize;

/// A person, state, group, place, event or thing that relations join.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct EntityRecord {
    /// Its id, global over all inputs; an absolute IRI stays itself. Without one, the label is the id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its class or classes in the ontology, by name, prefixed name, IRI or label.
    #[serde(default, rename = "type", skip_serializing_if = "OneOrMany::is_empty")]
    pub types: OneOrMany,
    /// The name that people know it by.
    pub label: String,
    /// The language of label and aliases as a BCP 47 tag; empty for none. Without it, the language of the
    /// sources of all mentions counts, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Other names of the same thing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<WrittenLabel>,
    /// Codes such as ISO 3166 or CAMEO actor codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// IRIs of the same thing elsewhere, such as its Wikidata item.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<String>,
    /// The places in texts that refer to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
}

/// A place in a text that refers to an entity.
///
/// Offsets are Unicode code points, end excluded. Offsets alone or text alone are completed from the source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Mention {
    /// The id of its source; may be left out where the file has just one. Empty: it has none, also then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Code points before its first character.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u64>,
    /// Code points before the character after its last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<u64>,
    /// Its words, unchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// `false` where the words were looked for at the offsets and not found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
}

/// An alias: a bare string in the record's language, or a string with a language of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum WrittenLabel {
    /// In the language of the record.
    Plain(String),
    /// In a language of its own.
    Tagged(LanguageString),
}

/// A string with its language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LanguageString {
    /// The string.
    pub text: String,
    /// Its language as a BCP 47 tag; empty for none.
    pub language: String,
}
