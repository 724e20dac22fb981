use crate::model::{FactsFile, Loss, Modality, Polarity, Record, RelationRecord, Value, quoted};
use crate::read::foreign::RELATED_TO;
use crate::read::foreign::graphrag::table::Row;
use crate::read::foreign::graphrag::{EXTRACTOR, cited, rules};

/// What `GraphRAG`'s prompt has the model write where it knows nothing.
const NOTHING: &str = "NONE";

/// How the model judges a claim.
const STATUSES: [(&str, Polarity, Modality); 3] = [
    ("TRUE", Polarity::Positive, Modality::Asserted),
    ("FALSE", Polarity::Negative, Modality::Asserted),
    ("SUSPECTED", Polarity::Positive, Modality::Possible),
];

/// A claim about an entity. With an object it joins two; without, its description is the value.
pub(super) fn covariate(row: &mut Row, file: &mut FactsFile) -> Result<(), String> {
    let subject = row.required("subject_id")?;
    let object = known(row, "object_id");
    let (polarity, modality) = status(row, file)?;
    let time = time(known(row, "start_date"), known(row, "end_date"));
    let quote = row.take("source_text");
    let unit = row.take("text_unit_id");
    let _ = row.take("covariate_type");
    let mut record = RelationRecord {
        id: Some(row.required("id")?),
        subject,
        polarity,
        modality,
        time,
        extractor: [EXTRACTOR].into_iter().collect(),
        ..RelationRecord::default()
    };
    if quote.is_some() || unit.is_some() {
        record.evidence = vec![cited(unit.unwrap_or_default(), quote)];
    }
    if object.is_some() {
        // The type sorts claims; it is no word that joins a subject to an object.
        RELATED_TO.clone_into(&mut record.predicate);
        record.object = object;
        record.rule = rules(row, &["type", "description"]);
        file.losses
            .add(Loss::WithoutPredicate, "claim, kept as relatedTo");
        file.losses.add(Loss::Undirected, "claim");
    } else {
        record.predicate = row.required("type")?;
        record.value = Some(Value::Text(row.required("description")?));
        file.losses.add(
            Loss::Supposed,
            "claim without an object: its type is the predicate, its description the value",
        );
    }
    file.push(Record::Relation(record), row.place.clone());
    Ok(())
}

fn status(row: &mut Row, file: &mut FactsFile) -> Result<(Polarity, Modality), String> {
    let Some(written) = known(row, "status") else {
        file.losses
            .add(Loss::Supposed, "claim without a status, taken as asserted");
        return Ok((Polarity::Positive, Modality::Asserted));
    };
    let mut statuses = STATUSES.iter();
    statuses
        .find(|(name, ..)| written.trim().eq_ignore_ascii_case(name))
        .map(|(_, polarity, modality)| (*polarity, *modality))
        .ok_or_else(|| {
            format!(
                "column \"status\": found {}; known: TRUE, FALSE, SUSPECTED",
                quoted(&written)
            )
        })
}

fn known(row: &mut Row, column: &str) -> Option<String> {
    let cell = row.take(column)?;
    (!cell.trim().eq_ignore_ascii_case(NOTHING)).then_some(cell)
}

/// The time between two dates; midnight says no more than the day.
fn time(start: Option<String>, end: Option<String>) -> Option<String> {
    let day = |date: String| {
        let date = date.trim();
        date.strip_suffix("T00:00:00").unwrap_or(date).to_owned()
    };
    match (start.map(day), end.map(day)) {
        (Some(start), Some(end)) if start == end => Some(start),
        (Some(start), Some(end)) => Some(format!("{start}/{end}")),
        (Some(start), None) => Some(format!("since {start}")),
        (None, Some(end)) => Some(format!("until {end}")),
        (None, None) => None,
    }
}
