use crate::model::SourceText;
use crate::order::CompactCollect;
use crate::read::json::{Context, Fields};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// The tokens of a document by sentence, and the text that they stand in.
pub(super) struct Tokens {
    pub(super) text: SourceText,
    /// Whether the file had the text, so that nothing of it was made up.
    pub(super) is_given: bool,
    sentences: Vec<Vec<Token>>,
    /// Code points before each offset of the file at which a token starts, and at which one ends.
    starts: BTreeMap<u64, u64>,
    ends: BTreeMap<u64, u64>,
}

/// A token as the file has it, and after it is found its place in the text.
pub(super) struct Token {
    words: String,
    before: Option<String>,
    after: Option<String>,
    /// As the file counts: UTF-16 units, unless it was told otherwise.
    offsets: Option<(u64, u64)>,
    /// In code points.
    start: u64,
    end: u64,
    pub(super) is_pronoun: bool,
}

/// Tokens from `from`, before `to`, of a sentence; each counts from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Tokens {
    /// Finds each token's place in the text, or makes the text of them.
    pub(super) fn new(given: Option<String>, mut sentences: Vec<Vec<Token>>) -> Self {
        let is_given = given.is_some();
        let text = match given {
            Some(text) => {
                place_in(&text, &mut sentences);
                text
            }
            None => rebuilt(&mut sentences),
        };
        let tokens = || sentences.iter().flatten();
        let placed = |token: &Token| Some((token.offsets?, token.start, token.end));
        Self {
            text: SourceText::new(text),
            is_given,
            starts: tokens()
                .filter_map(placed)
                .map(|((begin, _), start, _)| (begin, start))
                .into_map(),
            ends: tokens()
                .filter_map(placed)
                .map(|((_, stop), _, end)| (stop, end))
                .into_map(),
            sentences,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.sentences.iter().all(Vec::is_empty)
    }

    /// How many tokens a sentence has.
    pub(super) fn count(&self, sentence: usize) -> usize {
        self.sentences.get(sentence).map_or(0, Vec::len)
    }

    pub(super) fn of(&self, span: Span) -> &[Token] {
        let sentence = self.sentences.get(span.sentence);
        sentence
            .and_then(|tokens| tokens.get(span.from..span.to))
            .unwrap_or_default()
    }

    /// The place of some tokens in code points.
    pub(super) fn characters(&self, span: Span) -> Option<(u64, u64)> {
        let tokens = self.of(span);
        Some((tokens.first()?.start, tokens.last()?.end))
    }

    /// The place of what starts and ends where some tokens do, by the file's own offsets.
    pub(super) fn by_offsets(&self, begin: u64, end: u64) -> Option<(u64, u64)> {
        Some((*self.starts.get(&begin)?, *self.ends.get(&end)?))
    }

    /// The tokens of a sentence that start and end at the file's own offsets.
    pub(super) fn span_at(&self, sentence: usize, begin: u64, end: u64) -> Option<Span> {
        let tokens = self.sentences.get(sentence)?;
        let from = tokens
            .iter()
            .position(|token| token.offsets.is_some_and(|offsets| offsets.0 == begin))?;
        let last = tokens
            .iter()
            .position(|token| token.offsets.is_some_and(|offsets| offsets.1 == end))?;
        (from <= last).then_some(Span {
            sentence,
            from,
            to: last + 1,
        })
    }
}

/// Gives tokens their places in a text. Which unit the offsets count shows in where the words stand: an emoji
/// is two in UTF-16, as Java counts, and one code point.
fn place_in(text: &str, sentences: &mut [Vec<Token>]) {
    let mut of_units = Vec::with_capacity(text.len() + 1);
    for (point, letter) in (0_u64..).zip(text.chars()) {
        of_units.extend(std::iter::repeat_n(point, letter.len_utf16()));
    }
    let length = of_units.last().map_or(0, |last| last + 1);
    of_units.push(length);
    let by_unit = |offset: u64| {
        usize::try_from(offset)
            .ok()
            .and_then(|at| of_units.get(at).copied())
    };
    let characters = SourceText::new(text);
    let (mut by_units, mut by_points) = (0_usize, 0_usize);
    for token in sentences.iter().flatten() {
        let Some((begin, end)) = token.offsets else {
            continue;
        };
        let stands_at = |start, end| characters.slice(start, end) == Some(token.words.as_str());
        let in_units = by_unit(begin).zip(by_unit(end));
        by_units += usize::from(in_units.is_some_and(|(start, end)| stands_at(start, end)));
        by_points += usize::from(stands_at(begin, end));
    }
    for token in sentences.iter_mut().flatten() {
        let (begin, end) = token.offsets.unwrap_or_default();
        let (start, end) = if by_points > by_units {
            (begin.min(length), end.min(length))
        } else {
            (
                by_unit(begin).unwrap_or(length),
                by_unit(end).unwrap_or(length),
            )
        };
        (token.start, token.end) = (start, end);
    }
}

/// The text that tokens were cut from, with their places in it. What stood between two of them is what the one
/// says came after it or the other before it, else as many spaces as the offsets leave room for.
fn rebuilt(sentences: &mut [Vec<Token>]) -> String {
    let mut text = String::new();
    let mut length = 0;
    let mut last: Option<(Option<String>, Option<u64>)> = None;
    for token in sentences.iter_mut().flatten() {
        let between = match (&last, &token.before) {
            (_, Some(before)) => before.clone(),
            (Some((Some(after), _)), None) => after.clone(),
            (Some((None, Some(end))), None) => {
                let gap = token
                    .offsets
                    .map_or(1, |(begin, _)| begin.saturating_sub(*end));
                // A gap as long as a book is a slip, and no text.
                " ".repeat(usize::try_from(gap.min(1000)).unwrap_or(1))
            }
            (Some(_), None) => " ".to_owned(),
            (None, None) => String::new(),
        };
        text.push_str(&between);
        token.start = length + between.chars().count() as u64;
        text.push_str(&token.words);
        token.end = token.start + token.words.chars().count() as u64;
        length = token.end;
        last = Some((token.after.clone(), token.offsets.map(|offsets| offsets.1)));
    }
    if let Some((Some(after), _)) = last {
        text.push_str(&after);
    }
    text
}

/// One token. What else it says is grammar.
pub(super) fn token<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<Token> {
    let mut fields: Fields<'t> = context.object(raw)?;
    let original = fields.optional(context, "originalText", Context::any_string);
    let word = match original.filter(|words| !words.is_empty()) {
        Some(words) => Some(words),
        // Without its original text a token has its word, in which brackets are spelt out.
        None => fields.required(context, "word", Context::any_string),
    };
    let begin = fields.optional(context, "characterOffsetBegin", Context::offset);
    let end = fields.optional(context, "characterOffsetEnd", Context::offset);
    let before = fields.optional(context, "before", Context::any_string);
    let after = fields.optional(context, "after", Context::any_string);
    let tag = fields
        .optional(context, "pos", Context::any_string)
        .unwrap_or_default();
    Some(Token {
        words: word?,
        before,
        after,
        offsets: begin.zip(end),
        start: 0,
        end: 0,
        is_pronoun: matches!(tag.as_str(), "PRP" | "PRP$" | "PRON"),
    })
}
