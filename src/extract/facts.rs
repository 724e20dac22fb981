//! Relations and entities as records of the facts format.

use crate::extract::classes::core;
use crate::extract::code_points::CodePoints;
use crate::extract::details;
use crate::extract::extractor::{Document, Explanation, ExtractOptions};
use crate::extract::mentions::MentionKind;
use crate::extract::relations::{
    Candidate, Candidates, Ground, Report, Rule, Scene, Standing, confidence, grounds, standing,
};
use crate::extract::{CleanText, Relation};
use crate::model::{
    Attribution, Confidence, Cue, EntityRecord, EvidenceRecord, EvidenceReference, Facts, Mention,
    Modality, OneOrMany, PlacedCue, Polarity, RelationRecord, ReportKind, SourceRecord,
    WrittenLabel,
};
use crate::ontology::vocabulary::lex;
use crate::order::{CompactCollect, CompactSort};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The name that relations carry as their extractor.
const EXTRACTOR: &str = "graphwright";

/// Facts with their reasons.
pub(super) struct Made {
    pub(super) facts: Facts,
    pub(super) explanations: Vec<Explanation>,
}

/// The facts of a document.
pub(super) fn make(
    scene: &Scene<'_, '_>,
    candidates: &Candidates,
    document: &Document<'_>,
    clean: &CleanText<'_>,
    options: &ExtractOptions,
) -> Made {
    let maker = Maker::new(scene, document, clean);
    let mut made = Made {
        facts: Facts::default(),
        explanations: Vec::new(),
    };
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for candidate in &candidates.all {
        let mut standing = standing(scene, candidate.sentence, candidate.predicate);
        if matches!(candidate.rule, Rule::Structure | Rule::Role) && !is_said(scene, candidate) {
            // What identifies somebody is the writer's, also inside a report; not inside a quotation.
            standing
                .reports
                .retain(|report| report.kind == ReportKind::DirectQuote);
            standing.modality = None;
            standing.is_negative = false;
        }
        if standing.is_in_relative && standing.modality.is_none() {
            // `the stability they need`: a clause about the speaker’s own case is the writer’s.
            standing.reports.retain(|report| {
                report.kind == ReportKind::DirectQuote || report.speaker != candidate.subject
            });
        }
        let grounds = grounds(scene, candidate, &standing);
        let confidence = confidence(&grounds);
        if confidence < options.min_confidence {
            continue;
        }
        let relation = maker.relation(
            candidate,
            &standing,
            confidence,
            made.facts.relations.len() + 1,
            &mut used,
        );
        let speaker = standing.reports.first().map(|report| report.speaker);
        let key = (
            candidate.subject,
            candidate.property.clone(),
            candidate.object,
            relation.polarity,
            relation.modality,
            speaker,
            candidate.sentence,
        );
        if !seen.insert(key) {
            continue;
        }
        used.extend([candidate.subject, candidate.object]);
        if options.explain {
            made.explanations.push(maker.explanation(
                candidate,
                grounds,
                made.facts.relations.len() + 1,
            ));
        }
        made.facts.relations.push(relation);
    }
    made.facts.sources.push(maker.source());
    for entity in 0..scene.cast.entities.len() {
        if used.contains(&entity) || scene.cast.entities[entity].is_named {
            made.facts.entities.push(maker.entity(entity));
        }
    }
    made
}

/// Known things and persons are called by their name in every document, others by their class too; what only a
/// description tells of belongs to its document.
fn ids(scene: &Scene<'_, '_>, document: &Document<'_>) -> Vec<String> {
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    let entities = scene.cast.entities.iter();
    let ids = entities.map(|entity| {
        let class = entity
            .classes
            .first()
            .and_then(|class| class.rsplit('#').next());
        let is_person = entity.classes.first() == Some(&core("Person"));
        let id = if entity.entry.is_some() || entity.is_named && is_person {
            entity.label.clone()
        } else if let (true, Some(class)) = (entity.is_named, class) {
            format!("{} ({class})", entity.label)
        } else {
            format!("{} ({})", entity.label, document.id)
        };
        let number = taken
            .entry(id.clone())
            .and_modify(|number| *number += 1)
            .or_insert(1);
        if *number > 1 {
            format!("{id} #{number}")
        } else {
            id
        }
    });
    ids.collect()
}

pub(super) struct Maker<'a, 'text> {
    scene: &'a Scene<'a, 'text>,
    document: &'a Document<'a>,
    clean: &'a CleanText<'text>,
    points: CodePoints<'a>,
    ids: Vec<String>,
}

/// Words as the source has them.
struct Written<'a> {
    text: &'a str,
    /// In code points, end excluded.
    start: u64,
    end: u64,
}

impl<'a, 'text> Maker<'a, 'text> {
    pub(super) fn new(
        scene: &'a Scene<'a, 'text>,
        document: &'a Document<'a>,
        clean: &'a CleanText<'text>,
    ) -> Self {
        Self {
            scene,
            document,
            clean,
            points: CodePoints::new(document.text),
            ids: ids(scene, document),
        }
    }

    /// Where bytes of the text that was read stand in the source, in code points.
    pub(super) fn place(&self, bytes: &Range<usize>) -> Range<u64> {
        let written = self.written(bytes);
        written.start..written.end
    }

    /// What the source has where the text that was read has these bytes.
    fn written(&self, bytes: &Range<usize>) -> Written<'_> {
        let bytes = self.clean.in_source(bytes);
        Written {
            start: self.points.before(bytes.start),
            end: self.points.before(bytes.end),
            text: &self.document.text[bytes],
        }
    }

    fn source(&self) -> SourceRecord {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        SourceRecord {
            id: self.document.id.to_owned(),
            title: owned(self.document.title),
            url: owned(self.document.url),
            publisher: owned(self.document.publisher),
            published: owned(self.document.published),
            language: Some("en".to_owned()),
            sha256: Some(hex(&Sha256::digest(self.document.text.as_bytes()))),
            text: Some(self.document.text.to_owned()),
            file: None,
        }
    }

    pub(super) fn entity(&self, entity: usize) -> EntityRecord {
        let known = &self.scene.cast.entities[entity];
        let entry = known.entry.map(|entry| self.scene.gazetteer.entry(entry));
        let mut aliases: BTreeSet<String> = known.aliases.iter().cloned().into_set();
        let mut mentions: Vec<Mention> = Vec::new();
        for &at in &known.mentions {
            let mention = &self.scene.mentions.all[at];
            let reading = self.scene.reading;
            if mention.kind == MentionKind::Name {
                aliases.insert(reading.plain_words(mention.sentence, &mention.words));
            }
            let written = self.written(&reading.bytes(mention.sentence, &mention.words));
            mentions.push(Mention {
                source: Some(self.document.id.to_owned()),
                start: Some(written.start),
                end: Some(written.end),
                text: Some(written.text.to_owned()),
                verified: None,
            });
        }
        mentions.order_by_key(|mention| (mention.start, mention.end));
        mentions.dedup();
        aliases.remove(&known.label);
        let class = known
            .classes
            .first()
            .map(|class| self.scene.ontology.short_name(class));
        EntityRecord {
            id: Some(self.ids[entity].clone()),
            types: class
                .map(|class| class.trim_start_matches("gw:").to_owned())
                .into_iter()
                .collect(),
            label: known.label.clone(),
            language: None,
            aliases: aliases.into_iter().map(WrittenLabel::Plain).collect(),
            codes: entry.map(|entry| entry.codes.clone()).unwrap_or_default(),
            same_as: entry.map(|entry| entry.same_as.clone()).unwrap_or_default(),
            mentions,
        }
    }

    fn relation(
        &self,
        candidate: &Candidate,
        standing: &Standing,
        confidence: u32,
        number: usize,
        used: &mut BTreeSet<usize>,
    ) -> RelationRecord {
        let attribution = self.attribution(&standing.reports, used);
        let details = details::details(self.scene, candidate);
        used.extend(details.place);
        RelationRecord {
            id: Some(format!("r{number}")),
            subject: self.ids[candidate.subject].clone(),
            predicate: self.scene.ontology.short_name(&candidate.property),
            object: Some(self.ids[candidate.object].clone()),
            value: None,
            polarity: polarity(candidate, standing),
            modality: self.modality(candidate, standing),
            attribution,
            time: details.time,
            place: details.place.map(|place| self.ids[place].clone()),
            quantity: details.quantity,
            confidence: Confidence::new(f64::from(confidence) / 100.0).ok(),
            evidence: vec![EvidenceReference::Record(self.evidence(candidate))],
            extractor: OneOrMany(vec![EXTRACTOR.to_owned()]),
            rule: OneOrMany(vec![rule(candidate)]),
            reviews: Vec::new(),
        }
    }

    /// What one will do oneself, or one’s side, is a plan; what others will do is a prediction.
    fn modality(&self, candidate: &Candidate, standing: &Standing) -> Modality {
        let given = standing.modality.or(candidate.brings.0).unwrap_or_default();
        let Some(report) = standing.reports.first() else {
            return given;
        };
        let scene = self.scene;
        let side = |entity: usize| scene.sides.get(&entity).copied().unwrap_or(entity);
        let speaker = report.speaker;
        let acts_for_state = scene.is(speaker, "Person")
            && (scene.is(candidate.subject, "ArmedForce")
                || scene.is(candidate.subject, "GovernmentBody"));
        let is_own = candidate.subject == speaker
            || side(candidate.subject) == side(speaker)
            || acts_for_state;
        let is_future =
            standing.by_future && matches!(given, Modality::Predicted | Modality::Hypothetical);
        match (is_future, is_own) {
            (true, true) => Modality::Planned,
            (true, false)
                if given == Modality::Hypothetical && report.kind == ReportKind::Reported =>
            {
                Modality::Predicted
            }
            _ => given,
        }
    }

    fn attribution(&self, reports: &[Report], used: &mut BTreeSet<usize>) -> Option<Attribution> {
        let (inner, outer) = reports.split_first()?;
        used.insert(inner.speaker);
        Some(Attribution {
            speaker: self.ids[inner.speaker].clone(),
            report: inner.kind,
            cue: inner.cue.map(|(sentence, word)| {
                let word = &self.scene.reading.sentences[sentence].words[word];
                let written = self.written(&word.range);
                Cue::Placed(PlacedCue {
                    text: written.text.to_owned(),
                    start: written.start,
                    end: written.end,
                    source: None,
                })
            }),
            within: self.attribution(outer, used).map(Box::new),
        })
    }

    /// From the first to the last word of both ends and of the word that stands for the relation.
    fn evidence(&self, candidate: &Candidate) -> EvidenceRecord {
        let written = self.written(&details::evidence(self.scene, candidate));
        EvidenceRecord {
            id: None,
            source: Some(self.document.id.to_owned()),
            start: Some(written.start),
            end: Some(written.end),
            quote: Some(written.text.to_owned()),
            verified: None,
        }
    }

    fn explanation(
        &self,
        candidate: &Candidate,
        grounds: Vec<Ground>,
        number: usize,
    ) -> Explanation {
        let word = &self.scene.reading.sentences[candidate.sentence].words[candidate.predicate];
        Explanation {
            relation: format!("r{number}"),
            rule: candidate.rule.name(),
            grounds: grounds.into_iter().map(Ground::name).collect(),
            entry: candidate.entry.clone(),
            word: self.written(&word.range).text.to_owned(),
            sentence: candidate.sentence,
            word_number: candidate.predicate,
        }
    }
}

/// Whether a clause says it, as `is its leader` does.
fn is_said(scene: &Scene<'_, '_>, candidate: &Candidate) -> bool {
    let tree = &scene.reading.sentences[candidate.sentence];
    tree.child_by(candidate.predicate, Relation::Cop).is_some()
}

/// Rule and lexical entry: `verb trains-v1`; entries of other lexicons have their whole IRI.
fn rule(candidate: &Candidate) -> String {
    let entry = &candidate.entry;
    let entry = entry.strip_prefix(lex::NAMESPACE).unwrap_or(entry);
    format!("{} {entry}", candidate.rule.name())
        .trim_end()
        .to_owned()
}

fn polarity(candidate: &Candidate, standing: &Standing) -> Polarity {
    let brought = candidate.brings.1 == Some(Polarity::Negative);
    if standing.is_negative == brought {
        Polarity::Positive
    } else {
        Polarity::Negative
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
