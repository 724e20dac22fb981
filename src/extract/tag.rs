//! Parts of speech: the universal ones of Universal Dependencies and the finer ones of the Penn Treebank.

/// Declares an enum whose variants have a written form, with both directions of the conversion.
macro_rules! written_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_meta])* $variant,)* }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// How treebanks write it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The value that treebanks write so; `None` if there is none.
            pub fn from_text(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use written_enum;

written_enum! {
    /// The universal part of speech (Universal Dependencies, version 2).
    UniversalTag {
        /// Adjective.
        Adjective = "ADJ",
        /// Preposition or postposition.
        Adposition = "ADP",
        /// Adverb.
        Adverb = "ADV",
        /// Auxiliary verb, modal or copula.
        Auxiliary = "AUX",
        /// Coordinating conjunction.
        Coordinator = "CCONJ",
        /// Determiner.
        Determiner = "DET",
        /// Interjection.
        Interjection = "INTJ",
        /// Common noun.
        Noun = "NOUN",
        /// Numeral.
        Numeral = "NUM",
        /// Particle: `to`, `not`, the possessive `'s`.
        Particle = "PART",
        /// Pronoun.
        Pronoun = "PRON",
        /// Proper noun.
        ProperNoun = "PROPN",
        /// Punctuation.
        Punctuation = "PUNCT",
        /// Subordinating conjunction.
        Subordinator = "SCONJ",
        /// Symbol.
        Symbol = "SYM",
        /// Verb.
        Verb = "VERB",
        /// Anything else.
        Other = "X",
    }
}

written_enum! {
    /// The fine part of speech of the Penn Treebank, as the English Web Treebank uses it.
    FineTag {
        /// Currency sign.
        Currency = "$",
        /// Opening quotation mark.
        OpeningQuote = "``",
        /// Closing quotation mark.
        ClosingQuote = "''",
        /// Comma.
        Comma = ",",
        /// Opening bracket.
        OpeningBracket = "-LRB-",
        /// Closing bracket.
        ClosingBracket = "-RRB-",
        /// Full stop, question or exclamation mark.
        Stop = ".",
        /// Colon, semicolon, dash, ellipsis.
        Colon = ":",
        /// Address of a page or a mailbox.
        Address = "ADD",
        /// Affix that stands alone.
        Affix = "AFX",
        /// Coordinating conjunction.
        CC = "CC",
        /// Cardinal number.
        CD = "CD",
        /// Determiner.
        DT = "DT",
        /// Existential `there`.
        EX = "EX",
        /// Foreign word.
        FW = "FW",
        /// Part of a word that was wrongly split.
        GW = "GW",
        /// Hyphen.
        Hyphen = "HYPH",
        /// Preposition or subordinating conjunction.
        IN = "IN",
        /// Adjective.
        JJ = "JJ",
        /// Comparative adjective.
        JJR = "JJR",
        /// Superlative adjective.
        JJS = "JJS",
        /// Marker of a list item.
        LS = "LS",
        /// Modal verb.
        MD = "MD",
        /// Superfluous punctuation.
        NFP = "NFP",
        /// Singular noun.
        NN = "NN",
        /// Singular proper noun.
        NNP = "NNP",
        /// Plural proper noun.
        NNPS = "NNPS",
        /// Plural noun.
        NNS = "NNS",
        /// Predeterminer.
        PDT = "PDT",
        /// Possessive ending.
        POS = "POS",
        /// Personal pronoun.
        PRP = "PRP",
        /// Possessive pronoun.
        PossessivePronoun = "PRP$",
        /// Adverb.
        RB = "RB",
        /// Comparative adverb.
        RBR = "RBR",
        /// Superlative adverb.
        RBS = "RBS",
        /// Particle of a verb.
        RP = "RP",
        /// Symbol.
        SYM = "SYM",
        /// `to`.
        TO = "TO",
        /// Interjection.
        UH = "UH",
        /// Verb, base form.
        VB = "VB",
        /// Verb, past tense.
        VBD = "VBD",
        /// Verb, gerund or present participle.
        VBG = "VBG",
        /// Verb, past participle.
        VBN = "VBN",
        /// Verb, present, not third person singular.
        VBP = "VBP",
        /// Verb, present, third person singular.
        VBZ = "VBZ",
        /// `which`, `what` before a noun.
        WDT = "WDT",
        /// `who`, `what`.
        WP = "WP",
        /// `whose`.
        PossessiveWh = "WP$",
        /// `when`, `where`, `how`.
        WRB = "WRB",
        /// Anything else.
        XX = "XX",
    }
}

/// Both parts of speech of a token: what the tagger chooses in one decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    /// The universal part of speech.
    pub universal: UniversalTag,
    /// The fine part of speech.
    pub fine: FineTag,
}
