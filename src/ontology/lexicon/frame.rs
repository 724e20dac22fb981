use crate::model::{Modality, Polarity, ReportKind};

/// Where an end of a relation stands, seen from the word that stands for the relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// The subject of the verb (`nsubj`; the agent of a passive).
    Subject,
    /// The direct object (`obj`; the subject of a passive).
    Object,
    /// The indirect object (`iobj`): `give Mali weapons`.
    IndirectObject,
    /// What is predicated of the object, or of the subject of a passive: `named the country a crisis`.
    Complement,
    /// The subject of the clause that is the verb's complement: `warned that China is …`.
    ClauseSubject,
    /// After this preposition (`case` of an `obl` or `nmod`).
    Marker(String),
    /// A possessor: before `'s`, a possessive pronoun, a demonym, a compound noun, after `by` or, where no
    /// other slot asks for it, after `of`.
    Possessor,
    /// Who is called by a role noun: the name beside it, its subject in a copula clause, or itself.
    Holder,
    /// The noun itself with its modifiers, as an entity: `the Foreign Minister` of `holdsOffice`.
    Itself,
}

/// A relation of two ends without a word of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Construction {
    /// A demonym before a noun: `Russian instructors`.
    Demonym,
    /// A possessor before a noun: `Burkina Faso’s army`.
    Possessive,
    /// A name before a noun: `the Perth plant`, `US Africa Command`.
    Compound,
    /// `of` after a noun: `officials of the city`.
    Of,
    /// `in` after a noun: `a town in South Sudan`.
    In,
    /// `at` after a noun: `astronomers at Leiden`.
    At,
    /// `from` after a noun: `observers from the OSCE`.
    From,
    /// `for` after a noun: `a spokesman for the bloc`.
    For,
    /// `with` after a noun: `an analyst with the bank`.
    With,
    /// A name with a comma after it: `Perth, Scotland`.
    Comma,
}

impl Construction {
    /// Each with its name in the ontology's files.
    pub const NAMES: [(&'static str, Self); 10] = [
        ("demonym", Self::Demonym),
        ("possessive", Self::Possessive),
        ("compound", Self::Compound),
        ("of", Self::Of),
        ("in", Self::In),
        ("at", Self::At),
        ("from", Self::From),
        ("for", Self::For),
        ("with", Self::With),
        ("comma", Self::Comma),
    ];
}

/// One way in which a word stands for a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The IRI of the entry, which `--explain` names.
    pub entry: String,
    /// The words of the lemma: `["take", "over"]`. Empty for a construction.
    pub words: Vec<String>,
    /// The IRI of the property.
    pub property: String,
    /// Where the property's subject stands.
    pub subject: Slot,
    /// Where the property's object stands.
    pub object: Slot,
    /// Lemmas of which the direct object's head has to be one, where there are any: `impose sanctions on`.
    pub fixed_objects: Vec<String>,
    /// Whether the verb has to be passive: `be killed in`.
    pub passive_only: bool,
    /// Whether the verb has to have an infinitive for its complement: `tell … to leave`, not `tell … about it`.
    pub with_infinitive: bool,
    /// Classes of which the property's subject has to be, where there are any: IRIs.
    pub subject_classes: Vec<String>,
    /// Classes of which the property's object has to be, where there are any: IRIs.
    pub object_classes: Vec<String>,
    /// The modality that the word itself brings along: a `bid for` is planned.
    pub modality: Option<Modality>,
    /// The polarity that the word itself brings along.
    pub polarity: Option<Polarity>,
}

/// A word that changes the modality or polarity of the clause it governs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// The IRI of the entry.
    pub entry: String,
    /// The words of the lemma.
    pub words: Vec<String>,
    /// The modality of the governed clause. Asserted where the word says that it came true: `manage to`.
    pub modality: Option<Modality>,
    /// The polarity of the governed clause.
    pub polarity: Option<Polarity>,
}

/// A word that says that somebody holds a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportCue {
    /// The IRI of the entry.
    pub entry: String,
    /// The words of the lemma.
    pub words: Vec<String>,
    /// How the claim is reported when its words are not between quotation marks.
    pub report: ReportKind,
    /// What the cue does to the claim's modality: `fear` makes it hypothetical, `promise` planned.
    pub modality: Option<Modality>,
    /// What the cue does to the claim's polarity: `deny`.
    pub polarity: Option<Polarity>,
}
