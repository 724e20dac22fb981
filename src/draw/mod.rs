//! Pictures of the graph: a source text for Graphviz that its plain `dot` draws without further options.
//!
//! `picture` and `arrow` decide what is drawn and what the labels say, `style` how it looks, `escape` how
//! words from the data enter a file; `dot`, `statement` and `legend` write, and only they know Graphviz.
//!
//! # Why do relations share an arrow?
//!
//! Between one pair of entities a text often has several relations, and an arrow each makes a bundle that
//! nobody reads. Relations of one ordered pair that have the same standing (stated, said, planned …) and the
//! same speaker share an arrow; its label has a line for each and its width grows with their number. A pair
//! can still have several arrows: what a speaker denies must not hide behind what the source states.
//!
//! # Why from left to right?
//!
//! Labels are wide and low. Stacked one above the other beside a busy entity they take little room; side by
//! side below it they make a strip four times as wide as high.

mod arrow;
mod dot;
mod escape;
mod legend;
mod order;
mod picture;
#[cfg(test)]
mod sample;
mod standing;
mod statement;
mod style;
mod tooltip;
mod wrap;

pub use dot::{DotOptions, dot};
