//! spaCy's `Doc.to_json`: one document with entities, span groups, tokens and custom attributes.
//!
//! Named entities and the spans of groups are marks on the text, counted in code points, and a mark names an
//! entity of the type that its label gives. A sentence's tree says how words hang together and no more: no
//! relation is made of it. What stands in `_` has whatever shape its author gave it, so it is named and left.

use crate::model::{FactsFile, Fault, Loss, Mention, Record, SourceRecord, SourceText, quoted};
use crate::read::foreign::annotation::{Names, each_document};
use crate::read::json::{Context, Fields};
use serde_json::value::RawValue;
use std::sync::Arc;

/// Layers that say how words hang together: no knowledge of what the text is about.
const GRAMMAR: [&str; 2] = ["tokens", "sents"];

/// Reads what spaCy's `Doc.to_json` gives.
pub(super) fn read(text: &str, name: &Arc<str>, faults: &mut Vec<Fault>) -> FactsFile {
    let mut reading = Reading {
        file: FactsFile::foreign(Arc::clone(name)),
        names: Names::default(),
        n_documents: 0,
        n_trees: 0,
    };
    each_document(text, name, faults, &mut |context, fields| {
        reading.document(context, fields);
    });
    let Reading {
        mut file,
        names,
        n_trees,
        ..
    } = reading;
    let what =
        "document's sentences and trees: spaCy writes no relations, and none are made of them";
    file.losses.add_many(Loss::Dropped, what, n_trees);
    names.declare(&mut file);
    file
}

struct Reading {
    file: FactsFile,
    names: Names,
    n_documents: usize,
    n_trees: usize,
}

impl Reading {
    fn document<'t>(&mut self, context: &mut Context<'t>, mut fields: Fields<'t>) {
        self.n_documents += 1;
        let place = fields.place(context);
        let Some(text) = fields.required(context, "text", Context::any_string) else {
            return;
        };
        let source = format!("document {}", self.n_documents);
        let characters = SourceText::new(text.as_str());
        self.file.push(
            Record::Source(SourceRecord {
                id: source.clone(),
                text: Some(text),
                ..SourceRecord::default()
            }),
            place,
        );
        let marked = Marked {
            text: &characters,
            source: &source,
        };
        fields.list(context, "ents", |context, raw| {
            self.mark(context, raw, &marked)
        });
        if let Some(groups) = fields.optional(context, "spans", Context::object) {
            for (_, raw) in groups.rest() {
                let items = context.within("spans", None, |context| context.items(raw));
                for (index, item) in items.unwrap_or_default().into_iter().enumerate() {
                    context.within("spans", Some(index), |context| {
                        self.mark(context, item, &marked)
                    });
                }
            }
        }
        self.lose(context, fields);
    }

    /// One entity or span.
    fn mark<'t>(
        &mut self,
        context: &mut Context<'t>,
        raw: &'t RawValue,
        marked: &Marked<'_>,
    ) -> Option<()> {
        let mut fields = context.object(raw)?;
        let place = context.place_of(raw);
        let start = fields.required(context, "start", Context::offset);
        let end = fields.required(context, "end", Context::offset);
        let label = fields.optional(context, "label", Context::any_string);
        let kb_id = fields.optional(context, "kb_id", Context::any_string);
        for (key, value) in fields.rest() {
            if !matches!(value.get(), "null" | "\"\"") {
                self.file
                    .losses
                    .add(Loss::Dropped, &format!("field {} of a span", quoted(&key)));
            }
        }
        let (start, end) = (start?, end?);
        let Some(words) = marked
            .text
            .slice(start, end)
            .filter(|words| !words.is_empty())
        else {
            let length = marked.text.length();
            context.error(
                raw,
                format!("{start} to {end} is no part of the text, which has {length} characters"),
            );
            return None;
        };
        let Some(name) = self.names.add(words, &place) else {
            self.file.losses.add(Loss::Dropped, "span of blanks");
            return None;
        };
        if let Some(label) = label.filter(|label| !label.is_empty()) {
            self.names.add_type(&name, &label);
        }
        if let Some(kb_id) = kb_id.filter(|kb_id| !kb_id.is_empty() && kb_id != "NIL") {
            self.names.add_code(&name, &kb_id);
        }
        self.names.add_mention(
            &name,
            Mention {
                source: Some(marked.source.to_owned()),
                start: Some(start),
                end: Some(end),
                text: Some(words.to_owned()),
                verified: None,
            },
        );
        Some(())
    }

    fn lose<'t>(&mut self, context: &mut Context<'t>, fields: Fields<'t>) {
        self.n_trees += usize::from(GRAMMAR.iter().any(|key| fields.has(key)));
        for (key, raw) in fields.rest() {
            match key.as_ref() {
                grammar if GRAMMAR.contains(&grammar) => {}
                "cats" => self
                    .file
                    .losses
                    .add(Loss::Dropped, "classes of a text (\"cats\")"),
                "_" | "underscore_token" | "underscore_span" => {
                    for (name, _) in context.object(raw).map(Fields::rest).unwrap_or_default() {
                        self.file.losses.add(
                            Loss::Dropped,
                            &format!("custom attribute {}", quoted(&format!("{key}.{name}"))),
                        );
                    }
                }
                other => self.file.losses.add(
                    Loss::Dropped,
                    &format!("field {} of a document", quoted(other)),
                ),
            }
        }
    }
}

/// The text that spans are marks on.
struct Marked<'s> {
    text: &'s SourceText,
    source: &'s str,
}
