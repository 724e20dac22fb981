//! Which entities are one: the ledger and the rules, for all commands that read a graph.

use crate::cli::exit::{Exit, Failure, plain};
use crate::cli::messages::Messages;
use crate::cli::open::shown;
use clap::{Args, ValueEnum};
use graphwright::graph::{Minter, Name, Object, Shard};
use graphwright::model::{Fault, Severity};
use graphwright::ontology::Ontology;
use graphwright::resolve::{Decided, Ledger, certain, decide};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, Clone, Args)]
pub struct WhoOptions {
    /// A ledger of which entities are one and which are not: a table with tabs of same or different, two ids, who
    /// decided, why; it wins over every rule (see `resolve`)
    #[arg(long, value_name = "FILE")]
    pub ledger: Vec<PathBuf>,
    /// What becomes one without a line in the ledger
    #[arg(long, value_name = "WHICH", default_value = "certain")]
    pub merge: MergeArgument,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MergeArgument {
    /// What the inputs say is the same, by `same_as` or owl:sameAs
    Certain,
    /// Nothing
    None,
}

/// What decides who is who.
#[derive(Debug, Clone)]
pub struct Who {
    pub ledger: Ledger,
    merge: MergeArgument,
}

impl Who {
    /// Reads the ledgers; one after the other they are one. What is wrong with them is printed.
    pub fn new(options: &WhoOptions, messages: &Messages) -> Result<Self, Failure> {
        let mut ledger = Ledger::default();
        let mut faults = Vec::new();
        for path in &options.ledger {
            let name: Arc<str> = shown(path).into();
            let bytes = std::fs::read(path)
                .map_err(|error| Failure::new(Exit::Input, format!("{name}: {}", plain(&error))))?;
            let (read, mut found) = Ledger::read(&bytes, &name);
            ledger.lines.extend(read.lines);
            faults.append(&mut found);
        }
        if messages.faults(&mut faults) > 0 {
            return Err(Failure::reported(Exit::Input));
        }
        Ok(Self {
            ledger,
            merge: options.merge,
        })
    }

    /// Whether nothing could become one.
    pub fn is_idle(&self) -> bool {
        self.ledger.is_empty() && self.merge == MergeArgument::None
    }

    /// A shard in which what is one has one name.
    pub fn settle(
        &self,
        shard: Shard,
        minter: &Minter,
        ontology: &Ontology,
    ) -> (Shard, Decided, Vec<Fault>) {
        let pairs = match self.merge {
            MergeArgument::Certain => certain(&shard, ontology),
            MergeArgument::None => Vec::new(),
        };
        if pairs.is_empty() && self.ledger.is_empty() {
            return (shard, Decided::default(), Vec::new());
        }
        let known = known(&shard);
        let (decided, faults) = decide(&self.ledger, &pairs, minter, |name| known.contains(name));
        if faults.iter().any(|fault| fault.severity == Severity::Error) {
            return (shard, Decided::default(), faults);
        }
        (shard.renamed(&decided.names(), minter), decided, faults)
    }
}

/// Every entity that is described or that a relation names.
fn known(shard: &Shard) -> BTreeSet<Name> {
    let mut known: BTreeSet<Name> = shard.entity_views().map(|(name, _)| name.clone()).collect();
    for claim in shard.claims() {
        known.insert(claim.subject.clone());
        known.extend(claim.place.clone());
        if let Object::Entity(object) = &claim.object {
            known.insert(object.clone());
        }
    }
    known
}
