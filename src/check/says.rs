//! Whether the text puts a relation forward as its record does: which way it runs, affirmed or negated, asserted or
//! hedged, by whose word.

use crate::check::finding::{Finding, FindingKind};
use crate::check::normal::normal;
use crate::check::passage::{OpenSource, Passage, Read};
use crate::check::properties::Properties;
use crate::check::words::{are_akin, telling_words};
use crate::extract::ExaminedClause;
use crate::graph::{Claim, Object};
use crate::model::{Modality, Polarity};
use std::collections::BTreeSet;

/// What the program itself reads where a quote stands.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Whether it reads the same relation there.
    pub(super) is_read: bool,
    pub(super) findings: Vec<Finding>,
}

/// A relation and what its ends are in the examination.
struct Held<'a> {
    source: &'a OpenSource<'a>,
    properties: &'a Properties<'a>,
    claim: &'a Claim,
    predicate: &'a str,
    /// Words of an open relation.
    words: String,
    subjects: BTreeSet<usize>,
    objects: BTreeSet<usize>,
    speakers: BTreeSet<usize>,
}

/// Holds a relation against the passage that its quote stands in.
pub(super) fn said(
    source: &OpenSource<'_>,
    properties: &Properties<'_>,
    passage: &Passage,
    claim: &Claim,
) -> Said {
    let Object::Entity(object) = &claim.object else {
        return Said::default();
    };
    let (mut subject, mut object, mut predicate) =
        (&claim.subject, object, claim.predicate.as_str());
    // Of two properties that say the same the other way round the program reads one.
    if let Some(inverse) = properties
        .inverse(predicate)
        .filter(|_| !source.reads(predicate))
    {
        (subject, object, predicate) = (object, subject, inverse);
    }
    let open = source.graph.open_terms().get(&claim.predicate);
    let words = open
        .and_then(|term| term.labels.first())
        .map_or("", String::as_str);
    let speaker = source.graph.speaker(claim);
    let held = Held {
        source,
        properties,
        claim,
        predicate,
        words: normal(words),
        subjects: source.counterparts(subject),
        objects: source.counterparts(object),
        speakers: speaker.map_or_else(BTreeSet::new, |speaker| source.counterparts(&speaker.name)),
    };
    let near: Vec<&Read> = source
        .relations_in(&passage.sentences)
        .filter(|read| held.is_akin(read))
        .collect();
    let mut said = held.compared(&near);
    if !said.is_read && said.findings.is_empty() {
        said.findings = held.by_clauses(passage);
    }
    said
}

impl Held<'_> {
    /// Whether the program reads a relation of this kind.
    fn is_akin(&self, read: &Read) -> bool {
        if read.property.contains(':') {
            return self.properties.are_akin(self.predicate, &read.property);
        }
        // An open relation is the verb with its preposition; `acquired by` runs the other way and is left alone.
        let own = telling_words(&self.words);
        let theirs = telling_words(&read.property);
        matches!((own.as_slice(), theirs.as_slice()), ([one], [other, ..]) if are_akin(one, other))
    }

    fn compared(&self, near: &[&Read]) -> Said {
        let joins = |read: &Read, from: &BTreeSet<usize>, to: &BTreeSet<usize>| {
            from.contains(&read.subject) && to.contains(&read.object)
        };
        let is_symmetric = self.properties.is_symmetric(self.predicate);
        let backwards = near
            .iter()
            .filter(|read| joins(read, &self.objects, &self.subjects));
        let same = near.iter().filter(|read| {
            joins(read, &self.subjects, &self.objects)
                || is_symmetric && joins(read, &self.objects, &self.subjects)
        });
        let best = same.map(|read| self.differences(read)).min_by_key(Vec::len);
        if let Some(findings) = best {
            return Said {
                is_read: findings.is_empty(),
                findings,
            };
        }
        let swapped = backwards.take(1).map(|read| {
            let message = format!(
                "the text has it the other way round: {} {} {}",
                self.source.label(read.subject),
                self.label(),
                self.source.label(read.object)
            );
            Finding::new(FindingKind::EndsSwapped, message)
        });
        Said {
            is_read: false,
            findings: swapped.collect(),
        }
    }

    fn label(&self) -> &str {
        self.properties.label(self.predicate).unwrap_or(&self.words)
    }

    /// In what a relation that the program reads differs from the record. Where a noun or a participle says it, the
    /// difference may be that of the clauses around it.
    fn differences(&self, read: &Read) -> Vec<Finding> {
        let stated = |kind, otherwise| if read.is_stated { kind } else { otherwise };
        let mut found = Vec::new();
        if let Some(other) = self.other_speaker(read) {
            found.push(Finding::new(FindingKind::SpeakerDiffers, other));
            if !read.speakers.is_empty() {
                // What somebody else says is another matter: one affirms what the other denies.
                return found;
            }
        }
        let mut add = |kind, message: String| found.push(Finding::new(kind, message));
        match (self.claim.polarity, read.polarity) {
            (Polarity::Positive, Polarity::Negative) => add(
                stated(FindingKind::NegationDropped, FindingKind::SentenceNegated),
                "the text negates it; polarity negative".to_owned(),
            ),
            (Polarity::Negative, Polarity::Positive) => add(
                FindingKind::NegationAdded,
                "the text affirms it; polarity positive".to_owned(),
            ),
            _ if self.claim.modality == read.modality => {}
            _ if self.claim.modality == Modality::Asserted => add(
                stated(FindingKind::HedgeDropped, FindingKind::SentenceHedged),
                format!(
                    "the text does not assert it; modality {}",
                    read.modality.name()
                ),
            ),
            _ => add(
                FindingKind::ModalityDiffers,
                format!(
                    "the text puts it forward otherwise; modality {}",
                    read.modality.name()
                ),
            ),
        }
        if let Some(speaker) = read
            .speakers
            .first()
            .filter(|_| self.claim.attribution.is_none())
        {
            let speaker = self.source.label(*speaker);
            add(
                stated(FindingKind::SpeakerDropped, FindingKind::SentenceReported),
                format!("the text reports it; speaker {speaker}"),
            );
        }
        found
    }

    /// What is wrong with the speaker of a record that has one.
    fn other_speaker(&self, read: &Read) -> Option<String> {
        self.claim.attribution.as_ref()?;
        match read.speakers.first() {
            None => Some("the text says it in its own voice; no speaker".to_owned()),
            Some(_) if read.speakers.iter().any(|one| self.speakers.contains(one)) => None,
            Some(speaker) => {
                let speaker = self.source.label(*speaker);
                Some(format!("the text has another speaker; speaker {speaker}"))
            }
        }
    }

    /// What the clauses of the quote tell where the relation itself is not read in it.
    fn by_clauses(&self, passage: &Passage) -> Vec<Finding> {
        let Some(examination) = &self.source.examination else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let has_speaker = self.claim.attribution.is_some();
        let quotation = examination.quotations.iter().find(|quotation| {
            quotation.place.start <= passage.quote.start && passage.quote.end <= quotation.place.end
        });
        let quoted = quotation.and_then(|quotation| quotation.speaker);
        if let Some(speaker) = quoted.filter(|_| !has_speaker) {
            let speaker = self.source.label(speaker);
            let message = format!("the quote stands between quotation marks; speaker {speaker}");
            found.push(Finding::new(FindingKind::SpeakerDropped, message));
        }
        let clauses = &examination.clauses;
        let first = clauses.partition_point(|clause| clause.place.end <= passage.quote.start);
        let clauses: Vec<&ExaminedClause> = clauses[first..]
            .iter()
            .take_while(|clause| clause.place.start < passage.quote.end)
            .collect();
        let Some(first) = clauses.first() else {
            return found;
        };
        let all =
            |what: &dyn Fn(&ExaminedClause) -> bool| clauses.iter().all(|clause| what(clause));
        if self.claim.polarity == Polarity::Positive && all(&|clause| clause.is_negative) {
            let message = format!("all of the quote is negated, such as {:?}", first.lemma);
            found.push(Finding::new(FindingKind::SentenceNegated, message));
        }
        let is_hedged = |clause: &ExaminedClause| {
            clause
                .modality
                .is_some_and(|modality| modality != Modality::Asserted)
        };
        if self.claim.modality == Modality::Asserted && all(&is_hedged) {
            let modality = first.modality.unwrap_or_default().name();
            let message = format!(
                "all of the quote is hedged, such as {:?}: {modality}",
                first.lemma
            );
            found.push(Finding::new(FindingKind::SentenceHedged, message));
        }
        if !has_speaker && quoted.is_none() && all(&|clause| !clause.speakers.is_empty()) {
            let speaker = first
                .speakers
                .first()
                .map_or("", |speaker| self.source.label(*speaker));
            let message = format!("all of the quote is somebody's word: {speaker}");
            found.push(Finding::new(FindingKind::SentenceReported, message));
        }
        found
    }
}
