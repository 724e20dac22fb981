use crate::query::capped::text::{Maker, Text};
use oxigraph::model::{Literal, NamedNode, Term};
use oxigraph::sparql::AggregateFunctionAccumulator;

/// The name of the n-th `GROUP_CONCAT` of a query: each has its separator.
pub(super) fn name(number: usize) -> NamedNode {
    crate::query::capped::name(&format!("group-concat-{number}"))
}

/// `GROUP_CONCAT` of one group. Its text has no language, whatever the values' is (SPARQL 1.1, section 18.5.1.7).
#[derive(Debug)]
pub(super) struct Joined {
    separator: String,
    maker: Maker,
    /// `None` once a value was no string or the text was too long.
    text: Option<String>,
    is_begun: bool,
}

impl Joined {
    pub(super) fn new(separator: String, maker: Maker) -> Self {
        Self {
            separator,
            maker,
            text: Some(String::new()),
            is_begun: false,
        }
    }

    fn add(&mut self, element: &Term) -> Option<()> {
        let text = self.text.as_mut()?;
        let element = Text::of(element)?;
        if self.is_begun {
            self.maker.add(text, &self.separator)?;
        }
        self.is_begun = true;
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
        Some(Literal::new_simple_literal(value).into())
    }
}
