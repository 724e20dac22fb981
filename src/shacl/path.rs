use crate::rdf::{GraphSelection, Index, TermId};
use crate::shacl::graph::{ShapesGraph, name};
use std::collections::BTreeSet;

/// How deep paths may nest.
const DEEPEST: usize = 100;

/// A property path (<https://www.w3.org/TR/shacl/#property-paths>).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Path {
    /// One property.
    Property(TermId),
    /// From the object to the subject.
    Inverse(Box<Path>),
    /// One after the other.
    Sequence(Vec<Path>),
    /// Any of them.
    Alternative(Vec<Path>),
    /// Any number of times.
    ZeroOrMore(Box<Path>),
    /// At least once.
    OneOrMore(Box<Path>),
    /// Once or not at all.
    ZeroOrOne(Box<Path>),
}

/// What makes a path of another.
type Wrap = fn(Box<Path>) -> Path;

impl Path {
    /// Reads a path, or says what is wrong with it.
    pub(super) fn read(graph: &ShapesGraph<'_>, node: TermId) -> Result<Self, String> {
        Self::read_within(graph, node, &mut Vec::new())
    }

    fn read_within(
        graph: &ShapesGraph<'_>,
        node: TermId,
        above: &mut Vec<TermId>,
    ) -> Result<Self, String> {
        if graph.iri(node).is_some() && !graph.is_list(node) {
            return Ok(Self::Property(node));
        }
        if above.contains(&node) {
            return Err("a path that leads back to itself".to_owned());
        }
        if above.len() >= DEEPEST {
            return Err(format!("a path of more than {DEEPEST} levels"));
        }
        above.push(node);
        let path = Self::read_blank(graph, node, above);
        above.pop();
        path
    }

    fn read_blank(
        graph: &ShapesGraph<'_>,
        node: TermId,
        above: &mut Vec<TermId>,
    ) -> Result<Self, String> {
        let mut several = |list: TermId| -> Result<Vec<Self>, String> {
            let members = graph.list(list).map_err(str::to_owned)?;
            if members.len() < 2 {
                return Err("a path of a list with fewer than two members".to_owned());
            }
            let read = |member| Self::read_within(graph, member, above);
            members.into_iter().map(read).collect()
        };
        if graph.is_list(node) {
            return several(node).map(Self::Sequence);
        }
        let wraps = [
            ("inversePath", Self::Inverse as Wrap),
            ("zeroOrMorePath", Self::ZeroOrMore),
            ("oneOrMorePath", Self::OneOrMore),
            ("zeroOrOnePath", Self::ZeroOrOne),
        ];
        let operators = wraps.iter().map(|(property, _)| *property);
        let operators = operators.chain(["alternativePath"]);
        let n_operators: usize = operators
            .map(|property| graph.of(node, property).len())
            .sum();
        if n_operators > 1 {
            return Err("a path of several kinds at once; one is wanted".to_owned());
        }
        if let [list] = graph.of(node, "alternativePath")[..] {
            return several(list).map(Self::Alternative);
        }
        for (property, wrap) in wraps {
            if let [inner] = graph.of(node, property)[..] {
                let inner = Self::read_within(graph, inner, above)?;
                return Ok(wrap(Box::new(inner)));
            }
        }
        Err(format!(
            "{}, which is no path: an IRI, a list, or a node with sh:inversePath, sh:alternativePath, \
             sh:zeroOrMorePath, sh:oneOrMorePath or sh:zeroOrOnePath",
            graph.name(node)
        ))
    }

    /// The nodes that the path leads to in the default graph, each once, in order.
    pub(super) fn values(&self, index: &Index, from: TermId) -> Vec<TermId> {
        match self {
            Self::Property(property) => {
                let data = GraphSelection::Default;
                let found = index.matching(Some(from), Some(*property), None, data);
                found.map(|quad| quad.object).collect()
            }
            _ => self.reached(index, from).into_iter().collect(),
        }
    }

    fn reached(&self, index: &Index, from: TermId) -> BTreeSet<TermId> {
        let data = GraphSelection::Default;
        match self {
            Self::Property(_) => self.values(index, from).into_iter().collect(),
            Self::Inverse(inner) => match &**inner {
                Self::Property(property) => {
                    let found = index.matching(None, Some(*property), Some(from), data);
                    found.map(|quad| quad.subject).collect()
                }
                other => other.turned().reached(index, from),
            },
            Self::Sequence(steps) => {
                let mut reached = BTreeSet::from([from]);
                for step in steps {
                    let next = |node: &TermId| step.reached(index, *node);
                    reached = reached.iter().flat_map(next).collect();
                }
                reached
            }
            Self::Alternative(ways) => {
                let along = |way: &Self| way.reached(index, from);
                ways.iter().flat_map(along).collect()
            }
            Self::ZeroOrOne(inner) => {
                let mut reached = inner.reached(index, from);
                reached.insert(from);
                reached
            }
            Self::ZeroOrMore(inner) => closure(inner, index, BTreeSet::from([from])),
            Self::OneOrMore(inner) => closure(inner, index, inner.reached(index, from)),
        }
    }

    /// The same path read from its end.
    fn turned(&self) -> Self {
        let turn = |inner: &Self| Box::new(inner.turned());
        match self {
            Self::Property(property) => Self::Inverse(Box::new(Self::Property(*property))),
            Self::Inverse(inner) => (**inner).clone(),
            Self::Sequence(steps) => Self::Sequence(steps.iter().rev().map(Self::turned).collect()),
            Self::Alternative(ways) => Self::Alternative(ways.iter().map(Self::turned).collect()),
            Self::ZeroOrMore(inner) => Self::ZeroOrMore(turn(inner)),
            Self::OneOrMore(inner) => Self::OneOrMore(turn(inner)),
            Self::ZeroOrOne(inner) => Self::ZeroOrOne(turn(inner)),
        }
    }

    /// The path as SPARQL writes it, each property by `write`.
    pub(super) fn written(&self, write: &impl Fn(TermId) -> String) -> String {
        let joined = |paths: &[Self], sign: &str| {
            let parts: Vec<String> = paths.iter().map(|path| path.written(write)).collect();
            format!("({})", parts.join(sign))
        };
        match self {
            Self::Property(property) => write(*property),
            Self::Inverse(inner) => format!("^{}", inner.grouped(write)),
            Self::Sequence(steps) => joined(steps, "/"),
            Self::Alternative(ways) => joined(ways, "|"),
            Self::ZeroOrMore(inner) => format!("{}*", inner.grouped(write)),
            Self::OneOrMore(inner) => format!("{}+", inner.grouped(write)),
            Self::ZeroOrOne(inner) => format!("{}?", inner.grouped(write)),
        }
    }

    fn grouped(&self, write: &impl Fn(TermId) -> String) -> String {
        let written = self.written(write);
        match self {
            Self::Inverse(_) | Self::ZeroOrMore(_) | Self::OneOrMore(_) | Self::ZeroOrOne(_) => {
                format!("({written})")
            }
            _ => written,
        }
    }

    /// The path as people write it.
    pub fn name(&self, index: &Index) -> String {
        let written = self.written(&|property| name(index, index.term(property)));
        let inner = written
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'));
        match (self, inner) {
            (Self::Sequence(_) | Self::Alternative(_), Some(inner)) => inner.to_owned(),
            _ => written,
        }
    }
}

/// All that steps along a path lead to, from nodes that count themselves.
fn closure(step: &Path, index: &Index, start: BTreeSet<TermId>) -> BTreeSet<TermId> {
    let mut open: Vec<TermId> = start.iter().copied().collect();
    let mut reached = start;
    while let Some(node) = open.pop() {
        for next in step.values(index, node) {
            if reached.insert(next) {
                open.push(next);
            }
        }
    }
    reached
}
