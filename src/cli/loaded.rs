//! What inputs say, ready to be written, drawn or asked.

use crate::cli::exit::{Exit, Failure};
use crate::cli::load::limit;
use crate::cli::messages::Messages;
use crate::cli::who::Who;
use graphwright::extract::Counts;
use graphwright::format::Format;
use graphwright::graph::{KnowledgeGraph, Minter, Name, Shard};
use graphwright::model::Severity;
use graphwright::ontology::Ontology;
use graphwright::rdf::{Index, ProjectOptions, Quads, prefixes, project_shard, recover};
use graphwright::resolve::Decided;
use std::collections::BTreeSet;

/// What the inputs say.
#[derive(Clone)]
pub struct Loaded {
    /// The facts, under global names.
    pub facts: Shard,
    /// The RDF, triple by triple.
    pub rdf: Quads,
    pub ontology: Ontology,
    pub minter: Minter,
    /// What was read of texts, if any input was one.
    pub counts: Option<Counts>,
    /// How many errors were passed over under `--keep-going`.
    pub n_dropped: usize,
    /// What decides which entities are one.
    pub who: Who,
    /// What it came to for the facts.
    pub decided: Decided,
    /// The format of each input.
    pub formats: Vec<Format>,
}

impl Loaded {
    /// [`Exit::Done`], or [`Exit::No`] where records were dropped.
    pub fn exit(&self) -> Exit {
        if self.n_dropped == 0 {
            Exit::Done
        } else {
            Exit::No
        }
    }

    /// Whether any input was something else than RDF.
    pub fn has_facts(&self) -> bool {
        self.formats.iter().any(|format| format.rdf().is_none())
    }

    /// All that the inputs say as quads. With `rewrite`, claims in RDF are written anew too; otherwise RDF
    /// stays as it stands.
    pub fn quads(self, options: ProjectOptions, rewrite: bool) -> Result<Quads, Failure> {
        let mut facts = self.facts;
        let mut rdf = self.rdf;
        if rewrite && !rdf.is_empty() {
            let index = Index::new(rdf).map_err(limit)?;
            if graphwright::rdf::is_ours(&index) {
                let recovered = recover(&index, &self.minter).map_err(limit)?;
                facts.merge(recovered.shard);
                rdf = recovered.remainder;
            } else {
                rdf = index.into_quads();
            }
        }
        let mut quads = project_shard(facts, options).map_err(limit)?;
        quads.prefixes = prefixes(&self.minter, &self.ontology);
        quads.merge(rdf).map_err(limit)?;
        Ok(quads)
    }

    /// The same without some claims. RDF that has claims of ours becomes facts for it.
    pub fn without_claims(self, unwanted: &BTreeSet<Name>) -> Result<Self, Failure> {
        let loaded = self.with_claims_as_facts()?;
        Ok(Self {
            facts: loaded.facts.without_claims(unwanted),
            ..loaded
        })
    }

    /// The same with what is one under one name. A ledger makes facts of RDF that has claims of ours: their names
    /// depend on those of their ends.
    pub fn settled(self, messages: &Messages) -> Result<Self, Failure> {
        if self.who.is_idle() {
            return Ok(self);
        }
        let loaded = if self.who.ledger.is_empty() {
            self
        } else {
            self.with_claims_as_facts()?
        };
        let Self { facts, rdf, .. } = loaded;
        let (facts, decided, mut faults) =
            loaded.who.settle(facts, &loaded.minter, &loaded.ontology);
        if !rdf.is_empty() {
            // What a ledger names may be in there.
            faults.retain(|fault| fault.severity == Severity::Error);
        }
        if messages.faults(&mut faults) > 0 {
            return Err(Failure::reported(Exit::Input));
        }
        if !decided.merged.is_empty() {
            let n_merged = decided.merged.len();
            let are = if n_merged == 1 {
                "entity goes"
            } else {
                "entities go"
            };
            messages.note(format!(
                "{n_merged} {are} by the name of another that is the same (graphwright resolve lists them)"
            ));
        }
        Ok(Self {
            facts,
            rdf,
            decided,
            ..loaded
        })
    }

    /// The same with claims of ours in RDF as facts.
    fn with_claims_as_facts(self) -> Result<Self, Failure> {
        let mut facts = self.facts;
        let rdf = claims_as_facts(self.rdf, &mut facts, &self.minter)?;
        Ok(Self { facts, rdf, ..self })
    }

    /// All that the inputs say as a graph, and how many triples of RDF it has no place for.
    pub fn graph(self, messages: &Messages) -> Result<(KnowledgeGraph, usize), Failure> {
        let (graph, n_left, _) = self.settled_graph(messages)?;
        Ok((graph, n_left))
    }

    /// The graph with what of it became one.
    pub fn settled_graph(
        self,
        messages: &Messages,
    ) -> Result<(KnowledgeGraph, usize, Decided), Failure> {
        let mut decided = self.decided;
        let mut shard = self.facts;
        let mut n_left = 0;
        if !self.rdf.is_empty() {
            let index = Index::new(self.rdf).map_err(limit)?;
            let recovered = recover(&index, &self.minter).map_err(limit)?;
            if recovered.n_incomplete > 0 {
                messages.warn(format!(
                    "{} claims lack a subject, a predicate or an object and are left out",
                    recovered.n_incomplete
                ));
            }
            n_left = recovered.remainder.len();
            shard.merge(recovered.shard);
            let (settled, further, _) = self.who.settle(shard, &self.minter, &self.ontology);
            shard = settled;
            decided.merged.extend(further.merged);
            decided.different.extend(further.different);
            decided.kept_apart.extend(further.kept_apart);
        }
        decided.merged.sort_unstable();
        decided.merged.dedup();
        Ok((shard.into_graph(), n_left, decided))
    }
}

/// Takes claims of ours out of RDF and adds them to the facts; gives what is left of the RDF.
pub(super) fn claims_as_facts(
    rdf: Quads,
    facts: &mut Shard,
    minter: &Minter,
) -> Result<Quads, Failure> {
    if rdf.is_empty() {
        return Ok(rdf);
    }
    let index = Index::new(rdf).map_err(limit)?;
    if !graphwright::rdf::is_ours(&index) {
        return Ok(index.into_quads());
    }
    let recovered = recover(&index, minter).map_err(limit)?;
    facts.merge(recovered.shard);
    let mut remainder = recovered.remainder;
    remainder.prefixes = index.into_quads().prefixes;
    Ok(remainder)
}
