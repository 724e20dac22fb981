use schemars::JsonSchema;
use serde::Serialize;

/// Who inside a source is said to hold a relation, and how that is reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Attribution {
    /// The entity that the words are ascribed to.
    pub speaker: String,
    /// Whether the words are quoted, reported or implied.
    pub report: ReportKind,
    /// The word that signals the report, such as `said` or `warned`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Cue>,
    /// The attribution that this one is nested in, when A says that B says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Box<Attribution>>,
}

/// How the source passes on somebody's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReportKind {
    /// The words stand between quotation marks.
    DirectQuote,
    /// The words are the writer's, the content is another's.
    Reported,
    /// The content is presupposed by an act such as thanking.
    Implied,
}

impl ReportKind {
    /// Every kind with its name in the facts format.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("direct-quote", Self::DirectQuote),
        ("reported", Self::Reported),
        ("implied", Self::Implied),
    ];
}

/// A cue: the bare word, or the word with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Cue {
    /// The word.
    Word(String),
    /// The word and where it stands.
    Placed(PlacedCue),
}

/// A cue and where it stands, in code points of the source, end excluded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PlacedCue {
    /// The word.
    pub text: String,
    /// Code points before its first character.
    pub start: u64,
    /// Code points before the character after its last.
    pub end: u64,
    /// The id of its source; without it, the source of the relation's evidence. Empty: it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}
