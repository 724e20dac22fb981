//! What a term is beside its text.

use indexmap::IndexSet;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{BaseDirection, LiteralRef, NamedNodeRef};

/// IRI, blank node, triple term, or one of the kinds of literal of a [`Kinds`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Kind(u32);

impl Kind {
    pub(crate) const IRI: Self = Self(0);
    pub(crate) const BLANK: Self = Self(1);
    pub(crate) const TRIPLE: Self = Self(2);
    const FIRST_LITERAL: u32 = 3;

    pub(crate) fn number(self) -> u32 {
        self.0
    }

    pub(crate) fn is_literal(self) -> bool {
        self.0 >= Self::FIRST_LITERAL
    }

    /// The place of a kind of literal in its [`Kinds`].
    pub(crate) fn literal_position(self) -> usize {
        (self.0 - Self::FIRST_LITERAL) as usize
    }

    fn literal(position: usize) -> Self {
        // A file has as many kinds of literal as it has datatypes and languages; those are terms too, and
        // terms are counted in 32 bits.
        Self(
            u32::try_from(position).unwrap_or(u32::MAX - Self::FIRST_LITERAL) + Self::FIRST_LITERAL,
        )
    }
}

/// The kinds of literals, each by what follows the closing quotation mark: nothing for `xsd:string`, `@en`,
/// `@ar--rtl`, `^^` and the IRI of a datatype.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Kinds(IndexSet<String>);

impl Kinds {
    pub(crate) fn intern(&mut self, suffix: &str) -> Kind {
        match self.0.get_index_of(suffix) {
            Some(position) => Kind::literal(position),
            None => Kind::literal(self.0.insert_full(suffix.to_owned()).0),
        }
    }

    /// The kind of a literal, added if it is new.
    pub(crate) fn of(&mut self, literal: LiteralRef<'_>) -> Kind {
        if literal.datatype() == xsd::STRING {
            return self.intern("");
        }
        self.intern(&suffix(literal))
    }

    /// The kind with a suffix, if it is known.
    pub(crate) fn known(&self, suffix: &str) -> Option<Kind> {
        Some(Kind::literal(self.0.get_index_of(suffix)?))
    }

    /// The kind of a literal, if it is known.
    pub(crate) fn find(&self, literal: LiteralRef<'_>) -> Option<Kind> {
        let position = self.0.get_index_of(suffix(literal).as_str())?;
        Some(Kind::literal(position))
    }

    /// The kind with this suffix; one that is not here comes after all.
    pub(crate) fn kind(&self, suffix: &str) -> Kind {
        Kind::literal(self.0.get_index_of(suffix).unwrap_or(self.0.len()))
    }

    /// What follows the closing quotation mark.
    pub(crate) fn suffix(&self, kind: Kind) -> &str {
        self.0
            .get_index(kind.literal_position())
            .map_or("", String::as_str)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// A literal with its datatype, language and direction.
    pub(crate) fn literal<'a>(&'a self, kind: Kind, text: &'a str) -> LiteralRef<'a> {
        literal(self.suffix(kind), text)
    }

    /// The same kinds in the order of files: by datatype, language and direction.
    pub(crate) fn sorted<'k>(all: impl Iterator<Item = &'k Kinds>) -> Self {
        let mut suffixes: Vec<&str> = all.flat_map(Kinds::iter).collect();
        suffixes.sort_unstable_by_key(|suffix| {
            let literal = literal(suffix, "");
            let direction = literal.direction().map(|direction| direction.to_string());
            (literal.datatype().as_str(), literal.language(), direction)
        });
        suffixes.dedup();
        Self(suffixes.into_iter().map(str::to_owned).collect())
    }
}

fn suffix(literal: LiteralRef<'_>) -> String {
    match (literal.language(), literal.direction()) {
        (Some(language), Some(direction)) => format!("@{language}--{direction}"),
        (Some(language), None) => format!("@{language}"),
        (None, _) if literal.datatype() == xsd::STRING => String::new(),
        (None, _) => format!("^^{}", literal.datatype().as_str()),
    }
}

fn literal<'a>(suffix: &'a str, text: &'a str) -> LiteralRef<'a> {
    if let Some(datatype) = suffix.strip_prefix("^^") {
        return LiteralRef::new_typed_literal(text, NamedNodeRef::new_unchecked(datatype));
    }
    let Some(language) = suffix.strip_prefix('@') else {
        return LiteralRef::new_simple_literal(text);
    };
    let directions = [("--ltr", BaseDirection::Ltr), ("--rtl", BaseDirection::Rtl)];
    for (ending, direction) in directions {
        if let Some(language) = language.strip_suffix(ending) {
            return LiteralRef::new_directional_language_tagged_literal_unchecked(
                text, language, direction,
            );
        }
    }
    LiteralRef::new_language_tagged_literal_unchecked(text, language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::vocab::rdf;

    #[test]
    fn a_literal_comes_back_as_it_went_in() {
        let mut kinds = Kinds::default();
        let literals = [
            LiteralRef::new_simple_literal("a"),
            LiteralRef::new_language_tagged_literal_unchecked("a", "en-gb"),
            LiteralRef::new_directional_language_tagged_literal_unchecked(
                "a",
                "ar",
                BaseDirection::Rtl,
            ),
            LiteralRef::new_typed_literal("a", xsd::INTEGER),
            LiteralRef::new_typed_literal("a", rdf::LANG_STRING),
        ];
        for literal in literals {
            let kind = kinds.of(literal);
            assert_eq!(kinds.literal(kind, "a"), literal);
            assert_eq!(kinds.find(literal), Some(kind));
        }
        assert_eq!(kinds.iter().count(), 5);
    }
}
