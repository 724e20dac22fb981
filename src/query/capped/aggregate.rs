use crate::query::capped::text::{Language, Maker, Text};
use oxigraph::model::{NamedNode, Term};
use oxigraph::sparql::AggregateFunctionAccumulator;

/// The name of the n-th `GROUP_CONCAT` of a query: each has its separator.
pub(super) fn name(number: usize) -> NamedNode {
    crate::query::capped::name(&format!("group-concat-{number}"))
}

/// `GROUP_CONCAT` of one group.
#[derive(Debug)]
pub(super) struct Joined {
    separator: String,
    maker: Maker,
    /// `None` once a value was no string or the text was too long.
    text: Option<String>,
    is_begun: bool,
    /// The language of all values so far, if they agree.
    language: Option<Language>,
}

impl Joined {
    pub(super) fn new(separator: String, maker: Maker) -> Self {
        Self {
            separator,
            maker,
            text: Some(String::new()),
            is_begun: false,
            language: None,
        }
    }

    fn add(&mut self, element: &Term) -> Option<()> {
        let text = self.text.as_mut()?;
        let element = Text::of(element)?;
        if self.is_begun {
            self.maker.add(text, &self.separator)?;
            if self.language != element.language {
                self.language = None;
            }
        } else {
            self.is_begun = true;
            self.language = element.language;
        }
        self.maker.add(text, &element.value)
    }
}

impl AggregateFunctionAccumulator for Joined {
    fn accumulate(&mut self, element: Term) {
        if self.add(&element).is_none() {
            self.text = None;
        }
    }

    fn finish(&mut self) -> Option<Term> {
        let value = self.text.take()?;
        let language = self.language.take();
        Some(Text { value, language }.into_term())
    }
}
