//! The report as RDF (<https://www.w3.org/TR/shacl/#validation-report>).

use crate::rdf::{Index, Quads, TermId, TooManyTerms};
use crate::shacl::graph::SH;
use crate::shacl::path::Path;
use crate::shacl::report::{Report, Violation};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{BlankNode, Literal, NamedNode, Term};
use std::collections::BTreeSet;

/// A `sh:ValidationReport` with a `sh:ValidationResult` for each thing that was found. Shapes without a name have a label
/// that tells where they hang.
///
/// # Errors
/// [`TooManyTerms`] beyond 32 bits.
pub fn triples(report: &Report, index: &Index) -> Result<Quads, TooManyTerms> {
    let mut writer = Writer {
        index,
        quads: Quads::default(),
        n_nodes: 0,
        labelled: BTreeSet::new(),
    };
    writer.quads.prefixes.insert("sh", SH);
    let node = writer.node();
    writer.typed(&node, "ValidationReport")?;
    writer.tell(&node, "conforms", Literal::from(report.conforms()).into())?;
    for violation in &report.violations {
        let result = writer.result(violation)?;
        writer.tell(&node, "result", result)?;
    }
    Ok(writer.quads)
}

struct Writer<'w> {
    index: &'w Index,
    quads: Quads,
    n_nodes: usize,
    /// Shapes without a name that were told apart by a label.
    labelled: BTreeSet<TermId>,
}

impl Writer<'_> {
    /// A blank node that neither data nor shapes have.
    fn node(&mut self) -> Term {
        loop {
            self.n_nodes += 1;
            let node = BlankNode::new_unchecked(format!("result{}", self.n_nodes));
            if self.index.find(node.as_ref()).is_none() {
                return node.into();
            }
        }
    }

    fn tell(&mut self, node: &Term, local: &str, value: Term) -> Result<(), TooManyTerms> {
        self.quads.insert(node.clone(), sh(local), value)
    }

    fn typed(&mut self, node: &Term, local: &str) -> Result<(), TooManyTerms> {
        let class = sh(local);
        self.quads.insert(node.clone(), rdf::TYPE, class)
    }

    fn result(&mut self, violation: &Violation) -> Result<Term, TooManyTerms> {
        let node = self.node();
        self.typed(&node, "ValidationResult")?;
        let term = |id: TermId| self.index.term(id).into_owned();
        let (focus, shape) = (term(violation.focus), term(violation.shape));
        let constraint = violation.constraint.map(term);
        self.tell(&node, "focusNode", focus)?;
        self.tell(&node, "sourceShape", shape)?;
        self.tell(
            &node,
            "sourceConstraintComponent",
            violation.component.iri().into(),
        )?;
        self.tell(&node, "resultSeverity", violation.severity.clone().into())?;
        if self.index.is_blank(violation.shape) && self.labelled.insert(violation.shape) {
            let label = Literal::new_simple_literal(violation.shape_name.as_str());
            let shape = self.index.term(violation.shape).into_owned();
            self.quads.insert(shape, rdfs::LABEL, label)?;
        }
        if let Some(constraint) = constraint {
            self.tell(&node, "sourceConstraint", constraint)?;
        }
        if let Some(path) = &violation.path {
            let path = self.path(path)?;
            self.tell(&node, "resultPath", path)?;
        }
        if let Some(value) = &violation.value {
            self.tell(&node, "value", value.clone())?;
        }
        for message in &violation.messages {
            self.tell(&node, "resultMessage", message.clone().into())?;
        }
        for detail in &violation.details {
            let detail = self.result(detail)?;
            self.tell(&node, "detail", detail)?;
        }
        Ok(node)
    }

    fn path(&mut self, path: &Path) -> Result<Term, TooManyTerms> {
        let (property, inner) = match path {
            Path::Property(property) => return Ok(self.index.term(*property).into_owned()),
            Path::Sequence(steps) => return self.list(steps),
            Path::Alternative(ways) => ("alternativePath", self.list(ways)?),
            Path::Inverse(inner) => ("inversePath", self.path(inner)?),
            Path::ZeroOrMore(inner) => ("zeroOrMorePath", self.path(inner)?),
            Path::OneOrMore(inner) => ("oneOrMorePath", self.path(inner)?),
            Path::ZeroOrOne(inner) => ("zeroOrOnePath", self.path(inner)?),
        };
        let node = self.node();
        self.tell(&node, property, inner)?;
        Ok(node)
    }

    fn list(&mut self, paths: &[Path]) -> Result<Term, TooManyTerms> {
        let mut head: Term = rdf::NIL.into();
        for path in paths.iter().rev() {
            let first = self.path(path)?;
            let node = self.node();
            self.quads.insert(node.clone(), rdf::FIRST, first)?;
            self.quads.insert(node.clone(), rdf::REST, head)?;
            head = node;
        }
        Ok(head)
    }
}

fn sh(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{SH}{local}"))
}
