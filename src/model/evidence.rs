use schemars::JsonSchema;
use serde::Serialize;

/// The words that carry a relation, and where they stand.
///
/// Offsets are Unicode code points, end excluded. Offsets alone or a quote alone are completed from the
/// source's text; both together must agree with it. Neither is needed where the source has no text: then the
/// source as a whole is cited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct EvidenceRecord {
    /// How relations of this file refer to it; not kept beyond the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
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
    pub quote: Option<String>,
    /// `false` where the words were looked for at the offsets and not found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
}

/// What a relation's `evidence` lists: ids of evidence records, or the records themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum EvidenceReference {
    /// The id of an evidence record in the same file.
    Id(String),
    /// The evidence itself.
    Record(EvidenceRecord),
}
