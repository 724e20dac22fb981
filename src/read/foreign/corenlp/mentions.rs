use crate::model::{Loss, Losses, Place, quoted};
use crate::read::foreign::corenlp::tokens::{Span, Tokens};
use crate::read::json::{Context, Fields};
use serde_json::value::RawValue;

/// Words that are marked as a person, a place, a date and so on.
pub(super) struct EntityMention {
    pub(super) text: String,
    pub(super) span: Option<Span>,
    /// In code points.
    pub(super) characters: Option<(u64, u64)>,
    pub(super) class: Option<String>,
    /// The title of its Wikipedia page.
    pub(super) link: Option<String>,
    pub(super) place: Place,
}

pub(super) fn of_sentence<'t>(
    context: &mut Context<'t>,
    fields: &mut Fields<'t>,
    tokens: &Tokens,
    sentence: usize,
    losses: &mut Losses,
) -> Vec<EntityMention> {
    fields.list(context, "entitymentions", |context, raw| {
        mention(context, raw, tokens, sentence, losses)
    })
}

fn mention<'t>(
    context: &mut Context<'t>,
    raw: &'t RawValue,
    tokens: &Tokens,
    sentence: usize,
    losses: &mut Losses,
) -> Option<EntityMention> {
    let mut fields = context.object(raw)?;
    let place = context.place_of(raw);
    let text = fields.required(context, "text", Context::string);
    let from = fields.optional(context, "tokenBegin", Context::offset);
    let to = fields.optional(context, "tokenEnd", Context::offset);
    let begin = fields.optional(context, "characterOffsetBegin", Context::offset);
    let end = fields.optional(context, "characterOffsetEnd", Context::offset);
    let class = fields.optional(context, "ner", Context::any_string);
    let link = fields.optional(context, "entitylink", Context::any_string);
    for (key, value) in fields.rest() {
        let is_place = matches!(key.as_ref(), "docTokenBegin" | "docTokenEnd" | "id");
        if !is_place && !matches!(value.get(), "null" | "\"\"" | "{}") {
            losses.add(
                Loss::Dropped,
                &format!("field {} of an entity mention", quoted(&key)),
            );
        }
    }
    let text = text?;
    let offsets = begin.zip(end);
    let by_tokens = from.zip(to).map(|(from, to)| {
        let index = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        Span {
            sentence,
            from: index(from),
            to: index(to),
        }
    });
    // Files of older versions count characters only.
    let span = by_tokens.or_else(|| {
        let (begin, end) = offsets?;
        tokens.span_at(sentence, begin, end)
    });
    if let Some(span) = span
        && !tokens.is_empty()
        && tokens.of(span).is_empty()
    {
        let count = tokens.count(sentence);
        context.error(
            raw,
            format!(
                "tokens {} to {} are none of the sentence, which has {count}",
                span.from, span.to
            ),
        );
        return None;
    }
    let characters = span
        .and_then(|span| tokens.characters(span))
        .or_else(|| offsets.and_then(|(begin, end)| tokens.by_offsets(begin, end)));
    if characters.is_none() {
        losses.add(
            Loss::Dropped,
            "place of an entity mention, which no tokens of the file have",
        );
    }
    Some(EntityMention {
        text,
        span: span.filter(|span| !tokens.of(*span).is_empty()),
        characters,
        class: class.filter(|class| !class.is_empty() && class != "O"),
        link: link.filter(|link| !link.is_empty() && link != "O"),
        place,
    })
}
