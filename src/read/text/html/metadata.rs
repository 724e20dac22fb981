//! What a page says about itself, as far as it fits a source.

use dom_query::Document;
use oxigraph::model::NamedNode;

/// The address that the page gives as its own.
pub(super) fn canonical_address(page: &Document) -> Option<String> {
    let link = page.select_single("link[rel=canonical]").attr("href");
    let property = page.select_single("meta[property='og:url']");
    [link, property.attr("content")]
        .into_iter()
        .flatten()
        .map(|address| address.trim().to_owned())
        .find(|address| is_web_address(address))
}

/// Whether it can stand as the address of a source.
pub(super) fn is_web_address(address: &str) -> bool {
    (address.starts_with("http://") || address.starts_with("https://"))
        && NamedNode::new(address).is_ok()
}

/// A year, month, day, or day and time in ISO 8601 form; `None` for dates that are written otherwise, since
/// a guess about the order of day and month would be an invention.
pub(super) fn date(written: &str) -> Option<String> {
    let written = written.trim();
    let day = written.split(['T', ' ']).next()?;
    let mut parts = day.split('-');
    let fits =
        |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = parts.next().is_some_and(|year| fits(year, 4))
        && parts.clone().count() <= 2
        && parts.all(|part| fits(part, 2));
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
            ("2024-06-06-01", None),
            ("", None),
        ] {
            assert_eq!(date(written).as_deref(), taken, "{written}");
        }
    }
}
