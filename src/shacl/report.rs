use crate::rdf::{Index, TermId};
use crate::shacl::graph::SH;
use crate::shacl::path::Path;
use oxigraph::model::{Literal, NamedNode, Term};

/// The kind of constraint that was not met.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Component {
    /// One of SHACL's own, by its local name without `ConstraintComponent`.
    Core(&'static str),
    /// One that the shapes declare.
    Declared(NamedNode),
}

impl Component {
    /// Its name.
    pub fn iri(&self) -> NamedNode {
        match self {
            Self::Core(local) => {
                NamedNode::new_unchecked(format!("{SH}{local}ConstraintComponent"))
            }
            Self::Declared(iri) => iri.clone(),
        }
    }
}

/// A node that has not the shape it should have
/// (<https://www.w3.org/TR/shacl/#results-validation-result>).
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// The node that was held against the shape.
    pub focus: TermId,
    /// The way to the value, for a property shape.
    pub path: Option<Path>,
    /// The value that is wrong, where one is.
    pub value: Option<Term>,
    /// The kind of constraint.
    pub component: Component,
    /// The shape.
    pub shape: TermId,
    /// The shape as people know it: its name, or where it hangs.
    pub shape_name: String,
    /// The node with the query, for a constraint in SPARQL.
    pub constraint: Option<TermId>,
    /// How bad it is: `sh:Violation` unless the shape says otherwise.
    pub severity: NamedNode,
    /// What the shape says about it, or what we say where it is silent.
    pub messages: Vec<Literal>,
    /// Why a value has not the shape that is wanted of it.
    pub details: Vec<Violation>,
}

/// What came of holding shapes against a graph.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// All that was found, by node and shape.
    pub violations: Vec<Violation>,
    /// How often a node was the target of a shape.
    pub n_checked: usize,
}

impl Report {
    /// Whether nothing was found (<https://www.w3.org/TR/shacl/#conforms>).
    pub fn conforms(&self) -> bool {
        self.violations.is_empty()
    }

    /// Puts what was found in an order that labels of blank nodes in the shapes have no part in.
    pub(super) fn order(&mut self, index: &Index) {
        self.violations.sort_by_cached_key(|one| {
            let path = one.path.as_ref().map(|path| path.name(index));
            let value = one.value.as_ref().map(Term::to_string);
            let words = one.messages.iter().map(ToString::to_string);
            let words = words.collect::<Vec<_>>();
            (
                one.focus,
                one.shape_name.clone(),
                path,
                one.component.clone(),
                value,
                words,
            )
        });
    }
}
