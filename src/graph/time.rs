//! What the words for a time say as dates.

/// How much of a date is known; it decides the datatype.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimePrecision {
    /// A year, `xsd:gYear`.
    Year,
    /// A month of a year, `xsd:gYearMonth`.
    Month,
    /// A day, `xsd:date`.
    Day,
}

/// A year, month or day in its XML Schema lexical form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimePoint {
    /// As XML Schema writes it.
    pub lexical: String,
    /// Its datatype.
    pub precision: TimePrecision,
}

impl TimePoint {
    /// Reads `2024`, `2024-06` or `2024-06-30`; a day that the calendar lacks is nothing.
    pub fn read(text: &str) -> Option<Self> {
        time_point(text)
    }

    /// Year, month and day of its first day.
    pub fn first_day(&self) -> [u32; 3] {
        let [year, month, day] = self.parts();
        [year, month.max(1), day.max(1)]
    }

    /// Year, month and day of its last day.
    pub fn last_day(&self) -> [u32; 3] {
        let [year, month, day] = self.parts();
        let month = if month == 0 { 12 } else { month };
        let day = if day == 0 {
            days_in(year, month).unwrap_or(31)
        } else {
            day
        };
        [year, month, day]
    }

    /// Year, month and day, 0 where it does not tell.
    fn parts(&self) -> [u32; 3] {
        let mut parts = self.lexical.split('-').map(|part| part.parse().ok());
        [(); 3].map(|()| parts.next().flatten().unwrap_or(0))
    }
}

/// The earliest and the latest time that words give, as far as they are plain.
///
/// An ISO 8601 year, month or day is both; an interval `2022/2024` is its ends; `since … 2022 …` is a start
/// and `until … 2022 …` an end where just one such date stands in the words. Anything else gives nothing:
/// the words themselves are kept beside.
pub fn time_bounds(words: &str) -> (Option<TimePoint>, Option<TimePoint>) {
    let words = words.trim();
    if let Some(point) = time_point(words) {
        return (Some(point.clone()), Some(point));
    }
    if let Some((start, end)) = words.split_once('/')
        && let (Some(start), Some(end)) = (time_point(start), time_point(end))
    {
        return (Some(start), Some(end));
    }
    let mut tokens = words.split_whitespace();
    let first = tokens.next().unwrap_or_default().to_ascii_lowercase();
    let mut points = tokens.filter_map(|token| time_point(token.trim_end_matches([',', '.', ';'])));
    match (first.as_str(), points.next(), points.next()) {
        ("since", Some(point), None) => (Some(point), None),
        ("until", Some(point), None) => (None, Some(point)),
        _ => (None, None),
    }
}

/// Reads `2024`, `2024-06` or `2024-06-30`; a day that the calendar lacks is nothing.
fn time_point(text: &str) -> Option<TimePoint> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = parts
        .next()
        .map(|part| digits(part, 2))
        .map_or(Some(None), |part| part.map(Some))?;
    let day = parts
        .next()
        .map(|part| digits(part, 2))
        .map_or(Some(None), |part| part.map(Some))?;
    if parts.next().is_some() {
        return None;
    }
    let precision = match (month, day) {
        (None, None) => TimePrecision::Year,
        (Some(1..=12), None) => TimePrecision::Month,
        (Some(month), Some(day)) if day >= 1 && day <= days_in(year, month)? => TimePrecision::Day,
        _ => return None,
    };
    Some(TimePoint {
        lexical: text.to_owned(),
        precision,
    })
}

/// Whether a text is a date and time as `xsd:dateTime` writes it, such as `2024-06-06T10:30:00Z`.
pub fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    let is_day = time_point(date).is_some_and(|point| point.precision == TimePrecision::Day);
    let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at(zone);
    is_day && is_clock(time) && is_zone(zone)
}

/// `hh:mm:ss` with an optional fraction of a second.
fn is_clock(time: &str) -> bool {
    let (whole, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let parts: Vec<Option<u32>> = whole.split(':').map(|part| digits(part, 2)).collect();
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    is_fraction && matches!(parts.as_slice(), [Some(0..=23), Some(0..=59), Some(0..=59)])
}

/// Nothing, `Z`, or hours and minutes from Greenwich.
fn is_zone(zone: &str) -> bool {
    let offset = zone
        .strip_prefix(['+', '-'])
        .and_then(|offset| offset.split_once(':'));
    let is_offset = offset.is_some_and(|(hours, minutes)| {
        matches!(
            (digits(hours, 2), digits(minutes, 2)),
            (Some(0..=14), Some(0..=59))
        )
    });
    zone.is_empty() || zone == "Z" || is_offset
}

fn digits(text: &str, length: usize) -> Option<u32> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn days_in(year: u32, month: u32) -> Option<u32> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if leap { 29 } else { 28 }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(words: &str) -> (Option<String>, Option<String>) {
        let (start, end) = time_bounds(words);
        (
            start.map(|point| point.lexical),
            end.map(|point| point.lexical),
        )
    }

    #[test]
    fn a_date_is_its_own_start_and_end() {
        for date in ["2024", "2024-06", "2024-02-29"] {
            assert_eq!(bounds(date), (Some(date.into()), Some(date.into())));
        }
        assert_eq!(
            bounds("2022/2024-05"),
            (Some("2022".into()), Some("2024-05".into()))
        );
    }

    #[test]
    fn a_month_lasts_from_its_first_day_to_its_last() {
        let days = |text| {
            let point = TimePoint::read(text).unwrap();
            (point.first_day(), point.last_day())
        };
        assert_eq!(days("2024"), ([2024, 1, 1], [2024, 12, 31]));
        assert_eq!(days("2024-02"), ([2024, 2, 1], [2024, 2, 29]));
        assert_eq!(days("2024-06-30"), ([2024, 6, 30], [2024, 6, 30]));
    }

    #[test]
    fn since_and_until_give_one_side() {
        assert_eq!(bounds("since a 2022 coup"), (Some("2022".into()), None));
        assert_eq!(
            bounds("until 2024-05-01."),
            (None, Some("2024-05-01".into()))
        );
    }

    #[test]
    fn a_date_and_time_is_told_from_other_words() {
        for good in [
            "2024-06-06T10:30:00",
            "2024-06-06T10:30:00.5Z",
            "2024-06-06T23:59:59+02:00",
        ] {
            assert!(is_date_time(good), "{good}");
        }
        for bad in [
            "2024-06-06",
            "2024-06-06T10:30",
            "2024-06-06T25:00:00",
            "2024-06-06T10:30:00+2",
        ] {
            assert!(!is_date_time(bad), "{bad}");
        }
    }

    #[test]
    fn what_is_not_plain_gives_nothing() {
        for words in [
            "recent",
            "Cold War",
            "2023-02-29",
            "2024-13",
            "since 2020 or 2022",
            "20245",
            "in 2024",
        ] {
            assert_eq!(bounds(words), (None, None), "{words}");
        }
    }
}
