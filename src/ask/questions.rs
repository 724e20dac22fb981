use crate::ask::{Question, QuestionError};
use crate::spelling::nearest;
use std::collections::BTreeMap;

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../ontology/questions/", $name, ".rq")))),*]
    };
}

/// The questions in the program.
const BUILT_IN: [(&str, &str); 14] = built_in![
    "counts",
    "denied",
    "disagreements",
    "events",
    "gaps",
    "mentions",
    "offices",
    "path",
    "quotes",
    "status",
    "timeline",
    "voices",
    "who",
    "why",
];

/// Questions by their names.
#[derive(Debug, Clone, Default)]
pub struct Questions(BTreeMap<String, Question>);

impl Questions {
    /// Those in the program.
    ///
    /// # Errors
    /// Of a question in the program, which a test rules out.
    pub fn built_in() -> Result<Self, Vec<QuestionError>> {
        let mut questions = Self::default();
        for (name, text) in BUILT_IN {
            questions.add(Question::read(name, text)?);
        }
        Ok(questions)
    }

    /// Adds a question; it takes the place of one with its name.
    pub fn add(&mut self, question: Question) {
        self.0.insert(question.name.clone(), question);
    }

    /// In the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &Question> {
        self.0.values()
    }

    /// The question of a name.
    pub fn get(&self, name: &str) -> Option<&Question> {
        self.0.get(name)
    }

    /// The name that is spelt nearly as one.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.0.keys().map(String::as_str))
    }
}
