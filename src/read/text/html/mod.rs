//! HTML: the article of a page without what surrounds it, found as Mozilla's Readability does.

mod clutter;
mod headline;
mod limits;
mod metadata;

use crate::model::SourceRecord;
use crate::read::text::{breaks, date, on_one_line};
use dom_query::Document;
use dom_smoothie::{Config, Readability, ReadabilityError};

/// Elements that end a line. They become paragraphs, so that what then is a single line break is one that the author
/// set; and no sentence goes on from cell to cell.
const LINES: &str = "li, tr, td, th, dt, dd, caption, figcaption, hr";

/// The article's readable text, its headline included, with its title, publisher, date and address as the page's
/// metadata tell them. Every block is a paragraph; preformatted blocks, which hold code, are left out.
///
/// # Errors
/// What makes the page too costly to read.
pub(super) fn read(page: &str) -> Result<SourceRecord, String> {
    limits::check_bytes(page)?;
    let mut readability =
        Readability::new(page, None, Some(Config::default())).map_err(|error| error.to_string())?;
    limits::check_tree(&readability.doc)?;
    readability.doc.select("pre").remove();
    clutter::remove(&readability.doc);
    let url = metadata::canonical_address(&readability.doc);
    let known = readability.get_article_metadata(readability.parse_json_ld());
    let publisher = known.site_name.as_deref().and_then(on_one_line);
    let headline = headline::of(&readability.doc, &known.title, publisher.as_deref());
    let title = on_one_line(&known.title)
        .map(|title| headline::without_site(&title, headline.as_deref(), publisher.as_deref()));
    let everything = readability.doc.clone();
    let text = match readability.parse() {
        Ok(_) => paragraphs(&readability.doc),
        // A page of a few words has no part that stands out: all of it is the article.
        Err(ReadabilityError::GrabFailed) => paragraphs(&everything),
        Err(error) => return Err(error.to_string()),
    };
    Ok(SourceRecord {
        title,
        url: url.or_else(|| known.url.filter(|url| metadata::is_web_address(url))),
        publisher,
        published: known.published_time.as_deref().and_then(date::of),
        text: Some(headline::put_first(headline, text)),
        ..SourceRecord::default()
    })
}

/// The text of a page, its paragraphs parted by empty lines.
fn paragraphs(page: &Document) -> String {
    let body = page.select("body");
    body.select(LINES).rename("div");
    breaks::settle(&body.formatted_text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_stays_and_the_page_around_it_goes() {
        let page = r#"<!doctype html><html lang="en"><head><title>Talks open | The Herald</title>
            <link rel="canonical" href="https://news.example/1"><meta property="og:title" content="Talks
            open"><meta property="article:published_time" content="2024-06-06T10:00:00Z">
            <meta property="og:site_name" content="The Herald"></head><body><nav><a href="/">Home</a></nav>
            <article><h1>Talks open</h1><p>It&#8217;s the first
            time that <a href="/x">Sergey Lavrov</a> has visited <b>Burkina&nbsp;Faso</b>, officials said, and the
            talks will go on for three days in the capital.</p><ul><li>One item<li>Another</ul><pre>code()</pre>
            <p>Line one<br>line two</p></article><footer>Copyright</footer><script>x()</script></body></html>"#;
        let record = read(page).unwrap();
        assert_eq!(record.title.as_deref(), Some("Talks open"));
        assert_eq!(record.url.as_deref(), Some("https://news.example/1"));
        assert_eq!(record.publisher.as_deref(), Some("The Herald"));
        assert_eq!(record.published.as_deref(), Some("2024-06-06T10:00:00Z"));
        insta::assert_snapshot!(record.text.unwrap(), @r#"
        Talks open

        It’s the first time that Sergey Lavrov has visited Burkina Faso, officials said, and the talks will go on for three days in the capital.

        One item

        Another

        Line one line two
        "#);
    }

    #[test]
    fn what_the_page_asks_of_its_reader_is_no_text() {
        let requests = r#"<div id="cookie-banner"><p>We use cookies. Our partners track Kenya.</p></div>
            <div class="x7"><p>This site uses cookies and shares data with Google.</p><button>Accept</button></div>
            <div role="dialog" aria-modal="true">Subscribe to The Herald</div>
            <nav>Home</nav><aside>Related</aside><footer>Copyright</footer>"#;
        let article = "<h1>Talks open</h1><p>Russia trains<br>soldiers.<br><br>Kenya left.</p>";
        let expected = "Talks open\n\nRussia trains soldiers.\n\nKenya left.";
        for page in [
            format!("<title>Talks open</title><body class=\"cookie-consent\">{requests}{article}"),
            format!("{article}{requests}"),
            format!("<div class=\"has-cookie-notice\"><main>{article}</main>{requests}</div>"),
        ] {
            assert_eq!(read(&page).unwrap().text.unwrap(), expected, "{page}");
        }
        let about = "<h2 class=\"cookies\">On cookies</h2><p>Kenya bans cookies.</p>";
        assert_eq!(
            read(about).unwrap().text.unwrap(),
            "On cookies\n\nKenya bans cookies."
        );
    }

    #[test]
    fn a_page_of_a_few_words_is_read_whole() {
        let read = |page| read(page).unwrap().text.unwrap();
        assert_eq!(
            read("<p>Russia trains soldiers.</p>"),
            "Russia trains soldiers."
        );
        assert_eq!(read("Russia trains soldiers."), "Russia trains soldiers.");
        assert_eq!(read(""), "");
        assert_eq!(read("<script>x()</script>"), "");
    }
}
