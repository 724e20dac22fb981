use crate::graph::{
    Attribution, Claim, EntityView, Evidence, Minter, Name, Object, OpenTerm, OpenTermKind, Shard,
    SortedSet, Source,
};
use crate::model::{
    Confidence, LanguageString, Modality, Number, Polarity, Quantity, ReportKind, Review,
    SourceText, Verdict,
};
use crate::ontology::vocabulary::{dc, dcterms, gw, owl, rdf, rdfs, schema, skos};
use crate::rdf::GraphSelection;
use crate::rdf::project::{modality, polarity, report_kind, verdict};
use crate::rdf::quads::{Quad, TermId};
use crate::rdf::recover::{Reader, Recovered, views};
use crate::rdf::terms::{name, value};
use oxigraph::model::{Term, TermRef};
use std::collections::BTreeSet;

impl Reader<'_> {
    pub(super) fn ours(&mut self, minter: &Minter, recovered: &mut Recovered) {
        let shard = &mut recovered.shard;
        let sources: Vec<TermId> = self.instances(gw::SOURCE_CLASS).collect();
        for id in sources {
            self.source(id, minter, shard);
        }
        let evidence: Vec<TermId> = self.instances(gw::EVIDENCE_CLASS).collect();
        for id in evidence {
            self.evidence(id, minter, shard);
        }
        let attributions: Vec<TermId> = self.instances(gw::ATTRIBUTION_CLASS).collect();
        for id in attributions {
            self.attribution(id, minter, shard, &mut BTreeSet::new());
        }
        let mut entities = BTreeSet::new();
        let claims: Vec<TermId> = self.instances(gw::CLAIM).collect();
        for id in claims {
            match self.claim(id, minter, &mut entities) {
                Some(claim) => shard.add_claim(claim),
                None => recovered.n_incomplete += 1,
            }
        }
        if let Some(speaker) = self.id(gw::SPEAKER) {
            let said = self
                .index
                .matching(None, Some(speaker), None, GraphSelection::Default);
            entities.extend(said.map(|quad| quad.object));
        }
        // Entities that no claim names still have labels or mentions.
        for property in [skos::PREF_LABEL, gw::MENTION] {
            if let Some(property) = self.id(property) {
                let named =
                    self.index
                        .matching(None, Some(property), None, GraphSelection::Default);
                entities.extend(named.map(|quad| quad.subject));
            }
        }
        for id in entities {
            self.entity(id, shard);
        }
        self.open_terms(minter, shard);
    }

    /// Classes and properties that are named after their words.
    pub(super) fn open_terms(&mut self, minter: &Minter, shard: &mut Shard) {
        for class in [owl::CLASS, owl::OBJECT_PROPERTY, owl::DATATYPE_PROPERTY] {
            let terms: Vec<TermId> = self.instances(class).collect();
            for id in terms {
                self.open_term(id, class, minter, shard);
            }
        }
    }

    fn source(&mut self, id: TermId, minter: &Minter, shard: &mut Shard) {
        self.take_class(id, gw::SOURCE_CLASS);
        let hash = self
            .text(id, dcterms::IDENTIFIER)
            .and_then(|identifier| identifier.strip_prefix("sha256:").map(str::to_owned));
        let text = self.text(id, gw::TEXT).map(SourceText::new);
        let source = Source {
            name: Minter::unnamed(),
            titles: self.texts(id, dcterms::TITLE),
            urls: self.texts(id, schema::URL),
            publishers: self.texts(id, dc::PUBLISHER),
            published: self.texts(id, dcterms::ISSUED),
            languages: self.texts(id, dc::LANGUAGE),
            sha256: hash,
            text,
        };
        let says_nothing = source.sha256.is_none()
            && [
                &source.titles,
                &source.urls,
                &source.publishers,
                &source.published,
                &source.languages,
            ]
            .iter()
            .all(|set| set.is_empty());
        let source = match name(self.index.term(id)).filter(|_| says_nothing) {
            Some(name) => Source { name, ..source },
            None => source.named(minter),
        };
        if let Some(language) = source.languages.first() {
            self.languages.insert(source.name.clone(), language.clone());
        }
        self.renamed.insert(id, source.name.clone());
        shard.add_source(source);
    }

    fn evidence(&mut self, id: TermId, minter: &Minter, shard: &mut Shard) {
        self.take_class(id, gw::EVIDENCE_CLASS);
        let evidence = Evidence {
            name: Minter::unnamed(),
            source: self.one_name(id, gw::SOURCE),
            start: self
                .text(id, gw::START)
                .and_then(|digits| digits.parse().ok()),
            end: self
                .text(id, gw::END)
                .and_then(|digits| digits.parse().ok()),
            quote: self.text(id, gw::EXACT),
            unverified: self.text(id, gw::VERIFIED).as_deref() == Some("false"),
        }
        .named(minter);
        self.renamed.insert(id, evidence.name.clone());
        shard.add_evidence(evidence);
    }

    /// An attribution after those it is nested in, which its name depends on.
    fn attribution(
        &mut self,
        id: TermId,
        minter: &Minter,
        shard: &mut Shard,
        open: &mut BTreeSet<TermId>,
    ) -> Option<Name> {
        if let Some(done) = self.renamed.get(&id) {
            return Some(done.clone());
        }
        // One that is nested in itself says nothing.
        if !open.insert(id) {
            return None;
        }
        let outer = self.take(id, gw::WITHIN).into_iter().next();
        let within = outer.and_then(|outer| self.attribution(outer, minter, shard, open));
        let kinds = ReportKind::NAMES.map(|(_, kind)| (report_kind(kind), kind));
        let speaker = self.one_name(id, gw::SPEAKER)?;
        let report = self.choice(id, gw::REPORT_KIND, &kinds)?;
        self.take_class(id, gw::ATTRIBUTION_CLASS);
        let attribution = Attribution {
            name: Minter::unnamed(),
            speaker,
            report,
            cue: self.text(id, gw::CUE),
            cue_evidence: self.one_name(id, gw::CUE_EVIDENCE),
            within,
        }
        .named(minter);
        let name = attribution.name.clone();
        self.renamed.insert(id, name.clone());
        shard.add_attribution(attribution);
        Some(name)
    }

    fn claim(
        &mut self,
        id: TermId,
        minter: &Minter,
        entities: &mut BTreeSet<TermId>,
    ) -> Option<Claim> {
        let ends = self.ends(id)?;
        for quad in &ends.quads {
            self.mark(quad);
        }
        self.take_class(id, gw::CLAIM);
        self.take_class(id, rdf::STATEMENT);
        let place = self.take(id, gw::PLACE).into_iter().next();
        entities.extend(
            [self.index.find(&ends.subject), place]
                .into_iter()
                .flatten(),
        );
        let object = match &ends.object {
            Term::Literal(literal) => Object::Literal(value(literal.as_ref())),
            term => {
                entities.extend(self.index.find(term));
                Object::Entity(name(term)?)
            }
        };
        let polarities = Polarity::NAMES.map(|(_, choice)| (polarity(choice), choice));
        let modalities = Modality::NAMES.map(|(_, choice)| (modality(choice), choice));
        let quantity_value = self
            .text(id, gw::QUANTITY)
            .and_then(|digits| Number::parse(&digits).ok());
        // What the words for a time give is worked out again from the words.
        let _ = (self.take(id, gw::TIME_START), self.take(id, gw::TIME_END));
        let claim = Claim {
            name: Minter::unnamed(),
            subject: name(&ends.subject)?,
            predicate: name(&ends.predicate)?,
            object,
            polarity: self
                .choice(id, gw::POLARITY, &polarities)
                .unwrap_or_default(),
            modality: self
                .choice(id, gw::MODALITY, &modalities)
                .unwrap_or_default(),
            attribution: self.one_name(id, gw::ATTRIBUTION),
            evidence: self.names(id, gw::EVIDENCE),
            time: self.text(id, gw::TIME_TEXT),
            place: place.and_then(|place| self.name(place)),
            quantity: self.text(id, gw::QUANTITY_TEXT).map(|text| Quantity {
                text,
                value: quantity_value,
            }),
            confidence: self
                .text(id, gw::CONFIDENCE)
                .and_then(|number| Confidence::new(number.parse().ok()?).ok()),
            extractors: self.texts(id, gw::EXTRACTOR),
            rules: self.texts(id, gw::RULE),
            reviews: self.reviews(id),
            former_names: SortedSet::new(),
            is_inferred: false,
        }
        .named(minter);
        if claim.is_stated() {
            self.mark_plain_triple(&ends);
        }
        Some(claim)
    }

    /// The reviews of a claim. One without a verdict says nothing and stays among the other triples.
    fn reviews(&mut self, claim: TermId) -> SortedSet<Review> {
        let verdicts = Verdict::NAMES.map(|(_, choice)| (verdict(choice), choice));
        let reviews = self.take(claim, gw::REVIEW);
        let mut found = SortedSet::new();
        for id in reviews {
            if let Some(verdict) = self.choice(id, gw::REVIEW_VERDICT, &verdicts) {
                self.take_class(id, gw::REVIEW_CLASS);
                found.insert(Review {
                    reviewer: self.text(id, gw::REVIEWER),
                    verdict,
                    comment: self.text(id, gw::REVIEW_COMMENT),
                });
            }
        }
        found
    }

    /// The plain triple beside a stated claim says nothing of its own.
    fn mark_plain_triple(&mut self, ends: &Ends) {
        let [subject, predicate, object] =
            [&ends.subject, &ends.predicate, &ends.object].map(|term| self.index.find(term));
        if let (Some(subject), Some(predicate), Some(object)) = (subject, predicate, object) {
            let graph = TermId::DEFAULT_GRAPH;
            self.mark(&Quad {
                graph,
                subject,
                predicate,
                object,
            });
        }
    }

    /// The ends of a claim in whichever style it is written, with the quads that give them.
    fn ends(&self, claim: TermId) -> Option<Ends> {
        let one = |property: &str| {
            let property = self.id(property)?;
            self.index
                .matching(Some(claim), Some(property), None, GraphSelection::Default)
                .next()
        };
        for [subject, predicate, object] in [
            [gw::SUBJECT, gw::PREDICATE, gw::OBJECT],
            [gw::SUBJECT, gw::PREDICATE, gw::VALUE],
            [rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT],
        ] {
            if let (Some(subject), Some(predicate), Some(object)) =
                (one(subject), one(predicate), one(object))
            {
                return Some(self.ends_at(
                    [subject.object, predicate.object, object.object],
                    vec![subject, predicate, object],
                ));
            }
        }
        if let Some(reifies) = one(rdf::REIFIES)
            && let TermRef::Triple(triple) = self.index.term(reifies.object)
        {
            return Some(Ends {
                subject: triple.subject.clone().into(),
                predicate: triple.predicate.clone().into(),
                object: triple.object.clone(),
                quads: vec![reifies],
            });
        }
        let mut inside = self
            .index
            .matching(None, None, None, GraphSelection::Named(claim));
        let quad = inside.next().filter(|_| inside.next().is_none())?;
        Some(self.ends_at([quad.subject, quad.predicate, quad.object], vec![quad]))
    }

    fn ends_at(&self, ids: [TermId; 3], quads: Vec<Quad>) -> Ends {
        let [subject, predicate, object] = ids.map(|id| self.index.term(id).into_owned());
        Ends {
            subject,
            predicate,
            object,
            quads,
        }
    }

    fn entity(&mut self, id: TermId, shard: &mut Shard) {
        let Some(name) = self.name(id) else {
            return;
        };
        let view = EntityView {
            types: self.names(id, rdf::TYPE),
            codes: self.texts(id, skos::NOTATION),
            same_as: self.texts(id, owl::SAME_AS),
            mentions: self.names(id, gw::MENTION),
            aliases: self.labels(id, skos::ALT_LABEL).into_iter().collect(),
            label: None,
        };
        let preferred = self.labels(id, skos::PREF_LABEL);
        for view in views(view, (preferred, Vec::new())) {
            shard.add_entity(name.clone(), view, None);
        }
    }

    fn labels(&mut self, id: TermId, property: &str) -> Vec<LanguageString> {
        let values = self.take(id, property);
        values
            .into_iter()
            .filter_map(|id| match self.index.term(id) {
                TermRef::Literal(literal) => Some(LanguageString {
                    text: literal.value().to_owned(),
                    language: literal.language().unwrap_or_default().to_owned(),
                }),
                _ => None,
            })
            .collect()
    }

    fn open_term(&mut self, id: TermId, class: &str, minter: &Minter, shard: &mut Shard) {
        let Some(name) = self.name(id) else {
            return;
        };
        let (folder, kind) = match class {
            owl::CLASS => ("cls", OpenTermKind::Class),
            owl::OBJECT_PROPERTY => ("rel", OpenTermKind::Relation),
            _ => ("rel", OpenTermKind::Attribute),
        };
        let kinds = minter.kinds();
        let ours = kinds.iter().any(|(prefix, namespace)| {
            *prefix == folder && name.as_str().starts_with(namespace.as_str())
        });
        if ours {
            self.take_class(id, class);
            shard.add_open_term(OpenTerm {
                name,
                labels: self.texts(id, rdfs::LABEL),
                kinds: SortedSet::from([kind]),
            });
        }
    }
}

/// The ends of a claim, and the quads that give them. Ends inside a triple term need not stand in any quad
/// of their own, so they are terms and not numbers.
struct Ends {
    subject: Term,
    predicate: Term,
    object: Term,
    quads: Vec<Quad>,
}
