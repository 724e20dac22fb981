use crate::cli::exit::{Exit, Failure};
use crate::cli::text::options::TextOptions;
use graphwright::extract::{Document, ExtractOptions, Extraction, Extractor};
use graphwright::model::{Fault, Place, SourceRecord, quoted};
use graphwright::ontology::Ontology;
use graphwright::read::text::{RawDocument, other_language, read_document};

/// Reads documents and extracts facts from them; one serves all threads.
pub struct TextReader {
    extractor: Extractor,
    options: ExtractOptions,
    is_english: bool,
}

/// What one document gave.
pub struct Read {
    /// Where the document starts.
    pub place: Place,
    /// What was extracted, unless the document could not be read.
    pub extraction: Option<Extraction>,
    /// Errors where it could not, and warnings.
    pub faults: Vec<Fault>,
}

impl TextReader {
    /// Makes an extractor for an ontology.
    pub fn new(ontology: &Ontology, options: &TextOptions, explain: bool) -> Result<Self, Failure> {
        // The words and names in the program are tested, so what is wrong was given with --ontology.
        let wrong = |error| Failure::new(Exit::Input, format!("--ontology: {error}"));
        let extractor = Extractor::new(ontology).map_err(wrong)?;
        Ok(Self {
            extractor,
            options: options.extraction(explain),
            is_english: options.language.is_some(),
        })
    }

    /// Reads one document, or passes on why there is none.
    pub fn read(&self, document: Result<RawDocument, Fault>) -> Read {
        let raw = match document {
            Ok(raw) => raw,
            Err(fault) => {
                return Read {
                    place: fault.place.clone(),
                    extraction: None,
                    faults: vec![fault],
                };
            }
        };
        let (record, mut faults) = read_document(&raw);
        let record = record.filter(|record| match self.refusal(record) {
            None => true,
            Some(message) => {
                faults.push(Fault::error(raw.place.clone(), message));
                false
            }
        });
        Read {
            extraction: record.map(|record| self.extract(&record)),
            place: raw.place,
            faults,
        }
    }

    fn extract(&self, record: &SourceRecord) -> Extraction {
        let document = Document {
            id: &record.id,
            title: record.title.as_deref(),
            url: record.url.as_deref(),
            published: record.published.as_deref(),
            publisher: record.publisher.as_deref(),
            text: record.text.as_deref().unwrap_or_default(),
        };
        self.extractor.extract(&document, &self.options)
    }

    /// Why a text is not read: by its own word or by its looks it is in another language.
    fn refusal(&self, record: &SourceRecord) -> Option<String> {
        if self.is_english {
            return None;
        }
        if let Some(tag) = &record.language {
            let is_english = tag.split(['-', '_']).next().is_some_and(|primary| {
                primary.eq_ignore_ascii_case("en") || primary.eq_ignore_ascii_case("eng")
            });
            return (!is_english).then(|| {
                format!(
                    "language is {}; only English is read (--language en reads it as English)",
                    quoted(tag)
                )
            });
        }
        let language = other_language(record.text.as_deref()?)?;
        Some(format!(
            "the text seems to be in {language}; only English is read (--language en reads it as English)"
        ))
    }
}
