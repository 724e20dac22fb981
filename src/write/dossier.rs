//! What a graph says of one entity, as a text in Markdown (`CommonMark`) that people can hold against its quotes.

use crate::graph::{Claim, Entity, KnowledgeGraph, Name, Object, time_bounds};
use crate::model::{Modality, Polarity, visible};
use crate::ontology::Ontology;
use crate::order::CompactSort;
use crate::write::attributes::{Attributes, attribution, entity_label, evidence, told_by};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Writes names and classes, relations by kind with quotes and sources, a timeline, who says it, what the entity itself
/// says, and where claims contradict each other. Nothing is written of an entity that the graph does not have.
///
/// # Errors
/// Those of `out`.
pub fn write_dossier(
    name: &Name,
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(entity) = graph.entity(name) else {
        return Ok(());
    };
    let attributes = Attributes::new(graph, ontology);
    let dossier = Dossier {
        entity,
        graph,
        ontology,
        attributes: &attributes,
    };
    dossier.heading(out)?;
    let about: Vec<&Claim> = graph
        .claims()
        .filter(|claim| dossier.is_about(claim))
        .collect();
    dossier.relations(&about, out)?;
    dossier.timeline(&about, out)?;
    dossier.voices(&about, out)?;
    dossier.own_words(out)?;
    dossier.contradictions(&about, out)
}

struct Dossier<'g> {
    entity: &'g Entity,
    graph: &'g KnowledgeGraph,
    ontology: &'g Ontology,
    attributes: &'g Attributes<'g>,
}

impl<'g> Dossier<'g> {
    fn is_about(&self, claim: &Claim) -> bool {
        let object = match &claim.object {
            Object::Entity(object) => Some(object),
            Object::Literal(_) => None,
        };
        [Some(&claim.subject), object, claim.place.as_ref()].contains(&Some(&self.entity.name))
    }

    fn heading(&self, out: &mut dyn Write) -> io::Result<()> {
        let entity = self.entity;
        writeln!(out, "# {}\n", escaped(entity.label()))?;
        let classes = entity
            .types
            .iter()
            .map(|class| self.attributes.words(class));
        let others = entity.all_labels().filter(|label| *label != entity.label());
        let links = entity.same_as.iter().map(String::as_str);
        for (what, texts) in [
            ("Class", classes.collect::<BTreeSet<_>>()),
            ("Also called", others.collect()),
            ("Code", entity.codes.iter().map(String::as_str).collect()),
            ("The same as", links.collect()),
        ] {
            if !texts.is_empty() {
                let texts: Vec<String> = texts.into_iter().map(linked_or_escaped).collect();
                writeln!(out, "- {what}: {}", texts.join(", "))?;
            }
        }
        writeln!(
            out,
            "- Name in the graph: {}",
            linked_or_escaped(entity.name.as_str())
        )
    }

    /// All relations, under the broadest property that each is a kind of.
    fn relations(&self, claims: &[&'g Claim], out: &mut dyn Write) -> io::Result<()> {
        let mut groups: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
        for claim in claims {
            let lineage = self.ontology.property_lineage(claim.predicate.as_str());
            let broadest = lineage
                .last()
                .and_then(|broadest| self.ontology.label(broadest));
            let kind = broadest.unwrap_or_else(|| self.attributes.words(&claim.predicate));
            groups.entry(kind).or_default().push(claim);
        }
        writeln!(out, "\n## Relations")?;
        if groups.is_empty() {
            writeln!(out, "\nNone.")?;
        }
        for (kind, mut claims) in groups {
            writeln!(out, "\n### {}\n", escaped(kind))?;
            claims.order_by_key(|claim| self.sentence(claim));
            for claim in claims {
                self.claim(claim, out)?;
            }
        }
        Ok(())
    }

    fn timeline(&self, claims: &[&'g Claim], out: &mut dyn Write) -> io::Result<()> {
        let mut dated: Vec<([u32; 3], &str, String)> = claims
            .iter()
            .filter_map(|claim| {
                let time = claim.time.as_deref()?;
                let (start, end) = time_bounds(time);
                let first = start.or(end)?.first_day();
                Some((first, time, self.in_short(claim)))
            })
            .collect();
        dated.order();
        dated.dedup();
        if !dated.is_empty() {
            writeln!(out, "\n## Timeline\n")?;
        }
        for (_, time, words) in dated {
            writeln!(out, "- **{}**: {words}", escaped(time))?;
        }
        Ok(())
    }

    /// How many of the claims each voice holds.
    fn voices(&self, claims: &[&'g Claim], out: &mut dyn Write) -> io::Result<()> {
        let mut voices: BTreeMap<&str, usize> = BTreeMap::new();
        for claim in claims {
            let speaker = self.graph.speaker(claim);
            let voice = speaker.map_or("the sources themselves", |speaker| speaker.label());
            *voices.entry(voice).or_default() += 1;
        }
        if !voices.is_empty() {
            writeln!(out, "\n## Who says so\n")?;
        }
        for (voice, count) in voices {
            let plural = if count == 1 { "" } else { "s" };
            writeln!(out, "- {}: {count} claim{plural}", escaped(voice))?;
        }
        Ok(())
    }

    /// What the entity is quoted with or said to hold.
    fn own_words(&self, out: &mut dyn Write) -> io::Result<()> {
        let name = &self.entity.name;
        let speaks = |claim: &&Claim| {
            self.graph
                .speaker(claim)
                .is_some_and(|speaker| speaker.name == *name)
        };
        let mut claims: Vec<&Claim> = self.graph.claims().filter(speaks).collect();
        if claims.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n## What {} says\n", escaped(self.entity.label()))?;
        claims.order_by_key(|claim| self.sentence(claim));
        for claim in claims {
            self.claim(claim, out)?;
        }
        Ok(())
    }

    /// Relations with the same ends that are affirmed and negated, or asserted and not.
    fn contradictions(&self, claims: &[&'g Claim], out: &mut dyn Write) -> io::Result<()> {
        let mut same: BTreeMap<String, Vec<&Claim>> = BTreeMap::new();
        for claim in claims {
            same.entry(self.sentence(claim)).or_default().push(claim);
        }
        same.retain(|_, claims| {
            let stands = claims.iter().map(|claim| (claim.polarity, claim.modality));
            stands.collect::<BTreeSet<_>>().len() > 1
        });
        if same.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n## Put forward differently\n")?;
        for claims in same.values() {
            for claim in claims {
                self.claim(claim, out)?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// A claim with its quotes.
    fn claim(&self, claim: &Claim, out: &mut dyn Write) -> io::Result<()> {
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
            let quote = evidence.quote.as_deref().unwrap_or("(no words)");
            writeln!(out, "  > {}  ", escaped(quote))?;
            if !place.is_empty() {
                writeln!(out, "  > {}", place.join(", "))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// `Russia trains forces (planned, 2024, says Lavrov)`.
    fn in_short(&self, claim: &Claim) -> String {
        let mut remarks = Vec::new();
        if claim.polarity == Polarity::Negative {
            remarks.push("negated".to_owned());
        }
        if claim.modality != Modality::Asserted {
            remarks.push(claim.modality.name().to_owned());
        }
        remarks.extend(claim.time.as_deref().map(escaped));
        let place = claim.place.as_ref();
        remarks
            .extend(place.map(|place| format!("in {}", escaped(entity_label(place, self.graph)))));
        remarks.extend(
            claim
                .quantity
                .as_ref()
                .map(|quantity| escaped(&quantity.text)),
        );
        if let Some(said) = attribution(claim, self.graph) {
            let mut speakers = vec![entity_label(&said.speaker, self.graph).to_owned()];
            speakers.extend(told_by(Some(said), self.graph));
            let speakers: Vec<String> = speakers.iter().map(|speaker| escaped(speaker)).collect();
            remarks.push(format!("says {}", speakers.join(", told by ")));
        }
        if remarks.is_empty() {
            format!("**{}**", self.sentence(claim))
        } else {
            format!("**{}** ({})", self.sentence(claim), remarks.join(", "))
        }
    }

    fn sentence(&self, claim: &Claim) -> String {
        let object = match &claim.object {
            Object::Entity(name) => entity_label(name, self.graph).to_owned(),
            Object::Literal(literal) => literal.value.clone(),
        };
        let predicate = self.attributes.words(&claim.predicate);
        let words = [entity_label(&claim.subject, self.graph), predicate, &object];
        words.map(escaped).join(" ")
    }
}

/// A web address as a link, other words as they are.
fn linked_or_escaped(text: &str) -> String {
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
fn escaped(text: &str) -> String {
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
