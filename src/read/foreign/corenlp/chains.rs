use crate::read::foreign::annotation::one_line;
use crate::read::foreign::corenlp::mentions::EntityMention;
use crate::read::foreign::corenlp::tokens::{Span, Tokens};
use crate::read::json::{Context, Fields};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet};

/// Which words of a document stand for one thing, and its name.
#[derive(Default)]
pub(super) struct Chains {
    /// By place: the name of the thing and the words at the place.
    by_span: BTreeMap<Span, (String, String)>,
    /// Names that entity mentions give, and not merely the longest phrase of a chain.
    marked: BTreeSet<String>,
}

/// One place of a chain.
struct Link {
    span: Span,
    head: usize,
    text: String,
    represents: bool,
}

impl Chains {
    /// The name of what some words stand for.
    pub(super) fn name_at(&self, span: Span) -> Option<&str> {
        self.by_span.get(&span).map(|(name, _)| name.as_str())
    }

    /// Every name with each of its places and the words there.
    pub(super) fn mentions(&self) -> impl Iterator<Item = (&str, Span, &str)> {
        self.by_span
            .iter()
            .map(|(span, (name, words))| (name.as_str(), *span, words.as_str()))
    }

    pub(super) fn is_marked(&self, name: &str) -> bool {
        self.marked.contains(name)
    }
}

/// Reads `corefs`: chains by their ids. A chain is named by the entity mention that covers the head of its
/// representative words, so that "President Traoré" is Traoré; else by those words.
pub(super) fn read<'t>(
    context: &mut Context<'t>,
    fields: &mut Fields<'t>,
    tokens: &Tokens,
    mentions: &[EntityMention],
) -> Chains {
    let mut chains = Chains::default();
    let Some(by_id) = fields.optional(context, "corefs", Context::object) else {
        return chains;
    };
    for (_, raw) in by_id.rest() {
        let links = context.within("corefs", None, |context| {
            let items = context.items(raw).unwrap_or_default();
            let links = items.into_iter().enumerate();
            let links: Vec<Link> = links
                .filter_map(|(index, item)| {
                    context.within("chain", Some(index), |context| link(context, item, tokens))
                })
                .collect();
            links
        });
        let representative = links
            .iter()
            .find(|link| link.represents)
            .or_else(|| links.first());
        let Some(representative) = representative else {
            continue;
        };
        let marked = mentions.iter().find(|mention| {
            mention.span.is_some_and(|span| {
                span.sentence == representative.span.sentence
                    && (span.from..span.to).contains(&representative.head)
            })
        });
        let name = one_line(marked.map_or(&representative.text, |mention| &mention.text));
        if marked.is_some() {
            chains.marked.insert(name.clone());
        }
        for link in links {
            chains.by_span.insert(link.span, (name.clone(), link.text));
        }
    }
    chains
}

/// One place of a chain, which counts sentences and tokens from 1.
fn link<'t>(context: &mut Context<'t>, raw: &'t RawValue, tokens: &Tokens) -> Option<Link> {
    let mut fields = context.object(raw)?;
    let text = fields.required(context, "text", Context::string);
    let sentence = fields.required(context, "sentNum", Context::offset);
    let from = fields.required(context, "startIndex", Context::offset);
    let to = fields.required(context, "endIndex", Context::offset);
    let head = fields.optional(context, "headIndex", Context::offset);
    let represents = fields.optional(context, "isRepresentativeMention", Context::boolean);
    // What else it says is grammar: number, gender, animacy.
    let index = |number: u64| {
        usize::try_from(number)
            .ok()
            .and_then(|number| number.checked_sub(1))
    };
    let (text, sentence, from, to) = (text?, sentence?, from?, to?);
    let found = index(sentence).zip(index(from)).zip(index(to));
    let span = found.map(|((sentence, from), to)| Span { sentence, from, to });
    let Some(span) = span.filter(|span| tokens.is_empty() || !tokens.of(*span).is_empty()) else {
        let count = index(sentence).map_or(0, |sentence| tokens.count(sentence));
        context.error(raw, format!("tokens {from} to {to} are none of sentence {sentence}, which has {count} (both count from 1)"));
        return None;
    };
    Some(Link {
        span,
        head: head.and_then(index).unwrap_or(span.to.saturating_sub(1)),
        text,
        represents: represents.unwrap_or_default(),
    })
}
