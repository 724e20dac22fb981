//! Claims that end at a literal, as what their entity says.

use crate::graph::{Claim, KnowledgeGraph, Name, Object};
use crate::model::{Modality, Number, Polarity, TypedValue};
use crate::ontology::Ontology;
use crate::ontology::vocabulary::xsd;
use crate::order::CompactCollect;
use crate::write::attributes::claim::{
    attribution, entity_label, evidence, quotes, report_name, told_by,
};
use crate::write::attributes::{Column, Kind, Value, as_name, list, term_words};
use std::collections::{BTreeMap, BTreeSet};

/// The bare values of one predicate.
pub(super) struct LiteralColumn<'g> {
    predicate: &'g Name,
    pub(super) column: Column,
}

/// The claims that end at a literal, by the entity they start from.
pub(super) fn literals_by_subject(graph: &KnowledgeGraph) -> BTreeMap<&Name, Vec<&Claim>> {
    let mut claims: BTreeMap<&Name, Vec<&Claim>> = BTreeMap::new();
    for claim in graph.attributes() {
        claims.entry(&claim.subject).or_default().push(claim);
    }
    claims
}

/// A column for each predicate that states a literal: of numbers where each entity has one number at most.
pub(super) fn literal_columns<'g>(
    graph: &'g KnowledgeGraph,
    ontology: &Ontology,
) -> Vec<LiteralColumn<'g>> {
    let mut stated: BTreeMap<&Name, BTreeMap<&Name, BTreeSet<&TypedValue>>> = BTreeMap::new();
    for claim in graph.attributes().filter(|claim| claim.is_stated()) {
        if let Object::Literal(literal) = &claim.object {
            let subjects = stated.entry(&claim.predicate).or_default();
            subjects.entry(&claim.subject).or_default().insert(literal);
        }
    }
    let mut taken = BTreeSet::new();
    stated
        .into_iter()
        .map(|(predicate, subjects)| {
            let is_number = subjects.values().all(|values| {
                values.len() == 1 && values.iter().all(|value| number(value).is_some())
            });
            let words = term_words(predicate, graph, ontology);
            LiteralColumn {
                predicate,
                column: Column {
                    name: unique(&format!("value_{}", as_name(words)), &mut taken),
                    kind: if is_number { Kind::Number } else { Kind::Texts },
                },
            }
        })
        .collect()
}

impl LiteralColumn<'_> {
    /// What an entity with these claims has in this column.
    pub(super) fn value(&self, claims: &[&Claim]) -> Option<Value> {
        let stated = claims
            .iter()
            .filter(|claim| claim.predicate == *self.predicate && claim.is_stated());
        let values: BTreeSet<&TypedValue> = stated
            .filter_map(|claim| match &claim.object {
                Object::Literal(literal) => Some(literal),
                Object::Entity(_) => None,
            })
            .into_set();
        if self.column.kind == Kind::Number {
            return values.first().and_then(|literal| number(literal));
        }
        list(values.into_iter().map(|literal| literal.value.clone()))
    }
}

/// XML Schema's number types, those aside whose names end in `Integer`.
const NUMERIC: [&str; 12] = [
    "decimal",
    "double",
    "float",
    "integer",
    "long",
    "int",
    "short",
    "byte",
    "unsignedLong",
    "unsignedInt",
    "unsignedShort",
    "unsignedByte",
];

/// A literal of one of XML Schema's number types as a number; digits in a string, such as `007`, are none.
fn number(literal: &TypedValue) -> Option<Value> {
    let datatype = literal.datatype.as_deref()?.strip_prefix(xsd::NAMESPACE)?;
    let is_numeric = NUMERIC.contains(&datatype) || datatype.ends_with("Integer");
    let number = is_numeric.then(|| Number::parse(&literal.value).ok())??;
    Some(Value::Number(number.as_str().to_owned()))
}

/// The name, or with a number behind it if it is taken, letter case aside.
fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut found = name.to_owned();
    let mut n_tried = 1;
    while !taken.insert(found.to_lowercase()) {
        n_tried += 1;
        found = format!("{name}_{n_tried}");
    }
    found
}

/// A claim that ends at a literal in words, such as `population: 22 (asserted; said by A, reported): “22”`.
pub(super) fn statement(claim: &Claim, graph: &KnowledgeGraph, ontology: &Ontology) -> String {
    let value = match &claim.object {
        Object::Literal(literal) => in_words(literal),
        Object::Entity(name) => name.as_str().to_owned(),
    };
    let mut words = format!(
        "{}: {value} ({})",
        term_words(&claim.predicate, graph, ontology),
        footing(claim, graph).join("; ")
    );
    let evidence = evidence(claim, graph);
    let quotes: Vec<String> = quotes(&evidence)
        .map(|quote| format!("“{quote}”"))
        .collect();
    if !quotes.is_empty() {
        words.push_str(": ");
        words.push_str(&quotes.join(" "));
    }
    words
}

fn in_words(literal: &TypedValue) -> String {
    match &literal.language {
        Some(language) => format!("{} @{language}", literal.value),
        None => literal.value.clone(),
    }
}

/// How a claim is meant, who says so, and when, where and how many.
fn footing(claim: &Claim, graph: &KnowledgeGraph) -> Vec<String> {
    let mut words = vec![match claim.polarity {
        Polarity::Negative if claim.modality == Modality::Asserted => "negative".to_owned(),
        Polarity::Negative => format!("negative, {}", claim.modality.name()),
        Polarity::Positive => claim.modality.name().to_owned(),
    }];
    if let Some(attribution) = attribution(claim, graph) {
        let speaker = entity_label(&attribution.speaker, graph);
        words.push(format!(
            "said by {speaker}, {}",
            report_name(attribution.report)
        ));
        let outer = told_by(Some(attribution), graph);
        words.extend(outer.iter().map(|speaker| format!("told by {speaker}")));
    }
    words.extend(claim.time.clone());
    let place = claim.place.as_ref();
    words.extend(place.map(|place| format!("place: {}", entity_label(place, graph))));
    let quantity = claim.quantity.as_ref();
    words.extend(quantity.map(|quantity| format!("quantity: {}", quantity.text)));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::attributes::Attributes;
    use crate::write::sample::two_entities;

    #[test]
    fn a_planned_value_is_told_but_not_in_the_column() {
        let graph = two_entities();
        let ontology = Ontology::built_in().unwrap();
        let attributes = Attributes::new(&graph, &ontology);
        let russia = attributes.nodes().nth(1).unwrap();
        let texts = |name: &str| {
            let mut columns = attributes.node_columns.iter();
            let position = columns.position(|column| column.name == name).unwrap();
            russia.values[position].clone()
        };
        let statements = ["population: 144 (asserted)", "population: 150 (planned)"];
        assert_eq!(texts("statements"), list(statements.map(str::to_owned)));
        assert_eq!(
            texts("value_population"),
            Some(Value::Number("144".to_owned()))
        );
    }

    #[test]
    fn digits_in_a_string_are_no_number() {
        let literal = |datatype: &str| TypedValue {
            value: "007".to_owned(),
            datatype: Some(datatype.to_owned()),
            language: None,
        };
        assert_eq!(number(&literal(xsd::STRING)), None);
        assert_eq!(
            number(&literal(xsd::INTEGER)),
            Some(Value::Number("7".to_owned()))
        );
    }

    #[test]
    fn names_that_differ_in_case_alone_get_numbers() {
        let mut taken = BTreeSet::new();
        let names = ["value_a", "value_A", "value_a"].map(|name| unique(name, &mut taken));
        assert_eq!(names, ["value_a", "value_A_2", "value_a_3"]);
        assert_eq!(as_name("GDP (per head), €"), "GDP_per_head");
    }
}
