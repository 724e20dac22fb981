//! Years, months and days as XML Schema writes them.

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

    /// A year.
    pub(super) fn year(year: u32) -> Option<Self> {
        Self::read(&format!("{year:04}"))
    }

    /// A month of a year, and with a day a day of it.
    pub(super) fn of_month(year: u32, month: u32, day: Option<u32>) -> Option<Self> {
        let day = day.map_or(String::new(), |day| format!("-{day:02}"));
        Self::read(&format!("{year:04}-{month:02}{day}"))
    }

    /// The year, month or day before it.
    pub(super) fn previous(&self) -> Option<Self> {
        let [year, month, day] = self.parts();
        let (last_year, last_month) = match month {
            1 => (year.checked_sub(1)?, 12),
            _ => (year, month.saturating_sub(1)),
        };
        match self.precision {
            TimePrecision::Year => Self::year(year.checked_sub(1)?),
            TimePrecision::Month => Self::of_month(last_year, last_month, None),
            TimePrecision::Day if day > 1 => Self::of_month(year, month, Some(day - 1)),
            TimePrecision::Day => {
                let last_day = days_in(last_year, last_month)?;
                Self::of_month(last_year, last_month, Some(last_day))
            }
        }
    }

    /// Year, month and day, 0 where it does not tell.
    fn parts(&self) -> [u32; 3] {
        let mut parts = self.lexical.split('-').map(|part| part.parse().ok());
        [(); 3].map(|()| parts.next().flatten().unwrap_or(0))
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
    fn each_point_has_one_before_it() {
        for (point, previous) in [
            ("2024", "2023"),
            ("2024-01", "2023-12"),
            ("2024-03-01", "2024-02-29"),
            ("2024-01-01", "2023-12-31"),
            ("2024-06-30", "2024-06-29"),
        ] {
            let point = TimePoint::read(point).unwrap();
            assert_eq!(point.previous(), TimePoint::read(previous));
        }
        assert_eq!(TimePoint::read("0000").unwrap().previous(), None);
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
}
