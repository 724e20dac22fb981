//! Pictures of the graph.
//!
//! `choose` decides what is drawn, `picture` and `arrow` what the labels say, `style` how it
//! looks, `escape` how words from the data enter a file. A [`Drawing`] is what came of that; a [`Scene`] is a
//! drawing where everything has its place. Each format is a file or a folder: `dot`, `html`, `mermaid`, `png`,
//! `svg`, `text`.
//!
//! # Why do relations share an arrow?
//!
//! Between one pair of entities a text often has several relations, and an arrow each makes a bundle that
//! nobody reads. Relations of one ordered pair that have the same standing (stated, said, planned …) and the
//! same speaker share an arrow; its label has a line for each and its width grows with their number. A pair
//! can still have several arrows: what a speaker denies must not hide behind what the source states.
//!
//! # Why is DOT drawn from left to right?
//!
//! Labels are wide and low. Stacked one above the other beside a busy entity they take little room; side by
//! side below it they make a strip four times as wide as high.
//!
//! # Why a layout of our own?
//!
//! Graphviz is not on every machine and does not draw alike on all. For a scene, `block` measures words with a
//! font that the program carries, and `layout` finds a place for everything. A layout knows boxes and lines
//! only, no entities and no words.

mod arrow;
mod block;
mod carried;
mod choose;
mod dot;
mod drawing;
mod escape;
mod heading;
mod html;
mod layout;
mod measure;
mod mermaid;
mod number;
mod order;
mod picture;
mod png;
#[cfg(test)]
mod sample;
mod standing;
mod style;
mod svg;
mod text;
mod tooltip;
mod wrap;

pub use choose::{Choice, ChoiceError, Kind, Shown, Top};
pub use dot::{DotOptions, dot, placed_dot};
pub use drawing::{Drawing, Scene};
pub use html::html;
pub use layout::graphviz::{GraphvizReplyError, GraphvizRequest};
pub use mermaid::{MermaidError, mermaid};
pub use number::grouped;
pub use png::{FontDatabase, Lacking, PngError, PngSize, png};
pub use svg::svg;
pub use text::{Strokes, text};
