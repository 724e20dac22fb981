use crate::limits::SHAPE_DEPTH;
use crate::query::{QueryLimits, with_deep_stack};
use crate::rdf::{GraphSelection, Index, TermId};
use crate::shacl::ValidationError;
use crate::shacl::constraint::{self, Finding};
use crate::shacl::graph::descendants;
use crate::shacl::recursion::{Known, Recursion};
use crate::shacl::report::{Report, Violation};
use crate::shacl::shape::{ShapeRef, Shapes, Target};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, Term};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What holding shapes against a graph may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ValidationOptions {
    /// For each run of a query of a shape.
    pub limits: QueryLimits,
}

/// So many levels below a node it is only told that something is wrong, not what: shapes that refer to themselves would
/// tell the same of each node again for all that lead to it.
const DEEPEST_DETAILS: usize = 4;

/// Holds the default graph of the index against shapes that were read from the same index.
///
/// # Errors
/// [`ValidationError`] where a query fails or is stopped, and where recursive shapes lead too deep.
pub fn validate(
    index: &Index,
    shapes: &Shapes,
    options: &ValidationOptions,
) -> Result<Report, ValidationError> {
    let work = || {
        let mut validator = Validator::new(index, shapes, options);
        let mut report = Report::default();
        for root in &shapes.roots {
            for focus in validator.targets(*root) {
                report.n_checked += 1;
                validator.check(*root, focus, &mut report.violations)?;
            }
        }
        report.order(index);
        Ok(report)
    };
    with_deep_stack(work).map_err(ValidationError::NoThread)?
}

/// Nodes being held against shapes.
pub(super) struct Validator<'v> {
    pub(super) index: &'v Index,
    pub(super) shapes: &'v Shapes,
    pub(super) options: &'v ValidationOptions,
    type_: Option<TermId>,
    /// The classes below each class that was asked for.
    below: BTreeMap<TermId, Rc<BTreeSet<TermId>>>,
    recursion: Recursion,
    depth: usize,
}

impl<'v> Validator<'v> {
    fn new(index: &'v Index, shapes: &'v Shapes, options: &'v ValidationOptions) -> Self {
        Self {
            index,
            shapes,
            options,
            type_: index.find(rdf::TYPE),
            below: BTreeMap::new(),
            recursion: Recursion::default(),
            depth: 0,
        }
    }

    /// The nodes that should have a shape, each once.
    fn targets(&mut self, root: ShapeRef) -> BTreeSet<TermId> {
        let data = GraphSelection::Default;
        let index = self.index;
        let mut nodes = BTreeSet::new();
        for target in &self.shapes.get(root).targets {
            match *target {
                Target::Node(node) => {
                    nodes.insert(node);
                }
                Target::Class(class) => {
                    for class in &*self.below(class) {
                        let found = index.matching(None, self.type_, Some(*class), data);
                        nodes.extend(found.map(|quad| quad.subject));
                    }
                }
                Target::SubjectsOf(property) => {
                    let found = index.matching(None, Some(property), None, data);
                    nodes.extend(found.map(|quad| quad.subject));
                }
                Target::ObjectsOf(property) => {
                    let found = index.matching(None, Some(property), None, data);
                    nodes.extend(found.map(|quad| quad.object));
                }
            }
        }
        nodes
    }

    /// A class and those below it in the data.
    fn below(&mut self, class: TermId) -> Rc<BTreeSet<TermId>> {
        let index = self.index;
        let found = || Rc::new(descendants(index, GraphSelection::Default, class));
        Rc::clone(self.below.entry(class).or_insert_with(found))
    }

    /// Whether a node is an instance of a class (<https://www.w3.org/TR/shacl/#dfn-shacl-instance>).
    pub(super) fn is_instance(&mut self, node: TermId, class: TermId) -> bool {
        let Some(property) = self.type_ else {
            return false;
        };
        let below = self.below(class);
        let data = GraphSelection::Default;
        let mut types = self.index.matching(Some(node), Some(property), None, data);
        types.any(|quad| below.contains(&quad.object))
    }

    /// Holds a node against a shape; what is wrong goes to `found`.
    pub(super) fn check(
        &mut self,
        shape: ShapeRef,
        focus: TermId,
        found: &mut Vec<Violation>,
    ) -> Result<(), ValidationError> {
        let shapes = self.shapes;
        let is_recursive = shapes.get(shape).is_recursive;
        if !shapes.get(shape).is_active || (is_recursive && !self.recursion.open(shape, focus)) {
            return Ok(());
        }
        if self.depth >= SHAPE_DEPTH {
            return Err(ValidationError::TooDeep {
                shape: shapes.get(shape).name.clone(),
                limit: SHAPE_DEPTH,
            });
        }
        self.depth += 1;
        let before = found.len();
        let done = self.check_open(shape, focus, found);
        self.depth -= 1;
        if is_recursive {
            self.recursion.close(shape, focus, found.len() == before);
        }
        done
    }

    fn check_open(
        &mut self,
        shape: ShapeRef,
        focus: TermId,
        found: &mut Vec<Violation>,
    ) -> Result<(), ValidationError> {
        let it = self.shapes.get(shape);
        let values = match &it.path {
            Some(path) => path.values(self.index, focus),
            None => vec![focus],
        };
        for constraint in &it.constraints {
            let node = Node {
                shape,
                focus,
                values: &values,
            };
            constraint::check(self, constraint, node, found)?;
        }
        Ok(())
    }

    /// What keeps a node from having a shape; `None` if it has it.
    pub(super) fn has_shape(
        &mut self,
        shape: ShapeRef,
        node: TermId,
    ) -> Result<Option<Vec<Violation>>, ValidationError> {
        let is_deep = self.depth > DEEPEST_DETAILS;
        let known = self.recursion.known(shape, node);
        match known {
            Some(Known::Has) => return Ok(None),
            Some(Known::HasNot) => return Ok(Some(Vec::new())),
            Some(Known::HadNot) if is_deep => return Ok(Some(Vec::new())),
            // What is wrong is told once for each node that is held against shapes for its own sake.
            Some(Known::HadNot) | None => {}
        }
        let mut found = Vec::new();
        self.check(shape, node, &mut found)?;
        if found.is_empty() && known.is_none() {
            return Ok(None);
        }
        if is_deep {
            found.clear();
        }
        Ok(Some(found))
    }

    /// What was found, with the shape's own words where it has some.
    pub(super) fn violation(&self, node: Node<'_>, finding: Finding) -> Violation {
        let messages = self.messages(node, &finding.message);
        self.violation_told(node, finding, messages)
    }

    /// The shape's own words, or ours where it has none.
    pub(super) fn messages(&self, node: Node<'_>, ours: &str) -> Vec<Literal> {
        let shape = self.shapes.get(node.shape);
        if shape.messages.is_empty() {
            return vec![Literal::new_simple_literal(ours)];
        }
        shape.messages.clone()
    }

    /// What was found, in words that are at hand.
    pub(super) fn violation_told(
        &self,
        node: Node<'_>,
        finding: Finding,
        messages: Vec<Literal>,
    ) -> Violation {
        let shape = self.shapes.get(node.shape);
        Violation {
            focus: node.focus,
            path: shape.path.clone(),
            value: finding.value.map(|value| self.term(value)),
            component: finding.component,
            shape: shape.node,
            shape_name: shape.name.clone(),
            constraint: None,
            severity: shape.severity.clone(),
            messages,
            details: finding.details,
        }
    }

    pub(super) fn term(&self, id: TermId) -> Term {
        self.index.term(id).into_owned()
    }
}

/// A node, the shape that it is held against, and the values that the shape looks at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'n> {
    pub(super) shape: ShapeRef,
    pub(super) focus: TermId,
    pub(super) values: &'n [TermId],
}
