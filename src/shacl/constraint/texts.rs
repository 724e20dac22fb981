//! Texts and their languages (<https://www.w3.org/TR/shacl/#core-components-string>).

use crate::shacl::constraint::Finding;
use crate::shacl::shape::Constraint;
use crate::shacl::validate::{Node, Validator};
use oxigraph::model::TermRef;
use std::collections::BTreeMap;

pub(super) fn check(
    validator: &Validator<'_>,
    constraint: &Constraint,
    node: Node<'_>,
) -> Vec<Finding> {
    if matches!(constraint, Constraint::UniqueLang) {
        return unique_languages(validator, node);
    }
    let (component, message) = match constraint {
        Constraint::MinLength(least) => ("MinLength", format!("shorter than {least} characters")),
        Constraint::MaxLength(most) => ("MaxLength", format!("longer than {most} characters")),
        Constraint::Pattern { written, .. } => ("Pattern", format!("does not match {written:?}")),
        Constraint::LanguageIn(ranges) => (
            "LanguageIn",
            format!("not in any of these languages: {}", ranges.join(", ")),
        ),
        _ => return Vec::new(),
    };
    let is_right = |term: TermRef<'_>| match constraint {
        Constraint::MinLength(least) => {
            text(term).is_some_and(|text| text.chars().count() as u64 >= *least)
        }
        Constraint::MaxLength(most) => {
            text(term).is_some_and(|text| text.chars().count() as u64 <= *most)
        }
        Constraint::Pattern { regex, .. } => text(term).is_some_and(|text| regex.is_match(text)),
        Constraint::LanguageIn(ranges) => match term {
            TermRef::Literal(literal) => literal
                .language()
                .is_some_and(|tag| ranges.iter().any(|range| lang_matches(tag, range))),
            _ => false,
        },
        _ => true,
    };
    let wrong = node
        .values
        .iter()
        .filter(|value| !is_right(validator.index.term(**value)));
    wrong
        .map(|value| Finding::new(component, Some(*value), &message))
        .collect()
}

/// What STR of SPARQL gives: nothing for a blank node.
fn text(term: TermRef<'_>) -> Option<&str> {
    match term {
        TermRef::NamedNode(iri) => Some(iri.as_str()),
        TermRef::Literal(literal) => Some(literal.value()),
        _ => None,
    }
}

/// Basic filtering of RFC 4647, which langMatches of SPARQL does.
fn lang_matches(tag: &str, range: &str) -> bool {
    if range == "*" {
        return true;
    }
    let (tag, range) = (tag.to_ascii_lowercase(), range.to_ascii_lowercase());
    tag.strip_prefix(&range)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn unique_languages(validator: &Validator<'_>, node: Node<'_>) -> Vec<Finding> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for value in node.values {
        if let TermRef::Literal(literal) = validator.index.term(*value)
            && let Some(tag) = literal.language()
        {
            *counts.entry(tag.to_ascii_lowercase()).or_default() += 1;
        }
    }
    let several = counts.into_iter().filter(|(_, count)| *count > 1);
    several
        .map(|(tag, count)| {
            let message = format!("{count} values in the language {tag}, one at most wanted");
            Finding::new("UniqueLang", None, message)
        })
        .collect()
}
