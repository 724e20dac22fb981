//! One source with what was understood of it, and the stretch of it that a quote stands in.

use crate::check::normal::normal;
use crate::check::properties::Properties;
use crate::check::quote::Haystack;
use crate::check::words::words;
use crate::extract::{Examination, ExaminedRelation};
use crate::graph::{Entity, KnowledgeGraph, Name, Source};
use crate::model::{Attribution, EvidenceReference, Modality, Polarity, WrittenLabel};
use crate::order::{CompactCollect, CompactSort};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How many characters around a quote are near it where sentences are not known.
const AROUND: u64 = 200;

/// A relation as the program itself reads it.
#[derive(Debug)]
pub(super) struct Read {
    /// Places in the entities of the examination.
    pub(super) subject: usize,
    pub(super) object: usize,
    /// The IRI of a property, or the words of an open relation.
    pub(super) property: String,
    pub(super) place: Range<u64>,
    pub(super) polarity: Polarity,
    pub(super) modality: Modality,
    /// Whether a clause puts it forward; what a noun or a participle says is taken as given by the clauses around it.
    pub(super) is_stated: bool,
    /// The innermost first.
    pub(super) speakers: Vec<usize>,
}

/// A source that is held against relations.
#[derive(Debug)]
pub(super) struct OpenSource<'a> {
    pub(super) graph: &'a KnowledgeGraph,
    pub(super) source: &'a Source,
    pub(super) haystack: Haystack<'a>,
    pub(super) examination: Option<Examination>,
    /// In the order of their places.
    relations: Vec<Read>,
    /// The length of the longest of them.
    longest: u64,
    vocabulary: OnceCell<BTreeSet<String>>,
    /// Entities of the examination by their names in one spelling, and by IRIs of the same thing.
    by_name: BTreeMap<String, Vec<usize>>,
    /// By the place of a mention.
    by_mention: BTreeMap<(u64, u64), usize>,
}

/// Where a quote stands, and what is near it.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    pub(super) quote: Range<u64>,
    /// The sentences that it touches.
    pub(super) sentences: Range<u64>,
    /// These with one before and one behind.
    pub(super) near: Range<u64>,
}

impl<'a> OpenSource<'a> {
    pub(super) fn new(
        graph: &'a KnowledgeGraph,
        source: &'a Source,
        haystack: Haystack<'a>,
        examination: Option<Examination>,
        properties: &Properties<'_>,
    ) -> Self {
        let mut found = Self {
            graph,
            source,
            haystack,
            relations: Vec::new(),
            longest: 0,
            vocabulary: OnceCell::new(),
            by_name: BTreeMap::new(),
            by_mention: BTreeMap::new(),
            examination: None,
        };
        if let Some(examination) = examination {
            found.index(&examination, properties);
            found.examination = Some(examination);
        }
        found
    }

    fn index(&mut self, examination: &Examination, properties: &Properties<'_>) {
        let mut ids = BTreeMap::new();
        for (number, entity) in examination.entities.iter().enumerate() {
            ids.insert(entity.id.as_deref().unwrap_or_default(), number);
            let aliases = entity.aliases.iter().map(|alias| match alias {
                WrittenLabel::Plain(text) => text,
                WrittenLabel::Tagged(tagged) => &tagged.text,
            });
            let names = aliases.chain([&entity.label]).map(|name| normal(name));
            let names = names.chain(entity.same_as.iter().cloned());
            for name in names.into_set() {
                self.by_name.entry(name).or_default().push(number);
            }
            for mention in &entity.mentions {
                if let (Some(start), Some(end)) = (mention.start, mention.end) {
                    self.by_mention.entry((start, end)).or_insert(number);
                }
            }
        }
        let number = |id: &str| ids.get(id).copied();
        let read = |read: &ExaminedRelation| {
            let relation = &read.record;
            let EvidenceReference::Record(evidence) = relation.evidence.first()? else {
                return None;
            };
            let mut speakers = Vec::new();
            let mut attribution: Option<&Attribution> = relation.attribution.as_ref();
            while let Some(said) = attribution {
                speakers.extend(number(&said.speaker));
                attribution = said.within.as_deref();
            }
            Some(Read {
                subject: number(&relation.subject)?,
                object: number(relation.object.as_deref()?)?,
                property: properties.iri(&relation.predicate).to_owned(),
                place: evidence.start?..evidence.end?,
                polarity: relation.polarity,
                modality: relation.modality,
                is_stated: read.is_stated,
                speakers,
            })
        };
        self.relations = examination.relations.iter().filter_map(read).collect();
        self.relations
            .order_by_key(|read| (read.place.start, read.place.end));
        let lengths = self
            .relations
            .iter()
            .map(|read| read.place.end - read.place.start);
        self.longest = lengths.max().unwrap_or(0);
    }

    /// Whether the program reads a relation of this property anywhere.
    pub(super) fn reads(&self, property: &str) -> bool {
        self.relations.iter().any(|read| read.property == property)
    }

    /// The relations that it reads in a stretch.
    pub(super) fn relations_in<'s>(
        &'s self,
        stretch: &Range<u64>,
    ) -> impl Iterator<Item = &'s Read> + use<'s, 'a> {
        let from = stretch.start.saturating_sub(self.longest);
        let first = self
            .relations
            .partition_point(|read| read.place.start < from);
        let after = self
            .relations
            .partition_point(|read| read.place.start < stretch.end);
        let start = stretch.start;
        self.relations[first..after.max(first)]
            .iter()
            .filter(move |read| read.place.end > start)
    }

    /// Each word of the text once, in one spelling.
    pub(super) fn vocabulary(&self) -> &BTreeSet<String> {
        self.vocabulary.get_or_init(|| {
            words(self.haystack.normal().as_str())
                .map(str::to_owned)
                .collect()
        })
    }

    /// The passage around a quote.
    pub(super) fn passage(&self, quote: &Range<u64>) -> Passage {
        let sentences = self
            .examination
            .as_ref()
            .map_or(&[][..], |examination| &examination.sentences);
        let first = sentences.partition_point(|sentence| sentence.end <= quote.start);
        let after = sentences.partition_point(|sentence| sentence.start < quote.end);
        if first >= after {
            let around = quote.start.saturating_sub(AROUND)..quote.end + AROUND;
            return Passage {
                quote: quote.clone(),
                sentences: around.clone(),
                near: around,
            };
        }
        let stretch = |from: usize, last: usize| {
            let (start, end) = (sentences[from].start, sentences[last].end);
            start.min(quote.start)..end.max(quote.end)
        };
        Passage {
            quote: quote.clone(),
            sentences: stretch(first, after - 1),
            near: stretch(first.saturating_sub(1), after.min(sentences.len() - 1)),
        }
    }

    /// The words of a stretch in one spelling; one that reaches beyond the text ends with it.
    pub(super) fn words(&self, stretch: &Range<u64>) -> String {
        let text = self.haystack.text;
        let end = stretch.end.min(text.length());
        normal(text.slice(stretch.start.min(end), end).unwrap_or_default())
    }

    /// Where the records of an entity say that this source mentions it.
    pub(super) fn mentions(&self, entity: &'a Entity) -> impl Iterator<Item = Range<u64>> {
        entity.mentions.iter().filter_map(|name| {
            let evidence = self.graph.evidence().get(name)?;
            let is_here =
                evidence.source.as_ref() == Some(&self.source.name) && !evidence.unverified;
            is_here.then_some(evidence.start?..evidence.end?)
        })
    }

    /// What of the examination an entity of the graph is: by its names and the same things elsewhere, else by the
    /// places that mention it.
    pub(super) fn counterparts(&self, name: &Name) -> BTreeSet<usize> {
        let Some(entity) = self.graph.entity(name) else {
            return BTreeSet::new();
        };
        let names = entity.all_labels().map(normal);
        let names = names.chain(entity.same_as.iter().cloned());
        let mut found: BTreeSet<usize> = names
            .filter_map(|name| self.by_name.get(&name))
            .flatten()
            .copied()
            .into_set();
        if found.is_empty() {
            let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
            for place in self.mentions(entity) {
                if let Some(number) = self.by_mention.get(&(place.start, place.end)) {
                    *votes.entry(*number).or_default() += 1;
                }
            }
            let most = votes.values().copied().max();
            found.extend(
                votes
                    .iter()
                    .find(|(_, count)| Some(**count) == most)
                    .map(|(number, _)| *number),
            );
        }
        found
    }

    /// What an entity of the examination is called.
    pub(super) fn label(&self, number: usize) -> &str {
        self.examination
            .as_ref()
            .and_then(|examination| examination.entities.get(number))
            .map_or("", |entity| entity.label.as_str())
    }
}

/// Whether two stretches have a character in common.
pub(super) fn overlap(one: &Range<u64>, other: &Range<u64>) -> bool {
    one.start < other.end && other.start < one.end
}
