//! GEXF 1.2 and 1.3, as Gephi, networkx and we ourselves write it.

use crate::model::{Fault, Loss, quoted};
use crate::read::foreign::network::typed::Type;
use crate::read::foreign::network::xml::{Element, Part, Xml};
use crate::read::foreign::network::{Edge, Network, Node, Of};
use crate::read::foreign::property::Property;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A column: what values under its id are.
struct Attribute {
    title: String,
    kind: Type,
    /// What elements without a value of their own have.
    default: Option<Property>,
}

/// A GEXF file while it is read.
struct Gexf<'n, 'f> {
    network: &'n mut Network<'f>,
    attributes: BTreeMap<(Of, String), Attribute>,
    default_type: String,
}

/// Elements whose content is read one by one.
const CONTAINERS: [&str; 4] = ["gexf", "graph", "nodes", "edges"];

/// What Gephi says of the file as a whole that is nothing of the graph.
const OF_THE_FILE: [&str; 5] = [
    "defaultedgetype",
    "mode",
    "idtype",
    "timeformat",
    "timerepresentation",
];

pub(super) fn read(text: &str, name: &Arc<str>, network: &mut Network<'_>) {
    let mut xml = Xml::new(text, name);
    let mut gexf = Gexf {
        network,
        attributes: BTreeMap::new(),
        // The default of the format itself.
        default_type: "undirected".to_owned(),
    };
    let outcome = gexf.file(&mut xml);
    network.faults.append(&mut xml.warnings);
    network.faults.extend(outcome.err());
}

impl Gexf<'_, '_> {
    fn file(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        loop {
            match xml.next()? {
                Part::Open(root) if xml.depth() == 1 && root.name != "gexf" => {
                    let message = format!("the root element is {}; <gexf> is wanted", root.tag());
                    return Err(Fault::error(root.place, message));
                }
                Part::Open(container) if CONTAINERS.contains(&container.name.as_str()) => {
                    if container.name == "graph" {
                        self.graph(&container);
                    }
                }
                Part::Open(element) => {
                    let element = xml.whole(element)?;
                    self.element(&element);
                }
                Part::Close(_) => {}
                Part::End => return Ok(()),
            }
        }
    }

    fn graph(&mut self, graph: &Element) {
        if let Some(default) = graph.attribute("defaultedgetype") {
            default.clone_into(&mut self.default_type);
        }
        for name in graph.attributes_beside(&OF_THE_FILE) {
            let what = format!("attribute {} of the whole graph", quoted(name));
            self.network.drop(&what);
        }
    }

    /// What stands in a file, in a graph or in one of its lists.
    fn element(&mut self, element: &Element) {
        match element.name.as_str() {
            "meta" => self.meta(element),
            "attributes" => self.declare(element),
            "node" => self.node(element),
            "edge" => self.edge(element),
            _ => {
                let what = format!("element {} of the whole graph", element.tag());
                self.network.drop(&what);
            }
        }
    }

    /// Who wrote the file and when is nothing of the graph.
    fn meta(&mut self, meta: &Element) {
        for child in &meta.children {
            if child.name != "creator" && !child.is_empty() {
                let what = format!("element {} of the whole graph", child.tag());
                self.network.drop(&what);
            }
        }
    }

    fn declare(&mut self, attributes: &Element) {
        let of = match attributes.attribute("class") {
            Some("edge") => Of::Edge,
            _ => Of::Node,
        };
        for attribute in &attributes.children {
            let Some(id) = attribute.attribute("id") else {
                self.network
                    .error(&attribute.place, "attribute has no \"id\"");
                continue;
            };
            let kind = Type::by_name(attribute.attribute("type"));
            let title = attribute.attribute("title").unwrap_or(id).to_owned();
            self.network.columns.insert((of, title.clone()));
            let column = Attribute {
                default: self.network.default_value(attribute, of, &title, kind),
                title,
                kind,
            };
            let known = self.attributes.insert((of, id.to_owned()), column);
            if known.is_some() {
                let message = format!("attribute {} is declared a second time", quoted(id));
                self.network.error(&attribute.place, message);
            }
        }
    }

    fn node(&mut self, element: &Element) {
        let Some(id) = element.attribute("id") else {
            self.network.error(&element.place, "node has no \"id\"");
            return;
        };
        let properties = self.said(element, Of::Node);
        self.network.node(Node {
            id: id.to_owned(),
            is_numbered: false,
            shown: element.attribute("label").map(str::to_owned),
            properties,
            place: element.place.clone(),
        });
        if times(element).next().is_some() {
            self.network.drop("time of a node");
        }
        if element.attribute("pid").is_some() {
            self.network.drop("group that a node is in");
        }
        self.network
            .unread_attributes(element, &OF_A_NODE, Of::Node);
        self.nested(element);
    }

    /// The graph within a node is read as if it stood outside.
    fn nested(&mut self, node: &Element) {
        let lists = node.children.iter();
        let lists = lists.filter(|child| matches!(child.name.as_str(), "nodes" | "edges"));
        for child in lists.flat_map(|list| &list.children) {
            if child.name == "node" {
                self.network.drop("group that a node is in");
            }
            self.element(child);
        }
    }

    fn edge(&mut self, element: &Element) {
        let mut properties = self.said(element, Of::Edge);
        let Some([source, target]) = self.network.ends(element) else {
            return;
        };
        // The weight of an edge that has none of its own.
        if let Some(weight) = element.attribute("weight").filter(|weight| !is_one(weight)) {
            let weight = Property::Text(weight.to_owned());
            properties.push(("weight".to_owned(), weight));
        }
        self.time(element, &mut properties);
        self.network
            .unread_attributes(element, &OF_AN_EDGE, Of::Edge);
        let direction = element.attribute("type").unwrap_or(&self.default_type);
        let is_mutual = direction == "mutual";
        let both_ways = [[target.clone(), source.clone()], [source, target]];
        let ends = both_ways.into_iter().skip(usize::from(!is_mutual));
        for ends in ends {
            self.network.edges.push(Edge {
                ends,
                is_undirected: direction == "undirected",
                shown: element.attribute("label").map(str::to_owned),
                kind: element.attribute("kind").map(str::to_owned),
                properties: properties.clone(),
                place: element.place.clone(),
            });
        }
        if is_mutual {
            let what = "mutual edge, taken for two relations";
            self.network.graph.lose(Loss::Supposed, what);
        }
    }

    /// When an edge is there becomes the time of its relation, unless that says its time itself.
    fn time(&mut self, element: &Element, properties: &mut Vec<(String, Property)>) {
        let mut times = times(element);
        let Some(first) = times.next() else { return };
        let mut n_lost = times.count();
        if properties.iter().any(|(name, _)| name == "time") {
            n_lost += 1;
        } else {
            properties.push(("time".to_owned(), Property::Text(first)));
        }
        for _ in 0..n_lost {
            self.network.drop("further time of a relation");
        }
    }

    /// What the values of a node or an edge say.
    fn said(&mut self, element: &Element, of: Of) -> Vec<(String, Property)> {
        let mut said = Vec::new();
        let mut seen = BTreeSet::new();
        let mut is_drawn = false;
        for child in &element.children {
            match child.name.as_str() {
                "attvalues" => {
                    for value in &child.children {
                        self.value(value, of, &mut said, &mut seen);
                    }
                }
                "color" | "position" | "size" | "shape" | "thickness" => is_drawn = true,
                "spells" | "nodes" | "edges" => {}
                _ => {
                    let what = format!("element {}", child.tag());
                    self.network.drop_of(of, &what);
                }
            }
        }
        if is_drawn {
            self.network.drop_of(of, "drawing");
        }
        let defaults = self.attributes.iter().filter_map(|((class, id), known)| {
            let is_missing = *class == of && !seen.contains(id);
            let default = known.default.clone().filter(|_| is_missing)?;
            Some((known.title.clone(), default))
        });
        said.extend(defaults);
        said
    }

    fn value(
        &mut self,
        value: &Element,
        of: Of,
        said: &mut Vec<(String, Property)>,
        seen: &mut BTreeSet<String>,
    ) {
        // GEXF 1.0 has `id` here.
        let Some(id) = value.attribute("for").or_else(|| value.attribute("id")) else {
            self.network.error(&value.place, "attvalue has no \"for\"");
            return;
        };
        let Some(attribute) = self.attributes.get(&(of, id.to_owned())) else {
            let message = format!(
                "attvalue is for {}, but the file declares no such attribute of {}",
                quoted(id),
                of.words()
            );
            self.network.error(&value.place, message);
            return;
        };
        let (title, kind) = (attribute.title.clone(), attribute.kind);
        // By this one networkx tells parallel edges apart.
        if title == "networkx_key" {
            return;
        }
        if times(value).next().is_some() {
            self.network
                .drop_of(of, &format!("time of the value {}", quoted(&title)));
        }
        let text = value.attribute("value").unwrap_or_default();
        let Some(found) = self.network.value(of, &title, kind, text, &value.place) else {
            return;
        };
        if seen.insert(id.to_owned()) {
            said.push((title, found));
        } else {
            further(said, &title, found);
        }
    }
}

/// One more value under a name, which becomes a list: GEXF has a value for each time.
fn further(said: &mut [(String, Property)], title: &str, value: Property) {
    let known = said.iter_mut().find(|(name, _)| name == title);
    if let Some((_, known)) = known {
        match known {
            Property::List(items) if !items.contains(&value) => items.push(value),
            Property::List(_) => {}
            one if *one == value => {}
            one => *one = Property::List(vec![one.clone(), value]),
        }
    }
}

/// The times at which an element is there: its own, or each of its spells, from start to end.
fn times(element: &Element) -> impl Iterator<Item = String> {
    let spells = element
        .children
        .iter()
        .filter(|child| child.name == "spells");
    let spells = spells.flat_map(|spells| &spells.children);
    std::iter::once(element)
        .chain(spells)
        .filter_map(|element| {
            let first = |names: &[&str]| names.iter().find_map(|name| element.attribute(name));
            let start = first(&["start", "startopen"]);
            let end = first(&["end", "endopen"]);
            match (first(&["timestamp"]), start, end) {
                (Some(point), _, _) => Some(point.to_owned()),
                (None, None, None) => None,
                (None, start, end) => {
                    Some(format!("{}/{}", start.unwrap_or(".."), end.unwrap_or("..")))
                }
            }
        })
}

fn is_one(weight: &str) -> bool {
    weight.trim().parse() == Ok(1.0)
}

/// The attributes of a node that are read.
const OF_A_NODE: [&str; 8] = [
    "id",
    "label",
    "pid",
    "start",
    "end",
    "startopen",
    "endopen",
    "timestamp",
];

/// The attributes of an edge that are read.
const OF_AN_EDGE: [&str; 12] = [
    "id",
    "source",
    "target",
    "label",
    "kind",
    "type",
    "weight",
    "start",
    "end",
    "startopen",
    "endopen",
    "timestamp",
];
