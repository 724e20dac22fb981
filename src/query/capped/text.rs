use crate::query::Cancel;
use crate::query::Reached;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{BaseDirection, Literal, Term};

/// A string with its language, if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) value: String,
    pub(super) language: Option<Language>,
}

/// A language tag and the direction that RDF 1.2 may add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Language {
    tag: String,
    direction: Option<BaseDirection>,
}

impl Text {
    /// The string that a term is, if it is one.
    pub(super) fn of(term: &Term) -> Option<Self> {
        let Term::Literal(literal) = term else {
            return None;
        };
        let language = literal.language().map(|tag| Language {
            tag: tag.to_owned(),
            direction: literal.direction(),
        });
        (language.is_some() || literal.datatype() == xsd::STRING).then(|| Self {
            value: literal.value().to_owned(),
            language,
        })
    }

    pub(super) fn into_term(self) -> Term {
        let Some(Language { tag, direction }) = self.language else {
            return Literal::new_simple_literal(self.value).into();
        };
        match direction {
            Some(direction) => Literal::new_directional_language_tagged_literal_unchecked(
                self.value, tag, direction,
            ),
            None => Literal::new_language_tagged_literal_unchecked(self.value, tag),
        }
        .into()
    }
}

/// A string without a language.
pub(super) fn plain(term: &Term) -> Option<&str> {
    match term {
        Term::Literal(literal) if literal.datatype() == xsd::STRING => Some(literal.value()),
        _ => None,
    }
}

/// Makes texts and stops the query when one grows too long.
#[derive(Debug, Clone)]
pub(super) struct Maker {
    most: usize,
    stopper: Cancel,
}

impl Maker {
    pub(super) fn new(most: usize, stopper: Cancel) -> Self {
        Self { most, stopper }
    }

    /// Adds to a text; `None`, and the end of the query, if it would be too long.
    pub(super) fn add(&self, text: &mut String, more: &str) -> Option<()> {
        self.check(text.len().saturating_add(more.len()))?;
        text.push_str(more);
        Some(())
    }

    /// Whether a text may be made that has at most so many bytes and maybe far fewer: [`Self::check`] comes after it.
    pub(super) fn check_roughly(&self, at_most: usize) -> Option<()> {
        self.check(at_most / 4)
    }

    /// Whether a text may have so many bytes.
    pub(super) fn check(&self, length: usize) -> Option<()> {
        if length > self.most {
            self.stopper.stop(Reached::Text(self.most));
            return None;
        }
        Some(())
    }
}
