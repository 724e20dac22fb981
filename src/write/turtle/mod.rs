//! Turtle and `TriG` for people and for diffs: prefixes in use only, subjects in a fixed order, `a` first,
//! one fact a line, the same bytes for the same triples.

mod layout;
mod names;
mod shorten;
mod stream;
mod term;

pub(super) use stream::Statements;

use crate::rdf::{Index, Prefixes, Quad, TermId};
use crate::write::text::Text;
use crate::write::turtle::layout::{Nesting, nesting, subjects};
use crate::write::turtle::names::{Names, names};
use oxigraph::model::vocab::rdf;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes the quads; named graphs come as `TriG` blocks after the default graph. `prefixes` come before those
/// of the index.
///
/// # Errors
/// Those of `out`.
pub fn write_turtle(index: &Index, prefixes: &Prefixes, out: &mut dyn Write) -> io::Result<()> {
    let nesting = nesting(index);
    let names = names(index, prefixes, &nesting);
    let mut writer = Writer {
        index,
        names,
        nesting,
        class: index.find(rdf::TYPE),
        text: Text::new(out),
    };
    if index.n_triple_terms() > 0 {
        writer.text.push("VERSION \"1.2\"\n");
    }
    for (prefix, namespace) in writer.names.used_prefixes() {
        // Writing to a string cannot fail.
        let _ = writeln!(writer.text.buffer(), "@prefix {prefix}: <{namespace}> .");
    }
    writer.graph(TermId::DEFAULT_GRAPH, 0)?;
    for graph in index.named_graphs() {
        writer.text.push("\n");
        writer.names.term(index, *graph, writer.text.buffer());
        writer.text.push(" {");
        writer.graph(*graph, 1)?;
        writer.text.push("}\n");
    }
    writer.text.finish()
}

/// Of how many subjects the objects are fetched together. Objects lie where their names put them, far from the
/// subjects; the texts of so many stay in the nearest caches until they are written.
const SUBJECTS_AT_ONCE: usize = 32;

/// No more objects of one subject are fetched than stay there.
const FETCHED_OF_ONE: usize = 64;

struct Writer<'w> {
    index: &'w Index,
    names: Names,
    nesting: Nesting,
    /// `rdf:type`.
    class: Option<TermId>,
    text: Text<'w>,
}

impl Writer<'_> {
    fn graph(&mut self, graph: TermId, depth: usize) -> io::Result<()> {
        let mut objects = Vec::new();
        for subjects in subjects(self.index, graph).chunks(SUBJECTS_AT_ONCE) {
            for subject in subjects {
                let facts = self.index.about(graph, *subject).take(FETCHED_OF_ONE);
                objects.extend(facts.map(|quad| quad.object));
            }
            self.names.fetch(self.index, &objects);
            objects.clear();
            for subject in subjects {
                if !self.nesting.is_nested(*subject) {
                    self.subject(graph, *subject, depth)?;
                }
            }
        }
        Ok(())
    }

    fn subject(&mut self, graph: TermId, subject: TermId, depth: usize) -> io::Result<()> {
        let index = self.index;
        self.line(depth);
        if self.nesting.is_anonymous(subject) {
            self.text.push("[]");
        } else {
            self.names.term(index, subject, self.text.buffer());
        }
        self.facts(index.about(graph, subject), depth + 1, true)?;
        self.text.push(" .\n");
        self.text.relieve()
    }

    /// Begins a line.
    fn line(&mut self, depth: usize) {
        self.text.push("\n");
        for _ in 0..depth {
            self.text.push("  ");
        }
    }

    /// The facts of one subject, the first behind it, the others each on a line of its own.
    fn facts(
        &mut self,
        facts: impl Iterator<Item = Quad> + Clone,
        depth: usize,
        is_first_behind: bool,
    ) -> io::Result<()> {
        let class = self.class;
        let is_class = move |quad: &Quad| Some(quad.predicate) == class;
        let classes = facts.clone().filter(is_class);
        let others = facts.filter(|quad| !is_class(quad));
        for (position, quad) in classes.chain(others).enumerate() {
            if position > 0 {
                self.text.push(" ;");
            }
            if position == 0 && is_first_behind {
                self.text.push(" ");
            } else {
                self.line(depth);
            }
            if is_class(&quad) {
                self.text.push("a ");
            } else {
                let buffer = self.text.buffer();
                self.names.term(self.index, quad.predicate, buffer);
                buffer.push(' ');
            }
            self.object(quad.object, depth)?;
        }
        Ok(())
    }

    fn object(&mut self, object: TermId, depth: usize) -> io::Result<()> {
        let index = self.index;
        if !self.nesting.is_nested(object) {
            self.names.term(index, object, self.text.buffer());
            return self.text.relieve();
        }
        if let Some(items) = self.nesting.list(object) {
            let items = items.to_vec();
            self.text.push("(");
            for item in items {
                self.text.push(" ");
                self.object(item, depth)?;
            }
            self.text.push(" )");
            return Ok(());
        }
        let facts: Vec<Quad> = self.nesting.facts(index, object);
        if facts.is_empty() {
            self.text.push("[]");
            return Ok(());
        }
        self.text.push("[");
        self.facts(facts.iter().copied(), depth + 1, false)?;
        self.line(depth);
        self.text.push("]");
        Ok(())
    }
}
