use schemars::JsonSchema;
use serde::Serialize;

/// A document that facts were read from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SourceRecord {
    /// How this file refers to the document; not kept beyond the file.
    pub id: String,
    /// Its headline or title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where it was published, as an absolute http or https IRI.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// When it was published: a year, month, day or date and time in ISO 8601 form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The language of its text as a BCP 47 tag, such as `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// SHA-256 of its text in UTF-8, as 64 hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Its text. Offsets count Unicode code points from its start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// In place of `text`: a file beside the facts file that holds it, in UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}
