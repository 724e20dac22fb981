use crate::model::{FactsFile, Fault, Loss, Number, Quantity, Record, RelationRecord, quoted};
use crate::order::CompactSort;
use crate::read::foreign::RELATED_TO;
use crate::read::foreign::followthemoney::schemata::{Edge, Holds, holds};
use crate::read::foreign::followthemoney::{EXTRACTOR, Thing};
use std::collections::BTreeMap;

type Properties = BTreeMap<String, Vec<String>>;

/// An edge as a relation, or as one for each pair of its ends.
pub(super) fn add(
    file: &mut FactsFile,
    faults: &mut Vec<Fault>,
    id: &str,
    thing: Thing,
    edge: Edge,
) {
    let Thing {
        place,
        mut properties,
        around,
        ..
    } = thing;
    let mut sources = properties.remove(edge.from).unwrap_or_default();
    let mut targets = properties.remove(edge.to).unwrap_or_default();
    // Inside of one end, a nested file need not name it again.
    if let Some(around) = around {
        match (sources.is_empty(), targets.is_empty()) {
            (true, false) => sources.push(around),
            (false, true) => targets.push(around),
            _ => {}
        }
    }
    for (end, values) in [(edge.from, &sources), (edge.to, &targets)] {
        if values.is_empty() {
            let message = format!(
                "{} {} names no {}; it joins its {} to its {}",
                edge.schema,
                quoted(id),
                quoted(end),
                quoted(edge.from),
                quoted(edge.to)
            );
            faults.push(Fault::error(place.clone(), message));
        }
    }
    let predicate = edge.label.unwrap_or_else(|| {
        file.losses.add(
            Loss::WithoutPredicate,
            &format!("{}, kept as relatedTo", edge.schema),
        );
        RELATED_TO
    });
    if !edge.is_directed {
        file.losses.add(Loss::Undirected, edge.schema);
    }
    let time = time(file, &mut properties, edge.schema);
    let quantity = quantity(&mut properties);
    let mut rules = Vec::new();
    for (name, values) in properties {
        if holds(&name) == Holds::Ids {
            let what = format!(
                "property {} of {}: a relation has two ends",
                quoted(&name),
                edge.schema
            );
            file.losses.add_many(Loss::Dropped, &what, values.len());
            continue;
        }
        rules.extend(values.into_iter().map(|value| format!("{name}: {value}")));
    }
    let is_one = sources.len() == 1 && targets.len() == 1;
    for source in &sources {
        for target in &targets {
            let record = RelationRecord {
                id: is_one.then(|| id.to_owned()),
                subject: source.clone(),
                predicate: predicate.to_owned(),
                object: Some(target.clone()),
                time: time.clone(),
                quantity: quantity.clone(),
                extractor: [EXTRACTOR].into_iter().collect(),
                rule: rules.iter().cloned().collect(),
                ..RelationRecord::default()
            };
            file.push(Record::Relation(record), place.clone());
        }
    }
}

/// The time in the words that our facts have for one: a day, since, until, or from the one to the other.
fn time(file: &mut FactsFile, properties: &mut Properties, schema: &str) -> Option<String> {
    let mut take = |names: &[&str], is_last: bool| {
        let name = names.iter().find(|name| properties.contains_key(**name))?;
        let mut values = properties.remove(*name)?;
        // Sources that disagree make a list; the widest time holds what any of them says.
        values.order();
        if values.len() > 1 {
            let which = if is_last { "latest" } else { "earliest" };
            file.losses.add(
                Loss::Supposed,
                &format!("{which} of several {} of {schema}", quoted(name)),
            );
        }
        if is_last {
            values.pop()
        } else {
            values.into_iter().next()
        }
    };
    let start = take(&["startDate", "periodStart"], false);
    let end = take(&["endDate", "periodEnd"], true);
    let date = if start.is_none() && end.is_none() {
        take(&["date"], false)
    } else {
        None
    };
    match (start, end) {
        (Some(start), Some(end)) if start == end => Some(start),
        (Some(start), Some(end)) => Some(format!("{start}/{end}")),
        (Some(start), None) => Some(format!("since {start}")),
        (None, Some(end)) => Some(format!("until {end}")),
        (None, None) => date,
    }
}

/// What an edge counts: money, or the share that is owned. Several differing numbers stay beside it in words.
fn quantity(properties: &mut Properties) -> Option<Quantity> {
    let is_single = |properties: &Properties, name: &str| {
        properties.get(name).is_some_and(|values| values.len() == 1)
    };
    let mut take = |name: &str| {
        is_single(properties, name)
            .then(|| properties.remove(name))
            .flatten()?
            .pop()
    };
    if let Some(amount) = take("amount") {
        let value = Number::parse(&amount).ok();
        let text = match take("currency") {
            Some(currency) => format!("{amount} {currency}"),
            None => amount,
        };
        return Some(Quantity { text, value });
    }
    let share = take("percentage")?;
    let value = Number::parse(share.trim_end_matches(['%', ' '])).ok();
    let text = if value.is_some() && !share.contains('%') {
        format!("{share} %")
    } else {
        share
    };
    Some(Quantity { text, value })
}
