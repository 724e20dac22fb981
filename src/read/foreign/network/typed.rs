//! Values under the types that a file declares.

use crate::model::{Number, quoted};
use crate::read::foreign::property::Property;

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Number,
    Truth,
    /// Several texts, which GEXF has.
    Texts,
}

/// What a text is under a type.
pub(super) enum Typed {
    Value(Property),
    /// It is empty: igraph writes that for each attribute that a node has not.
    Nothing,
    /// It is not a number, and says so.
    NotANumber,
}

impl Type {
    /// The type by its name in GraphML and GEXF, where Gephi adds some of Java's. Others are text.
    pub(super) fn by_name(name: Option<&str>) -> Self {
        let name = name.unwrap_or_default().to_ascii_lowercase();
        match name.as_str() {
            "int" | "integer" | "long" | "float" | "double" | "short" | "byte" | "bigdecimal"
            | "biginteger" | "decimal" => Self::Number,
            "boolean" | "bool" => Self::Truth,
            list if list.starts_with("list") => Self::Texts,
            _ => Self::Text,
        }
    }

    /// The value that is written, or what is wrong with it.
    pub(super) fn read(self, text: &str) -> Result<Typed, String> {
        if text.trim().is_empty() {
            return Ok(Typed::Nothing);
        }
        match self {
            Self::Text => Ok(Typed::Value(Property::Text(text.to_owned()))),
            Self::Texts => Ok(Typed::Value(list(text))),
            Self::Number => number(text.trim()),
            Self::Truth => match text.trim().to_ascii_lowercase().as_str() {
                "true" | "1" => Ok(Typed::Value(Property::Truth(true))),
                "false" | "0" => Ok(Typed::Value(Property::Truth(false))),
                _ => Err(format!("found {}; true or false is wanted", quoted(text))),
            },
        }
    }
}

fn number(text: &str) -> Result<Typed, String> {
    let bare = text.trim_start_matches(['+', '-']);
    if ["nan", "inf", "infinity"]
        .iter()
        .any(|word| bare.eq_ignore_ascii_case(word))
    {
        return Ok(Typed::NotANumber);
    }
    match Number::parse(text) {
        Ok(number) => Ok(Typed::Value(Property::Number(number))),
        Err(error) => Err(format!(
            "found {}, {error}; a number is wanted",
            quoted(text)
        )),
    }
}

/// A list as GEXF 1.2 has it, `a|b`, or as Gephi writes it since, `[a, "b, c"]`.
fn list(text: &str) -> Property {
    let trimmed = text.trim();
    let items = match trimmed
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
    {
        Some(inner) => quoted_items(inner),
        None => trimmed.split('|').map(str::to_owned).collect(),
    };
    let items = items.into_iter().map(|item| item.trim().to_owned());
    let items = items.filter(|item| !item.is_empty());
    Property::List(items.map(Property::Text).collect())
}

/// Items between commas, in quotation marks where they have commas of their own.
fn quoted_items(text: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut mark = None;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        let Some(item) = items.last_mut() else { break };
        match letter {
            '\\' => item.extend(letters.next()),
            '"' | '\'' if mark == Some(letter) => mark = None,
            '"' | '\'' if mark.is_none() && item.trim().is_empty() => mark = Some(letter),
            ',' if mark.is_none() => items.push(String::new()),
            other => item.push(other),
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_taken_apart_in_both_forms() {
        let texts = |items: &[&str]| {
            Property::List(
                items
                    .iter()
                    .map(|item| Property::Text((*item).to_owned()))
                    .collect(),
            )
        };
        assert_eq!(list("a|b c"), texts(&["a", "b c"]));
        assert_eq!(
            list(r#"[a, "b, c", 'it', d\"e]"#),
            texts(&["a", "b, c", "it", "d\"e"])
        );
        assert_eq!(list("[]"), texts(&[]));
    }

    #[test]
    fn java_types_are_numbers_and_unknown_ones_text() {
        assert_eq!(Type::by_name(Some("BigDecimal")), Type::Number);
        assert_eq!(Type::by_name(Some("liststring")), Type::Texts);
        assert_eq!(Type::by_name(Some("anyURI")), Type::Text);
        assert_eq!(Type::by_name(None), Type::Text);
    }
}
