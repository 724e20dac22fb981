//! Turtle and `TriG` for people and for diffs: prefixes in use only, subjects in a fixed order, `a` first,
//! one fact a line, the same bytes for the same triples.

mod layout;
mod term;

use crate::rdf::{Index, Prefixes, Quad, TermId};
use crate::write::turtle::layout::{Nesting, nesting, subjects};
use crate::write::turtle::term::{Names, RDF_TYPE, names};
use oxigraph::model::Term;
use std::io::{self, Write};

/// Writes the quads; named graphs come as `TriG` blocks after the default graph. `prefixes` come before those
/// of the index.
///
/// # Errors
/// Those of `out`.
pub fn write_turtle(index: &Index, prefixes: &Prefixes, out: &mut dyn Write) -> io::Result<()> {
    let nesting = nesting(index);
    let names = names(index, prefixes, &nesting);
    if index
        .terms()
        .iter()
        .any(|term| matches!(term, Term::Triple(_)))
    {
        writeln!(out, "VERSION \"1.2\"")?;
    }
    for (prefix, namespace) in names.used_prefixes() {
        writeln!(out, "@prefix {prefix}: <{namespace}> .")?;
    }
    let mut writer = Writer {
        index,
        names,
        nesting,
        out,
    };
    writer.graph(TermId::DEFAULT_GRAPH, 0)?;
    for graph in index.named_graphs() {
        write!(writer.out, "\n{} {{", writer.names.term(index.term(*graph)))?;
        writer.graph(*graph, 1)?;
        writeln!(writer.out, "}}")?;
    }
    Ok(())
}

struct Writer<'w> {
    index: &'w Index,
    names: Names,
    nesting: Nesting,
    out: &'w mut dyn Write,
}

impl Writer<'_> {
    fn graph(&mut self, graph: TermId, depth: usize) -> io::Result<()> {
        let index = self.index;
        for facts in subjects(index, graph) {
            let subject = facts[0].subject;
            if self.nesting.is_nested(subject) {
                continue;
            }
            let name = if self.nesting.is_anonymous(subject) {
                "[]".to_owned()
            } else {
                self.names.term(index.term(subject))
            };
            write!(self.out, "\n{:width$}{name}", "", width = depth * 2)?;
            self.facts(facts, depth + 1, true)?;
            writeln!(self.out, " .")?;
        }
        Ok(())
    }

    /// The facts of one subject, the first behind it, the others each on a line of its own.
    fn facts(&mut self, facts: &[Quad], depth: usize, is_first_behind: bool) -> io::Result<()> {
        let index = self.index;
        let is_class = |quad: &&Quad| matches!(index.term(quad.predicate), Term::NamedNode(node) if node.as_ref() == RDF_TYPE);
        let classes = facts.iter().filter(is_class);
        let others = facts.iter().filter(|quad| !is_class(quad));
        for (position, quad) in classes.chain(others).enumerate() {
            if position > 0 {
                write!(self.out, " ;")?;
            }
            if position == 0 && is_first_behind {
                write!(self.out, " ")?;
            } else {
                write!(self.out, "\n{:width$}", "", width = depth * 2)?;
            }
            let predicate = self.names.predicate(index.term(quad.predicate));
            write!(self.out, "{predicate} ")?;
            self.object(quad.object, depth)?;
        }
        Ok(())
    }

    fn object(&mut self, object: TermId, depth: usize) -> io::Result<()> {
        let index = self.index;
        if let Some(items) = self.nesting.list(object) {
            let items = items.to_vec();
            write!(self.out, "(")?;
            for item in items {
                write!(self.out, " ")?;
                self.object(item, depth)?;
            }
            return write!(self.out, " )");
        }
        if !self.nesting.is_nested(object) {
            let name = self.names.term(index.term(object));
            return write!(self.out, "{name}");
        }
        let facts: Vec<Quad> = self.nesting.facts(index, object);
        if facts.is_empty() {
            return write!(self.out, "[]");
        }
        write!(self.out, "[")?;
        self.facts(&facts, depth + 1, false)?;
        write!(self.out, "\n{:width$}]", "", width = depth * 2)
    }
}
