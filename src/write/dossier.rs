//! What a graph says of one entity, as a text in Markdown (`CommonMark`) that people can hold against its quotes.

use crate::graph::{Claim, Entity, KnowledgeGraph, Name, Object, time_bounds};
use crate::ontology::Ontology;
use crate::order::{CompactCollect, CompactSort};
use crate::write::telling::{Telling, escaped, linked_or_escaped};
use std::collections::BTreeMap;
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
    write_linked_dossier(name, graph, ontology, None, out)
}

/// Writes a dossier as [`write_dossier`] does, with every entity and every quote as a link to the address that `link`
/// gives for it.
///
/// # Errors
/// Those of `out`.
pub fn write_linked_dossier(
    name: &Name,
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    link: Option<&dyn Fn(&Name) -> String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(entity) = graph.entity(name) else {
        return Ok(());
    };
    let dossier = Dossier {
        entity,
        graph,
        ontology,
        telling: Telling::new(graph, ontology, link),
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
    telling: Telling<'g>,
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
            .map(|class| self.telling.attributes.words(class));
        let others = entity.all_labels().filter(|label| *label != entity.label());
        let links = entity.same_as.iter().map(String::as_str);
        for (what, texts) in [
            ("Class", classes.into_set()),
            ("Also called", others.collect()),
            ("Code", entity.codes.iter().map(String::as_str).collect()),
            ("The same as", links.collect()),
        ] {
            if !texts.is_empty() {
                let texts: Vec<String> = texts.into_iter().map(linked_or_escaped).collect();
                writeln!(out, "- {what}: {}", texts.join(", "))?;
            }
        }
        let name = entity.name.as_str();
        match self.telling.link {
            // What else is said of it, word for word.
            Some(link) => {
                let address = link(&entity.name);
                writeln!(
                    out,
                    "- Name in the graph: [{}](<{address}&triples=1>)",
                    escaped(name)
                )
            }
            None => writeln!(out, "- Name in the graph: {}", linked_or_escaped(name)),
        }
    }

    /// All relations, under the broadest property that each is a kind of.
    fn relations(&self, claims: &[&'g Claim], out: &mut dyn Write) -> io::Result<()> {
        let mut groups: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
        for claim in claims {
            let lineage = self.ontology.property_lineage(claim.predicate.as_str());
            let broadest = lineage
                .last()
                .and_then(|broadest| self.ontology.label(broadest));
            let kind = broadest.unwrap_or_else(|| self.telling.attributes.words(&claim.predicate));
            groups.entry(kind).or_default().push(claim);
        }
        writeln!(out, "\n## Relations")?;
        if groups.is_empty() {
            writeln!(out, "\nNone.")?;
        }
        for (kind, mut claims) in groups {
            writeln!(out, "\n### {}\n", escaped(kind))?;
            claims.order_by_key(|claim| self.telling.sentence(claim));
            for claim in claims {
                self.telling.claim(claim, out)?;
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
                Some((first, time, self.telling.in_short(claim)))
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
        claims.order_by_key(|claim| self.telling.sentence(claim));
        for claim in claims {
            self.telling.claim(claim, out)?;
        }
        Ok(())
    }

    /// Relations with the same ends that are affirmed and negated, or asserted and not.
    fn contradictions(&self, claims: &[&'g Claim], out: &mut dyn Write) -> io::Result<()> {
        let mut same: BTreeMap<String, Vec<&Claim>> = BTreeMap::new();
        for claim in claims {
            same.entry(self.telling.sentence(claim))
                .or_default()
                .push(claim);
        }
        same.retain(|_, claims| {
            let stands = claims.iter().map(|claim| (claim.polarity, claim.modality));
            stands.into_set().len() > 1
        });
        if same.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n## Put forward differently\n")?;
        for claims in same.values() {
            for claim in claims {
                self.telling.claim(claim, out)?;
            }
            writeln!(out)?;
        }
        Ok(())
    }
}
