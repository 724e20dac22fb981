//! What yEd draws: labels are in the picture, not among the data.

use crate::read::foreign::network::in_one_line;
use crate::read::foreign::network::xml::Element;

/// The labels of a node or an edge in the order of the file, without empty ones and doubles. A group has a
/// picture for each of its states, open and closed.
pub(super) fn labels(drawing: &Element) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    let mut open = vec![drawing];
    while let Some(element) = open.pop() {
        if matches!(element.name.as_str(), "NodeLabel" | "EdgeLabel") {
            let label = in_one_line(&element.text);
            if !label.is_empty() && !labels.contains(&label) {
                labels.push(label);
            }
        }
        open.extend(element.children.iter().rev());
    }
    labels
}

/// Whether an edge is drawn as something else than an arrow from its start to its end.
pub(super) fn is_drawn_otherwise(drawing: &Element) -> bool {
    let mut open = vec![drawing];
    while let Some(element) = open.pop() {
        if element.name == "Arrows" {
            let is_bare = |end: &str| element.attribute(end).is_none_or(|arrow| arrow == "none");
            return !is_bare("source") || is_bare("target");
        }
        open.extend(element.children.iter());
    }
    false
}
