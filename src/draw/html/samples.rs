//! A sample of every kind of entity and relation, for the page's legend.

use crate::draw::layout::geometry::{Frame, point};
use crate::draw::standing::Standing;
use crate::draw::style::{ENTITY_STYLES, EntityStyle, STANDINGS, arrow_style};
use crate::draw::svg::heading::sample_line;
use crate::draw::svg::shape::outline;

/// Small pictures, each known by the key of its style.
pub(super) fn samples() -> String {
    let entities = ENTITY_STYLES.iter().map(entity);
    let relations = STANDINGS.into_iter().map(relation);
    entities.chain(relations).collect()
}

fn entity(style: &EntityStyle) -> String {
    let shape = outline(
        style.outline,
        Frame::around(point(0.0, 0.0), point(34.0, 20.0)),
    );
    format!(
        "<svg class=\"sample entity {}\" width=\"37\" height=\"23\" viewBox=\"-1.5 -1.5 37 23\" aria-hidden=\"true\">{shape}</svg>\n",
        style.key
    )
}

fn relation(standing: Standing) -> String {
    format!(
        "<svg class=\"sample relation {}\" width=\"37\" height=\"16\" viewBox=\"-1.5 0 37 16\" aria-hidden=\"true\">{}</svg>\n",
        arrow_style(standing).key,
        sample_line(standing, 8.0)
    )
}
