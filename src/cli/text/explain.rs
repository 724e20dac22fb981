//! How a text was understood, for people: its sentences with their trees, and where each relation came from.

use crate::cli::exit::{Exit, Failure};
use graphwright::extract::reading::Reading;
use graphwright::extract::{
    Analyzer, CleanText, English, Explanation, ExtractOptions, Extraction, Sentence,
};
use graphwright::model::{Attribution, RelationRecord, visible};
use graphwright::ontology::{Gazetteer, Ontology};
use std::fmt::{self, Write};

/// Prints how sentences were understood; one serves all threads.
pub struct Explainer {
    english: &'static English,
    gazetteer: Gazetteer,
}

impl Explainer {
    /// With the names of an ontology.
    pub fn new(ontology: &Ontology) -> Result<Self, Failure> {
        let failed = |error: &dyn fmt::Display| Failure::new(Exit::Input, error);
        Ok(Self {
            english: English::built_in().map_err(|error| failed(error))?,
            gazetteer: Gazetteer::of(ontology).map_err(|error| failed(&error))?,
        })
    }

    /// One document: sentence by sentence its words and tree, then the relations that were drawn from it.
    pub fn explain(&self, extraction: &Extraction, options: &ExtractOptions) -> String {
        let mut page = String::new();
        for source in &extraction.facts.sources {
            let clean = CleanText::of(source.text.as_deref().unwrap_or_default());
            let text = clean.as_str();
            let mut analyzer = Analyzer::new(self.english, options.search);
            let reading = Reading::new(text, &mut analyzer, &self.gazetteer);
            for (number, sentence) in reading.sentences.iter().enumerate() {
                let of_sentence = extraction.explanations.iter();
                let drawn: Vec<&Explanation> = of_sentence
                    .filter(|explanation| explanation.sentence == number)
                    .collect();
                let written = write!(page, "{}: sentence {}\n\n", visible(&source.id), number + 1)
                    .and_then(|()| Self::sentence(text, sentence, &mut page))
                    .and_then(|()| relations(&drawn, extraction, &mut page));
                // A string takes whatever is written to it.
                debug_assert!(written.is_ok());
            }
        }
        page
    }

    fn sentence(text: &str, sentence: &Sentence<'_>, page: &mut String) -> fmt::Result {
        writeln!(page, "  {}\n", visible(&text[sentence.range()]))?;
        let rows: Vec<[String; 5]> = sentence
            .words
            .iter()
            .map(|word| {
                let head = word
                    .head
                    .map(|head| format!("of {} {}", head + 1, visible(&sentence.words[head].form)));
                [
                    visible(&text[word.range.clone()]),
                    visible(&word.lemma),
                    format!("{} {}", word.tag, word.fine_tag),
                    word.relation.to_string(),
                    head.unwrap_or_default(),
                ]
            })
            .collect();
        for line in table(&rows) {
            writeln!(page, "  {line}")?;
        }
        writeln!(page)
    }
}

/// Rows with their number and head's number in front, and columns as wide as they have to be.
fn table(rows: &[[String; 5]]) -> Vec<String> {
    let width = |column: usize| {
        let widths = rows.iter().map(|row| row[column].chars().count());
        widths.max().unwrap_or(0).min(WIDEST)
    };
    let widths: Vec<usize> = (0..5).map(width).collect();
    let lines = rows.iter().enumerate().map(|(number, row)| {
        let mut line = format!("{:>3}", number + 1);
        for (cell, width) in row.iter().zip(&widths) {
            let cell: String = cell.chars().take(WIDEST).collect();
            let _ = write!(line, "  {cell:<width$}");
        }
        line.trim_end().to_owned()
    });
    lines.collect()
}

/// A word longer than this is cut in the table; the sentence above it has it whole.
const WIDEST: usize = 40;

fn relations(drawn: &[&Explanation], extraction: &Extraction, page: &mut String) -> fmt::Result {
    if drawn.is_empty() {
        return writeln!(page, "  no relation\n");
    }
    for explanation in drawn {
        let mut all = extraction.facts.relations.iter();
        let id = Some(explanation.relation.as_str());
        if let Some(relation) = all.find(|relation| relation.id.as_deref() == id) {
            self::relation(relation, explanation, page)?;
        }
    }
    writeln!(page)
}

fn relation(
    relation: &RelationRecord,
    explanation: &Explanation,
    page: &mut String,
) -> fmt::Result {
    let object = relation.object.as_deref().unwrap_or("(a value)");
    let [subject, object] = [&relation.subject, object].map(visible);
    let id = &explanation.relation;
    writeln!(
        page,
        "  {id}: {subject} ─ {} → {object}",
        visible(&relation.predicate)
    )?;
    writeln!(
        page,
        "    {}, {}{}",
        name(relation.polarity),
        name(relation.modality),
        said(relation.attribution.as_ref())
    )?;
    writeln!(
        page,
        "    \"{}\" by rule {}, {}",
        visible(&explanation.word),
        explanation.rule,
        entry(&explanation.entry)
    )?;
    if let Some(confidence) = relation.confidence {
        let grounds = explanation.grounds.join(", ");
        writeln!(page, "    confidence {:.2}: {grounds}", confidence.value())?;
    }
    Ok(())
}

/// A relation that the tree alone gives has no entry.
fn entry(iri: &str) -> String {
    if iri.is_empty() {
        return "no entry".to_owned();
    }
    format!("entry {}", visible(iri))
}

/// The word of the facts format for a polarity or modality.
fn name(value: impl serde::Serialize) -> String {
    let json = serde_json::to_string(&value).unwrap_or_default();
    json.trim_matches('"').to_owned()
}

fn said(attribution: Option<&Attribution>) -> String {
    let mut said = String::new();
    let mut open = attribution;
    while let Some(report) = open {
        let _ = write!(
            said,
            ", {} of {}",
            name(report.report),
            visible(&report.speaker)
        );
        open = report.within.as_deref();
    }
    said
}
