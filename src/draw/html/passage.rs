//! Words with the text that they stand in.

use crate::draw::escape::{clean, is_harmful, web_address};
use crate::draw::html::fragment::link_to_quote;
use crate::graph::{Evidence, KnowledgeGraph, Name, SortedSet, Source};
use serde::Serialize;
use std::collections::BTreeMap;

/// A source as the page shows it.
#[derive(Debug, Serialize)]
pub(super) struct SourceCard {
    title: String,
    /// Who published it and when, as written.
    imprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    /// Its text, where words were found in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// Words behind a relation.
#[derive(Debug, Serialize, Default, PartialEq, Eq)]
pub(super) struct Passage {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<String>,
    /// Where they start and end in the text of the card, in UTF-16 units, as JavaScript counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<[usize; 2]>,
    /// Whether they were looked for in the text and not found.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_unverified: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

/// The sources that were referred to so far, in the order in which that happened.
#[derive(Debug)]
pub(super) struct Shelf<'a> {
    graph: &'a KnowledgeGraph,
    numbers: BTreeMap<&'a Name, usize>,
    pub(super) cards: Vec<SourceCard>,
    /// For each text in use, how many UTF-16 units of what is shown stand before each code point.
    units: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Shelf<'a> {
    pub(super) fn new(graph: &'a KnowledgeGraph) -> Self {
        Self {
            graph,
            numbers: BTreeMap::new(),
            cards: Vec::new(),
            units: BTreeMap::new(),
        }
    }

    /// The number of a source's card.
    pub(super) fn number(&mut self, name: &Name) -> Option<usize> {
        let source = self.graph.sources().get(name)?;
        let next = self.cards.len();
        let number = *self.numbers.entry(&source.name).or_insert(next);
        if number == next {
            self.cards.push(card(source));
        }
        Some(number)
    }

    pub(super) fn passage(&mut self, evidence: &Evidence) -> Passage {
        let number = evidence.source.as_ref().and_then(|name| self.number(name));
        let source = evidence.source.as_ref();
        let source = source.and_then(|name| self.graph.sources().get(name));
        let mut passage = Passage {
            source: number,
            quote: evidence.quote.as_deref().map(shown),
            is_unverified: evidence.unverified,
            ..Passage::default()
        };
        if let (Some(number), Some(source)) = (number, source) {
            self.find(evidence, source, number, &mut passage);
            let url = source.urls.iter().find(|url| web_address(url).is_some());
            let words = evidence.quote.as_deref();
            let words = words.filter(|_| !passage.is_unverified).unwrap_or("");
            passage.link = url.and_then(|url| link_to_quote(url, words));
        }
        passage
    }

    /// Finds the words in the source's text, where that is at hand.
    fn find(&mut self, evidence: &Evidence, source: &Source, number: usize, passage: &mut Passage) {
        let Some(text) = &source.text else { return };
        if evidence.unverified {
            return;
        }
        let (Some(start), Some(end)) = (evidence.start, evidence.end) else {
            passage.is_unverified = true;
            return;
        };
        let words = text.slice(start, end);
        let agrees = words.is_some_and(|words| {
            evidence.quote.is_none() || evidence.quote.as_deref() == Some(words)
        });
        if !agrees {
            passage.is_unverified = true;
            return;
        }
        let units = self
            .units
            .entry(number)
            .or_insert_with(|| units(text.as_str()));
        self.cards[number]
            .text
            .get_or_insert_with(|| shown(text.as_str()));
        let unit = |position: u64| Some(*units.get(usize::try_from(position).ok()?)?);
        passage.place = unit(start).zip(unit(end)).map(|(start, end)| [start, end]);
    }
}

fn card(source: &Source) -> SourceCard {
    let imprint = source.publishers.iter().chain(&source.published);
    let imprint: Vec<String> = imprint.map(|words| clean(words)).collect();
    let language = source.languages.first();
    SourceCard {
        title: source_title(source),
        imprint: imprint.join(" · "),
        link: source.urls.iter().find_map(|url| web_address(url)),
        language: language.filter(|tag| is_language_tag(tag)).cloned(),
        text: None,
    }
}

/// What a source is called: its titles, else its address.
pub(super) fn source_title(source: &Source) -> String {
    let named: &SortedSet<String> = if source.titles.is_empty() {
        &source.urls
    } else {
        &source.titles
    };
    let words: Vec<String> = named.iter().map(|name| clean(name)).collect();
    if words.iter().all(String::is_empty) {
        "Untitled source".to_owned()
    } else {
        words.join(" / ")
    }
}

/// The shape of a BCP 47 tag; it enters the page as an attribute.
fn is_language_tag(tag: &str) -> bool {
    tag.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Words as they are, without what reorders or hides others; line ends stay.
fn shown(text: &str) -> String {
    text.chars().filter(|character| stays(*character)).collect()
}

fn stays(character: char) -> bool {
    character.is_whitespace() || !is_harmful(character)
}

/// How many UTF-16 units of the shown text stand before each code point of the text, and before its end.
fn units(text: &str) -> Vec<usize> {
    let mut units = vec![0];
    let mut sum = 0;
    for character in text.chars() {
        sum += if stays(character) {
            character.len_utf16()
        } else {
            0
        };
        units.push(sum);
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::sample::{Sample, name};
    use crate::model::SourceText;

    const TEXT: &str = "Café 😀😀\u{202e}\nthey train here";

    fn sample(text: Option<&str>) -> KnowledgeGraph {
        let mut sample = Sample::default();
        sample.shard.add_source(Source {
            name: name("s"),
            titles: SortedSet::from(["A <title>".to_owned()]),
            urls: SortedSet::from([
                "javascript:alert(1)".to_owned(),
                "https://x.org/a".to_owned(),
            ]),
            publishers: SortedSet::from(["Daily".to_owned()]),
            published: SortedSet::from(["2024".to_owned()]),
            languages: SortedSet::from(["en\" onclick".to_owned()]),
            sha256: None,
            text: text.map(SourceText::new),
        });
        sample.graph()
    }

    fn words(start: u64, end: u64, quote: &str) -> Evidence {
        Evidence {
            name: name("q"),
            source: Some(name("s")),
            start: Some(start),
            end: Some(end),
            quote: Some(quote.to_owned()),
            unverified: false,
        }
    }

    #[test]
    fn a_passage_is_found_in_what_is_shown_of_the_text() {
        let graph = sample(Some(TEXT));
        let mut shelf = Shelf::new(&graph);
        let passage = shelf.passage(&words(9, 19, "they train"));
        // An emoji is two units, and the control that was dropped none.
        assert_eq!(passage.place, Some([10, 20]));
        assert!(!passage.is_unverified);
        assert_eq!(
            passage.link.unwrap(),
            "https://x.org/a#:~:text=they%20train"
        );
        let card = &shelf.cards[0];
        assert_eq!(card.text.as_deref(), Some("Café 😀😀\nthey train here"));
        assert_eq!(
            (card.title.as_str(), card.imprint.as_str()),
            ("A <title>", "Daily · 2024")
        );
        assert_eq!(card.language, None);
    }

    #[test]
    fn words_that_the_text_does_not_have_are_unverified_and_not_marked() {
        let graph = sample(Some(TEXT));
        let mut shelf = Shelf::new(&graph);
        for (start, end) in [(8, 18), (9, 99)] {
            let passage = shelf.passage(&words(start, end, "they train"));
            assert!(passage.is_unverified);
            assert_eq!(passage.place, None);
            assert_eq!(passage.link.unwrap(), "https://x.org/a");
        }
        assert_eq!(shelf.cards[0].text, None);
    }

    #[test]
    fn without_the_text_words_are_neither() {
        let graph = sample(None);
        let passage = Shelf::new(&graph).passage(&words(9, 19, "they train"));
        assert!(!passage.is_unverified);
        assert_eq!(passage.place, None);
    }
}
