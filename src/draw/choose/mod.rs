//! What is drawn of a graph.
//!
//! A choice is followed in this order; each step works on what the one before it left, so several options mean
//! what fits all of them:
//!
//! 1. `claims`, `time`: relations by predicate, source and time. Where one of these is asked for, entities that
//!    no relation is left of go too.
//! 2. `class`: entities of the classes, and the relations among them.
//! 3. `path`: the entities on shortest paths, and the relations along these.
//! 4. `around`: the entities within some steps, and all relations among them.
//! 5. `fold`: leaves of one hub that are alike become one box.
//! 6. `readable`: what is more than can be read is cut.
//!
//! Entities that the choice names, as a centre or an end of a path, stay whatever their class, are never folded
//! and never cut. `words` finds what a choice names.

mod around;
mod claims;
mod class;
mod error;
mod fold;
mod path;
mod readable;
#[cfg(test)]
mod sample;
mod selection;
mod time;
mod words;

pub use error::{ChoiceError, Kind};
pub(super) use selection::{Chosen, Link};

use crate::draw::choose::around::within;
use crate::draw::choose::fold::{boxes, fold};
use crate::draw::choose::path::{Ends, keep_paths};
use crate::draw::choose::readable::{Order, cut};
use crate::draw::choose::selection::{Counts, Selection};
use crate::draw::choose::time::Period;
use crate::draw::choose::words::Words;
use crate::graph::{KnowledgeGraph, TimePoint};
use crate::ontology::Ontology;
use std::collections::BTreeMap;

/// What of a graph is drawn. The default is no choice: all that can be read as one picture.
///
/// Entities, predicates, classes and sources are given by the names that people know them by: an IRI, a prefixed
/// name, an id (for entities), a label, a title or an address (for sources).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Entities at the centre: what is drawn lies within `depth` relations of one of them, direction aside.
    pub around: Vec<String>,
    /// How many relations lie between a centre and the farthest entity.
    pub depth: usize,
    /// Two entities: what is drawn lies on a shortest path between them, direction aside.
    pub path: Option<[String; 2]>,
    /// How many entities are drawn at most.
    pub top: Top,
    /// Relations of these predicates, or of subproperties of them; none: of all.
    pub predicates: Vec<String>,
    /// No relations of these predicates, or of subproperties of them.
    pub without_predicates: Vec<String>,
    /// Entities of these classes, or of subclasses of them, and the relations among them; none: of all.
    pub classes: Vec<String>,
    /// Relations with evidence in one of these sources; none: in any or none.
    pub sources: Vec<String>,
    /// Relations whose time does not end before this. One whose words tell no date counts as of the day when its
    /// source was published; one that has neither is left out, and counted in [`Shown::undated`].
    pub since: Option<TimePoint>,
    /// Relations whose time does not start after this; those without a date as for `since`.
    pub until: Option<TimePoint>,
    /// Whether leaves of one hub that are alike become one box with their number.
    pub fold: bool,
    /// Whether it is for lines of text, which may be any number: a picture has at most 2,000 entities and 2,000 arrows.
    pub as_lines: bool,
    /// The prefixes of prefixed names, each with its namespace, beside those of the ontology.
    pub prefixes: BTreeMap<String, String>,
}

impl Choice {
    /// Whether it asks for some relations rather than others.
    fn names_relations(&self) -> bool {
        let names = [&self.predicates, &self.without_predicates, &self.sources];
        let has_period = self.since.is_some() || self.until.is_some();
        has_period || names.iter().any(|names| !names.is_empty())
    }
}

/// How many entities are drawn at most; folded ones count as one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Top {
    /// What can be read: 80 entities, as long as no more than 150 arrows run between them.
    #[default]
    Readable,
    /// So many.
    Entities(usize),
    /// All.
    All,
}

/// How much of a graph is shown. Each entity and relation counts, folded or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Entities in the picture.
    pub entities: usize,
    /// Entities that the choice fits.
    pub chosen_entities: usize,
    /// Entities in the graph.
    pub all_entities: usize,
    /// Relations between entities in the picture.
    pub relations: usize,
    /// Relations between entities that the choice fits.
    pub chosen_relations: usize,
    /// Relations between entities in the graph.
    pub all_relations: usize,
    /// Relations that were left out because nothing tells their time.
    pub undated: usize,
}

impl Shown {
    /// Whether the whole graph is shown.
    pub fn is_all(&self) -> bool {
        self.entities == self.all_entities && self.relations == self.all_relations
    }

    /// Whether less is shown than the choice fits.
    pub fn is_cut(&self) -> bool {
        self.entities < self.chosen_entities || self.relations < self.chosen_relations
    }
}

/// Follows a choice.
pub(super) fn choose<'a>(
    graph: &'a KnowledgeGraph,
    ontology: &Ontology,
    choice: &Choice,
) -> Result<(Chosen<'a>, Shown), ChoiceError> {
    let words = Words::of(graph, ontology, &choice.prefixes);
    let centers = words.entities(&choice.around)?;
    let ends = Ends::of(choice, &words)?;
    let named: Vec<usize> = centers.iter().copied().chain(ends.both()).collect();
    let mut selection = Selection::of(graph);
    let all = selection.counts();
    let undated = keep_claims(&mut selection, choice, &words, &named)?;
    class::keep(&mut selection, &words, &choice.classes, &named)?;
    let is_filtered = choice.names_relations() || !choice.classes.is_empty();
    let path = keep_paths(&mut selection, ends, is_filtered)?;
    let near = (!centers.is_empty()).then(|| within(&mut selection, &centers, choice.depth));
    let chosen = selection.counts();
    if chosen.entities == 0 && all.entities > 0 {
        return Err(match undated {
            0 => ChoiceError::Nothing,
            undated => ChoiceError::NothingDated { undated },
        });
    }
    let boxes = if choice.fold {
        fold(&selection, ontology, &named)
    } else {
        boxes(&selection)
    };
    let order = Order {
        named: &named,
        near: near.as_deref(),
        path: path.as_deref(),
    };
    let drawn = cut(
        selection.into_chosen(boxes),
        choice.top,
        !choice.as_lines,
        &order,
    )?;
    let shown = shown(drawn.counts(), chosen, all, undated);
    Ok((drawn, shown))
}

/// The steps that look at relations one by one. Gives how many were left out for want of a time.
fn keep_claims(
    selection: &mut Selection<'_>,
    choice: &Choice,
    words: &Words<'_>,
    named: &[usize],
) -> Result<usize, ChoiceError> {
    claims::keep(selection, choice, words)?;
    let mut undated = 0;
    if let Some(period) = Period::of(choice)? {
        undated = time::keep(selection, period);
    }
    if choice.names_relations() {
        selection.drop_lonely(named);
    }
    Ok(undated)
}

fn shown(drawn: Counts, chosen: Counts, all: Counts, undated: usize) -> Shown {
    Shown {
        entities: drawn.entities,
        chosen_entities: chosen.entities,
        all_entities: all.entities,
        relations: drawn.relations,
        chosen_relations: chosen.relations,
        all_relations: all.relations,
        undated,
    }
}
