//! Claims by time.

use crate::draw::choose::claims::sources;
use crate::draw::choose::selection::Selection;
use crate::draw::choose::{Choice, ChoiceError};
use crate::graph::{Claim, KnowledgeGraph, TimePoint, is_date_time, time_bounds};

/// Year, month and day.
type Day = [u32; 3];

/// From the first day to the last, both included; days beyond all stand for no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    first: Day,
    last: Day,
}

const BEFORE_ALL: Day = [0; 3];
const AFTER_ALL: Day = [u32::MAX; 3];

impl Period {
    /// The period that is asked for, if one is.
    pub(super) fn of(choice: &Choice) -> Result<Option<Self>, ChoiceError> {
        if choice.since.is_none() && choice.until.is_none() {
            return Ok(None);
        }
        let period = Self::between(choice.since.as_ref(), choice.until.as_ref());
        if let (Some(since), Some(until)) = (&choice.since, &choice.until)
            && period.first > period.last
        {
            let (since, until) = (since.lexical.clone(), until.lexical.clone());
            return Err(ChoiceError::Backwards { since, until });
        }
        Ok(Some(period))
    }

    fn between(start: Option<&TimePoint>, end: Option<&TimePoint>) -> Self {
        Self {
            first: start.map_or(BEFORE_ALL, TimePoint::first_day),
            last: end.map_or(AFTER_ALL, TimePoint::last_day),
        }
    }

    fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// What the words for a time say, as far as they are plain.
    fn of_words(words: &str) -> Option<Self> {
        let (start, end) = time_bounds(words);
        if start.is_none() && end.is_none() {
            return None;
        }
        // "2024/2022" is a slip, but tells the same years.
        match (start, end) {
            (Some(start), Some(end)) if end.last_day() < start.first_day() => {
                Some(Self::between(Some(&end), Some(&start)))
            }
            (start, end) => Some(Self::between(start.as_ref(), end.as_ref())),
        }
    }

    /// The day, month or year of a publication.
    fn of_publication(published: &str) -> Option<Self> {
        let published = published.trim();
        let date = match published.split_once('T') {
            Some((date, _)) if is_date_time(published) => date,
            _ => published,
        };
        let point = TimePoint::read(date)?;
        Some(Self::between(Some(&point), Some(&point)))
    }
}

/// Keeps the claims whose time overlaps a period. One whose words give no plain time counts as of when a source
/// of it was published. Gives how many relations between entities went because nothing tells when they hold.
pub(super) fn keep(selection: &mut Selection<'_>, period: Period) -> usize {
    let graph = selection.graph;
    let undated = selection
        .links
        .iter()
        .filter(|link| periods(link.claim, graph).is_empty())
        .count();
    selection.retain_claims(|claim| {
        let mut periods = periods(claim, graph).into_iter();
        periods.any(|known| known.overlaps(period))
    });
    undated
}

/// When a claim holds: by its own words, else when its sources were published.
fn periods(claim: &Claim, graph: &KnowledgeGraph) -> Vec<Period> {
    let words = claim.time.as_deref();
    if let Some(period) = words.and_then(Period::of_words) {
        return vec![period];
    }
    let published = sources(claim, graph).flat_map(|source| &source.published);
    published
        .filter_map(|published| Period::of_publication(published))
        .collect()
}
