//! Stanford `CoreNLP`'s JSON: sentences with tokens, triples of open extraction and of KBP, entity mentions,
//! coreference and quotations.
//!
//! Its places are tokens, or characters in Java's UTF-16 units; both become code points of the text, which is
//! put together from the tokens where the file lacks it. A relation's evidence runs from the first to the last
//! token of its three spans. Where an end stands as a pronoun or another name, its coreference chain tells the
//! entity. A triple inside a quotation is its speaker's.

mod chains;
mod mentions;
mod quotes;
mod tokens;
mod triples;

use crate::model::{FactsFile, Fault, Loss, Mention, Place, Record, SourceRecord, quoted};
use crate::read::foreign::annotation::{Names, each_document, stem};
use crate::read::json::{Context, Fields};
use chains::Chains;
use mentions::EntityMention;
use quotes::Quotation;
use std::sync::Arc;
use tokens::{Span, Tokens};

/// Parts that say how words hang together or how a text feels: no knowledge of what it is about.
const GRAMMAR: [&str; 9] = [
    "id",
    "index",
    "line",
    "parse",
    "binaryParse",
    "basicDependencies",
    "enhancedDependencies",
    "enhancedPlusPlusDependencies",
    "tokens",
];

/// Reads what `CoreNLP`'s `JSONOutputter` writes.
pub(super) fn read(text: &str, name: &Arc<str>, faults: &mut Vec<Fault>) -> FactsFile {
    let mut reading = Reading {
        file: FactsFile::foreign(Arc::clone(name)),
        names: Names::default(),
        n_documents: 0,
    };
    each_document(text, name, faults, &mut |context, fields| {
        reading.document(context, fields);
    });
    let Reading {
        mut file, names, ..
    } = reading;
    names.declare(&mut file);
    file
}

struct Reading {
    file: FactsFile,
    names: Names,
    n_documents: usize,
}

/// A document with everything that hangs together in it.
struct Document {
    source: String,
    /// What tells it from documents of other files.
    key: String,
    tokens: Tokens,
    mentions: Vec<EntityMention>,
    chains: Chains,
    quotes: Vec<Quotation>,
    place: Place,
}

impl Reading {
    fn document<'t>(&mut self, context: &mut Context<'t>, mut fields: Fields<'t>) {
        self.n_documents += 1;
        let place = fields.place(context);
        let id = fields.optional(context, "docId", Context::string);
        let date = fields.optional(context, "docDate", Context::string);
        let text = fields.optional(context, "text", Context::any_string);
        if !fields.has("sentences") {
            let message = "field \"sentences\" is missing; CoreNLP writes the list of them";
            context.error_at(place, message);
            return;
        }
        let mut sentences = Vec::new();
        let mut parts = Vec::new();
        fields.list(context, "sentences", |context, raw| {
            let mut fields = context.object(raw)?;
            sentences.push(fields.list(context, "tokens", tokens::token));
            parts.push(fields);
            Some(())
        });
        let tokens = Tokens::new(text, sentences);
        let mut triples = Vec::new();
        let mut mentions = Vec::new();
        for (index, mut fields) in parts.into_iter().enumerate() {
            context.within("sentences", Some(index), |context| {
                triples.extend(triples::of_sentence(
                    context,
                    &mut fields,
                    &tokens,
                    index,
                    &mut self.file.losses,
                ));
                mentions.extend(mentions::of_sentence(
                    context,
                    &mut fields,
                    &tokens,
                    index,
                    &mut self.file.losses,
                ));
                self.lose(fields, "sentence");
            });
        }
        let chains = chains::read(context, &mut fields, &tokens, &mentions);
        let quotes = quotes::read(context, &mut fields, &tokens, &mut self.file.losses);
        self.lose(fields, "document");
        let document = Document {
            key: format!("{}#{}", stem(&self.file.name), self.n_documents),
            source: self.source(id, date, &tokens, &place),
            tokens,
            mentions,
            chains,
            quotes,
            place,
        };
        self.entities(&document);
        for triple in triples {
            self.triple(triple, &document);
        }
    }

    /// Declares the text, if there is one, and gives the id that evidence names.
    fn source(
        &mut self,
        id: Option<String>,
        date: Option<String>,
        tokens: &Tokens,
        place: &Place,
    ) -> String {
        if tokens.text.length() == 0 {
            self.file.losses.add(
                Loss::Supposed,
                "document without text or tokens, whose places nothing is checked against",
            );
            return String::new();
        }
        if !tokens.is_given {
            self.file.losses.add(
                Loss::Supposed,
                "text of a document, put together from its tokens",
            );
        }
        let source = format!("document {}", self.n_documents);
        let record = SourceRecord {
            id: source.clone(),
            title: id,
            published: date,
            text: Some(tokens.text.as_str().to_owned()),
            ..SourceRecord::default()
        };
        self.file.push(Record::Source(record), place.clone());
        source
    }

    fn entities(&mut self, document: &Document) {
        for mention in &document.mentions {
            let words = match mention.span.and_then(|span| document.chains.name_at(span)) {
                Some(name) => name,
                None if mention
                    .span
                    .is_some_and(|span| is_pronoun(&document.tokens, span)) =>
                {
                    self.file
                        .losses
                        .add(Loss::Dropped, "mention by a pronoun that no chain resolves");
                    continue;
                }
                None => &mention.text,
            };
            let Some(name) = self.names.add(words, &mention.place) else {
                continue;
            };
            // What a pronoun is marked as is what it stands for, and that has a mark of its own.
            if let Some(class) = &mention.class {
                self.names.add_type(&name, class);
            }
            if let Some(link) = &mention.link {
                self.names.add_code(&name, link);
            }
            self.names.add_mention(
                &name,
                Mention {
                    source: Some(document.source.clone()),
                    start: mention.characters.map(|(start, _)| start),
                    end: mention.characters.map(|(_, end)| end),
                    text: Some(mention.text.clone()),
                    verified: None,
                },
            );
        }
        for (name, span, words) in document.chains.mentions() {
            let marked = document
                .mentions
                .iter()
                .any(|mention| mention.span == Some(span));
            let is_entity = document.chains.is_marked(name);
            if let (false, true, Some((start, end))) =
                (marked, is_entity, document.tokens.characters(span))
                && let Some(name) = self.names.add(name, &document.place)
            {
                self.names.add_mention(
                    &name,
                    Mention {
                        source: Some(document.source.clone()),
                        start: Some(start),
                        end: Some(end),
                        text: Some(document.words(start, end).unwrap_or(words).to_owned()),
                        verified: None,
                    },
                );
            }
        }
    }

    fn lose(&mut self, fields: Fields<'_>, of: &str) {
        for (key, raw) in fields.rest() {
            let says_nothing = matches!(raw.get(), "null" | "[]" | "{}" | "\"\"");
            if !GRAMMAR.contains(&key.as_ref()) && !says_nothing {
                self.file
                    .losses
                    .add(Loss::Dropped, &format!("field {} of a {of}", quoted(&key)));
            }
        }
    }
}

impl Document {
    fn words(&self, start: u64, end: u64) -> Option<&str> {
        self.tokens
            .text
            .slice(start, end)
            .filter(|words| !words.is_empty())
    }
}

fn is_pronoun(tokens: &Tokens, span: Span) -> bool {
    matches!(tokens.of(span), [only] if only.is_pronoun)
}
