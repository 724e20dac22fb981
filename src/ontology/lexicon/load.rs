use crate::model::{Modality, Polarity, ReportKind, quoted};
use crate::ontology::records::{Record, by_subject, iris, words};
use crate::ontology::vocabulary::{gw, lex, rdf};
use crate::ontology::{Construction, Frame, Lexicon, Lookup, Ontology, Operator, ReportCue, Slot};
use indexmap::IndexMap;
use thiserror::Error;

/// Why an entry of a lexicon cannot be used.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("lexical entry {entry}: {reason}")]
pub struct LexiconError {
    /// The entry as a prefixed name or IRI.
    pub entry: String,
    /// What is wrong and what would be right.
    pub reason: String,
}

const KINDS: [&str; 7] = [
    lex::VERB_FRAME,
    lex::NOUN_FRAME,
    lex::ROLE_FRAME,
    lex::ADJECTIVE_FRAME,
    lex::STRUCTURE_FRAME,
    lex::OPERATOR,
    lex::REPORT_CUE,
];

impl Lexicon {
    /// The lexical entries of an ontology.
    ///
    /// # Errors
    /// [`LexiconError`] for the first entry without a lemma, with a property or class that the ontology does
    /// not have, or with a value that is none of those known.
    pub fn of(ontology: &Ontology) -> Result<Self, LexiconError> {
        let mut lexicon = Self::default();
        for (iri, record) in by_subject(ontology.triples()) {
            let types = iris(&record, rdf::TYPE);
            for kind in KINDS.into_iter().filter(|kind| types.contains(kind)) {
                let entry = Entry {
                    ontology,
                    iri,
                    record: &record,
                };
                lexicon.add(kind, &entry).map_err(|reason| LexiconError {
                    entry: ontology.short_name(iri),
                    reason,
                })?;
            }
        }
        Ok(lexicon)
    }

    fn add(&mut self, kind: &str, entry: &Entry<'_>) -> Result<(), String> {
        let (modality, polarity) = (entry.modality()?, entry.polarity()?);
        if kind == lex::STRUCTURE_FRAME {
            let construction = entry.construction()?;
            for frame in entry.frames(kind, &[])? {
                self.structures.push((construction, frame));
            }
            return Ok(());
        }
        for words in entry.lemmas()? {
            match kind {
                lex::OPERATOR => {
                    let operator = Operator {
                        entry: entry.iri.to_owned(),
                        words,
                        modality,
                        polarity,
                    };
                    push(&mut self.operators, operator.words[0].clone(), operator);
                }
                lex::REPORT_CUE => {
                    let cue = ReportCue {
                        entry: entry.iri.to_owned(),
                        words,
                        report: entry.report()?,
                        modality,
                        polarity,
                    };
                    push(&mut self.report_cues, cue.words[0].clone(), cue);
                }
                _ => self.add_frames(kind, entry, &words)?,
            }
        }
        Ok(())
    }

    fn add_frames(
        &mut self,
        kind: &str,
        entry: &Entry<'_>,
        words: &[String],
    ) -> Result<(), String> {
        let (table, head) = match kind {
            lex::VERB_FRAME => (&mut self.verbs, words[0].clone()),
            lex::NOUN_FRAME => (&mut self.nouns, head(words)),
            lex::ROLE_FRAME => (&mut self.roles, head(words)),
            _ => (&mut self.adjectives, head(words)),
        };
        for frame in entry.frames(kind, words)? {
            push(table, head.clone(), frame);
        }
        Ok(())
    }
}

fn push<T>(table: &mut IndexMap<String, Vec<T>>, head: String, item: T) {
    table.entry(head).or_default().push(item);
}

/// The word that a phrase hangs on: the last, or the last before an `of`.
fn head(words: &[String]) -> String {
    let before_of = words.iter().position(|word| word == "of").unwrap_or(0);
    let at = if before_of > 0 {
        before_of - 1
    } else {
        words.len() - 1
    };
    words[at].clone()
}

/// One subject of a lexicon file.
struct Entry<'a> {
    ontology: &'a Ontology,
    iri: &'a str,
    record: &'a Record<'a>,
}

impl Entry<'_> {
    /// Words are parted by spaces, or by hyphens in files of the first format.
    fn lemmas(&self) -> Result<Vec<Vec<String>>, String> {
        let lemmas: Vec<Vec<String>> = words(self.record, lex::LEMMA)
            .into_iter()
            .map(|lemma| lemma.split([' ', '-']).map(str::to_owned).collect())
            .collect();
        let is_empty = |lemma: &Vec<String>| lemma.iter().any(String::is_empty);
        if lemmas.is_empty() || lemmas.iter().any(is_empty) {
            return Err("has no lex:lemma, or an empty one".to_owned());
        }
        Ok(lemmas)
    }

    /// A frame for each combination of markers.
    fn frames(&self, kind: &str, lemma: &[String]) -> Result<Vec<Frame>, String> {
        let property = self.property()?;
        let flag = |name| words(self.record, name).contains(&"true");
        let (default_subject, default_object) = match kind {
            lex::VERB_FRAME | lex::ADJECTIVE_FRAME => (Slot::Subject, Slot::Object),
            lex::ROLE_FRAME => (Slot::Holder, Slot::Possessor),
            lex::NOUN_FRAME => (Slot::Possessor, Slot::Marker("of".to_owned())),
            _ => (Slot::Itself, Slot::Possessor),
        };
        let mut frames = Vec::new();
        for subject in self.slots(lex::SUBJECT_MARKER, default_subject)? {
            for object in self.slots(lex::OBJECT_MARKER, default_object.clone())? {
                let reversed = flag(lex::REVERSED);
                let (subject, object) = if reversed {
                    (object, subject.clone())
                } else {
                    (subject.clone(), object)
                };
                frames.push(Frame {
                    entry: self.iri.to_owned(),
                    words: lemma.to_vec(),
                    property: property.clone(),
                    subject,
                    object,
                    fixed_objects: words(self.record, lex::FIXED_OBJECT)
                        .into_iter()
                        .map(str::to_owned)
                        .collect(),
                    passive_only: flag(lex::PASSIVE_ONLY),
                    with_infinitive: flag(lex::WITH_INFINITIVE),
                    subject_classes: self.classes(lex::SUBJECT_CLASS)?,
                    object_classes: self.classes(lex::OBJECT_CLASS)?,
                    modality: self.modality()?,
                    polarity: self.polarity()?,
                });
            }
        }
        Ok(frames)
    }

    fn property(&self) -> Result<String, String> {
        let denoted = iris(self.record, lex::DENOTES);
        let [property] = denoted.as_slice() else {
            return Err(format!("has {} lex:denotes; one is wanted", denoted.len()));
        };
        match self.ontology.property(property) {
            Lookup::Found(iri) => Ok(iri.to_owned()),
            _ => Err(format!("denotes {property}, which is no property")),
        }
    }

    fn classes(&self, predicate: &str) -> Result<Vec<String>, String> {
        let class = |iri: &str| match self.ontology.class(iri) {
            Lookup::Found(found) => Ok(found.to_owned()),
            _ => Err(format!("asks for {iri}, which is no class")),
        };
        iris(self.record, predicate)
            .into_iter()
            .map(class)
            .collect()
    }

    fn slots(&self, predicate: &str, default: Slot) -> Result<Vec<Slot>, String> {
        let written = words(self.record, predicate);
        if written.is_empty() {
            return Ok(vec![default]);
        }
        written.into_iter().map(slot).collect()
    }

    fn construction(&self) -> Result<Construction, String> {
        let written = words(self.record, lex::CONSTRUCTION);
        let found = Construction::NAMES
            .iter()
            .find(|(name, _)| written == [*name]);
        let known = || Construction::NAMES.map(|(name, _)| name).join(", ");
        found.map_or_else(
            || Err(format!("has no lex:construction of these: {}", known())),
            |(_, construction)| Ok(*construction),
        )
    }

    fn modality(&self) -> Result<Option<Modality>, String> {
        self.one_of(
            lex::SETS_MODALITY,
            &[
                (gw::ASSERTED, Modality::Asserted),
                (gw::PLANNED, Modality::Planned),
                (gw::PREDICTED, Modality::Predicted),
                (gw::POSSIBLE, Modality::Possible),
                (gw::HYPOTHETICAL, Modality::Hypothetical),
                (gw::REQUESTED, Modality::Requested),
            ],
        )
    }

    fn polarity(&self) -> Result<Option<Polarity>, String> {
        self.one_of(
            lex::SETS_POLARITY,
            &[
                (gw::POSITIVE, Polarity::Positive),
                (gw::NEGATIVE, Polarity::Negative),
            ],
        )
    }

    fn report(&self) -> Result<ReportKind, String> {
        let kinds = [
            (gw::DIRECT_QUOTE, ReportKind::DirectQuote),
            (gw::REPORTED, ReportKind::Reported),
            (gw::IMPLIED, ReportKind::Implied),
        ];
        Ok(self
            .one_of(lex::REPORT_KIND, &kinds)?
            .unwrap_or(ReportKind::Reported))
    }

    fn one_of<T: Copy>(&self, predicate: &str, known: &[(&str, T)]) -> Result<Option<T>, String> {
        let written = iris(self.record, predicate);
        let Some(first) = written.first() else {
            return Ok(None);
        };
        let found = known.iter().find(|(iri, _)| iri == first);
        found.map_or_else(
            || {
                Err(format!(
                    "{} is none of its values",
                    self.ontology.short_name(first)
                ))
            },
            |(_, value)| Ok(Some(*value)),
        )
    }
}

const SLOTS: [(&str, Slot); 8] = [
    ("SUBJ", Slot::Subject),
    ("OBJ", Slot::Object),
    ("IOBJ", Slot::IndirectObject),
    ("COMP", Slot::Complement),
    ("that", Slot::ClauseSubject),
    ("POSS", Slot::Possessor),
    ("HOLDER", Slot::Holder),
    ("SELF", Slot::Itself),
];

/// A slot by its name in the files; any other word in small letters is a preposition.
fn slot(written: &str) -> Result<Slot, String> {
    if let Some((_, slot)) = SLOTS.iter().find(|(name, _)| *name == written) {
        return Ok(slot.clone());
    }
    let is_word = |letter: char| letter.is_lowercase() || letter == ' ';
    if !written.is_empty() && written.chars().all(is_word) {
        return Ok(Slot::Marker(written.to_owned()));
    }
    let known = SLOTS.map(|(name, _)| name).join(", ");
    Err(format!(
        "has the marker {}; a preposition in small letters or one of {known} is wanted",
        quoted(written)
    ))
}
