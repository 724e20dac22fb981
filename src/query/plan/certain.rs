use crate::query::plan::Names;
use spargebra::algebra::GraphPattern;
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

pub(super) fn add_names(triple: &TriplePattern, names: &mut Names) {
    for term in [&triple.subject, &triple.object] {
        match term {
            TermPattern::Variable(variable) => {
                names.insert(variable.to_string());
            }
            TermPattern::BlankNode(node) => {
                names.insert(node.to_string());
            }
            TermPattern::Triple(triple) => add_names(triple, names),
            TermPattern::NamedNode(_) | TermPattern::Literal(_) => {}
        }
    }
    if let NamedNodePattern::Variable(variable) = &triple.predicate {
        names.insert(variable.to_string());
    }
}

/// The variables of some patterns.
pub(in crate::query) fn variables(patterns: &[TriplePattern]) -> Names {
    let mut names = Names::new();
    for triple in patterns {
        add_names(triple, &mut names);
    }
    names
}

/// The variables that every row of a pattern binds, as far as it is plain to see.
pub(super) fn certain_names(pattern: &GraphPattern) -> Names {
    let mut names = Names::new();
    add_certain(pattern, &mut names);
    names
}

fn add_certain(pattern: &GraphPattern, names: &mut Names) {
    match pattern {
        GraphPattern::Bgp { patterns } => {
            for triple in patterns {
                add_names(triple, names);
            }
        }
        GraphPattern::Path {
            subject, object, ..
        } => {
            for end in [subject, object] {
                match end {
                    TermPattern::Variable(variable) => {
                        names.insert(variable.to_string());
                    }
                    TermPattern::BlankNode(node) => {
                        names.insert(node.to_string());
                    }
                    _ => {}
                }
            }
        }
        GraphPattern::Join { left, right } | GraphPattern::Lateral { left, right } => {
            add_certain(left, names);
            add_certain(right, names);
        }
        GraphPattern::LeftJoin { left, .. } | GraphPattern::Minus { left, .. } => {
            add_certain(left, names);
        }
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => add_certain(inner, names),
        // Variables of these may be hidden or unbound.
        _ => {}
    }
}
