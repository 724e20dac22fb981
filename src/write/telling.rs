//! A claim in words, with what it rests on, as Markdown (`CommonMark`).

use crate::graph::{Claim, KnowledgeGraph, Name, Object};
use crate::model::{Modality, Polarity, visible};
use crate::ontology::Ontology;
use crate::write::attributes::{Attributes, attribution, entity_label, evidence, told_by};
use std::io::{self, Write};

/// Writes one claim with its quotes; entities and quotes are links to the address that `link` gives for them. Nothing is
/// written of a claim that the graph does not have.
///
/// # Errors
/// Those of `out`.
pub fn write_claim(
    name: &Name,
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    link: Option<&dyn Fn(&Name) -> String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match graph.claim(name) {
        Some(claim) => Telling::new(graph, ontology, link).claim(claim, out),
        None => Ok(()),
    }
}

/// What claims are told with.
pub(super) struct Telling<'g> {
    pub(super) graph: &'g KnowledgeGraph,
    pub(super) attributes: Attributes<'g>,
    /// The address of an entity or of a quote; both are mere words without it.
    pub(super) link: Option<&'g dyn Fn(&Name) -> String>,
}

impl<'g> Telling<'g> {
    pub(super) fn new(
        graph: &'g KnowledgeGraph,
        ontology: &'g Ontology,
        link: Option<&'g dyn Fn(&Name) -> String>,
    ) -> Self {
        Self {
            graph,
            attributes: Attributes::new(graph, ontology),
            link,
        }
    }

    /// A claim with its quotes.
    pub(super) fn claim(&self, claim: &Claim, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "- {}", self.in_short(claim))?;
        for evidence in evidence(claim, self.graph) {
            let source = evidence
                .source
                .as_ref()
                .and_then(|name| self.graph.sources().get(name));
            let title = source.and_then(|source| source.titles.first());
            let url = source.and_then(|source| source.urls.first());
            let mut place: Vec<String> = title
                .map(|title| format!("*{}*", escaped(title)))
                .into_iter()
                .collect();
            place.extend(url.map(|url| linked_or_escaped(url)));
            if let (Some(start), Some(end)) = (evidence.start, evidence.end) {
                place.push(format!("characters {start} to {end}"));
            }
            let quote = escaped(evidence.quote.as_deref().unwrap_or("(no words)"));
            match self.link {
                Some(link) => writeln!(out, "  > [{quote}](<{}>)  ", link(&evidence.name))?,
                None => writeln!(out, "  > {quote}  ")?,
            }
            if !place.is_empty() {
                writeln!(out, "  > {}", place.join(", "))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// `Russia trains forces (planned, 2024, says Lavrov)`.
    pub(super) fn in_short(&self, claim: &Claim) -> String {
        let mut remarks = Vec::new();
        if claim.polarity == Polarity::Negative {
            remarks.push("negated".to_owned());
        }
        if claim.modality != Modality::Asserted {
            remarks.push(claim.modality.name().to_owned());
        }
        remarks.extend(claim.time.as_deref().map(escaped));
        let place = claim.place.as_ref();
        remarks.extend(place.map(|place| format!("in {}", self.named(place))));
        remarks.extend(
            claim
                .quantity
                .as_ref()
                .map(|quantity| escaped(&quantity.text)),
        );
        if let Some(said) = attribution(claim, self.graph) {
            let mut speakers = vec![self.named(&said.speaker)];
            let tellers = told_by(Some(said), self.graph);
            speakers.extend(tellers.iter().map(|teller| escaped(teller)));
            remarks.push(format!("says {}", speakers.join(", told by ")));
        }
        if remarks.is_empty() {
            format!("**{}**", self.sentence(claim))
        } else {
            format!("**{}** ({})", self.sentence(claim), remarks.join(", "))
        }
    }

    pub(super) fn sentence(&self, claim: &Claim) -> String {
        let object = match &claim.object {
            Object::Entity(name) => self.named(name),
            Object::Literal(literal) => escaped(&literal.value),
        };
        let predicate = escaped(self.attributes.words(&claim.predicate));
        [self.named(&claim.subject), predicate, object].join(" ")
    }

    fn named(&self, name: &Name) -> String {
        let label = escaped(entity_label(name, self.graph));
        match self.link {
            Some(link) => format!("[{label}](<{}>)", link(name)),
            None => label,
        }
    }
}

/// A web address as a link, other words as they are.
pub(super) fn linked_or_escaped(text: &str) -> String {
    let is_web = text.starts_with("http://") || text.starts_with("https://");
    let is_plain = text
        .chars()
        .all(|letter| !letter.is_whitespace() && !letter.is_control() && !"<>\\".contains(letter));
    if is_web && is_plain {
        format!("<{text}>")
    } else {
        escaped(text)
    }
}

/// Words that stay words in Markdown: on one line, with a backslash before what would be a sign of its own
/// (<https://spec.commonmark.org/0.31.2/#backslash-escapes>), and what nobody sees made visible.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for letter in visible(&line).chars() {
        if "\\`*_{}[]<>#+-!|~&".contains(letter) && !is_within_words(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// A hyphen and a plus begin lists at the start of a line only, where nothing of ours stands.
fn is_within_words(letter: char) -> bool {
    matches!(letter, '-' | '+' | '!')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        for (text, expected) in [
            ("Russia", "Russia"),
            ("a*b_c", "a\\*b\\_c"),
            ("one\n# two", "one \\# two"),
            ("<script>", "\\<script\\>"),
            ("[x](javascript:y)", "\\[x\\](javascript:y)"),
            ("well-known", "well-known"),
        ] {
            assert_eq!(escaped(text), expected);
        }
        assert_eq!(
            linked_or_escaped("https://e.org/a_b"),
            "<https://e.org/a_b>"
        );
        assert_eq!(
            linked_or_escaped("https://e.org/> x"),
            "https://e.org/\\> x"
        );
    }
}
