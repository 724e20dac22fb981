//! What would overwhelm a parser of the oxigraph family is refused before it gets there.
//!
//! Oxigraph 0.5.13 takes brackets and triple terms to any depth, and a term of 20,000 levels overflows the stack
//! when it is dropped; it expands entities of XML to any length.

mod brackets;
mod entities;

pub(super) use brackets::Brackets;
pub(super) use entities::check_entities;
