//! The headline of a page, and its title without the name of the site.

use crate::read::text::on_one_line;
use dom_query::Document;

/// What stands between a title and the name of a site.
const SEPARATORS: [char; 9] = ['|', '-', '–', '—', '·', '•', '»', ':', '/'];

/// The headline: the first of the article, else the one that the title has, else the only one of the page. The name
/// of the site is none.
pub(super) fn of(page: &Document, title: &str, site: Option<&str>) -> Option<String> {
    let all = |selector: &str| -> Vec<String> {
        let found = page.select(selector);
        let texts = found.nodes().iter().take(20);
        texts
            .filter_map(|node| on_one_line(&node.text()))
            .filter(|text| site.is_none_or(|site| !same(text, site)))
            .collect()
    };
    if let Some(headline) = all("article h1, main h1").into_iter().next() {
        return Some(headline);
    }
    let mut headlines = all("h1");
    let title = title.to_lowercase();
    let in_title = headlines
        .iter()
        .position(|headline| title.contains(&headline.to_lowercase()));
    match in_title {
        Some(at) => Some(headlines.swap_remove(at)),
        None => headlines.pop().filter(|_| headlines.is_empty()),
    }
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.trim().to_lowercase()
}

/// The title without the name of the site at its end or start; what is more than the headline, behind a separator,
/// is such a name.
pub(super) fn without_site(title: &str, headline: Option<&str>, site: Option<&str>) -> String {
    if let Some(headline) = headline
        && let Some(rest) = title.strip_prefix(headline)
        && rest.trim_start().starts_with(SEPARATORS)
    {
        return headline.to_owned();
    }
    let Some(site) = site else {
        return title.to_owned();
    };
    let is_separator = |letter: char| letter.is_whitespace() || SEPARATORS.contains(&letter);
    let behind = title.strip_suffix(site);
    let behind = behind.filter(|rest| rest.trim_end().ends_with(SEPARATORS));
    let before = title.strip_prefix(site);
    let before = before.filter(|rest| rest.trim_start().starts_with(SEPARATORS));
    let bare = behind
        .or(before)
        .map(|rest| rest.trim_matches(is_separator));
    bare.filter(|bare| !bare.is_empty())
        .unwrap_or(title)
        .to_owned()
}

/// The headline in front of the text, unless it stands there as a paragraph.
pub(super) fn put_first(headline: Option<String>, text: String) -> String {
    match headline {
        Some(headline)
            if !text
                .split("\n\n")
                .any(|paragraph| same(paragraph, &headline)) =>
        {
            let both = [headline, text];
            let parts = both.iter().filter(|part| !part.is_empty());
            parts.map(String::as_str).collect::<Vec<_>>().join("\n\n")
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_no_part_of_the_title() {
        let title = |title| without_site(title, Some("Talks open"), Some("The Herald"));
        for written in [
            "Talks in Kampala | The Herald",
            "The Herald: Talks in Kampala",
            "Talks in Kampala",
        ] {
            assert_eq!(title(written), "Talks in Kampala");
        }
        assert_eq!(title("Talks open - Herald Online"), "Talks open");
        assert_eq!(title("Reading The Herald"), "Reading The Herald");
        assert_eq!(title("The Herald"), "The Herald");
    }

    #[test]
    fn the_headline_is_that_of_the_article() {
        let of = |page: &str| of(&Document::from(page), "B | Site", Some("Site"));
        assert_eq!(of("<h1>Site</h1><h1>A</h1>").as_deref(), Some("A"));
        assert_eq!(
            of("<h1>A</h1><main><h1>B <i>c</i></h1></main>").as_deref(),
            Some("B c")
        );
        assert_eq!(of("<h1>A</h1><h1>B</h1>").as_deref(), Some("B"));
        assert_eq!(of("<h1>A</h1><h1>C</h1>"), None);
    }
}
