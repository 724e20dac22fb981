//! Quads written as they come, so that memory does not grow with them.

use crate::format::Format;
use crate::rdf::{Prefixes, Quads};
use crate::write::WriteError;
use crate::write::ntriples::term;
use crate::write::text::Text;
use crate::write::turtle::Statements;
use oxigraph::io::{RdfSerializer, WriterQuadSerializer};
use oxigraph::model::{BlankNode, GraphName, NamedOrBlankNode, Quad, Term, TermRef, Triple};
use std::io::{self, Write};

/// A stream of quads on its way to an output, in their order.
pub struct Stream<'o> {
    format: Format,
    target: Option<&'o mut dyn Write>,
    serializer: Option<WriterQuadSerializer<&'o mut dyn Write>>,
    /// Turtle is our own.
    turtle: Option<(Statements, Text<'o>)>,
    prefixes: Prefixes,
}

impl std::fmt::Debug for Stream<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stream")
            .field("format", &self.format)
            .finish_non_exhaustive()
    }
}

impl<'o> Stream<'o> {
    /// A stream in a form of RDF. `prefixes` come before those of the first quads.
    pub fn new(format: Format, prefixes: Prefixes, out: &'o mut dyn Write) -> Self {
        Self {
            format,
            target: Some(out),
            serializer: None,
            turtle: None,
            prefixes,
        }
    }

    /// Writes quads behind those before.
    ///
    /// # Errors
    /// [`WriteError`] if the bytes cannot be put down or the format cannot say what is in the quads.
    pub fn write(&mut self, quads: &Quads) -> Result<(), WriteError> {
        if !self.format.holds_named_graphs() {
            let n_quads = quads.iter().filter(|[graph, ..]| graph.is_some()).count();
            if n_quads > 0 {
                return Err(WriteError::NamedGraphs {
                    format: self.format.name(),
                    n_graphs: 1,
                    n_quads,
                });
            }
        }
        if matches!(self.format, Format::NTriples | Format::NQuads) {
            return match &mut self.target {
                Some(out) => Ok(lines(quads, *out)?),
                None => Ok(()),
            };
        }
        self.start(quads)?;
        if let Some((statements, text)) = &mut self.turtle {
            return Ok(triples(quads, statements, text)?);
        }
        if let Some(serializer) = &mut self.serializer {
            for quad in quads.iter() {
                if let Some(quad) = whole(quad) {
                    serializer.serialize_quad(&quad)?;
                }
            }
        }
        Ok(())
    }

    /// Writes what stands before the first quad.
    fn start(&mut self, quads: &Quads) -> Result<(), WriteError> {
        let Some(out) = self.target.take() else {
            return Ok(());
        };
        let Some(format) = self.format.rdf() else {
            return Err(WriteError::NotRdf(self.format.name()));
        };
        self.prefixes.merge(quads.prefixes.clone());
        if self.format == Format::Turtle {
            let mut text = Text::new(out);
            let statements = Statements::new(std::mem::take(&mut self.prefixes), &mut text);
            self.turtle = Some((statements, text));
            return Ok(());
        }
        let mut serializer = RdfSerializer::from_format(format);
        for (prefix, namespace) in self.prefixes.iter() {
            serializer = serializer
                .with_prefix(prefix, namespace)
                .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        }
        self.serializer = Some(serializer.for_writer(out));
        Ok(())
    }

    /// Writes what stands after the last quad.
    ///
    /// # Errors
    /// Those of the output.
    pub fn finish(mut self) -> Result<(), WriteError> {
        self.start(&Quads::default())?;
        if let Some((statements, text)) = &mut self.turtle {
            statements.finish(text);
            return Ok(text.finish()?);
        }
        if let Some(serializer) = self.serializer
            && !matches!(self.format, Format::NTriples | Format::NQuads)
        {
            serializer.finish()?;
        }
        Ok(())
    }
}

fn triples(quads: &Quads, statements: &mut Statements, text: &mut Text<'_>) -> io::Result<()> {
    for [_, subject, predicate, object] in quads.iter() {
        let (Some(subject), Some(predicate), Some(object)) = (subject, predicate, object) else {
            continue;
        };
        let labelled = [subject, object].map(|term| match term {
            TermRef::BlankNode(_) | TermRef::Triple(_) => Some(labelled(term.into_owned())),
            TermRef::NamedNode(_) | TermRef::Literal(_) => None,
        });
        let [subject, object] = [(subject, &labelled[0]), (object, &labelled[1])]
            .map(|(term, labelled)| labelled.as_ref().map_or(term, TermRef::from));
        statements.triple([subject, predicate, object], text);
        text.relieve()?;
    }
    Ok(())
}

fn lines(quads: &Quads, out: &mut dyn Write) -> io::Result<()> {
    let mut text = Text::new(out);
    for [graph, subject, predicate, object] in quads.iter() {
        for part in [subject, predicate, object, graph].into_iter().flatten() {
            match part {
                TermRef::BlankNode(_) | TermRef::Triple(_) => {
                    term((&labelled(part.into_owned())).into(), text.buffer());
                }
                plain => term(plain, text.buffer()),
            }
            text.push(" ");
        }
        text.push(".\n");
        text.relieve()?;
    }
    text.finish()
}

fn whole([graph, subject, predicate, object]: [Option<TermRef<'_>>; 4]) -> Option<Quad> {
    let [graph, subject, predicate, object] = [graph, subject, predicate, object]
        .map(|term| term.map(|term| labelled(term.into_owned())));
    let node = |term: Term| match term {
        Term::NamedNode(node) => Some(NamedOrBlankNode::from(node)),
        Term::BlankNode(node) => Some(node.into()),
        Term::Literal(_) | Term::Triple(_) => None,
    };
    let Some(Term::NamedNode(predicate)) = predicate else {
        return None;
    };
    Some(Quad {
        subject: node(subject?)?,
        predicate,
        object: object?,
        graph_name: match graph {
            None => GraphName::DefaultGraph,
            Some(name) => node(name)?.into(),
        },
    })
}

/// What labels of nodes that have none in the input begin with.
const MADE: &str = "genid";

/// A term with labels that can be written. A node without a label has one here that begins with a dot; to keep
/// it apart from all others, labels of the input that look like those that it gets are made longer.
fn labelled(term: Term) -> Term {
    let label = |node: BlankNode| -> BlankNode {
        let label = match (
            node.as_str().strip_prefix('.'),
            node.as_str().strip_prefix(MADE),
        ) {
            (Some(made), _) => format!("{MADE}{made}"),
            (None, Some(rest)) => format!("{MADE}x{rest}"),
            (None, None) => return node,
        };
        BlankNode::new_unchecked(label)
    };
    match term {
        Term::BlankNode(node) => label(node).into(),
        Term::Triple(triple) => Triple {
            subject: match triple.subject {
                NamedOrBlankNode::BlankNode(node) => label(node).into(),
                named @ NamedOrBlankNode::NamedNode(_) => named,
            },
            predicate: triple.predicate,
            object: labelled(triple.object),
        }
        .into(),
        other => other,
    }
}
