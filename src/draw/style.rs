//! The look of every kind of entity and relation, as data: each picture format reads it from here.

use crate::compare::Side;
use crate::draw::standing::Standing;
use crate::ontology::Ontology;
use crate::ontology::vocabulary::gw;

/// What surrounds an entity's label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outline {
    Box,
    RoundedBox,
    /// A rounded box with a dashed border.
    DashedBox,
    /// A box with a second border around it.
    DoubleBox,
    /// A box with its corners cut by lines.
    CutBox,
    Ellipse,
    /// A box that ends in a point on its right.
    Signpost,
    /// A sheet with a folded corner.
    Note,
    /// A sheet with a tab on its top.
    Tab,
}

/// How entities of a class look.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct EntityStyle {
    /// The local name of the core class that it is for; empty for all others.
    pub(super) class: &'static str,
    /// What the legend calls them.
    pub(super) caption: &'static str,
    /// What pictures that can be styled further call them.
    pub(super) key: &'static str,
    pub(super) outline: Outline,
    pub(super) fill: &'static str,
    pub(super) stroke: &'static str,
    pub(super) text: &'static str,
}

/// Colour of text on a light ground.
pub(super) const INK: &str = "#1A1A1A";
/// Colour of the ground.
pub(super) const PAPER: &str = "#FFFFFF";
/// Colour of what matters less.
pub(super) const FAINT: &str = "#5A5A5A";
/// Width of borders, and of the arrow of one relation.
pub(super) const PEN_WIDTH: f64 = 1.4;

/// One row a kind, in the order of the legend; the last is for every class without a row.
#[rustfmt::skip]
pub(super) const ENTITY_STYLES: [EntityStyle; 9] = [
    entity_style("State", "State", "state", Outline::RoundedBox, ["#0072B2", "#00486F", PAPER]),
    entity_style("Person", "Person", "person", Outline::Ellipse, ["#FBE3CF", "#B35400", INK]),
    entity_style("Organization", "Organization", "organization", Outline::Box, ["#D9EEF9", "#2F7FA8", INK]),
    entity_style("ArmedForce", "Armed force", "armed-force", Outline::CutBox, ["#D6EFE6", "#00735A", INK]),
    entity_style("Place", "Place", "place", Outline::Signpost, ["#FFF6BF", "#8A7A00", INK]),
    entity_style("Event", "Event", "event", Outline::Note, ["#F3DEEA", "#96527A", INK]),
    entity_style("Group", "Group", "group", Outline::DoubleBox, ["#ECECEC", "#555555", INK]),
    entity_style("Work", "Work", "work", Outline::Tab, ["#E4E1F4", "#5B4FA0", INK]),
    entity_style("", "Other", "other", Outline::DashedBox, [PAPER, "#777777", INK]),
];

/// How entities look where two graphs are compared: the side shows in place of the class, by colour and by outline.
/// Vermillion, blue and grey are told apart by all kinds of colour blindness (Okabe & Ito, "Color Universal Design").
#[rustfmt::skip]
pub(super) const SIDE_STYLES: [EntityStyle; 3] = [
    entity_style("", "Entity only in A", "entity-a", Outline::DashedBox, ["#FCE2D0", "#D55E00", INK]),
    entity_style("", "Entity only in B", "entity-b", Outline::DoubleBox, ["#D3E9F7", "#0072B2", INK]),
    entity_style("", "Entity in both", "entity-both", Outline::Box, ["#F2F2F2", "#777777", INK]),
];

/// The look of a row: of [`ENTITY_STYLES`], behind them those of [`SIDE_STYLES`].
pub(super) fn entity_look(row: usize) -> &'static EntityStyle {
    match row.checked_sub(ENTITY_STYLES.len()) {
        None => &ENTITY_STYLES[row],
        Some(side) => &SIDE_STYLES[side],
    }
}

/// The row of entities of a side.
pub(super) fn side_row(side: Side) -> usize {
    ENTITY_STYLES.len() + side as usize
}

const fn entity_style(
    class: &'static str,
    caption: &'static str,
    key: &'static str,
    outline: Outline,
    [fill, stroke, text]: [&'static str; 3],
) -> EntityStyle {
    EntityStyle {
        class,
        caption,
        key,
        outline,
        fill,
        stroke,
        text,
    }
}

/// The row of [`ENTITY_STYLES`] for an entity of these classes: that of the nearest ancestor that has one;
/// of several as near, the first in the table.
pub(super) fn entity_row<'a>(
    classes: impl Iterator<Item = &'a str>,
    ontology: &'a Ontology,
) -> usize {
    let nearest = classes
        .flat_map(|class| ontology.lineage(class).into_iter().enumerate())
        .filter_map(|(distance, ancestor)| {
            let local = ancestor.strip_prefix(gw::NAMESPACE)?;
            let row = ENTITY_STYLES
                .iter()
                .position(|style| style.class == local)?;
            Some((distance, row))
        })
        .min();
    nearest.map_or(ENTITY_STYLES.len() - 1, |(_, row)| row)
}

/// What several entities of each row of [`ENTITY_STYLES`] are called.
#[rustfmt::skip]
pub(super) const PLURALS: [&str; 9] = [
    "states", "people", "organizations", "armed forces", "places", "events", "groups", "works", "entities",
];

/// Fill, stroke and text of each row of [`ENTITY_STYLES`] on a dark ground.
#[rustfmt::skip]
pub(super) const DARK_ENTITY_COLORS: [[&str; 3]; 9] = [
    ["#0B6CA6", "#7CC4F0", "#FFFFFF"],
    ["#4A2A12", "#F0A468", "#FFE9D9"],
    ["#123A4F", "#6FBBE3", "#E3F3FC"],
    ["#0D4237", "#4FC3A4", "#DDF5EE"],
    ["#474008", "#DCCB3C", "#FFF9D6"],
    ["#47243A", "#D893BC", "#FBE6F3"],
    ["#3A3A3A", "#B0B0B0", "#F2F2F2"],
    ["#322C57", "#A79EE6", "#ECEAFB"],
    ["#1E2329", "#9AA0A6", "#E8EAED"],
];

/// The same of each row of [`SIDE_STYLES`].
#[rustfmt::skip]
pub(super) const DARK_SIDE_COLORS: [[&str; 3]; 3] = [
    ["#4A2A12", "#FF9A4D", "#FFE9D9"],
    ["#123A4F", "#5FB8EE", "#E3F3FC"],
    ["#2A2E33", "#9AA0A6", "#E8EAED"],
];

/// The ground, words on it, and what matters less, in the dark.
pub(super) const DARK_PAPER: &str = "#14181D";
pub(super) const DARK_INK: &str = "#E8EAED";
pub(super) const DARK_FAINT: &str = "#A9B0B8";

/// Every standing, in the order of the legend.
pub(super) const STANDINGS: [Standing; 6] = [
    Standing::Stated,
    Standing::Said,
    Standing::Planned,
    Standing::Possible,
    Standing::Denied,
    Standing::Inferred,
];

/// What stands in their place where two graphs are compared.
pub(super) const SIDES: [Standing; 3] = [Standing::OnlyA, Standing::OnlyB, Standing::InBoth];

/// The colour of relations of a standing on a dark ground.
pub(super) const fn dark_arrow_color(standing: Standing) -> &'static str {
    match standing {
        Standing::Stated => "#D0D3D6",
        Standing::Said | Standing::OnlyB => "#5FB8EE",
        Standing::Planned | Standing::OnlyA => "#FF9A4D",
        Standing::Possible => "#D79AC4",
        Standing::Denied => "#FF6B7A",
        Standing::InBoth | Standing::Inferred => "#9AA0A6",
    }
}

/// How the line of an arrow is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dash {
    Solid,
    Dashed,
    Dotted,
}

/// How an arrow ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    Filled,
    Open,
    Bar,
}

/// How relations of a standing look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ArrowStyle {
    /// What the legend calls them.
    pub(super) caption: &'static str,
    /// What pictures that can be styled further call them.
    pub(super) key: &'static str,
    pub(super) color: &'static str,
    pub(super) dash: Dash,
    pub(super) head: Head,
}

/// How relations of each standing look.
#[rustfmt::skip]
pub(super) const fn arrow_style(standing: Standing) -> ArrowStyle {
    let (caption, key, color, dash, head) = match standing {
        Standing::Stated => ("stated", "stated", "#3A3A3A", Dash::Solid, Head::Filled),
        Standing::Said => ("said by a speaker", "said", "#0072B2", Dash::Solid, Head::Filled),
        Standing::Planned => ("planned, predicted", "planned", "#D55E00", Dash::Dashed, Head::Filled),
        Standing::Possible => ("possible, hypothetical, requested", "possible", "#8A4B78", Dash::Dotted, Head::Open),
        Standing::Denied => ("denied, negated", "denied", "#B00020", Dash::Solid, Head::Bar),
        Standing::Inferred => ("follows by a rule", "inferred", "#6F6F6F", Dash::Dashed, Head::Open),
        Standing::OnlyA => ("only in A", "only-a", "#D55E00", Dash::Dashed, Head::Filled),
        Standing::OnlyB => ("only in B", "only-b", "#0072B2", Dash::Dotted, Head::Filled),
        Standing::InBoth => ("in both", "in-both", "#6F6F6F", Dash::Solid, Head::Filled),
    };
    ArrowStyle { caption, key, color, dash, head }
}

/// Points of an entity's label: larger the more relations it has.
pub(super) fn font_size(n_relations: usize) -> f64 {
    12.0 + (0.45 * as_float(n_relations)).min(8.0)
}

/// Points of an arrow's width: wider the more relations it stands for, up to seven.
pub(super) fn arrow_width(n_relations: usize) -> f64 {
    PEN_WIDTH + 0.5 * as_float(n_relations.clamp(1, 7) - 1)
}

/// Numbers above a few dozen all look the same.
fn as_float(number: usize) -> f64 {
    u8::try_from(number).map_or(f64::from(u8::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caption(classes: &[&str]) -> &'static str {
        let ontology = Ontology::built_in().unwrap();
        let iris: Vec<String> = classes
            .iter()
            .map(|class| format!("{}{class}", gw::NAMESPACE))
            .collect();
        ENTITY_STYLES[entity_row(iris.iter().map(String::as_str), &ontology)].caption
    }

    #[test]
    fn a_class_without_a_row_takes_that_of_its_nearest_ancestor() {
        assert_eq!(caption(&["State"]), "State");
        assert_eq!(caption(&["GeopoliticalEntity"]), "Place");
        assert_eq!(caption(&["Settlement"]), "Place");
        assert_eq!(caption(&["Province"]), "Place");
        assert_eq!(caption(&["ArmedForce"]), "Armed force");
        assert_eq!(caption(&["ArmedGroup"]), "Organization");
        assert_eq!(caption(&["Court"]), "Organization");
        for class in [
            "Topic", "Role", "Resource", "Artifact", "Entity", "Nonsense",
        ] {
            assert_eq!(caption(&[class]), "Other", "{class}");
        }
        assert_eq!(caption(&[]), "Other");
    }

    #[test]
    fn of_several_classes_the_one_nearest_to_a_row_counts() {
        assert_eq!(caption(&["Settlement", "State"]), "State");
        assert_eq!(caption(&["Topic", "Court"]), "Organization");
    }

    #[test]
    fn every_row_is_for_a_class_of_the_ontology() {
        let ontology = Ontology::built_in().unwrap();
        for style in ENTITY_STYLES.iter().filter(|style| !style.class.is_empty()) {
            let iri = format!("{}{}", gw::NAMESPACE, style.class);
            assert!(ontology.classes().contains_key(&iri), "{iri}");
        }
    }

    #[test]
    fn sizes_grow_with_relations_and_stay_bounded() {
        assert_eq!(
            format!("{:.2} {:.2}", font_size(2), font_size(9_999)),
            "12.90 20.00"
        );
        assert_eq!(
            format!("{:.1} {:.1}", arrow_width(1), arrow_width(2)),
            "1.4 1.9"
        );
        assert_eq!(format!("{:.1}", arrow_width(500)), "4.4");
    }
}
