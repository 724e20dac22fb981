//! What follows from the inputs, added to what they say and marked as such.

use crate::cli::exit::Failure;
use crate::cli::load::limit;
use clap::{Args, ValueEnum};
use graphwright::graph::Minter;
use graphwright::infer::{Additions, InferError, RuleSet, infer};
use graphwright::limits::INFERRED;
use graphwright::ontology::Ontology;
use graphwright::rdf::{Index, Quads};

#[derive(Debug, Clone, Copy, Args)]
pub struct InferOptions {
    /// Add what follows from the ontology by rules, as triples in the named graph gw:inferred, with a gw:Inference for
    /// each that rests on claims: its rule and those claims; nothing of it mixes with what was said
    #[arg(long, value_name = "RULES")]
    infer: Option<RulesArgument>,
    /// How many triples may follow
    #[arg(long, value_name = "N", default_value_t = INFERRED, requires = "infer")]
    max_inferred: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RulesArgument {
    /// Kinds of classes and of properties, domains and ranges
    Rdfs,
    /// Besides, inverse, symmetric and transitive properties, equivalence, and owl:sameAs
    OwlRlLite,
}

impl InferOptions {
    /// Whether anything is to follow.
    pub fn is_given(self) -> bool {
        self.infer.is_some()
    }

    /// The quads with all that follows from them. Without `in_graph` no named graph is made.
    pub fn add(
        self,
        quads: Quads,
        ontology: &Ontology,
        minter: &Minter,
        in_graph: bool,
    ) -> Result<Quads, Failure> {
        let rules = match self.infer {
            None => return Ok(quads),
            Some(RulesArgument::Rdfs) => RuleSet::Rdfs,
            Some(RulesArgument::OwlRlLite) => RuleSet::OwlRlLite,
        };
        let index = Index::new(quads).map_err(limit)?;
        let conclusions = infer(&index, ontology.triples(), rules, self.max_inferred);
        let conclusions = conclusions.map_err(|error| match error {
            InferError::TooMany(_) => limit(format!("{error}; --max-inferred sets the limit")),
            _ => limit(error),
        })?;
        let additions = Additions::of(conclusions, &index, minter, in_graph).map_err(limit)?;
        additions.add_to(index).map_err(limit)
    }
}
