use crate::query::ParsedQuery;
use crate::rdf::TermId;
use crate::shacl::path::Path;
use crate::shacl::report::Component;
use oxigraph::model::{Literal, NamedNode};
use regex::Regex;
use std::collections::BTreeSet;

/// Shapes that can be held against the graph they were read beside.
#[derive(Debug, Default)]
pub struct Shapes {
    pub(super) all: Vec<Shape>,
    /// Those that have targets.
    pub(super) roots: Vec<ShapeRef>,
    /// The graph that they stand in.
    pub(super) graph: Option<TermId>,
}

impl Shapes {
    /// How many shapes there are, those within others included.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether any shape says which nodes should have it.
    pub fn has_targets(&self) -> bool {
        !self.roots.is_empty()
    }

    pub(super) fn get(&self, shape: ShapeRef) -> &Shape {
        &self.all[shape.0]
    }
}

/// The place of a shape among all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ShapeRef(pub(super) usize);

#[derive(Debug)]
pub(super) struct Shape {
    pub(super) node: TermId,
    /// The shape as people know it.
    pub(super) name: String,
    /// The path of a property shape.
    pub(super) path: Option<Path>,
    pub(super) is_active: bool,
    pub(super) severity: NamedNode,
    pub(super) messages: Vec<Literal>,
    pub(super) targets: Vec<Target>,
    pub(super) constraints: Vec<Constraint>,
    /// Whether it refers to itself, directly or through others.
    pub(super) is_recursive: bool,
}

/// Which nodes should have a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Node(TermId),
    Class(TermId),
    SubjectsOf(TermId),
    ObjectsOf(TermId),
}

/// Which kinds of terms are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NodeKind {
    pub(super) iri: bool,
    pub(super) blank: bool,
    pub(super) literal: bool,
}

/// A limit that values are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    MinExclusive,
    MinInclusive,
    MaxExclusive,
    MaxInclusive,
}

#[derive(Debug)]
pub(super) enum Constraint {
    Class(TermId),
    Datatype(TermId),
    NodeKind(NodeKind),
    MinCount(u64),
    MaxCount(u64),
    Bound(Bound, TermId),
    MinLength(u64),
    MaxLength(u64),
    Pattern { regex: Box<Regex>, written: String },
    LanguageIn(Vec<String>),
    UniqueLang,
    Equals(TermId),
    Disjoint(TermId),
    LessThan(TermId),
    LessThanOrEquals(TermId),
    Not(ShapeRef),
    And(Vec<ShapeRef>),
    Or(Vec<ShapeRef>),
    Xone(Vec<ShapeRef>),
    Node(ShapeRef),
    Property(ShapeRef),
    Qualified(Qualified),
    Closed(BTreeSet<TermId>),
    HasValue(TermId),
    In(Vec<TermId>),
    Query(Box<QueryConstraint>),
}

impl Constraint {
    /// The shapes that it refers to.
    pub(super) fn shapes(&self) -> Vec<ShapeRef> {
        match self {
            Self::Not(one) | Self::Node(one) | Self::Property(one) => vec![*one],
            Self::And(several) | Self::Or(several) | Self::Xone(several) => several.clone(),
            Self::Qualified(qualified) => {
                let mut shapes = qualified.siblings.clone();
                shapes.push(qualified.shape);
                shapes
            }
            _ => Vec::new(),
        }
    }

    /// Whether a node may come to have the shape because another node has not.
    pub(super) fn is_contrary(&self) -> bool {
        match self {
            Self::Not(_) | Self::Xone(_) => true,
            Self::Qualified(qualified) => {
                qualified.most.is_some() || !qualified.siblings.is_empty()
            }
            _ => false,
        }
    }
}

/// How many values should have a shape.
#[derive(Debug)]
pub(super) struct Qualified {
    pub(super) shape: ShapeRef,
    /// A value that has one of these does not count.
    pub(super) siblings: Vec<ShapeRef>,
    pub(super) least: Option<u64>,
    pub(super) most: Option<u64>,
}

/// A constraint in SPARQL.
#[derive(Debug)]
pub(super) struct QueryConstraint {
    pub(super) component: Component,
    /// The node that has the query, where the shape names it by `sh:sparql`.
    pub(super) node: Option<TermId>,
    /// A SELECT gives a row for each fault; an ASK says of a value whether it is right.
    pub(super) query: ParsedQuery,
    pub(super) is_ask: bool,
    /// Values of parameters, by the names of their variables.
    pub(super) parameters: Vec<(String, TermId)>,
    pub(super) messages: Vec<Literal>,
}
