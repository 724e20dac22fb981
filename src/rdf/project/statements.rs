//! What is said of each thing of the graph.

use crate::graph::{
    Attribution, Claim, Entity, Evidence, Name, Object as End, OpenTerm, OpenTermKind, Source,
    review_name, time_bounds,
};
use crate::model::Review;
use crate::ontology::vocabulary::{dc, dcterms, gw, owl, rdf, rdfs, schema, skos, xsd};
use crate::rdf::project::sink::{Object, Sink};
use crate::rdf::project::values::{
    date, decimal, issued, modality, polarity, report_kind, triple_term, verdict,
};
use crate::rdf::project::{ClaimStyle, PlainTriples, ProjectOptions};
use crate::rdf::terms::literal;
use crate::rdf::{Dictionary, Quad, TermId, TooManyTerms};
use std::collections::BTreeSet;

/// Statements in the making.
#[derive(Debug, Clone)]
pub(super) struct Projection {
    sink: Sink,
    options: ProjectOptions,
    /// Where claims are not written, the evidence that is: what mentions an entity.
    mentioned: BTreeSet<Name>,
}

type Done = Result<(), TooManyTerms>;

impl Projection {
    pub(super) fn new(options: ProjectOptions) -> Self {
        Self {
            sink: Sink::default(),
            options,
            mentioned: BTreeSet::new(),
        }
    }

    pub(super) fn into_parts(self) -> (Dictionary, Vec<Quad>) {
        (self.sink.dictionary, self.sink.quads)
    }

    /// Takes note of what mentions the entities, which has to come before any evidence.
    pub(super) fn mentioned<'e>(&mut self, entities: impl IntoIterator<Item = &'e Entity>) {
        if self.options.claims == ClaimStyle::None {
            let mentions = entities.into_iter().flat_map(|entity| &entity.mentions);
            self.mentioned.extend(mentions.cloned());
        }
    }

    pub(super) fn entity(&mut self, entity: &Entity) -> Done {
        let says_nothing = entity.types.is_empty()
            && entity.labels.values().next().is_none()
            && entity.codes.is_empty()
            && entity.same_as.is_empty()
            && entity.mentions.is_empty();
        if says_nothing {
            // Its name is no term yet: a claim may have it or not.
            return Ok(());
        }
        let name = self.sink.name(&entity.name)?;
        for class in &entity.types {
            self.sink.add(name, rdf::TYPE, class)?;
        }
        for (language, labels) in &entity.labels {
            if let Some(label) = &labels.preferred {
                self.sink
                    .add(name, skos::PREF_LABEL, Object::Tagged(label, language))?;
            }
            for label in &labels.others {
                self.sink
                    .add(name, skos::ALT_LABEL, Object::Tagged(label, language))?;
            }
        }
        for code in &entity.codes {
            self.sink
                .add(name, skos::NOTATION, Object::Text(code.as_str()))?;
        }
        for same in &entity.same_as {
            self.sink.add(name, owl::SAME_AS, Object::Iri(same))?;
        }
        for mention in &entity.mentions {
            self.sink.add(name, gw::MENTION, mention)?;
        }
        Ok(())
    }

    pub(super) fn open_term(&mut self, term: &OpenTerm) -> Done {
        let name = self.sink.name(&term.name)?;
        for kind in &term.kinds {
            let class = match kind {
                OpenTermKind::Class => owl::CLASS,
                OpenTermKind::Relation => owl::OBJECT_PROPERTY,
                OpenTermKind::Attribute => owl::DATATYPE_PROPERTY,
            };
            self.sink.add(name, rdf::TYPE, Object::Iri(class))?;
        }
        for label in &term.labels {
            self.sink
                .add(name, rdfs::LABEL, Object::Text(label.as_str()))?;
        }
        Ok(())
    }

    /// A claim, and the plain triple beside it where there is one.
    pub(super) fn claim(&mut self, claim: &Claim) -> Done {
        let stands = claim.is_stated()
            && match self.options.plain {
                PlainTriples::All => true,
                PlainTriples::OwnVoice => claim.attribution.is_none(),
                PlainTriples::None => false,
            };
        let style = self.options.claims;
        // A term that no quad has is not to be among the terms.
        let ends = match style {
            ClaimStyle::None | ClaimStyle::Rdf12 if !stands => None,
            _ => Some(self.ends(claim)?),
        };
        if stands {
            self.sink.quads.extend(ends);
        }
        if style == ClaimStyle::None {
            return Ok(());
        }
        let name = self.sink.name(&claim.name)?;
        let value = match claim.object {
            End::Entity(_) => gw::OBJECT,
            End::Literal(_) => gw::VALUE,
        };
        match (style, ends) {
            (ClaimStyle::Node, Some(ends)) => {
                self.claim_ends(name, ends, [gw::SUBJECT, gw::PREDICATE, value])?;
            }
            (ClaimStyle::Reified, Some(ends)) => {
                self.sink
                    .add(name, rdf::TYPE, Object::Iri(rdf::STATEMENT))?;
                self.claim_ends(name, ends, [rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT])?;
            }
            (ClaimStyle::Graphs, Some(ends)) => self.sink.quads.push(Quad {
                graph: name,
                ..ends
            }),
            _ => self.sink.add(name, rdf::REIFIES, triple_term(claim))?,
        }
        self.claim_details(name, claim)
    }

    fn ends(&mut self, claim: &Claim) -> Result<Quad, TooManyTerms> {
        Ok(Quad {
            graph: TermId::DEFAULT_GRAPH,
            subject: self.sink.name(&claim.subject)?,
            predicate: self.sink.iri(claim.predicate.as_str())?,
            object: match &claim.object {
                End::Entity(name) => self.sink.name(name)?,
                End::Literal(value) => self.sink.object(literal(value).into())?,
            },
        })
    }

    fn claim_ends(&mut self, name: TermId, ends: Quad, properties: [&str; 3]) -> Done {
        let ends = [ends.subject, ends.predicate, ends.object];
        for (property, end) in properties.into_iter().zip(ends) {
            self.sink.add(name, property, end)?;
        }
        Ok(())
    }

    fn claim_details(&mut self, name: TermId, claim: &Claim) -> Done {
        self.sink.add(name, rdf::TYPE, Object::Iri(gw::CLAIM))?;
        self.sink
            .add(name, gw::POLARITY, Object::Iri(polarity(claim.polarity)))?;
        self.sink
            .add(name, gw::MODALITY, Object::Iri(modality(claim.modality)))?;
        if let Some(attribution) = &claim.attribution {
            self.sink.add(name, gw::ATTRIBUTION, attribution)?;
        }
        for evidence in &claim.evidence {
            self.sink.add(name, gw::EVIDENCE, evidence)?;
        }
        if let Some(words) = &claim.time {
            self.sink
                .add(name, gw::TIME_TEXT, Object::Text(words.as_str()))?;
            let (start, end) = time_bounds(words);
            if let Some(start) = start {
                self.sink.add(name, gw::TIME_START, date(&start))?;
            }
            if let Some(end) = end {
                self.sink.add(name, gw::TIME_END, date(&end))?;
            }
        }
        if let Some(place) = &claim.place {
            self.sink.add(name, gw::PLACE, place)?;
        }
        if let Some(quantity) = &claim.quantity {
            self.sink.add(
                name,
                gw::QUANTITY_TEXT,
                Object::Text(quantity.text.as_str()),
            )?;
            if let Some(value) = &quantity.value {
                self.sink.add(
                    name,
                    gw::QUANTITY,
                    Object::Typed(value.as_str(), xsd::DECIMAL),
                )?;
            }
        }
        if let Some(confidence) = claim.confidence {
            self.sink.add(
                name,
                gw::CONFIDENCE,
                Object::Typed(&decimal(confidence.value()), xsd::DECIMAL),
            )?;
        }
        for extractor in &claim.extractors {
            self.sink
                .add(name, gw::EXTRACTOR, Object::Text(extractor.as_str()))?;
        }
        for rule in &claim.rules {
            self.sink.add(name, gw::RULE, Object::Text(rule.as_str()))?;
        }
        for review in &claim.reviews {
            self.review(name, &claim.name, review)?;
        }
        Ok(())
    }

    fn review(&mut self, claim: TermId, claim_name: &Name, review: &Review) -> Done {
        let name = self.sink.name(&review_name(claim_name, review))?;
        self.sink.add(claim, gw::REVIEW, name)?;
        self.sink
            .add(name, rdf::TYPE, Object::Iri(gw::REVIEW_CLASS))?;
        self.sink.add(
            name,
            gw::REVIEW_VERDICT,
            Object::Iri(verdict(review.verdict)),
        )?;
        if let Some(reviewer) = &review.reviewer {
            self.sink
                .add(name, gw::REVIEWER, Object::Text(reviewer.as_str()))?;
        }
        if let Some(comment) = &review.comment {
            self.sink
                .add(name, gw::REVIEW_COMMENT, Object::Text(comment.as_str()))?;
        }
        Ok(())
    }

    pub(super) fn attribution(&mut self, attribution: &Attribution) -> Done {
        if self.options.claims == ClaimStyle::None {
            return Ok(());
        }
        let name = self.sink.name(&attribution.name)?;
        self.sink
            .add(name, rdf::TYPE, Object::Iri(gw::ATTRIBUTION_CLASS))?;
        self.sink.add(name, gw::SPEAKER, &attribution.speaker)?;
        self.sink.add(
            name,
            gw::REPORT_KIND,
            Object::Iri(report_kind(attribution.report)),
        )?;
        if let Some(cue) = &attribution.cue {
            self.sink.add(name, gw::CUE, Object::Text(cue.as_str()))?;
        }
        if let Some(evidence) = &attribution.cue_evidence {
            self.sink.add(name, gw::CUE_EVIDENCE, evidence)?;
        }
        if let Some(outer) = &attribution.within {
            self.sink.add(name, gw::WITHIN, outer)?;
        }
        Ok(())
    }

    pub(super) fn evidence(&mut self, evidence: &Evidence) -> Done {
        if self.options.claims == ClaimStyle::None && !self.mentioned.contains(&evidence.name) {
            return Ok(());
        }
        let name = self.sink.name(&evidence.name)?;
        self.sink
            .add(name, rdf::TYPE, Object::Iri(gw::EVIDENCE_CLASS))?;
        if let Some(source) = &evidence.source {
            self.sink.add(name, gw::SOURCE, source)?;
        }
        if let Some(start) = evidence.start {
            self.sink.add(
                name,
                gw::START,
                Object::Typed(&start.to_string(), xsd::INTEGER),
            )?;
        }
        if let Some(end) = evidence.end {
            self.sink
                .add(name, gw::END, Object::Typed(&end.to_string(), xsd::INTEGER))?;
        }
        if let Some(quote) = &evidence.quote {
            self.sink
                .add(name, gw::EXACT, Object::Text(quote.as_str()))?;
        }
        if evidence.unverified {
            self.sink
                .add(name, gw::VERIFIED, Object::Typed("false", xsd::BOOLEAN))?;
        }
        Ok(())
    }

    pub(super) fn source(&mut self, source: &Source) -> Done {
        let name = self.sink.name(&source.name)?;
        self.sink
            .add(name, rdf::TYPE, Object::Iri(gw::SOURCE_CLASS))?;
        let literals = [
            (dcterms::TITLE, &source.titles),
            (dc::PUBLISHER, &source.publishers),
            (dc::LANGUAGE, &source.languages),
        ];
        for (property, values) in literals {
            for value in values {
                self.sink
                    .add(name, property, Object::Text(value.as_str()))?;
            }
        }
        for url in &source.urls {
            self.sink
                .add(name, schema::URL, Object::Typed(url, xsd::ANY_URI))?;
        }
        for published in &source.published {
            self.sink.add(name, dcterms::ISSUED, issued(published))?;
        }
        if let Some(hash) = &source.sha256 {
            self.sink.add(
                name,
                dcterms::IDENTIFIER,
                Object::Text(&format!("sha256:{hash}")),
            )?;
        }
        if let Some(text) = source.text.as_ref().filter(|_| self.options.with_text) {
            self.sink.add(name, gw::TEXT, Object::Text(text.as_str()))?;
        }
        Ok(())
    }
}
