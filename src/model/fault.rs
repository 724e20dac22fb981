use std::fmt;
use std::sync::Arc;

/// Where something stands in an input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The input's name as the user gave it, made fit for a terminal.
    pub input: Arc<str>,
    /// The line, counted from 0; `None` where the format has no lines.
    pub line: Option<u64>,
    /// The column in code points, counted from 0.
    pub column: Option<u64>,
}

impl Place {
    /// The input as a whole.
    pub fn input(name: &Arc<str>) -> Self {
        Self {
            input: Arc::clone(name),
            line: None,
            column: None,
        }
    }

    /// The start of a line of it.
    pub fn line(name: &Arc<str>, line: u64) -> Self {
        Self {
            input: Arc::clone(name),
            line: Some(line),
            column: None,
        }
    }
}

/// `name:line:column`, counted from 1 as editors do.
impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.input)?;
        if let Some(line) = self.line {
            write!(formatter, ":{}", line + 1)?;
            if let Some(column) = self.column {
                write!(formatter, ":{}", column + 1)?;
            }
        }
        Ok(())
    }
}

/// Whether a fault stops the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The record cannot be used.
    Error,
    /// The record is used, something about it needs saying.
    Warning,
}

/// Something wrong with an input: where, what was found, what would be right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Where it stands.
    pub place: Place,
    /// Whether it stops the run.
    pub severity: Severity,
    /// What was found and what would be right: lower case, no full stop.
    pub message: String,
}

impl Fault {
    /// A fault that makes its record unusable.
    pub fn error(place: Place, message: impl Into<String>) -> Self {
        Self {
            place,
            severity: Severity::Error,
            message: message.into(),
        }
    }

    /// A fault that leaves its record usable.
    pub fn warning(place: Place, message: impl Into<String>) -> Self {
        Self {
            place,
            severity: Severity::Warning,
            message: message.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.message)
    }
}

/// How many characters of a text a message repeats.
const SHOWN: usize = 60;

/// A text from the data for use in a message: between quotation marks, cut after 60 characters, nothing in
/// it that a terminal would act on.
pub fn quoted(text: &str) -> String {
    let mut shown = String::from("\"");
    for (count, character) in text.chars().enumerate() {
        if count == SHOWN {
            shown.push('…');
            break;
        }
        match character {
            '"' => shown.push_str("\\\""),
            other => push_visible(&mut shown, other),
        }
    }
    shown.push('"');
    shown
}

/// A text from the data without quotation marks: what a terminal would act on is spelt out.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        push_visible(&mut shown, character);
    }
    shown
}

fn push_visible(shown: &mut String, character: char) {
    let acts = character.is_control()
        || matches!(character,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}');
    match character {
        '\n' => shown.push_str("\\n"),
        '\t' => shown.push_str("\\t"),
        '\r' => shown.push_str("\\r"),
        other if acts => shown.extend(other.escape_unicode()),
        other => shown.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_message_moves_the_terminal() {
        assert_eq!(
            quoted("a\u{1b}[31m\u{202e}b\"\n"),
            r#""a\u{1b}[31m\u{202e}b\"\n""#
        );
        assert_eq!(quoted(&"x".repeat(100)).chars().count(), SHOWN + 3);
    }

    #[test]
    fn places_count_from_one() {
        let mut place = Place::line(&"facts.jsonl".into(), 40);
        assert_eq!(place.to_string(), "facts.jsonl:41");
        place.column = Some(0);
        assert_eq!(place.to_string(), "facts.jsonl:41:1");
    }
}
