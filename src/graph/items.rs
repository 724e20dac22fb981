use crate::graph::name::sha256_hex;
use crate::graph::{Minter, Name, Named, SortedMap, SortedSet, canonical};
use crate::model::{
    Confidence, Modality, Polarity, Quantity, ReportKind, Review, SourceText, TypedValue,
};

/// A node of the graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Its IRI.
    pub name: Name,
    /// Its classes, all that any record gave.
    pub types: SortedSet<Name>,
    /// Its labels by language tag; the empty tag holds those without a language.
    pub labels: SortedMap<String, Labels>,
    /// Codes such as ISO 3166.
    pub codes: SortedSet<String>,
    /// IRIs of the same thing elsewhere.
    pub same_as: SortedSet<String>,
    /// Names of the evidence that mentions it.
    pub mentions: SortedSet<Name>,
}

/// The labels of an entity in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels {
    /// The label with most records, then the smallest; `None` where there are only aliases.
    pub preferred: Option<String>,
    /// All others.
    pub others: SortedSet<String>,
}

impl Entity {
    /// The label to show where there is room for one: the preferred one without a language or in English,
    /// else the first, else the last part of its IRI.
    pub fn label(&self) -> &str {
        let preferred = |tag: &str| self.labels.get(tag)?.preferred.as_deref();
        preferred("")
            .or_else(|| preferred("en"))
            .or_else(|| {
                self.labels
                    .values()
                    .find_map(|labels| labels.preferred.as_deref())
            })
            .or_else(|| {
                self.labels
                    .values()
                    .find_map(|labels| labels.others.first().map(String::as_str))
            })
            .unwrap_or_else(|| self.name.local())
    }

    /// Every label and alias.
    pub fn all_labels(&self) -> impl Iterator<Item = &str> {
        self.labels.values().flat_map(|labels| {
            let others = labels.others.iter().map(String::as_str);
            labels.preferred.as_deref().into_iter().chain(others)
        })
    }
}

/// An edge of the graph: one relation as one source, or one speaker in it, puts it.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Its IRI, a hash of what it says.
    pub name: Name,
    /// The entity it starts from.
    pub subject: Name,
    /// The property.
    pub predicate: Name,
    /// Where it ends.
    pub object: Object,
    /// Affirmed or negated.
    pub polarity: Polarity,
    /// As fact, plan, forecast and so on.
    pub modality: Modality,
    /// Who in the source says so; `None` for the source's own voice.
    pub attribution: Option<Name>,
    /// Names of the evidence that carries it.
    pub evidence: SortedSet<Name>,
    /// The words that give the time.
    pub time: Option<String>,
    /// The entity where it holds.
    pub place: Option<Name>,
    /// The number that the words give.
    pub quantity: Option<Quantity>,
    /// The highest confidence that any extractor gave.
    pub confidence: Option<Confidence>,
    /// Every person or program that drew it from the text.
    pub extractors: SortedSet<String>,
    /// What they went by: rules and the lexical entries that these rest on.
    pub rules: SortedSet<String>,
    /// What people found when they read it beside its quote; they need not agree.
    pub reviews: SortedSet<Review>,
    /// Names that it had before what it speaks of became one with something else: what was written of it under
    /// those is found again by them.
    pub former_names: SortedSet<Name>,
    /// Whether it follows by a rule and nobody said it. Pictures alone have such claims.
    pub is_inferred: bool,
}

impl Claim {
    /// A claim that is put forward as holding, with nothing behind it yet.
    pub fn bare(name: Name, subject: Name, predicate: Name, object: Object) -> Self {
        Self {
            name,
            subject,
            predicate,
            object,
            polarity: Polarity::Positive,
            modality: Modality::Asserted,
            attribution: None,
            evidence: SortedSet::new(),
            time: None,
            place: None,
            quantity: None,
            confidence: None,
            extractors: SortedSet::new(),
            rules: SortedSet::new(),
            reviews: SortedSet::new(),
            former_names: SortedSet::new(),
            is_inferred: false,
        }
    }

    /// Whether it is put forward as holding: such a claim may stand as a plain triple.
    pub fn is_stated(&self) -> bool {
        self.polarity == Polarity::Positive && self.modality == Modality::Asserted
    }
}

/// Where a claim ends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Object {
    /// An entity.
    Entity(Name),
    /// A literal; the datatype is always given unless there is a language.
    Literal(TypedValue),
}

/// A document that evidence lies in. What several records say of one document is kept side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its IRI.
    pub name: Name,
    /// Titles.
    pub titles: SortedSet<String>,
    /// Web addresses.
    pub urls: SortedSet<String>,
    /// Publishers.
    pub publishers: SortedSet<String>,
    /// Times of publication, as written.
    pub published: SortedSet<String>,
    /// Language tags.
    pub languages: SortedSet<String>,
    /// SHA-256 of the text, in hexadecimal digits.
    pub sha256: Option<String>,
    /// The text, where it is at hand.
    pub text: Option<SourceText>,
}

/// Words in a source and their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its IRI, a hash of what it says.
    pub name: Name,
    /// The document.
    pub source: Option<Name>,
    /// Code points before its first character.
    pub start: Option<u64>,
    /// Code points before the character after its last.
    pub end: Option<u64>,
    /// Its words.
    pub quote: Option<String>,
    /// `true` where the words were looked for at their place and not found there.
    pub unverified: bool,
}

/// Who inside a source is said to hold a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Its IRI, a hash of what it says.
    pub name: Name,
    /// The entity that speaks.
    pub speaker: Name,
    /// Quoted, reported or implied.
    pub report: ReportKind,
    /// The word that signals the report.
    pub cue: Option<String>,
    /// Where the cue stands.
    pub cue_evidence: Option<Name>,
    /// The attribution that this one is nested in.
    pub within: Option<Name>,
}

/// A property or class that the ontology does not have, under the name that the data gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenTerm {
    /// Its IRI.
    pub name: Name,
    /// The words it was given as.
    pub labels: SortedSet<String>,
    /// What it is used as.
    pub kinds: SortedSet<OpenTermKind>,
}

/// What an open term is used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OpenTermKind {
    /// The class of an entity.
    Class,
    /// A relation between entities.
    Relation,
    /// A relation between an entity and a literal.
    Attribute,
}

impl Evidence {
    /// The same under the name that its content gives it.
    #[must_use]
    pub fn named(mut self, minter: &Minter) -> Self {
        self.name = minter.evidence(&canonical::evidence(&self));
        self
    }
}

impl Attribution {
    /// The same under the name that its content gives it.
    #[must_use]
    pub fn named(mut self, minter: &Minter) -> Self {
        self.name = minter.attribution(&canonical::attribution(&self));
        self
    }
}

impl Claim {
    /// The same under the name that its content gives it. Confidence, extractors, their rules and
    /// reviews are not part of that.
    #[must_use]
    pub fn named(mut self, minter: &Minter) -> Self {
        self.name = minter.claim(&canonical::claim(&self));
        self
    }
}

impl Source {
    /// The same under the name that it has by the hash of its text, else of its URL, else of its record.
    #[must_use]
    pub fn named(mut self, minter: &Minter) -> Self {
        let hash = match (&self.sha256, self.urls.first()) {
            (Some(hash), _) => hash.clone(),
            (None, Some(url)) => sha256_hex(url.as_bytes()),
            (None, None) => sha256_hex(canonical::source(&self).as_bytes()),
        };
        self.name = minter.source(&hash);
        self
    }
}

macro_rules! named {
    ($($item:ty),*) => {
        $(impl Named for $item {
            fn name(&self) -> &Name {
                &self.name
            }
        })*
    };
}

named!(Entity, Claim, Source, Evidence, Attribution, OpenTerm);
