//! GraphML, as networkx, igraph, Gephi, yEd and we ourselves write it.

use crate::model::{Fault, Loss, quoted};
use crate::read::foreign::network::typed::Type;
use crate::read::foreign::network::xml::{Element, Part, Xml};
use crate::read::foreign::network::{Edge, Network, Node, Of, yed};
use crate::read::foreign::property::Property;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A `key`: what `data` under its id is.
struct Key {
    name: String,
    kind: Type,
    /// What elements without a value of their own have.
    default: Option<Property>,
    /// Whether it is one of yEd's drawings.
    is_drawing: bool,
}

/// A GraphML file while it is read.
struct GraphMl<'n, 'f> {
    network: &'n mut Network<'f>,
    keys: BTreeMap<(Of, String), Key>,
    /// The ids of keys for other things: graphs, ports, hyperedges.
    other_keys: BTreeMap<String, String>,
    /// Whether edges are undirected by default, for each graph that is open.
    is_undirected: Vec<bool>,
}

pub(super) fn read(text: &str, name: &Arc<str>, network: &mut Network<'_>) {
    let mut xml = Xml::new(text, name);
    let mut graphml = GraphMl {
        network,
        keys: BTreeMap::new(),
        other_keys: BTreeMap::new(),
        is_undirected: Vec::new(),
    };
    let outcome = graphml.file(&mut xml);
    network.faults.append(&mut xml.warnings);
    network.faults.extend(outcome.err());
}

impl GraphMl<'_, '_> {
    fn file(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        loop {
            match xml.next()? {
                Part::Open(root) if xml.depth() == 1 => {
                    if root.name != "graphml" {
                        let message =
                            format!("the root element is {}; <graphml> is wanted", root.tag());
                        return Err(Fault::error(root.place, message));
                    }
                }
                Part::Open(graph) if graph.name == "graph" => self.open(&graph),
                Part::Open(element) => {
                    let element = xml.whole(element)?;
                    self.element(&element);
                }
                Part::Close(name) if name == "graph" => {
                    self.is_undirected.pop();
                }
                Part::Close(_) => {}
                Part::End => return Ok(()),
            }
        }
    }

    fn open(&mut self, graph: &Element) {
        let default = graph.attribute("edgedefault");
        self.is_undirected.push(default == Some("undirected"));
    }

    /// What stands in a file or in a graph.
    fn element(&mut self, element: &Element) {
        match element.name.as_str() {
            "key" => self.key(element),
            "node" => self.node(element),
            "edge" => self.edge(element),
            "hyperedge" => self.network.drop("edge of more than two ends"),
            "data" if !element.is_empty() => {
                let key = element.attribute("key").unwrap_or_default();
                let name = self.other_keys.get(key).map_or(key, String::as_str);
                let what = format!("data {} of the whole graph", quoted(name));
                self.network.drop(&what);
            }
            "data" => {}
            _ => {
                let what = format!("element {} of the whole graph", element.tag());
                self.network.drop(&what);
            }
        }
    }

    fn key(&mut self, element: &Element) {
        let Some(id) = element.attribute("id") else {
            self.network.error(&element.place, "key has no \"id\"");
            return;
        };
        let drawing = element.attribute("yfiles.type");
        let name = element.attribute("attr.name").or(drawing).unwrap_or(id);
        let domains: &[Of] = match element.attribute("for") {
            Some("node") => &[Of::Node],
            Some("edge") => &[Of::Edge],
            None | Some("all") => &[Of::Node, Of::Edge],
            Some(_) => {
                self.other_keys.insert(id.to_owned(), name.to_owned());
                return;
            }
        };
        let kind = Type::by_name(element.attribute("attr.type"));
        for of in domains {
            // Gephi's name for what is `label` elsewhere.
            let is_label = *of == Of::Edge && name == "Edge Label";
            let name = if is_label { "label" } else { name };
            self.network.columns.insert((*of, name.to_owned()));
            let key = Key {
                name: name.to_owned(),
                kind,
                default: self.network.default_value(element, *of, name, kind),
                is_drawing: drawing.is_some(),
            };
            if self.keys.insert((*of, id.to_owned()), key).is_some() {
                let message = format!("key {} is declared a second time", quoted(id));
                self.network.error(&element.place, message);
            }
        }
    }

    fn node(&mut self, element: &Element) {
        let Some(id) = element.attribute("id") else {
            self.network.error(&element.place, "node has no \"id\"");
            return;
        };
        let mut said = self.said(element, Of::Node);
        if self.is_painted_by_gephi() {
            said.properties
                .retain(|(name, _)| !PAINT.contains(&name.as_str()));
            self.network.drop_of(Of::Node, "drawing");
        }
        for _ in said.labels.iter().skip(1) {
            self.network.drop_of(Of::Node, "further label");
        }
        self.network.node(Node {
            id: id.to_owned(),
            is_numbered: is_number(id),
            shown: said.labels.into_iter().next(),
            properties: said.properties,
            place: element.place.clone(),
        });
        self.network
            .unread_attributes(element, &["id", "yfiles.foldertype"], Of::Node);
        for graph in element
            .children
            .iter()
            .filter(|child| child.name == "graph")
        {
            self.nested(graph);
        }
    }

    /// What is in a group of yEd's, or in any node that is a graph, is read as if it stood outside.
    fn nested(&mut self, graph: &Element) {
        self.open(graph);
        for child in &graph.children {
            if child.name == "node" {
                self.network.drop("group that a node is in");
            }
            self.element(child);
        }
        self.is_undirected.pop();
    }

    fn edge(&mut self, element: &Element) {
        let said = self.said(element, Of::Edge);
        let Some(ends) = self.network.ends(element) else {
            return;
        };
        for port in ["sourceport", "targetport"] {
            if element.attribute(port).is_some() {
                self.network.drop("port that a relation ends at");
            }
        }
        for _ in said.labels.iter().skip(1) {
            self.network.drop_of(Of::Edge, "further label");
        }
        if said.is_drawn_otherwise {
            let what = "relation that is not drawn as an arrow from its start to its end";
            self.network.graph.lose(Loss::Undirected, what);
        }
        let by_default = self.is_undirected.last() == Some(&true);
        let is_directed = element.attribute("directed");
        self.network.edges.push(Edge {
            ends,
            is_undirected: is_directed.map_or(by_default, |word| word == "false"),
            shown: said.labels.into_iter().next(),
            // Gephi puts the kind of an edge here.
            kind: element.attribute("label").map(str::to_owned),
            properties: said.properties,
            place: element.place.clone(),
        });
        self.network
            .unread_attributes(element, &OF_AN_EDGE, Of::Edge);
    }

    /// Gephi writes colour, place and size under keys whose ids are these names.
    fn is_painted_by_gephi(&self) -> bool {
        let mut names = PAINT.iter().filter(|name| **name != "z");
        names.all(|name| self.keys.contains_key(&(Of::Node, (*name).to_owned())))
    }

    /// What the data of a node or an edge say.
    fn said(&mut self, element: &Element, of: Of) -> Said {
        let mut said = Said::default();
        let mut seen = BTreeSet::new();
        for child in &element.children {
            match child.name.as_str() {
                "data" => self.data(child, of, &mut said, &mut seen),
                "graph" if of == Of::Node => {}
                _ => {
                    let what = format!("element {}", child.tag());
                    self.network.drop_of(of, &what);
                }
            }
        }
        let defaults = self.keys.iter().filter_map(|((domain, id), key)| {
            let is_missing = *domain == of && !seen.contains(id.as_str());
            let default = key.default.clone().filter(|_| is_missing)?;
            Some((key.name.clone(), default))
        });
        said.properties.extend(defaults);
        said
    }

    fn data<'e>(
        &mut self,
        data: &'e Element,
        of: Of,
        said: &mut Said,
        seen: &mut BTreeSet<&'e str>,
    ) {
        let Some(id) = data.attribute("key") else {
            self.network.error(&data.place, "data has no \"key\"");
            return;
        };
        let Some(key) = self.keys.get(&(of, id.to_owned())) else {
            let message = format!(
                "data has the key {}, but the file declares no such key for {}",
                quoted(id),
                of.words()
            );
            self.network.error(&data.place, message);
            return;
        };
        seen.insert(id);
        if key.is_drawing {
            said.labels.extend(yed::labels(data));
            said.is_drawn_otherwise |= yed::is_drawn_otherwise(data);
            if !data.children.is_empty() {
                self.network.drop_of(of, "drawing");
            }
            return;
        }
        if !data.children.is_empty() {
            let what = format!(
                "data {} of {} that is no text",
                quoted(&key.name),
                of.words()
            );
            self.network.drop(&what);
            return;
        }
        // Gephi gives each edge the weight 1.
        let is_plain_weight = id == "weight" && of == Of::Edge;
        let (kind, name) = (key.kind, key.name.clone());
        match self.network.value(of, &name, kind, &data.text, &data.place) {
            Some(Property::Number(number)) if is_plain_weight && number.as_str() == "1" => {}
            Some(value) => said.properties.push((name, value)),
            None => {}
        }
    }
}

/// What the data of a node or an edge say.
#[derive(Default)]
struct Said {
    properties: Vec<(String, Property)>,
    /// The labels of the drawing.
    labels: Vec<String>,
    is_drawn_otherwise: bool,
}

/// The attributes of an edge that are read.
const OF_AN_EDGE: [&str; 7] = [
    "id",
    "source",
    "target",
    "directed",
    "sourceport",
    "targetport",
    "label",
];

/// Where and how Gephi draws a node.
const PAINT: [&str; 7] = ["r", "g", "b", "x", "y", "z", "size"];

/// Whether an id is one of those that yEd and igraph number nodes with: `n0`, and `n0::n1` within a group.
fn is_number(id: &str) -> bool {
    id.split("::").all(|part| {
        part.strip_prefix('n').is_some_and(|digits| {
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
    })
}
