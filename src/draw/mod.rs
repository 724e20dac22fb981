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
//!
//! # Why a layout of our own?
//!
//! Graphviz is not on every machine and does not draw alike on all. For SVG, `block` measures words with a font
//! that the program carries, `layout` finds a place for everything, and `svg`, `heading`, `shape` and
//! `svg_style` write. A layout knows boxes and lines only, no entities and no words.

mod arrow;
mod block;
mod dot;
mod escape;
mod heading;
mod layout;
mod legend;
mod measure;
mod order;
mod picture;
#[cfg(test)]
mod sample;
mod select;
mod shape;
mod standing;
mod statement;
mod style;
mod svg;
mod svg_style;
mod text;
mod tooltip;
mod wrap;

pub use dot::{DotOptions, dot};
pub use select::Shown;
pub use svg::{SvgOptions, svg};
pub use text::{Strokes, text};
