//! What became one and what may be one: for people, as a ledger to fill in, and as JSON Lines.

use crate::graph::{KnowledgeGraph, Minter, Name};
use crate::model::visible;
use crate::resolve::{Decided, Merged, Proposal, Proposals};
use serde_json::json;
use std::io::{self, Write};

/// Writes merges and proposals for people.
///
/// # Errors
/// Those of writing to `out`.
pub fn table(
    decided: &Decided,
    proposals: &Proposals,
    graph: &KnowledgeGraph,
    minter: &Minter,
    out: &mut impl Write,
) -> io::Result<()> {
    let id = |name: &Name| visible(&minter.entity_id(name));
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    writeln!(out, "{}", count(decided.merged.len(), "merge"))?;
    for merged in &decided.merged {
        writeln!(
            out,
            "  {} is {}: {}",
            id(&merged.other),
            id(&merged.kept),
            visible(&merged.because)
        )?;
    }
    for pair in &decided.kept_apart {
        let [one, other] = [&pair.names[0], &pair.names[1]].map(id);
        writeln!(
            out,
            "  {one} is not {other}: the ledger keeps apart what would be one, since {}",
            visible(&pair.because)
        )?;
    }
    writeln!(out, "{}", count(proposals.proposals.len(), "proposal"))?;
    for proposal in &proposals.proposals {
        let shown = |name: &Name| {
            let label = graph
                .entity(name)
                .map_or_else(|| name.local(), |entity| entity.label());
            format!("{} \"{}\"", id(name), visible(label))
        };
        let [kept, other] = [&proposal.names[0], &proposal.names[1]].map(shown);
        writeln!(
            out,
            "  {other} may be {kept}: {}",
            visible(&reasons(proposal))
        )?;
    }
    if proposals.n_ambiguous > 0 {
        let what = count(proposals.n_ambiguous, "short name");
        writeln!(out, "{what} would fit too many long ones to say which")?;
    }
    Ok(())
}

/// Writes proposals as lines of a ledger that wait for a decision.
///
/// # Errors
/// Those of writing to `out`.
pub fn tsv(proposals: &Proposals, minter: &Minter, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "# Put same or different in place of each ?, your name in the fourth column, and give the file as --ledger."
    )?;
    writeln!(out, "# decision\tid that stays\tid\twho\twhy")?;
    for proposal in &proposals.proposals {
        let [kept, other] = [&proposal.names[0], &proposal.names[1]].map(|name| {
            // A cell ends where a tab or a line does.
            minter.entity_id(name).replace(['\t', '\n', '\r'], " ")
        });
        let why = reasons(proposal).replace(['\t', '\n', '\r'], " ");
        writeln!(out, "?\t{kept}\t{other}\t\t{why}")?;
    }
    Ok(())
}

/// Writes merges and proposals as JSON Lines.
///
/// # Errors
/// Those of writing to `out`.
pub fn lines(
    decided: &Decided,
    proposals: &Proposals,
    minter: &Minter,
    out: &mut impl Write,
) -> io::Result<()> {
    let id = |name: &Name| minter.entity_id(name);
    for Merged {
        kept,
        other,
        because,
    } in &decided.merged
    {
        let line =
            json!({"kind": "merged", "kept": id(kept), "other": id(other), "because": because});
        writeln!(out, "{line}")?;
    }
    for pair in &decided.kept_apart {
        let [one, other] = [&pair.names[0], &pair.names[1]].map(id);
        let line =
            json!({"kind": "kept-apart", "kept": one, "other": other, "because": pair.because});
        writeln!(out, "{line}")?;
    }
    for proposal in &proposals.proposals {
        let [kept, other] = [&proposal.names[0], &proposal.names[1]].map(id);
        let reasons: Vec<&str> = proposal
            .reasons
            .iter()
            .map(|reason| reason.words.as_str())
            .collect();
        let line = json!({"kind": "proposed", "kept": kept, "other": other, "because": reasons});
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn reasons(proposal: &Proposal) -> String {
    let reasons: Vec<&str> = proposal
        .reasons
        .iter()
        .map(|reason| reason.words.as_str())
        .collect();
    reasons.join("; ")
}
