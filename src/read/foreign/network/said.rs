//! What readers of XML share: values under their types, and the counting of what has no place.

use crate::model::{Fault, Loss, Place, quoted};
use crate::read::foreign::network::typed::{Type, Typed};
use crate::read::foreign::network::xml::Element;
use crate::read::foreign::network::{Network, Of};
use crate::read::foreign::property::Property;

impl Network<'_> {
    pub(super) fn error(&mut self, place: &Place, message: impl Into<String>) {
        self.faults.push(Fault::error(place.clone(), message));
    }

    /// Counts something of the whole graph that is dropped.
    pub(super) fn drop(&mut self, what: &str) {
        self.graph.lose(Loss::Dropped, what);
    }

    /// Counts something of a node or a relation that is dropped, such as `drawing` or `port`.
    pub(super) fn drop_of(&mut self, of: Of, what: &str) {
        self.drop(&format!("{what} of {}", of.words()));
    }

    /// The value of a column; what is none is counted, or told as an error.
    pub(super) fn value(
        &mut self,
        of: Of,
        column: &str,
        kind: Type,
        text: &str,
        place: &Place,
    ) -> Option<Property> {
        match kind.read(text) {
            Ok(Typed::Value(value)) => return Some(value),
            Ok(Typed::Nothing) => {}
            Ok(Typed::NotANumber) => {
                let what = format!("{} of {} that is not a number", quoted(column), of.words());
                self.drop(&what);
            }
            Err(message) => self.error(place, format!("value of {}: {message}", quoted(column))),
        }
        None
    }

    /// The value that `<default>` in a declaration gives to all that have none of their own.
    pub(super) fn default_value(
        &mut self,
        declaration: &Element,
        of: Of,
        column: &str,
        kind: Type,
    ) -> Option<Property> {
        let mut parts = declaration.children.iter();
        let default = parts.find(|part| part.name == "default")?;
        self.value(of, column, kind, &default.text, &default.place)
    }

    /// Both ends of an edge; each that is missing is told.
    pub(super) fn ends(&mut self, edge: &Element) -> Option<[String; 2]> {
        let [source, target] = ["source", "target"].map(|name| {
            let end = edge.attribute(name);
            if end.is_none() {
                self.error(&edge.place, format!("edge has no \"{name}\""));
            }
            end.map(str::to_owned)
        });
        Some([source?, target?])
    }

    /// Counts the attributes that nobody reads.
    pub(super) fn unread_attributes(&mut self, element: &Element, known: &[&str], of: Of) {
        for name in element.attributes_beside(known) {
            self.drop_of(of, &format!("attribute {}", quoted(name)));
        }
    }
}
