//! Shapes from triples.

mod components;
mod constraints;
mod pattern;
mod queries;
mod recursion;
mod values;

use crate::rdf::{Index, TermId};
use crate::shacl::ShapeFault;
use crate::shacl::graph::{SH, ShapesGraph};
use crate::shacl::path::Path;
use crate::shacl::read::components::Components;
use crate::shacl::shape::{Constraint, Shape, ShapeRef, Shapes, Target};
use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{Literal, NamedNode, TermRef};
use std::collections::{BTreeMap, BTreeSet};

const IMPORTS: &str = "http://www.w3.org/2002/07/owl#imports";
const OWL_CLASS: &str = "http://www.w3.org/2002/07/owl#Class";

/// Reads the shapes that stand in a named graph, with what is wrong with them.
///
/// Where a fault is an error the shapes must not be used: what they would have found is not known.
pub fn read_shapes(index: &Index, graph: TermId) -> (Shapes, Vec<ShapeFault>) {
    let graph = ShapesGraph { index, graph };
    let mut reader = Reader {
        graph,
        components: Components::default(),
        shapes: Vec::new(),
        known: BTreeMap::new(),
        faults: Vec::new(),
    };
    reader.components = reader.read_components();
    for node in reader.starts() {
        reader.shape(node, None);
    }
    let mut next = 0;
    while next < reader.shapes.len() {
        reader.fill(ShapeRef(next));
        next += 1;
    }
    recursion::mark(&mut reader);
    reader.warn_of_imports();
    let mut roots: Vec<ShapeRef> = (0..reader.shapes.len()).map(ShapeRef).collect();
    roots.retain(|root| !reader.shapes[root.0].targets.is_empty());
    roots.sort_by_key(|root| reader.shapes[root.0].node);
    let shapes = Shapes {
        all: reader.shapes,
        roots,
        graph: Some(graph.graph),
    };
    reader.faults.sort();
    reader.faults.dedup();
    (shapes, reader.faults)
}

struct Reader<'i> {
    graph: ShapesGraph<'i>,
    components: Components,
    shapes: Vec<Shape>,
    known: BTreeMap<TermId, ShapeRef>,
    faults: Vec<ShapeFault>,
}

impl Reader<'_> {
    /// The nodes that are shapes by themselves: they say so, or they have targets.
    fn starts(&self) -> BTreeSet<TermId> {
        let graph = &self.graph;
        let mut starts = graph.instances(&format!("{SH}NodeShape"));
        starts.extend(graph.instances(&format!("{SH}PropertyShape")));
        for target in [
            "targetNode",
            "targetClass",
            "targetSubjectsOf",
            "targetObjectsOf",
            "target",
        ] {
            starts.extend(graph.subjects(&format!("{SH}{target}"), None));
        }
        starts
    }

    /// Nothing is fetched: what an import leads to has to be given.
    fn warn_of_imports(&mut self) {
        for node in self.graph.subjects(IMPORTS, None) {
            for import in self.graph.objects(node, IMPORTS) {
                if self.graph.about(import).is_empty() {
                    self.faults.push(ShapeFault {
                        shape: self.graph.name(node),
                        message: format!(
                            "owl:imports {} is not followed; give that file too",
                            self.graph.name(import)
                        ),
                        is_error: false,
                    });
                }
            }
        }
    }

    /// The shape at a node, to be filled in.
    fn shape(&mut self, node: TermId, within: Option<ShapeRef>) -> ShapeRef {
        if let Some(known) = self.known.get(&node) {
            return *known;
        }
        let shape = ShapeRef(self.shapes.len());
        let name = match within {
            Some(parent) if self.graph.index.is_blank(node) => {
                let path = self.graph.of(node, "path").first().copied();
                let path = path.and_then(|path| Path::read(&self.graph, path).ok());
                let parent = &self.shapes[parent.0].name;
                match path {
                    Some(path) => format!("{parent}, {}", path.name(self.graph.index)),
                    None => format!("{parent}, a shape within it"),
                }
            }
            _ => self.graph.name(node),
        };
        self.known.insert(node, shape);
        self.shapes.push(Shape {
            node,
            name,
            path: None,
            is_active: true,
            severity: NamedNode::new_unchecked(format!("{SH}Violation")),
            messages: Vec::new(),
            targets: Vec::new(),
            constraints: Vec::new(),
            is_recursive: false,
        });
        shape
    }

    fn error(&mut self, shape: ShapeRef, message: impl Into<String>) {
        self.fault(shape, message.into(), true);
    }

    fn fault(&mut self, shape: ShapeRef, message: String, is_error: bool) {
        let shape = self.shapes[shape.0].name.clone();
        self.faults.push(ShapeFault {
            shape,
            message,
            is_error,
        });
    }

    /// Takes the shape's triples up.
    fn fill(&mut self, shape: ShapeRef) {
        let node = self.shapes[shape.0].node;
        if self.graph.about(node).is_empty() {
            let message = "nothing is said about it, so that anything has it; is its name right?";
            self.fault(shape, message.to_owned(), false);
        }
        if matches!(self.graph.index.term(node), TermRef::Literal(_)) {
            self.error(shape, "a literal stands where a shape should");
            return;
        }
        self.path(shape, node);
        self.shapes[shape.0].targets = self.targets(shape, node);
        self.shapes[shape.0].messages = self.messages(shape, node);
        if let Some(is_active) = self.flag(shape, node, "deactivated") {
            self.shapes[shape.0].is_active = !is_active;
        }
        if let Some(severity) = self.single(shape, node, "severity") {
            match self.graph.iri(severity) {
                Some(iri) => self.shapes[shape.0].severity = NamedNode::new_unchecked(iri),
                None => self.error(shape, "sh:severity wants an IRI, such as sh:Warning"),
            }
        }
        let constraints = self.constraints(shape, node);
        self.shapes[shape.0].constraints = constraints;
    }

    fn path(&mut self, shape: ShapeRef, node: TermId) {
        let paths = self.graph.of(node, "path");
        let is_a = |class: &str| {
            let class = self.graph.sh(class);
            let types = self.graph.objects(node, rdf::TYPE.as_str());
            class.is_some_and(|class| types.contains(&class))
        };
        match paths.as_slice() {
            [] if is_a("PropertyShape") => {
                self.error(shape, "a sh:PropertyShape without sh:path");
            }
            [] => {}
            [_] if is_a("NodeShape") => {
                self.error(shape, "a sh:NodeShape has no sh:path; sh:PropertyShape has");
            }
            [path] => match Path::read(&self.graph, *path) {
                Ok(path) => self.shapes[shape.0].path = Some(path),
                Err(found) => self.error(shape, format!("sh:path has {found}")),
            },
            several => {
                let message = format!("{} values of sh:path, one is wanted", several.len());
                self.error(shape, message);
            }
        }
    }

    fn targets(&mut self, shape: ShapeRef, node: TermId) -> Vec<Target> {
        let kinds = [
            ("targetNode", Target::Node as fn(TermId) -> Target, false),
            ("targetClass", Target::Class, true),
            ("targetSubjectsOf", Target::SubjectsOf, true),
            ("targetObjectsOf", Target::ObjectsOf, true),
        ];
        let mut targets = Vec::new();
        for (property, target, wants_iri) in kinds {
            for value in self.graph.of(node, property) {
                if self.graph.index.is_blank(value)
                    || (wants_iri && self.graph.iri(value).is_none())
                {
                    let found = self.graph.name(value);
                    let message = format!("sh:{property} has {found}; it wants an IRI");
                    self.error(shape, message);
                } else {
                    targets.push(target(value));
                }
            }
        }
        let types = self.graph.objects(node, rdf::TYPE.as_str());
        let is_class = |class: &str| {
            let class = self.graph.find(class);
            class.is_some_and(|class| types.contains(&class))
        };
        let is_class = is_class(OWL_CLASS)
            || is_class(rdfs::CLASS.as_str())
            || self.graph.instances(rdfs::CLASS.as_str()).contains(&node);
        if is_class && self.graph.iri(node).is_some() {
            targets.push(Target::Class(node));
        }
        targets
    }

    fn messages(&mut self, shape: ShapeRef, node: TermId) -> Vec<Literal> {
        let mut messages = Vec::new();
        for value in self.graph.of(node, "message") {
            match self.graph.index.term(value) {
                TermRef::Literal(literal)
                    if literal.datatype() == xsd::STRING || literal.language().is_some() =>
                {
                    messages.push(literal.into_owned());
                }
                other => {
                    let message = format!("sh:message has {other}; it wants a text");
                    self.error(shape, message);
                }
            }
        }
        messages
    }

    /// The value of a property that may have one at most.
    fn single(&mut self, shape: ShapeRef, node: TermId, local: &str) -> Option<TermId> {
        let values = self.graph.of(node, local);
        if values.len() > 1 {
            let message = format!(
                "{} values of sh:{local}, one at most is wanted",
                values.len()
            );
            self.error(shape, message);
        }
        values.first().copied()
    }

    fn flag(&mut self, shape: ShapeRef, node: TermId, local: &str) -> Option<bool> {
        let value = self.single(shape, node, local)?;
        match self.truth(value) {
            Ok(flag) => Some(flag),
            Err(wanted) => {
                let found = self.graph.name(value);
                self.error(shape, format!("sh:{local} has {found}; {wanted}"));
                None
            }
        }
    }

    /// All constraints of the shape.
    fn constraints(&mut self, shape: ShapeRef, node: TermId) -> Vec<Constraint> {
        let mut constraints = self.core(shape, node);
        self.queries(shape, node, &mut constraints);
        self.declared(shape, node, &mut constraints);
        constraints
    }
}
