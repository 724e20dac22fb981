use crate::query::plan::certain::add_names;
use crate::query::plan::{Bound, Names};
use crate::rdf::{Index, Spread, TermId};
use oxigraph::model::TermRef;
use spargebra::algebra::{GraphPattern, PropertyPathExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

/// A part of a group that the evaluator matches row by row.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) pattern: GraphPattern,
    shape: Shape,
}

#[derive(Debug)]
enum Shape {
    /// A pattern, with how many triples have its constants.
    Triple([Place; 3], f64),
    Path([Place; 2], PropertyPathExpression),
    /// A table, with how many rows it has.
    Table(Vec<String>, f64),
}

/// What stands at a place of a pattern.
#[derive(Debug)]
pub(in crate::query) enum Place {
    /// A term, if the index has it.
    Constant(Option<TermId>),
    Name(String),
    /// A triple term with variables in it.
    Nested(Vec<String>),
}

/// The leaves of a group in the order of the query; `None` if something else is in it too.
pub(super) fn leaves(pattern: &GraphPattern, index: &Index) -> Option<Vec<Leaf>> {
    let mut leaves = Vec::new();
    collect(pattern, index, &mut leaves)?;
    // Two tables would be compared row by row.
    let n_tables = leaves
        .iter()
        .filter(|leaf| matches!(leaf.shape, Shape::Table(..)));
    (n_tables.count() < 2).then_some(leaves)
}

fn collect(pattern: &GraphPattern, index: &Index, leaves: &mut Vec<Leaf>) -> Option<()> {
    let shape = match pattern {
        GraphPattern::Bgp { patterns } => {
            leaves.extend(patterns.iter().map(|triple| Leaf::triple(triple, index)));
            return Some(());
        }
        GraphPattern::Join { left, right } => {
            collect(left, index, leaves)?;
            return collect(right, index, leaves);
        }
        GraphPattern::Path {
            subject,
            path,
            object,
        } => {
            let ends = [Place::of(subject, index), Place::of(object, index)];
            Shape::Path(ends, path.clone())
        }
        GraphPattern::Values {
            variables,
            bindings,
        } if !bindings.is_empty() && bindings.iter().flatten().all(Option::is_some) => {
            Shape::Table(
                variables.iter().map(ToString::to_string).collect(),
                float(bindings.len()),
            )
        }
        _ => return None,
    };
    leaves.push(Leaf {
        pattern: pattern.clone(),
        shape,
    });
    Some(())
}

impl Leaf {
    fn triple(triple: &TriplePattern, index: &Index) -> Self {
        let predicate = match &triple.predicate {
            NamedNodePattern::NamedNode(node) => Place::Constant(index.find(node)),
            NamedNodePattern::Variable(variable) => Place::Name(variable.to_string()),
        };
        let places = [
            Place::of(&triple.subject, index),
            predicate,
            Place::of(&triple.object, index),
        ];
        let ids = places.each_ref().map(Place::id);
        let is_nowhere = places
            .iter()
            .any(|place| matches!(place, Place::Constant(None)));
        let n_triples = if is_nowhere {
            0
        } else {
            index.count(ids[0], ids[1], ids[2])
        };
        Self {
            pattern: GraphPattern::Bgp {
                patterns: vec![triple.clone()],
            },
            shape: Shape::Triple(places, float(n_triples)),
        }
    }

    /// The places of a pattern of which none is a triple term with variables in it.
    pub(super) fn into_places(self) -> Option<[Place; 3]> {
        match self.shape {
            Shape::Triple(places, _) => {
                let is_nested = |place: &Place| matches!(place, Place::Nested(_));
                (!places.iter().any(is_nested)).then_some(places)
            }
            Shape::Path(..) | Shape::Table(..) => None,
        }
    }

    /// The variables in it, some of them perhaps twice.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let (places, table): (&[Place], &[String]) = match &self.shape {
            Shape::Triple(places, _) => (places, &[]),
            Shape::Path(places, _) => (places, &[]),
            Shape::Table(names, _) => (&[], names),
        };
        let in_places = places.iter().flat_map(Place::names);
        in_places.chain(table).map(String::as_str)
    }

    /// Notes which variables have a value after it, and about how many.
    pub(super) fn bind(&self, bound: &mut Bound, index: &Index) {
        let mut note = |name: &String, n_values: f64| {
            let known = bound.entry(name.clone()).or_insert(0.0);
            if *known == 0.0 || n_values > 0.0 && n_values < *known {
                *known = n_values;
            }
        };
        match &self.shape {
            Shape::Triple([subject, predicate, object], n_triples) => {
                let spread = index.spread(predicate.id());
                for (place, n_terms) in [
                    (subject, spread.subjects),
                    (predicate, index.n_predicates()),
                    (object, spread.objects),
                ] {
                    let n_terms = float(n_terms).min(*n_triples);
                    for name in place.names() {
                        note(name, n_terms);
                    }
                }
            }
            Shape::Path(ends, _) => {
                for name in ends.iter().flat_map(Place::names) {
                    note(name, 0.0);
                }
            }
            Shape::Table(names, n_rows) => {
                for name in names {
                    note(name, *n_rows);
                }
            }
        }
    }

    /// About how many rows it gives for each row that binds `bound`.
    pub(super) fn rows(&self, bound: &Bound, index: &Index) -> f64 {
        match &self.shape {
            Shape::Triple(places, n_triples) => triple_rows(places, *n_triples, bound, index),
            Shape::Path(ends, path) => {
                let is_bound = ends.each_ref().map(|end| end.is_bound(bound));
                path_rows(path, is_bound, index)
            }
            // A table is read whole for each row: it is the first, where it is read once.
            Shape::Table(..) => -1.0,
        }
    }
}

impl Place {
    fn of(term: &TermPattern, index: &Index) -> Self {
        let constant = |term: TermRef<'_>| Self::Constant(index.find(term));
        match term {
            TermPattern::NamedNode(node) => constant(node.into()),
            TermPattern::Literal(literal) => constant(literal.into()),
            TermPattern::BlankNode(node) => Self::Name(node.to_string()),
            TermPattern::Variable(variable) => Self::Name(variable.to_string()),
            TermPattern::Triple(triple) => {
                let mut names = Names::new();
                add_names(triple, &mut names);
                Self::Nested(names.into_iter().collect())
            }
        }
    }

    fn id(&self) -> Option<TermId> {
        match self {
            Self::Constant(id) => *id,
            Self::Name(_) | Self::Nested(_) => None,
        }
    }

    fn names(&self) -> &[String] {
        match self {
            Self::Constant(_) => &[],
            Self::Name(name) => std::slice::from_ref(name),
            Self::Nested(names) => names,
        }
    }

    /// Whether it stands for one term once `bound` is known.
    fn is_bound(&self, bound: &Bound) -> bool {
        self.names().iter().all(|name| bound.contains_key(name))
    }
}

/// The triples that have the constants, spread evenly over the terms that stand where something is bound, or over
/// the values that it has if they are more: then some of them match nothing.
fn triple_rows(places: &[Place; 3], n_triples: f64, bound: &Bound, index: &Index) -> f64 {
    let is_open = |place: &Place| !matches!(place, Place::Constant(_));
    let is_bound = places
        .each_ref()
        .map(|place| is_open(place) && place.is_bound(bound));
    let [subject, predicate, object] = places;
    let is_circle = is_open(subject) && !is_bound[0] && subject.names() == object.names();
    if n_triples == 0.0 || !is_circle && is_bound == [false; 3] {
        return n_triples;
    }
    let spread = index.spread(predicate.id());
    let share = |place: &Place, n_terms: usize| {
        let n_values = match place {
            Place::Name(name) => bound.get(name).copied().unwrap_or(0.0),
            Place::Constant(_) | Place::Nested(_) => 0.0,
        };
        float(n_terms).max(n_values).max(1.0)
    };
    let mut rows = n_triples;
    if is_bound[0] || is_circle {
        rows /= share(subject, spread.subjects);
    }
    if is_bound[1] {
        rows /= share(predicate, index.n_predicates());
    }
    if is_bound[2] {
        rows /= share(object, spread.objects);
    }
    rows
}

/// About how many ends a path has that is followed any number of times, for each that it has if followed once.
const REPEATED: f64 = 10.0;

fn path_rows(path: &PropertyPathExpression, bound: [bool; 2], index: &Index) -> f64 {
    let [start, end] = bound;
    let one_step = |spread: Spread| {
        let n_ends = match bound {
            [false, false] => 1,
            [true, false] => spread.subjects,
            [false, true] => spread.objects,
            [true, true] => spread.triples,
        };
        float(spread.triples) / float(n_ends).max(1.0)
    };
    let no_step = if start || end {
        1.0
    } else {
        float(index.n_terms())
    };
    match path {
        PropertyPathExpression::NamedNode(node) => index
            .find(node)
            .map_or(0.0, |id| one_step(index.spread(Some(id)))),
        PropertyPathExpression::Reverse(path) => path_rows(path, [end, start], index),
        PropertyPathExpression::Sequence(first, second) => {
            let forwards =
                path_rows(first, [start, false], index) * path_rows(second, [true, end], index);
            let backwards =
                path_rows(first, [start, true], index) * path_rows(second, [false, end], index);
            forwards.min(backwards)
        }
        PropertyPathExpression::Alternative(one, other) => {
            path_rows(one, bound, index) + path_rows(other, bound, index)
        }
        PropertyPathExpression::ZeroOrMore(path) => {
            no_step + REPEATED * path_rows(path, bound, index)
        }
        PropertyPathExpression::OneOrMore(path) => REPEATED * path_rows(path, bound, index),
        PropertyPathExpression::ZeroOrOne(path) => no_step + path_rows(path, bound, index),
        PropertyPathExpression::NegatedPropertySet(_) => one_step(index.spread(None)),
    }
}

/// There are fewer than 2³² triples and terms.
fn float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}
