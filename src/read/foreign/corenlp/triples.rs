use crate::model::{
    Attribution, Confidence, EvidenceRecord, EvidenceReference, Loss, Losses, Place, Record,
    RelationRecord, ReportKind, quoted,
};
use crate::order::CompactSort;
use crate::read::foreign::RELATED_TO;
use crate::read::foreign::annotation::{confidence, one_line};
use crate::read::foreign::corenlp::tokens::{Span, Tokens};
use crate::read::foreign::corenlp::{Document, Reading, is_pronoun};
use crate::read::json::{Context, Fields};
use serde_json::value::RawValue;

/// The annotators that write triples, by the field they write, and how they are named as extractors.
const ANNOTATORS: [(&str, &str); 2] = [("openie", "CoreNLP openie"), ("kbp", "CoreNLP kbp")];

/// Subject, relation and object, each as words and as tokens.
pub(super) struct Triple {
    subject: (String, Option<Span>),
    relation: (String, Option<Span>),
    object: (String, Option<Span>),
    confidence: Option<Confidence>,
    extractor: &'static str,
    place: Place,
}

pub(super) fn of_sentence<'t>(
    context: &mut Context<'t>,
    fields: &mut Fields<'t>,
    tokens: &Tokens,
    sentence: usize,
    losses: &mut Losses,
) -> Vec<Triple> {
    let mut triples = Vec::new();
    for (field, extractor) in ANNOTATORS {
        triples.extend(fields.list(context, field, |context, raw| {
            triple(context, raw, tokens, sentence, extractor, losses)
        }));
    }
    triples
}

fn triple<'t>(
    context: &mut Context<'t>,
    raw: &'t RawValue,
    tokens: &Tokens,
    sentence: usize,
    extractor: &'static str,
    losses: &mut Losses,
) -> Option<Triple> {
    let mut fields = context.object(raw)?;
    let place = context.place_of(raw);
    let subject = fields.required(context, "subject", Context::string);
    let relation = fields.required(context, "relation", Context::any_string);
    let object = fields.required(context, "object", Context::string);
    let mut span = |name| {
        let read = |context: &mut Context<'t>, raw| span(context, raw, tokens, sentence);
        fields.optional(context, name, read)
    };
    let spans = (
        span("subjectSpan"),
        span("relationSpan"),
        span("objectSpan"),
    );
    let confidence = fields.optional(context, "confidence", confidence);
    for (key, _) in fields.rest() {
        losses.add(
            Loss::Dropped,
            &format!("field {} of a triple", quoted(&key)),
        );
    }
    Some(Triple {
        subject: (subject?, spans.0),
        relation: (relation?, spans.1),
        object: (object?, spans.2),
        confidence,
        extractor,
        place,
    })
}

/// Two token indexes from 0; a relation that no token carries has -1 or an empty span.
fn span<'t>(
    context: &mut Context<'t>,
    raw: &'t RawValue,
    tokens: &Tokens,
    sentence: usize,
) -> Option<Span> {
    let items = context.items(raw)?;
    let [from, to] = items.as_slice() else {
        context.error(
            raw,
            format!(
                "found {} numbers; the first token and the one after the last are wanted",
                items.len()
            ),
        );
        return None;
    };
    if from.get().starts_with('-') || to.get().starts_with('-') {
        return None;
    }
    let (from, to) = (context.offset(from)?, context.offset(to)?);
    if from == to || tokens.is_empty() {
        return None;
    }
    let index = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let span = Span {
        sentence,
        from: index(from),
        to: index(to),
    };
    if tokens.of(span).is_empty() {
        let count = tokens.count(sentence);
        context.error(
            raw,
            format!("tokens {from} to {to} are none of the sentence, which has {count}"),
        );
        return None;
    }
    Some(span)
}

impl Reading {
    pub(super) fn triple(&mut self, triple: Triple, document: &Document) {
        let Triple {
            subject,
            relation,
            object,
            confidence,
            extractor,
            place,
        } = triple;
        let spans = [subject.1, relation.1, object.1];
        let places = spans
            .into_iter()
            .flatten()
            .filter_map(|span| document.tokens.characters(span));
        let characters = places.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
        let quote = characters.and_then(|(start, end)| document.words(start, end));
        let evidence = if let (Some((start, end)), Some(quote)) = (characters, quote) {
            vec![EvidenceReference::Record(EvidenceRecord {
                source: Some(document.source.clone()),
                start: Some(start),
                end: Some(end),
                quote: Some(quote.to_owned()),
                ..EvidenceRecord::default()
            })]
        } else {
            self.file.losses.add(
                Loss::Dropped,
                "place of a relation, which no tokens of the file have",
            );
            Vec::new()
        };
        let Some((subject, object)) = self
            .end(&subject, document, &place)
            .zip(self.end(&object, document, &place))
        else {
            self.file
                .losses
                .add(Loss::Dropped, "relation with a blank end");
            return;
        };
        let predicate = one_line(&relation.0);
        if predicate.is_empty() {
            self.file.losses.add(Loss::WithoutPredicate, "relation");
        }
        let attribution =
            characters.and_then(|place_of| self.attribution(place_of, document, &place));
        let record = RelationRecord {
            subject,
            predicate: if predicate.is_empty() {
                RELATED_TO.to_owned()
            } else {
                predicate
            },
            object: Some(object),
            attribution,
            confidence,
            evidence,
            extractor: [extractor].into_iter().collect(),
            ..RelationRecord::default()
        };
        self.file.push(Record::Relation(record), place);
    }

    /// Whose words a relation is in: the speaker's of the quotation around it, within that of the one around that.
    fn attribution(
        &mut self,
        (start, end): (u64, u64),
        document: &Document,
        place: &Place,
    ) -> Option<Attribution> {
        let around = document
            .quotes
            .iter()
            .filter(|quote| quote.start <= start && end <= quote.end);
        let mut around: Vec<_> = around.collect();
        around.order_by_key(|quote| std::cmp::Reverse(quote.end - quote.start));
        let mut attribution = None;
        for quote in around {
            let Some(speaker) = self.names.add(&quote.speaker, place) else {
                continue;
            };
            attribution = Some(Attribution {
                speaker,
                report: ReportKind::DirectQuote,
                cue: None,
                within: attribution.map(Box::new),
            });
        }
        attribution
    }

    /// The entity at an end: what its words stand for where a chain has them, else what they say.
    fn end(
        &mut self,
        (words, span): &(String, Option<Span>),
        document: &Document,
        place: &Place,
    ) -> Option<String> {
        match span.and_then(|span| document.chains.name_at(span)) {
            Some(name) if name != one_line(words) => {
                self.file.losses.add(
                    Loss::Supposed,
                    "end of a relation, from a pronoun or another name by its coreference chain",
                );
                self.names.add(name, place)
            }
            None if span.is_some_and(|span| is_pronoun(&document.tokens, span)) => {
                self.file.losses.add(
                    Loss::Supposed,
                    "end of a relation that is a pronoun, as something of its document alone",
                );
                self.names.add_within(&document.key, words, place)
            }
            _ => self.names.add(words, place),
        }
    }
}
