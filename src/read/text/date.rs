//! When a document was published, as far as that is written so that it means one thing.

/// A year, month, day, or day and time in ISO 8601 form; `None` for dates that are written otherwise, since
/// a guess about the order of day and month would be an invention.
pub(super) fn of(written: &str) -> Option<String> {
    let written = written.trim();
    let day = written.split(['T', ' ']).next()?;
    let mut parts = day.split('-');
    let number = |part: &str, length| {
        let is_number = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<u32>().ok()).flatten()
    };
    let is_date = parts.next().is_some_and(|year| number(year, 4).is_some())
        && parts
            .next()
            .is_none_or(|month| matches!(number(month, 2), Some(1..=12)))
        && parts
            .next()
            .is_none_or(|day| matches!(number(day, 2), Some(1..=31)))
        && parts.next().is_none();
    let rest = &written[day.len()..];
    let is_time = rest.is_empty() || (day.len() == 10 && rest.starts_with('T'));
    match (is_date, is_time) {
        (true, true) => Some(written.to_owned()),
        // A time after a blank is no ISO form, but the day before it is.
        (true, false) => Some(day.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_iso_dates_are_taken() {
        for (written, taken) in [
            ("2024-06-06", Some("2024-06-06")),
            ("2024-06", Some("2024-06")),
            (
                " 2024-06-06T10:00:00+02:00 ",
                Some("2024-06-06T10:00:00+02:00"),
            ),
            ("2024-06-06 10:00", Some("2024-06-06")),
            ("06/07/2024", None),
            ("June 6, 2024", None),
            ("2024-13", None),
            ("2024-06-32", None),
            ("2024-06-06-01", None),
            ("", None),
        ] {
            assert_eq!(of(written).as_deref(), taken, "{written}");
        }
    }
}
