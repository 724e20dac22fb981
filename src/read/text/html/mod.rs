//! HTML: the article of a page without what surrounds it, found as Mozilla's Readability does.

mod limits;
mod metadata;

use crate::model::SourceRecord;
use crate::read::text::{date, on_one_line};
use dom_smoothie::{Config, Readability, ReadabilityError, TextMode};

/// The article's readable text with its title, publisher, date and address as the page's metadata tell them.
/// Every block and every line break parts paragraphs; preformatted blocks, which hold code, are left out.
///
/// # Errors
/// What makes the page too costly to read.
pub(super) fn read(page: &str) -> Result<SourceRecord, String> {
    limits::check_bytes(page)?;
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let mut readability =
        Readability::new(page, None, Some(config)).map_err(|error| error.to_string())?;
    limits::check_tree(&readability.doc)?;
    readability.doc.select("pre").remove();
    let url = metadata::canonical_address(&readability.doc);
    let everything = readability.doc.select("body").formatted_text();
    let article = match readability.parse() {
        Ok(article) => article,
        // A page of a few words has no part that stands out: all of it is the article.
        Err(ReadabilityError::GrabFailed) => {
            return Ok(SourceRecord {
                url,
                text: Some(paragraphs(&everything)),
                ..SourceRecord::default()
            });
        }
        Err(error) => return Err(error.to_string()),
    };
    let published = article.published_time.as_deref();
    Ok(SourceRecord {
        title: on_one_line(&article.title),
        url: url.or_else(|| article.url.filter(|url| metadata::is_web_address(url))),
        publisher: article.site_name.as_deref().and_then(on_one_line),
        published: published.and_then(date::of),
        text: Some(paragraphs(&article.text_content)),
        ..SourceRecord::default()
    })
}

/// Lines as paragraphs: in a page's text a line ends only where the page shows it so.
fn paragraphs(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n\n")
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
        It’s the first time that Sergey Lavrov has visited Burkina Faso, officials said, and the talks will go on for three days in the capital.

        One item

        Another

        Line one

        line two
        "#);
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
