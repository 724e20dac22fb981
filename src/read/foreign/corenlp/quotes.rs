use crate::model::{Loss, Losses};
use crate::read::foreign::corenlp::tokens::Tokens;
use crate::read::json::{Context, Fields};
use serde_json::value::RawValue;

/// Words between quotation marks and whose they are.
pub(super) struct Quotation {
    /// In code points.
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) speaker: String,
}

pub(super) fn read<'t>(
    context: &mut Context<'t>,
    fields: &mut Fields<'t>,
    tokens: &Tokens,
    losses: &mut Losses,
) -> Vec<Quotation> {
    fields.list(context, "quotes", |context, raw| {
        quotation(context, raw, tokens, losses)
    })
}

fn quotation<'t>(
    context: &mut Context<'t>,
    raw: &'t RawValue,
    tokens: &Tokens,
    losses: &mut Losses,
) -> Option<Quotation> {
    let mut fields = context.object(raw)?;
    let begin = fields.required(context, "beginIndex", Context::offset);
    let end = fields.required(context, "endIndex", Context::offset);
    // The canonical speaker is the one that the words for the speaker stand for.
    let speakers = ["canonicalSpeaker", "speaker"]
        .map(|key| fields.optional(context, key, Context::any_string));
    let speaker = speakers
        .into_iter()
        .flatten()
        .find(|speaker| !speaker.trim().is_empty() && speaker != "Unknown");
    let (begin, end) = (begin?, end?);
    let Some(speaker) = speaker else {
        losses.add(Loss::Dropped, "quotation without a speaker");
        return None;
    };
    let found = tokens.by_offsets(begin, end);
    let Some((start, end)) = found.filter(|(start, end)| start < end) else {
        losses.add(
            Loss::Dropped,
            "quotation whose place no tokens of the file have",
        );
        return None;
    };
    Some(Quotation {
        start,
        end,
        speaker,
    })
}
