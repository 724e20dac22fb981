//! What literals stand for: numbers, dates, times, truth values.

use crate::rdf::index::terms::Terms;
use spareval::ExpressionTerm;
use std::sync::OnceLock;

/// The values of all literals that have one, decoded when the first is asked for: a filter or an order looks
/// at the same few values again and again.
#[derive(Default)]
pub(super) struct Values(OnceLock<Decoded>);

struct Decoded {
    /// For each literal the place of its value, or [`NONE`].
    places: Box<[u32]>,
    values: Box<[ExpressionTerm]>,
}

const NONE: u32 = u32::MAX;

impl Values {
    /// The value of a term by its rank.
    #[inline]
    pub(super) fn get(&self, terms: &Terms, rank: usize) -> Option<&ExpressionTerm> {
        let place = rank.checked_sub(terms.literals().start)?;
        let decoded = self.0.get_or_init(|| Decoded::new(terms));
        decoded.values.get(*decoded.places.get(place)? as usize)
    }
}

impl Clone for Values {
    /// A clone decodes again when it is asked.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl std::fmt::Debug for Values {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let n_values = self.0.get().map(|decoded| decoded.values.len());
        f.debug_tuple("Values").field(&n_values).finish()
    }
}

impl Decoded {
    fn new(terms: &Terms) -> Self {
        let mut values = Vec::new();
        let places = terms.literals().map(|rank| {
            if !terms.may_have_value(rank) {
                return NONE;
            }
            match ExpressionTerm::from(terms.term(rank).into_owned()) {
                ExpressionTerm::OtherTypedLiteral { .. } => NONE,
                value => {
                    values.push(value);
                    // There are no more values than terms.
                    u32::try_from(values.len() - 1).unwrap_or(NONE)
                }
            }
        });
        let places = places.collect();
        Self {
            places,
            values: values.into_boxed_slice(),
        }
    }
}
