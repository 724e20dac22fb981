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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::choose::sample::{drawn, people, published, shown};
    use crate::draw::sample::{Sample, name};

    fn period(since: &str, until: &str) -> Choice {
        Choice {
            since: TimePoint::read(since),
            until: TimePoint::read(until),
            ..Choice::default()
        }
    }

    fn fits(time: &str, since: &str, until: &str) -> bool {
        let known = Period::of_words(time).unwrap();
        known.overlaps(Period::of(&period(since, until)).unwrap().unwrap())
    }

    #[test]
    fn a_time_fits_where_it_overlaps() {
        for (time, since, until) in [
            ("2024", "2024-06", ""),
            ("2024-06-30", "2024-06", "2024-06"),
            ("2020/2022-03", "2022-03-31", ""),
            ("2022-03/2020", "2020-01", "2020-12"),
            ("since 2022", "2030", ""),
            ("until 2022", "", "1900"),
            ("2024-02", "2024-02-29", ""),
        ] {
            assert!(fits(time, since, until), "{time} {since} {until}");
        }
        for (time, since, until) in [
            ("2024", "2025", ""),
            ("2024-06-30", "", "2024-06-29"),
            ("2020/2022-03", "2022-04", "2023"),
            ("since 2022", "", "2021"),
            ("until 2022", "2023", ""),
        ] {
            assert!(!fits(time, since, until), "{time} {since} {until}");
        }
    }

    fn dated() -> Sample {
        let sample = people(&["a trains b"]);
        published(sample, "paper", "Paper", "2024-06-06T10:30:00Z")
            .relation_like("a", "thanks", "b", |claim| {
                claim.time = Some("2020".to_owned());
            })
            .relation_like("a", "visits", "b", |claim| {
                claim.time = Some("recently".to_owned());
                claim.evidence.insert(name("in-paper"));
            })
    }

    #[test]
    fn without_a_plain_time_a_relation_is_of_when_its_source_was_published() {
        let graph = dated().graph();
        assert_eq!(
            drawn(&graph, &period("2024-06", "")).unwrap(),
            "A -visits-> B"
        );
        assert_eq!(
            drawn(&graph, &period("", "2024-06-05")).unwrap(),
            "A -thanks-> B"
        );
        assert_eq!(
            drawn(&graph, &period("2025", "")),
            Err(ChoiceError::NothingDated { undated: 1 })
        );
    }

    #[test]
    fn what_nothing_dates_is_left_out_and_counted() {
        assert_eq!(shown(&dated().graph(), &period("2000", "")).undated, 1);
        assert_eq!(shown(&dated().graph(), &Choice::default()).undated, 0);
    }

    #[test]
    fn a_period_that_ends_before_it_starts_is_a_slip() {
        let error = drawn(&dated().graph(), &period("2024-06", "2024-05")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "nothing lies since 2024-06 and until 2024-05: that ends before it starts"
        );
    }
}
