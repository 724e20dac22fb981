//! The front door: a document becomes facts.

use crate::extract::classes::Classes;
use crate::extract::coreference::{self, Cast};
use crate::extract::examination::{self, Examination};
use crate::extract::facts::{self, Made, Maker};
use crate::extract::mentions;
use crate::extract::parser::Search;
use crate::extract::quotations::Quotations;
use crate::extract::reading::Reading;
use crate::extract::relations::{Candidates, Scene, relations, sides};
use crate::extract::{Analyzer, CleanText, English, ModelError, Relation, UniversalTag};
use crate::model::Facts;
use crate::ontology::{Gazetteer, Lexicon, LexiconError, Ontology, OntologyError};
use crate::order::CompactCollect;
use std::collections::BTreeMap;
use thiserror::Error;

/// Why an extractor cannot be made.
#[derive(Debug, Error)]
pub enum ExtractError {
    /// A lexical entry is wrong.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// A file of the gazetteer is wrong.
    #[error(transparent)]
    Gazetteer(#[from] OntologyError),
    /// The model in the program is damaged.
    #[error("the language model: {0}")]
    Model(&'static ModelError),
}

/// A text to be read, and what is known about where it comes from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Document<'a> {
    /// How facts refer to it.
    pub id: &'a str,
    /// Its headline.
    pub title: Option<&'a str>,
    /// Where it was published.
    pub url: Option<&'a str>,
    /// When: a year, month, day or date and time in ISO 8601 form.
    pub published: Option<&'a str>,
    /// By whom.
    pub publisher: Option<&'a str>,
    /// The text itself.
    pub text: &'a str,
}

/// How to extract.
#[derive(Debug, Clone, Copy)]
pub struct ExtractOptions {
    /// How widely the parser searches.
    pub search: Search,
    /// Whether clauses whose words the lexicon does not know become relations of their own.
    pub open: bool,
    /// Relations below it are left out; in hundredths.
    pub min_confidence: u32,
    /// Whether to say which rule and entry made each relation.
    pub explain: bool,
}

impl Default for ExtractOptions {
    fn default() -> Self {
        Self {
            search: Search::Beam(4),
            open: false,
            min_confidence: 0,
            explain: false,
        }
    }
}

/// How much was read and understood.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sentences.
    pub n_sentences: usize,
    /// Verbs and copula clauses.
    pub n_clauses: usize,
    /// Those of them from which no relation was drawn.
    pub n_clauses_without_relation: usize,
    /// Places that refer to something.
    pub n_mentions: usize,
    /// Those of them, pronouns mostly, of which it was not found out to what.
    pub n_mentions_unresolved: usize,
}

/// Which rule and entry made a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The id of the relation in the facts.
    pub relation: String,
    /// The rule.
    pub rule: &'static str,
    /// What its confidence rests on: the rule, then what makes it more or less likely.
    pub grounds: Vec<&'static str>,
    /// The lexical entry: its IRI.
    pub entry: String,
    /// The word that stands for the relation, as written.
    pub word: String,
    /// The number of its sentence, from 0.
    pub sentence: usize,
    /// The number of that word in the sentence, from 0.
    pub word_number: usize,
}

/// What was drawn from a document.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// One source, its entities and relations.
    pub facts: Facts,
    /// How much was understood.
    pub counts: Counts,
    /// Why each relation is there, if that was asked for.
    pub explanations: Vec<Explanation>,
}

/// Reads documents. It does not change, so threads may share one.
///
/// ```
/// use graphwright::extract::{Document, ExtractOptions, Extractor};
/// use graphwright::ontology::Ontology;
///
/// let extractor = Extractor::new(&Ontology::built_in()?)?;
/// let document = Document { id: "a1", text: "Kenya invaded Mali.", ..Document::default() };
/// let extraction = extractor.extract(&document, &ExtractOptions::default());
/// let relation = &extraction.facts.relations[0];
/// assert_eq!((relation.subject.as_str(), relation.object.as_deref()), ("Kenya", Some("Mali")));
/// assert_eq!(relation.predicate, "sec:invades");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Extractor {
    ontology: Ontology,
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    classes: Classes,
    english: &'static English,
}

impl Extractor {
    /// An extractor with the words and names of an ontology.
    ///
    /// # Errors
    /// [`ExtractError`] if an entry of the lexicon or the model in the program is faulty.
    pub fn new(ontology: &Ontology) -> Result<Self, ExtractError> {
        Ok(Self {
            ontology: ontology.clone(),
            lexicon: Lexicon::of(ontology)?,
            gazetteer: Gazetteer::of(ontology)?,
            classes: Classes::of(ontology),
            english: English::built_in().map_err(ExtractError::Model)?,
        })
    }

    /// The facts of a document.
    pub fn extract(&self, document: &Document<'_>, options: &ExtractOptions) -> Extraction {
        let clean = CleanText::of(document.text);
        self.understand(&clean, options, |scene, candidates| {
            let made = facts::make(scene, candidates, document, &clean, options);
            let counts = counts(scene, &made, candidates);
            Extraction {
                facts: made.facts,
                counts,
                explanations: made.explanations,
            }
        })
    }

    /// What a document says clause by clause, for whoever holds facts of another against it.
    pub fn examine(&self, document: &Document<'_>, search: Search) -> Examination {
        let options = ExtractOptions {
            search,
            open: true,
            explain: true,
            ..ExtractOptions::default()
        };
        let clean = CleanText::of(document.text);
        self.understand(&clean, &options, |scene, candidates| {
            let made = facts::make(scene, candidates, document, &clean, &options);
            examination::of(scene, made, &Maker::new(scene, document, &clean))
        })
    }

    /// Reads a text and lets `make` see what came of it, which lives no longer than the reading.
    fn understand<T>(
        &self,
        clean: &CleanText<'_>,
        options: &ExtractOptions,
        make: impl FnOnce(&Scene<'_, '_>, &Candidates) -> T,
    ) -> T {
        let mut analyzer = Analyzer::new(self.english, options.search);
        let reading = Reading::new(clean.as_str(), &mut analyzer, &self.gazetteer);
        let knowledge = mentions::Knowledge {
            gazetteer: &self.gazetteer,
            classes: &self.classes,
            english: self.english,
        };
        let found = mentions::find(&reading, &knowledge);
        let quotations = Quotations::find(&reading, &found, &self.lexicon);
        let known = coreference::Knowledge {
            gazetteer: &self.gazetteer,
            lexicon: &self.lexicon,
            classes: &self.classes,
        };
        let mut cast = coreference::resolve(&reading, &found, &quotations, &known);
        let sides = if quotations.all.is_empty() {
            sides(&self.scene(&reading, &found, &cast, &quotations, BTreeMap::new()))
        } else {
            let sides = sides(&self.scene(&reading, &found, &cast, &quotations, BTreeMap::new()));
            coreference::resolve_quoted(&reading, &found, &quotations, &sides, &known, &mut cast);
            sides
        };
        let scene = self.scene(&reading, &found, &cast, &quotations, sides);
        let candidates = relations(&scene, options.open);
        make(&scene, &candidates)
    }

    fn scene<'a, 'text>(
        &'a self,
        reading: &'a Reading<'text>,
        mentions: &'a mentions::Mentions,
        cast: &'a Cast,
        quotations: &'a Quotations,
        sides: BTreeMap<usize, usize>,
    ) -> Scene<'a, 'text> {
        Scene {
            reading,
            mentions,
            cast,
            quotations,
            lexicon: &self.lexicon,
            gazetteer: &self.gazetteer,
            classes: &self.classes,
            ontology: &self.ontology,
            sides,
        }
    }
}

fn counts(scene: &Scene<'_, '_>, made: &Made, candidates: &Candidates) -> Counts {
    let predicates: std::collections::BTreeSet<(usize, usize)> = candidates
        .all
        .iter()
        .map(|candidate| (candidate.sentence, candidate.predicate))
        .into_set();
    let mut counts = Counts {
        n_sentences: scene.reading.sentences.len(),
        n_mentions: scene.mentions.all.len(),
        n_mentions_unresolved: scene
            .cast
            .of_mention
            .iter()
            .filter(|entity| entity.is_none())
            .count(),
        ..Counts::default()
    };
    for (number, sentence) in scene.reading.sentences.iter().enumerate() {
        for word in 0..sentence.words.len() {
            let is_clause = sentence.words[word].tag == UniversalTag::Verb
                || sentence.child_by(word, Relation::Cop).is_some();
            counts.n_clauses += usize::from(is_clause);
            counts.n_clauses_without_relation +=
                usize::from(is_clause && !predicates.contains(&(number, word)));
        }
    }
    debug_assert!(made.facts.relations.len() <= candidates.all.len());
    counts
}
