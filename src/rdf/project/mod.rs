//! The graph as triples.
//!
//! A relation is a node of its own, since one triple has no room for the words, the place and the speaker.

mod values;

pub(super) use values::{modality, polarity, report_kind};

use crate::graph::{
    Attribution, Claim, Entity, Evidence, KnowledgeGraph, Minter, Name, Object, OpenTerm,
    OpenTermKind, Source, time_bounds,
};
use crate::ontology::Ontology;
use crate::ontology::vocabulary::{dc, dcterms, gw, owl, rdf, rdfs, schema, skos, xsd};
use crate::rdf::project::values::{date, decimal, issued, object, tagged, triple_term, typed};
use crate::rdf::terms::{iri, node};
use crate::rdf::{Prefixes, Quads, TooManyTerms};
use oxigraph::model::{Literal, Term};
use std::collections::BTreeSet;

/// How a claim is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ClaimStyle {
    /// A `gw:Claim` with `gw:subject`, `gw:predicate` and `gw:object`: plain RDF 1.1.
    #[default]
    Node,
    /// A reifier of a triple term (RDF 1.2).
    Rdf12,
    /// An `rdf:Statement`.
    Reified,
    /// A named graph that holds the triple.
    Graphs,
    /// Not at all: plain triples only.
    None,
}

/// Which claims stand as plain triples beside their nodes.
///
/// A claim that is denied, planned or otherwise not stated as holding never does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PlainTriples {
    /// Every stated claim, what only a speaker said included.
    #[default]
    All,
    /// What the source says in its own voice.
    OwnVoice,
    /// None.
    None,
}

/// How a graph is written as triples.
#[derive(Debug, Clone, Copy, Default)]
pub struct ProjectOptions {
    /// How claims are written.
    pub claims: ClaimStyle,
    /// Which claims stand as plain triples too.
    pub plain: PlainTriples,
    /// Whether sources carry their whole text.
    pub with_text: bool,
}

/// Writes a graph as quads. They declare no prefix; see [`prefixes`].
///
/// # Errors
/// [`TooManyTerms`] beyond 32 bits.
pub fn project(graph: &KnowledgeGraph, options: ProjectOptions) -> Result<Quads, TooManyTerms> {
    let mut projection = Projection {
        quads: Quads::default(),
        options,
    };
    for entity in graph.entities() {
        projection.entity(entity)?;
    }
    for term in graph.open_terms().values() {
        projection.open_term(term)?;
    }
    for claim in graph.claims() {
        projection.plain_triple(claim)?;
        projection.claim(claim)?;
    }
    let has_claims = options.claims != ClaimStyle::None;
    if has_claims {
        for attribution in graph.attributions().values() {
            projection.attribution(attribution)?;
        }
    }
    let mentioned: BTreeSet<&Name> = graph
        .entities()
        .flat_map(|entity| &entity.mentions)
        .collect();
    for evidence in graph.evidence().values() {
        if has_claims || mentioned.contains(&evidence.name) {
            projection.evidence(evidence)?;
        }
    }
    for source in graph.sources().values() {
        projection.source(source)?;
    }
    Ok(projection.quads)
}

/// The prefixes of minted names and those that the ontology declares.
pub fn prefixes(minter: &Minter, ontology: &Ontology) -> Prefixes {
    let vocabularies = ontology.prefixes().iter();
    let vocabularies = vocabularies.map(|(prefix, namespace)| (prefix.clone(), namespace.clone()));
    let names = minter
        .kinds()
        .map(|(prefix, namespace)| (prefix.to_owned(), namespace));
    vocabularies.chain(names).collect()
}

struct Projection {
    quads: Quads,
    options: ProjectOptions,
}

type Done = Result<(), TooManyTerms>;

impl Projection {
    fn add(&mut self, subject: &Name, predicate: &str, object: impl Into<Term>) -> Done {
        self.quads.insert(node(subject), iri(predicate), object)
    }

    fn entity(&mut self, entity: &Entity) -> Done {
        let name = &entity.name;
        for class in &entity.types {
            self.add(name, rdf::TYPE, node(class))?;
        }
        for (language, labels) in &entity.labels {
            if let Some(label) = &labels.preferred {
                self.add(name, skos::PREF_LABEL, tagged(label, language))?;
            }
            for label in &labels.others {
                self.add(name, skos::ALT_LABEL, tagged(label, language))?;
            }
        }
        for code in &entity.codes {
            self.add(name, skos::NOTATION, Literal::from(code.as_str()))?;
        }
        for same in &entity.same_as {
            self.add(name, owl::SAME_AS, iri(same))?;
        }
        for mention in &entity.mentions {
            self.add(name, gw::MENTION, node(mention))?;
        }
        Ok(())
    }

    fn open_term(&mut self, term: &OpenTerm) -> Done {
        for kind in &term.kinds {
            let class = match kind {
                OpenTermKind::Class => owl::CLASS,
                OpenTermKind::Relation => owl::OBJECT_PROPERTY,
                OpenTermKind::Attribute => owl::DATATYPE_PROPERTY,
            };
            self.add(&term.name, rdf::TYPE, iri(class))?;
        }
        for label in &term.labels {
            self.add(&term.name, rdfs::LABEL, Literal::from(label.as_str()))?;
        }
        Ok(())
    }

    fn plain_triple(&mut self, claim: &Claim) -> Done {
        let stands = claim.is_stated()
            && match self.options.plain {
                PlainTriples::All => true,
                PlainTriples::OwnVoice => claim.attribution.is_none(),
                PlainTriples::None => false,
            };
        if stands {
            self.add(&claim.subject, claim.predicate.as_str(), object(claim))?;
        }
        Ok(())
    }

    fn claim(&mut self, claim: &Claim) -> Done {
        let name = &claim.name;
        match self.options.claims {
            ClaimStyle::None => return Ok(()),
            ClaimStyle::Node => self.claim_ends(claim)?,
            ClaimStyle::Reified => {
                self.add(name, rdf::TYPE, iri(rdf::STATEMENT))?;
                self.add(name, rdf::SUBJECT, node(&claim.subject))?;
                self.add(name, rdf::PREDICATE, node(&claim.predicate))?;
                self.add(name, rdf::OBJECT, object(claim))?;
            }
            ClaimStyle::Rdf12 => self.add(name, rdf::REIFIES, triple_term(claim))?,
            ClaimStyle::Graphs => self.quads.insert_in(
                Some(node(name)),
                node(&claim.subject),
                iri(claim.predicate.as_str()),
                object(claim),
            )?,
        }
        self.claim_details(claim)
    }

    fn claim_ends(&mut self, claim: &Claim) -> Done {
        self.add(&claim.name, gw::SUBJECT, node(&claim.subject))?;
        self.add(&claim.name, gw::PREDICATE, node(&claim.predicate))?;
        let ends_at = match claim.object {
            Object::Entity(_) => gw::OBJECT,
            Object::Literal(_) => gw::VALUE,
        };
        self.add(&claim.name, ends_at, object(claim))
    }

    fn claim_details(&mut self, claim: &Claim) -> Done {
        let name = &claim.name;
        self.add(name, rdf::TYPE, iri(gw::CLAIM))?;
        self.add(name, gw::POLARITY, iri(polarity(claim.polarity)))?;
        self.add(name, gw::MODALITY, iri(modality(claim.modality)))?;
        if let Some(attribution) = &claim.attribution {
            self.add(name, gw::ATTRIBUTION, node(attribution))?;
        }
        for evidence in &claim.evidence {
            self.add(name, gw::EVIDENCE, node(evidence))?;
        }
        if let Some(words) = &claim.time {
            self.add(name, gw::TIME_TEXT, Literal::from(words.as_str()))?;
            let (start, end) = time_bounds(words);
            if let Some(start) = start {
                self.add(name, gw::TIME_START, date(&start))?;
            }
            if let Some(end) = end {
                self.add(name, gw::TIME_END, date(&end))?;
            }
        }
        if let Some(place) = &claim.place {
            self.add(name, gw::PLACE, node(place))?;
        }
        if let Some(quantity) = &claim.quantity {
            self.add(
                name,
                gw::QUANTITY_TEXT,
                Literal::from(quantity.text.as_str()),
            )?;
            if let Some(value) = &quantity.value {
                self.add(name, gw::QUANTITY, typed(value.as_str(), xsd::DECIMAL))?;
            }
        }
        if let Some(confidence) = claim.confidence {
            self.add(
                name,
                gw::CONFIDENCE,
                typed(&decimal(confidence.value()), xsd::DECIMAL),
            )?;
        }
        for extractor in &claim.extractors {
            self.add(name, gw::EXTRACTOR, Literal::from(extractor.as_str()))?;
        }
        Ok(())
    }

    fn attribution(&mut self, attribution: &Attribution) -> Done {
        let name = &attribution.name;
        self.add(name, rdf::TYPE, iri(gw::ATTRIBUTION_CLASS))?;
        self.add(name, gw::SPEAKER, node(&attribution.speaker))?;
        self.add(name, gw::REPORT_KIND, iri(report_kind(attribution.report)))?;
        if let Some(cue) = &attribution.cue {
            self.add(name, gw::CUE, Literal::from(cue.as_str()))?;
        }
        if let Some(evidence) = &attribution.cue_evidence {
            self.add(name, gw::CUE_EVIDENCE, node(evidence))?;
        }
        if let Some(outer) = &attribution.within {
            self.add(name, gw::WITHIN, node(outer))?;
        }
        Ok(())
    }

    fn evidence(&mut self, evidence: &Evidence) -> Done {
        let name = &evidence.name;
        self.add(name, rdf::TYPE, iri(gw::EVIDENCE_CLASS))?;
        if let Some(source) = &evidence.source {
            self.add(name, gw::SOURCE, node(source))?;
        }
        if let Some(start) = evidence.start {
            self.add(name, gw::START, typed(&start.to_string(), xsd::INTEGER))?;
        }
        if let Some(end) = evidence.end {
            self.add(name, gw::END, typed(&end.to_string(), xsd::INTEGER))?;
        }
        if let Some(quote) = &evidence.quote {
            self.add(name, gw::EXACT, Literal::from(quote.as_str()))?;
        }
        if evidence.unverified {
            self.add(name, gw::VERIFIED, typed("false", xsd::BOOLEAN))?;
        }
        Ok(())
    }

    fn source(&mut self, source: &Source) -> Done {
        let name = &source.name;
        self.add(name, rdf::TYPE, iri(gw::SOURCE_CLASS))?;
        let literals = [
            (dcterms::TITLE, &source.titles),
            (dc::PUBLISHER, &source.publishers),
            (dc::LANGUAGE, &source.languages),
        ];
        for (property, values) in literals {
            for value in values {
                self.add(name, property, Literal::from(value.as_str()))?;
            }
        }
        for url in &source.urls {
            self.add(name, schema::URL, typed(url, xsd::ANY_URI))?;
        }
        for published in &source.published {
            self.add(name, dcterms::ISSUED, issued(published))?;
        }
        if let Some(hash) = &source.sha256 {
            self.add(
                name,
                dcterms::IDENTIFIER,
                Literal::from(format!("sha256:{hash}")),
            )?;
        }
        if let Some(text) = source.text.as_ref().filter(|_| self.options.with_text) {
            self.add(name, gw::TEXT, Literal::from(text.as_str()))?;
        }
        Ok(())
    }
}
