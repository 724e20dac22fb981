//! What the inputs say, held against shapes.

use crate::cli::answers::{default_seconds, seconds};
use crate::cli::exit::{Exit, Failure};
use crate::cli::input::InputOptions;
use crate::cli::load::{limit, load};
use crate::cli::loaded::Loaded;
use crate::cli::messages::Messages;
use crate::cli::open::shown;
use clap::Args;
use graphwright::model::{Fault, Place};
use graphwright::ontology::Ontology;
use graphwright::query::{QueryError, QueryLimits, Reached};
use graphwright::rdf::{Index, ProjectOptions, Quads, is_ours, ontology_quads};
use graphwright::shacl::{
    Report, ShapeFault, Shapes, ValidationError, ValidationOptions, read_shapes, validate,
};
use oxigraph::model::NamedNodeRef;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// The named graph that shapes stand in while data is held against them; queries of theirs know it as $shapesGraph.
const SHAPES_GRAPH: &str = "https://w3id.org/graphwright/core#shapesGraph";

#[derive(Debug, Args)]
pub struct ShapesOptions {
    /// Hold the graph against the shapes of a file (SHACL Core and SHACL-SPARQL) instead of ours; all named graphs
    /// count as one. May be repeated
    #[arg(long, value_name = "FILE")]
    shapes: Vec<PathBuf>,
    /// How many seconds a shape's query may take for one node; 0 is no limit
    #[arg(long, value_name = "SECONDS", default_value_t = default_seconds(), value_parser = seconds)]
    timeout: f64,
}

/// What came of holding the inputs against shapes.
pub struct Shaped {
    /// Data and shapes.
    pub index: Index,
    pub report: Report,
    pub n_shapes: usize,
    /// Whether the inputs have relations with evidence, and not RDF of another kind alone.
    pub has_claims: bool,
}

impl ShapesOptions {
    /// Whether the user names shapes.
    pub fn are_given(&self) -> bool {
        !self.shapes.is_empty()
    }

    /// Holds what the inputs say against the shapes of the user, or claims against ours; `None` where there are
    /// neither.
    pub fn check(
        &self,
        loaded: Loaded,
        input: &InputOptions,
        messages: &Messages,
    ) -> Result<Option<Shaped>, Failure> {
        let ontology = loaded.ontology.clone();
        let has_facts = loaded.has_facts();
        let quads = loaded.quads(ProjectOptions::default(), false)?;
        let mut quads = quads.in_graph(None::<NamedNodeRef<'_>>).map_err(limit)?;
        let mut has_claims = has_facts;
        if !has_facts {
            let index = Index::new(quads).map_err(limit)?;
            has_claims = is_ours(&index);
            quads = index.into_quads();
        }
        if !has_claims && !self.are_given() {
            return Ok(None);
        }
        if has_claims && self.are_given() {
            // Classes of facts are below those that a user's shapes may name.
            quads
                .merge(ontology_quads(&ontology).map_err(limit)?)
                .map_err(limit)?;
        }
        let shapes = self.shapes(&ontology, input, messages)?;
        let name = NamedNodeRef::new_unchecked(SHAPES_GRAPH);
        quads
            .merge(shapes.in_graph(Some(name)).map_err(limit)?)
            .map_err(limit)?;
        let index = Index::new(quads).map_err(limit)?;
        let shapes = self.read(&index, messages)?;
        let options = ValidationOptions {
            limits: QueryLimits {
                time: (self.timeout > 0.0).then(|| Duration::from_secs_f64(self.timeout)),
                ..QueryLimits::DEFAULT
            },
        };
        let report = validate(&index, &shapes, &options).map_err(|error| self.failure(&error))?;
        if !shapes.has_targets() {
            let name = self.name();
            messages.warn(format!(
                "{name}: no shape names nodes that should have it; nothing was checked"
            ));
        } else if report.n_checked == 0 {
            let name = self.name();
            messages.warn(format!(
                "{name}: the graph has no node that the shapes are for; nothing was checked"
            ));
        }
        Ok(Some(Shaped {
            index,
            report,
            n_shapes: shapes.len(),
            has_claims,
        }))
    }

    /// What people know the shapes by.
    fn name(&self) -> String {
        let names: Vec<String> = self.shapes.iter().map(|path| shown(path)).collect();
        if names.is_empty() {
            return "ontology".to_owned();
        }
        names.join(", ")
    }

    fn shapes(
        &self,
        ontology: &Ontology,
        input: &InputOptions,
        messages: &Messages,
    ) -> Result<Quads, Failure> {
        if !self.are_given() {
            return ontology_quads(ontology).map_err(limit);
        }
        let input = InputOptions {
            from: None,
            ..input.clone()
        };
        let loaded = load(&self.shapes, &input, messages)?;
        if loaded.has_facts() {
            let message = format!("{}: shapes are RDF; this holds facts or text", self.name());
            return Err(Failure::new(Exit::Input, message));
        }
        Ok(loaded.rdf)
    }

    /// The shapes, if nothing is wrong with them: what bad ones would have found is not known.
    fn read(&self, index: &Index, messages: &Messages) -> Result<Shapes, Failure> {
        let graph = index.find(NamedNodeRef::new_unchecked(SHAPES_GRAPH));
        let Some(graph) = graph.filter(|graph| index.named_graphs().contains(graph)) else {
            return Ok(Shapes::default());
        };
        let (shapes, faults) = read_shapes(index, graph);
        let place = Place::input(&Arc::from(self.name()));
        let fault = |fault: &ShapeFault| {
            let message = fault.to_string();
            if fault.is_error {
                Fault::error(place.clone(), message)
            } else {
                Fault::warning(place.clone(), message)
            }
        };
        let mut faults: Vec<Fault> = faults.iter().map(fault).collect();
        if messages.faults(&mut faults) > 0 {
            return Err(Failure::reported(Exit::Input));
        }
        Ok(shapes)
    }

    fn failure(&self, error: &ValidationError) -> Failure {
        let exit = match error {
            ValidationError::Query {
                error: QueryError::Stopped(_),
                ..
            }
            | ValidationError::TooDeep { .. }
            | ValidationError::NoThread(_) => Exit::Limit,
            _ => Exit::Input,
        };
        let option = match error {
            ValidationError::Query {
                error: QueryError::Stopped(Reached::Time(_)),
                ..
            } => "; --timeout sets the limit",
            _ => "",
        };
        Failure::new(exit, format!("{}: {error}{option}", self.name()))
    }
}
