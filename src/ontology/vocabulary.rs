//! Every IRI that the program itself writes or looks for, by name. A test checks that each is defined in `ontology/`.

/// Declares one namespace as a module of constants with the list of all of them.
macro_rules! namespace {
    ($(#[$about:meta])* $module:ident = $namespace:literal { $($name:ident = $local:literal),* $(,)? }) => {
        $(#[$about])*
        #[expect(missing_docs, reason = "each term is defined in ontology/, where the words belong")]
        pub mod $module {
            /// What the names of this vocabulary start with.
            pub const NAMESPACE: &str = $namespace;
            /// Every term of it that the program writes.
            pub const ALL: &[&str] = &[$($name),*];
            $(pub const $name: &str = concat!($namespace, $local);)*
        }
    };
}

namespace! {
    /// Our core: entities, claims, evidence, sources and attribution (`ontology/core.ttl`).
    gw = "https://w3id.org/graphwright/core#" {
        ENTITY = "Entity", PERSON = "Person", SOURCE_CLASS = "Source", CLAIM = "Claim", ATTRIBUTION_CLASS = "Attribution",
        EVIDENCE_CLASS = "Evidence",
        SUBJECT = "subject", PREDICATE = "predicate", OBJECT = "object", VALUE = "value",
        POLARITY = "polarity", MODALITY = "modality", ATTRIBUTION = "attribution", EVIDENCE = "evidence",
        TIME_TEXT = "timeText", TIME_START = "timeStart", TIME_END = "timeEnd", PLACE = "place",
        QUANTITY = "quantity", QUANTITY_TEXT = "quantityText", CONFIDENCE = "confidence",
        EXTRACTOR = "extractor", RULE = "rule",
        REVIEW = "review", REVIEW_CLASS = "Review", REVIEWER = "reviewer", REVIEW_VERDICT = "reviewVerdict",
        REVIEW_COMMENT = "reviewComment", REVIEWED_OK = "ReviewedOk", REVIEWED_WRONG = "ReviewedWrong",
        REVIEWED_UNSURE = "ReviewedUnsure",
        SPEAKER = "speaker", REPORT_KIND = "reportKind", CUE = "cue", CUE_EVIDENCE = "cueEvidence",
        WITHIN = "within",
        SOURCE = "source", START = "start", END = "end", EXACT = "exact", VERIFIED = "verified",
        MENTION = "mention", TEXT = "text",
        POSITIVE = "Positive", NEGATIVE = "Negative",
        ASSERTED = "Asserted", PLANNED = "Planned", PREDICTED = "Predicted", POSSIBLE = "Possible",
        HYPOTHETICAL = "Hypothetical", REQUESTED = "Requested",
        DIRECT_QUOTE = "DirectQuote", REPORTED = "Reported", IMPLIED = "Implied",
        DEMONYM = "demonym", GIVEN_NAME = "givenName", GENDER = "gender", OFFICE_TITLE = "officeTitle",
        RANK_TITLE = "rankTitle", HONORIFIC = "honorific", HEAD_NOUN = "headNoun", NAME_WORD = "nameWord",
        PLOVER_EVENT = "ploverEvent", EVENT_RULE = "EventRule", OF_EVENT = "ofEvent",
        VERDICT = "verdict", FINDING = "finding", REMARK = "remark", QUOTE_VERDICT = "quoteVerdict",
        FOUND_START = "foundStart", FOUND_END = "foundEnd", EDIT_DISTANCE = "editDistance",
        CHANGED_SINCE = "changedSince",
        READ_THERE = "ReadThere", QUOTED_THERE = "QuotedThere", FAILED = "Failed", NOT_CHECKED = "NotChecked",
        QUOTE_EXACT = "QuoteExact", QUOTE_SPELLING = "QuoteSpelling",
        QUOTE_NOWHERE = "QuoteNowhere", QUOTE_ALTERED = "QuoteAltered", QUOTE_MOVED = "QuoteMoved",
        ENDS_SWAPPED = "EndsSwapped", NEGATION_DROPPED = "NegationDropped", NEGATION_ADDED = "NegationAdded",
        HEDGE_DROPPED = "HedgeDropped", MODALITY_DIFFERS = "ModalityDiffers",
        SPEAKER_DROPPED = "SpeakerDropped", SPEAKER_DIFFERS = "SpeakerDiffers",
        END_NOWHERE = "EndNowhere", END_NOT_NEAR = "EndNotNear", SENTENCE_NEGATED = "SentenceNegated",
        SENTENCE_HEDGED = "SentenceHedged", SENTENCE_REPORTED = "SentenceReported", NO_QUOTE = "NoQuote", OUTSIDE_DOMAIN = "OutsideDomain", OUTSIDE_RANGE = "OutsideRange", SOURCE_CHANGED = "SourceChanged",
        INFERENCE = "Inference", INFERRED = "inferred", BY_RULE = "byRule",
        WITH_MODALITY = "withModality", WITH_POLARITY = "withPolarity", GIVES_EVENT = "givesEvent",
    }
}

namespace! {
    /// Of security and diplomacy (`ontology/security.ttl`), what ties one place to another in a gazetteer.
    sec = "https://w3id.org/graphwright/security#" {
        LOCATED_IN = "locatedIn", CAPITAL_OF = "capitalOf",
    }
}

namespace! {
    /// What lexical entries are made of (`ontology/lexicon-en.ttl`).
    lex = "https://w3id.org/graphwright/lexicon#" {
        VERB_FRAME = "VerbFrame", NOUN_FRAME = "NounFrame", ROLE_FRAME = "RoleFrame",
        ADJECTIVE_FRAME = "AdjectiveFrame", STRUCTURE_FRAME = "StructureFrame",
        OPERATOR = "Operator", REPORT_CUE = "ReportCue",
        DENOTES = "denotes", LEMMA = "lemma", SUBJECT_MARKER = "subjectMarker",
        OBJECT_MARKER = "objectMarker", FIXED_OBJECT = "fixedObject", REVERSED = "reversed",
        PASSIVE_ONLY = "passiveOnly", WITH_INFINITIVE = "withInfinitive", SUBJECT_CLASS = "subjectClass", OBJECT_CLASS = "objectClass",
        CONSTRUCTION = "construction", SETS_MODALITY = "setsModality", SETS_POLARITY = "setsPolarity",
        REPORT_KIND = "reportKind",
    }
}

namespace! {
    /// RDF (<https://www.w3.org/TR/rdf12-schema/>).
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#" {
        TYPE = "type", STATEMENT = "Statement", SUBJECT = "subject", PREDICATE = "predicate",
        OBJECT = "object", REIFIES = "reifies",
    }
}

namespace! {
    /// RDF Schema.
    rdfs = "http://www.w3.org/2000/01/rdf-schema#" {
        LABEL = "label",
    }
}

namespace! {
    /// The Web Ontology Language.
    owl = "http://www.w3.org/2002/07/owl#" {
        CLASS = "Class", OBJECT_PROPERTY = "ObjectProperty", DATATYPE_PROPERTY = "DatatypeProperty",
        SAME_AS = "sameAs", SYMMETRIC_PROPERTY = "SymmetricProperty", INVERSE_OF = "inverseOf",
    }
}

namespace! {
    /// Provenance (<https://www.w3.org/TR/prov-o/>).
    prov = "http://www.w3.org/ns/prov#" {
        WAS_DERIVED_FROM = "wasDerivedFrom",
    }
}

namespace! {
    /// Names and codes (<https://www.w3.org/TR/skos-reference/>).
    skos = "http://www.w3.org/2004/02/skos/core#" {
        PREF_LABEL = "prefLabel", ALT_LABEL = "altLabel", NOTATION = "notation",
    }
}

namespace! {
    /// Dublin Core terms, whose publisher and language want resources.
    dcterms = "http://purl.org/dc/terms/" {
        TITLE = "title", ISSUED = "issued", IDENTIFIER = "identifier",
    }
}

namespace! {
    /// Dublin Core elements, whose publisher and language take literals.
    dc = "http://purl.org/dc/elements/1.1/" {
        PUBLISHER = "publisher", LANGUAGE = "language",
    }
}

namespace! {
    /// schema.org.
    schema = "https://schema.org/" {
        URL = "url",
    }
}

namespace! {
    /// XML Schema datatypes.
    xsd = "http://www.w3.org/2001/XMLSchema#" {
        STRING = "string", BOOLEAN = "boolean", INTEGER = "integer", DECIMAL = "decimal",
        DATE = "date", DATE_TIME = "dateTime", G_YEAR = "gYear", G_YEAR_MONTH = "gYearMonth",
        ANY_URI = "anyURI",
    }
}

/// Every IRI of this module.
pub fn all() -> impl Iterator<Item = &'static str> {
    [
        gw::ALL,
        sec::ALL,
        lex::ALL,
        rdf::ALL,
        rdfs::ALL,
        owl::ALL,
        prov::ALL,
        skos::ALL,
        dcterms::ALL,
        dc::ALL,
        schema::ALL,
        xsd::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}
