use crate::model::{
    Attribution, Confidence, Cue, EvidenceRecord, EvidenceReference, Fault, Modality, Number,
    OneOrMany, Place, Polarity, Quantity, RelationRecord, ReportKind, Value, quoted,
};
use crate::read::facts_table::fields::Fields;
use std::str::FromStr;

/// The cells of one row by field; an empty cell is an absent field.
pub(super) struct Row<'a> {
    fields: &'a Fields,
    cells: &'a csv::StringRecord,
    place: Place,
    /// Whether a source stands behind a relation also where no words of it are given.
    cites_sources: bool,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Row<'a> {
    pub(super) fn new(
        fields: &'a Fields,
        cells: &'a csv::StringRecord,
        place: Place,
        cites_sources: bool,
    ) -> Self {
        Self {
            fields,
            cells,
            place,
            cites_sources,
            faults: Vec::new(),
        }
    }

    pub(super) fn get(&self, field: &str) -> Option<&str> {
        self.fields.get(field, self.cells)
    }

    fn fault(&mut self, field: &str, message: &str) {
        let message = format!("{}: {message}", self.fields.spoken(field));
        self.faults.push(Fault::error(self.place.clone(), message));
    }

    fn text(&self, column: &str) -> Option<String> {
        self.get(column).map(str::to_owned)
    }

    fn required(&mut self, column: &str) -> String {
        let text = self.text(column);
        if text.is_none() {
            self.fault(column, "is empty");
        }
        text.unwrap_or_default()
    }

    fn parsed<T: FromStr>(&mut self, column: &str, wanted: &str) -> Option<T> {
        let cell = self.text(column)?;
        let parsed = cell.trim().parse().ok();
        if parsed.is_none() {
            self.fault(
                column,
                &format!("found {}; {wanted} is wanted", quoted(&cell)),
            );
        }
        parsed
    }

    fn choice<T: Copy>(&mut self, column: &str, choices: &[(&str, T)]) -> Option<T> {
        let cell = self.text(column)?;
        let found = choices.iter().find(|(name, _)| *name == cell.trim());
        if found.is_none() {
            let known: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.fault(
                column,
                &format!("found {}; known: {}", quoted(&cell), known.join(", ")),
            );
        }
        found.map(|(_, choice)| *choice)
    }

    pub(super) fn relation(&mut self) -> RelationRecord {
        let object = self.text("object");
        let value = self.text("value").map(Value::Text);
        if object.is_none() && value.is_none() {
            self.fault("object", "is empty (and there is no value)");
        }
        RelationRecord {
            id: self.text("id"),
            subject: self.required("subject"),
            predicate: self.required("predicate"),
            object,
            value,
            polarity: self
                .choice("polarity", &Polarity::NAMES)
                .unwrap_or_default(),
            modality: self
                .choice("modality", &Modality::NAMES)
                .unwrap_or_default(),
            attribution: self.attribution(),
            time: self.text("time"),
            place: self.text("place"),
            quantity: self.quantity(),
            confidence: self.confidence(),
            evidence: self.evidence().into_iter().collect(),
            extractor: self.text("extractor").into_iter().collect::<OneOrMany>(),
            rule: self.text("rule").into_iter().collect::<OneOrMany>(),
            reviews: Vec::new(),
        }
    }

    /// Somebody's words without a kind of report are reported words.
    fn attribution(&mut self) -> Option<Attribution> {
        let report = self.choice("report", &ReportKind::NAMES);
        let speaker = self.text("speaker")?;
        Some(Attribution {
            speaker,
            report: report.unwrap_or(ReportKind::Reported),
            cue: self.text("cue").map(Cue::Word),
            within: None,
        })
    }

    fn quantity(&mut self) -> Option<Quantity> {
        let value = self.text("quantity_value");
        let number = value
            .as_deref()
            .and_then(|value| Number::parse(value.trim()).ok());
        if let Some(value) = value.filter(|_| number.is_none()) {
            self.fault(
                "quantity_value",
                &format!("found {}; a number is wanted", quoted(&value)),
            );
        }
        let text = self
            .text("quantity")
            .or_else(|| number.as_ref().map(Number::to_string))?;
        let number = number.or_else(|| Number::parse(&text).ok());
        Some(Quantity {
            text,
            value: number,
        })
    }

    fn confidence(&mut self) -> Option<Confidence> {
        let value = self.parsed("confidence", "a number from 0 to 1")?;
        let confidence = Confidence::new(value).ok();
        if confidence.is_none() {
            self.fault("confidence", &format!("{value} is not between 0 and 1"));
        }
        confidence
    }

    fn evidence(&mut self) -> Option<EvidenceReference> {
        let record = EvidenceRecord {
            start: self.parsed("start", "a whole number from 0 up"),
            end: self.parsed("end", "a whole number from 0 up"),
            quote: self.text("quote"),
            // An empty cell is no source, also where all other rows have one and the same.
            source: Some(self.text("source").unwrap_or_default()),
            ..EvidenceRecord::default()
        };
        let has_words = record.start.is_some() || record.end.is_some() || record.quote.is_some();
        let is_there = has_words || self.cites_sources && self.get("source").is_some();
        is_there.then_some(EvidenceReference::Record(record))
    }
}
