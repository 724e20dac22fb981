//! One file for each group of constraints, as the standard groups them.

mod logic;
mod others;
mod pairs;
mod query;
mod texts;
mod values;

use crate::rdf::TermId;
use crate::shacl::ValidationError;
use crate::shacl::graph::name;
use crate::shacl::report::{Component, Violation};
use crate::shacl::shape::Constraint;
use crate::shacl::validate::{Node, Validator};

/// Something that is wrong with a node.
#[derive(Debug)]
pub(super) struct Finding {
    pub(super) component: Component,
    pub(super) value: Option<TermId>,
    /// What is wrong and what would be right.
    pub(super) message: String,
    pub(super) details: Vec<Violation>,
}

impl Finding {
    fn new(component: &'static str, value: Option<TermId>, message: impl Into<String>) -> Self {
        Self {
            component: Component::Core(component),
            value,
            message: message.into(),
            details: Vec::new(),
        }
    }
}

/// Holds the values of a node against one constraint of its shape.
pub(super) fn check(
    validator: &mut Validator<'_>,
    constraint: &Constraint,
    node: Node<'_>,
    found: &mut Vec<Violation>,
) -> Result<(), ValidationError> {
    let findings = match constraint {
        Constraint::Class(_)
        | Constraint::Datatype(_)
        | Constraint::NodeKind(_)
        | Constraint::MinCount(_)
        | Constraint::MaxCount(_)
        | Constraint::Bound(..) => values::check(validator, constraint, node),
        Constraint::MinLength(_)
        | Constraint::MaxLength(_)
        | Constraint::Pattern { .. }
        | Constraint::LanguageIn(_)
        | Constraint::UniqueLang => texts::check(validator, constraint, node),
        Constraint::Equals(_)
        | Constraint::Disjoint(_)
        | Constraint::LessThan(_)
        | Constraint::LessThanOrEquals(_) => pairs::check(validator, constraint, node),
        Constraint::Not(_) | Constraint::And(_) | Constraint::Or(_) | Constraint::Xone(_) => {
            logic::check(validator, constraint, node)?
        }
        Constraint::Node(shape) => logic::node(validator, *shape, node)?,
        Constraint::Property(shape) => {
            for value in node.values {
                validator.check(*shape, *value, found)?;
            }
            return Ok(());
        }
        Constraint::Qualified(qualified) => logic::qualified(validator, qualified, node)?,
        Constraint::Closed(allowed) => {
            others::closed(validator, allowed, node, found);
            return Ok(());
        }
        Constraint::HasValue(_) | Constraint::In(_) => others::check(validator, constraint, node),
        Constraint::Query(query) => return query::check(validator, query, node, found),
    };
    found.extend(
        findings
            .into_iter()
            .map(|finding| validator.violation(node, finding)),
    );
    Ok(())
}

/// So many values.
fn counted(n_values: u64) -> String {
    match n_values {
        1 => "1 value".to_owned(),
        many => format!("{many} values"),
    }
}

/// A term as people write it.
fn named(validator: &Validator<'_>, id: TermId) -> String {
    name(validator.index, validator.index.term(id))
}

/// The first few of several terms as people write them.
fn listed(validator: &Validator<'_>, ids: &[TermId]) -> String {
    let mut names: Vec<String> = ids.iter().take(8).map(|id| named(validator, *id)).collect();
    if ids.len() > names.len() {
        names.push(format!("{} more", ids.len() - names.len()));
    }
    names.join(", ")
}
