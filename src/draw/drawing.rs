use crate::compare::Sides;
use crate::draw::block::{Block, arrow_block, entity_block};
use crate::draw::choose::{Choice, ChoiceError, Shown, choose};
use crate::draw::heading::Heading;
use crate::draw::heading::heading;
use crate::draw::layout::geometry::{Frame, Point, point};
use crate::draw::layout::graphviz::{GraphvizReplyError, GraphvizRequest};
use crate::draw::layout::{Layout, Task, graphviz, lay_out};
use crate::draw::measure::Font;
use crate::draw::number::grouped;
use crate::draw::picture::Picture;
use crate::draw::style::Outline;
use crate::graph::KnowledgeGraph;
use crate::ontology::Ontology;
use std::convert::Infallible;

/// The room around everything, and between heading and graph.
const MARGIN: f64 = 22.0;
const BELOW_HEADING: f64 = 14.0;

/// What is drawn of a graph. Text and Mermaid are written from it as it is; the other pictures need a
/// [`Scene`], where everything has its place.
#[derive(Debug)]
pub struct Drawing<'a> {
    pub(super) graph: &'a KnowledgeGraph,
    pub(super) ontology: &'a Ontology,
    pub(super) picture: Picture<'a>,
    shown: Shown,
}

impl<'a> Drawing<'a> {
    /// What a choice takes of a graph, cut to what can be read as one picture unless it says how much.
    ///
    /// # Errors
    /// [`ChoiceError`] if the choice names what the graph has not or has several times, if nothing fits it, or
    /// if what fits is more than a picture holds.
    pub fn of(
        graph: &'a KnowledgeGraph,
        ontology: &'a Ontology,
        choice: &Choice,
    ) -> Result<Self, ChoiceError> {
        Self::with_sides(graph, ontology, choice, None)
    }

    /// The same of two graphs as one, with three colours and kinds of lines: what the first has alone, the second, and
    /// both.
    ///
    /// # Errors
    /// As for [`Self::of`].
    pub fn of_comparison(
        graph: &'a KnowledgeGraph,
        sides: &Sides,
        ontology: &'a Ontology,
        choice: &Choice,
    ) -> Result<Self, ChoiceError> {
        Self::with_sides(graph, ontology, choice, Some(sides))
    }

    fn with_sides(
        graph: &'a KnowledgeGraph,
        ontology: &'a Ontology,
        choice: &Choice,
        sides: Option<&Sides>,
    ) -> Result<Self, ChoiceError> {
        let (chosen, shown) = choose(graph, ontology, choice)?;
        Ok(Self {
            graph,
            ontology,
            picture: Picture::chosen(&chosen, ontology, sides),
            shown,
        })
    }

    /// A graph of any size, whole.
    #[cfg(test)]
    pub(super) fn whole(graph: &'a KnowledgeGraph, ontology: &'a Ontology) -> Self {
        let picture = Picture::of(graph, ontology);
        let (entities, relations) = (picture.nodes.len(), picture.n_relations());
        let shown = Shown {
            entities,
            chosen_entities: entities,
            all_entities: entities,
            relations,
            chosen_relations: relations,
            all_relations: relations,
            undated: 0,
        };
        Self {
            graph,
            ontology,
            picture,
            shown,
        }
    }

    /// How much of the graph is drawn.
    pub fn shown(&self) -> Shown {
        self.shown
    }

    /// Finds a place for everything, with a title above it. The same graph gives the same scene on any machine.
    pub fn lay_out(self, title: Option<&str>) -> Scene<'a> {
        let Ok(scene) = Scene::of(self, title, |task| Ok::<_, Infallible>(lay_out(task)));
        scene
    }

    /// Lets Graphviz find a place for everything. `run` hands requests to it and gives its replies in the format
    /// `plain`, in the order of the requests. What Graphviz finds depends on its version.
    ///
    /// # Errors
    /// Those of `run`, and [`GraphvizReplyError`] if a reply does not tell all places.
    pub fn lay_out_by_graphviz<E: From<GraphvizReplyError>>(
        self,
        title: Option<&str>,
        run: impl FnOnce(&[GraphvizRequest]) -> Result<Vec<String>, E>,
    ) -> Result<Scene<'a>, E> {
        Scene::of(self, title, |task| {
            let replies = run(&graphviz::requests(task))?;
            Ok(graphviz::best(task, &replies)?)
        })
    }

    /// How many entities and relations there are, and of how many.
    fn counts(&self) -> String {
        let counts = self.picture.counts();
        if self.shown.is_all() {
            return counts;
        }
        let entities = grouped(self.shown.all_entities);
        let relations = grouped(self.shown.all_relations);
        format!("{counts} of {entities} and {relations}")
    }
}

/// A drawing where everything has its place, in pixels from the upper left corner of the picture.
#[derive(Debug)]
pub struct Scene<'a> {
    pub(super) drawing: Drawing<'a>,
    pub(super) title: Option<String>,
    pub(super) counts: String,
    pub(super) heading: Heading,
    /// Where the heading's own (0, 0) is.
    pub(super) heading_at: Point,
    /// The words of all entities, then those of all arrows.
    pub(super) blocks: Vec<Block>,
    pub(super) layout: Layout,
    /// Where the layout's own (0, 0) is.
    pub(super) layout_at: Point,
    /// Width and height of everything.
    pub(super) size: Point,
}

impl<'a> Scene<'a> {
    fn of<E>(
        drawing: Drawing<'a>,
        title: Option<&str>,
        find_places: impl FnOnce(&Task) -> Result<Layout, E>,
    ) -> Result<Self, E> {
        let font = Font::carried();
        let (picture, counts) = (&drawing.picture, drawing.counts());
        let blocks = blocks(picture, &font);
        // How high the heading is depends on how wide the graph is, which depends on how high the heading is.
        let guess = heading(title, &counts, picture, &font, 900.0).size;
        let layout = find_places(&task(picture, &blocks, guess.y + BELOW_HEADING))?;
        let graph_size = layout.bounds.half * 2.0;
        let heading = heading(title, &counts, picture, &font, graph_size.x.max(560.0));
        let size = point(
            graph_size.x.max(heading.size.x) + 2.0 * MARGIN,
            graph_size.y + heading.size.y + BELOW_HEADING + 2.0 * MARGIN,
        );
        // A graph that is narrower than its heading stands below the middle of it.
        let left = MARGIN + (size.x - 2.0 * MARGIN - graph_size.x) * 0.5;
        let corner = point(left, MARGIN + heading.size.y + BELOW_HEADING);
        Ok(Self {
            title: title.map(str::to_owned),
            counts,
            heading,
            heading_at: point(MARGIN, MARGIN),
            blocks,
            layout_at: corner - layout.bounds.lowest(),
            layout,
            size: point(size.x.ceil(), size.y.ceil()),
            drawing,
        })
    }

    /// The words of an arrow, and the middle of them in the layout.
    pub(super) fn words(&self, arrow: usize) -> (&Block, Point) {
        let thing = self.drawing.picture.nodes.len() + arrow;
        (&self.blocks[thing], self.layout.places[thing])
    }

    /// The frame of an entity in the layout.
    pub(super) fn frame(&self, entity: usize) -> Frame {
        Frame {
            center: self.layout.places[entity],
            half: self.blocks[entity].half,
        }
    }
}

fn blocks(picture: &Picture<'_>, font: &Font) -> Vec<Block> {
    let entities = picture.nodes.iter().map(|node| entity_block(node, font));
    let arrows = picture.arrows.iter().map(|arrow| arrow_block(arrow, font));
    entities.chain(arrows).collect()
}

fn task(picture: &Picture<'_>, blocks: &[Block], heading: f64) -> Task {
    let is_round = |outline| outline == Outline::Ellipse;
    let ends = picture.arrows.iter().map(|arrow| [arrow.from, arrow.to]);
    let outlines = picture.nodes.iter().map(|node| node.style().outline);
    Task {
        halves: blocks.iter().map(|block| block.half).collect(),
        arrows: ends.collect(),
        round: outlines.map(is_round).collect(),
        heading,
    }
}
