use std::fmt;
use thiserror::Error;

/// A query with parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What it is asked by: the file's name without `.rq`.
    pub name: String,
    /// What it asks, for people; may be empty.
    pub summary: String,
    /// What it takes, in the order of the file.
    pub parameters: Vec<Parameter>,
    /// The whole file.
    pub text: String,
}

/// What a question takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The variable, without its `?`.
    pub name: String,
    /// What its values are.
    pub kind: ParameterKind,
    /// Whether the question may be asked without it.
    pub is_optional: bool,
    /// What it means, for people; may be empty.
    pub description: String,
}

/// What the values of a parameter are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// Somebody or something in the data, by label, alias, id or IRI.
    Entity,
    /// A property, by name, prefixed name, label or IRI.
    Property,
    /// A class, by name, prefixed name, label or IRI.
    Class,
    /// Any words.
    Text,
    /// A number.
    Number,
}

impl ParameterKind {
    /// Every kind with its name in a question.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("entity", Self::Entity),
        ("property", Self::Property),
        ("class", Self::Class),
        ("text", Self::Text),
        ("number", Self::Number),
    ];
}

impl fmt::Display for ParameterKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::NAMES.iter().find(|(_, kind)| kind == self);
        f.write_str(name.map_or("", |(name, _)| name))
    }
}

/// What is wrong with the comments of a question.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{line}: {message}")]
pub struct QuestionError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl Question {
    /// Reads the comments in front of a query. Where no `#+ summary:` stands, the first comment is the summary.
    ///
    /// # Errors
    /// All that is wrong with them.
    pub fn read(name: &str, text: &str) -> Result<Self, Vec<QuestionError>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut question = Self {
            name: name.to_owned(),
            summary: String::new(),
            parameters: Vec::new(),
            text: text.to_owned(),
        };
        let mut comment = None;
        let mut errors = Vec::new();
        let lines = text.lines().map(str::trim);
        let header = lines.take_while(|line| line.is_empty() || line.starts_with('#'));
        for (line, words) in (1..).zip(header) {
            if let Some(told) = words.strip_prefix("#+") {
                if let Err(message) = question.tell(told.trim()) {
                    errors.push(QuestionError { line, message });
                }
            } else if comment.is_none() {
                comment = words.strip_prefix('#').map(str::trim);
            }
        }
        if question.summary.is_empty() {
            comment
                .unwrap_or_default()
                .clone_into(&mut question.summary);
        }
        if errors.is_empty() {
            Ok(question)
        } else {
            Err(errors)
        }
    }

    /// The parameter of a name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters
            .iter()
            .find(|parameter| parameter.name == name)
    }

    fn tell(&mut self, told: &str) -> Result<(), String> {
        if let Some(summary) = told.strip_prefix("summary:") {
            summary.trim().clone_into(&mut self.summary);
            return Ok(());
        }
        let Some(rest) = told.strip_prefix("parameter ") else {
            return Err(format!(
                "{told:?} is neither summary: WORDS nor parameter NAME KIND [optional]: WORDS"
            ));
        };
        let (head, description) = rest.split_once(':').unwrap_or((rest, ""));
        let words: Vec<&str> = head.split_whitespace().collect();
        let (name, kind, is_optional) = match words.as_slice() {
            [name, kind] => (*name, *kind, false),
            [name, kind, "optional"] => (*name, *kind, true),
            _ => {
                return Err(format!(
                    "{head:?} is not NAME KIND or NAME KIND optional, such as predicate property"
                ));
            }
        };
        let Some((_, kind)) = ParameterKind::NAMES
            .iter()
            .find(|(known, _)| *known == kind)
        else {
            let known: Vec<&str> = ParameterKind::NAMES.iter().map(|(name, _)| *name).collect();
            return Err(format!("{kind:?} is none of {}", known.join(", ")));
        };
        if self.parameter(name).is_some() {
            return Err(format!("the parameter {name:?} stands twice"));
        }
        self.parameters.push(Parameter {
            name: name.to_owned(),
            kind: *kind,
            is_optional,
            description: description.trim().to_owned(),
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_tell_what_a_question_takes() {
        let question = Question::read(
            "who",
            "\u{feff}#+ summary: Who does it?\r\n\n# kept by the desk\n\
             #+ parameter predicate property: what is done: trains\n#+ parameter subject entity optional\nASK {}\n#+ no",
        )
        .unwrap();
        assert_eq!(question.summary, "Who does it?");
        let told: Vec<_> = question
            .parameters
            .iter()
            .map(|one| {
                format!(
                    "{} {} {} {}",
                    one.name, one.kind, one.is_optional, one.description
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "predicate property false what is done: trains",
                "subject entity true "
            ]
        );
        assert_eq!(
            Question::read("q", "# What now?\n# More.\nASK {}")
                .unwrap()
                .summary,
            "What now?"
        );
    }

    #[test]
    fn all_that_is_wrong_is_told_by_line() {
        let errors = Question::read(
            "who",
            "#+ sumary: x\n#+ parameter a\n#+ parameter a colour\n#+ parameter b text\n#+ parameter b text\nASK {}",
        )
        .unwrap_err();
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 4, "{told:?}");
        for (told, wanted) in told.iter().zip([
            "1: \"sumary: x\" is neither",
            "2: \"a\" is not NAME KIND",
            "3: \"colour\" is none of entity, property, class, text, number",
            "5: the parameter \"b\" stands twice",
        ]) {
            assert!(told.starts_with(wanted), "{told}");
        }
    }
}
