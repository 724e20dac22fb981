use crate::cli::Outcome;
use crate::cli::input::InputOptions;
use crate::cli::load::load;
use crate::cli::messages::Messages;
use crate::cli::output::to_standard_output;
use clap::Args;
use graphwright::extract::Counts;
use graphwright::graph::{KnowledgeGraph, Name, Statistics, statistics};
use graphwright::model::visible;
use graphwright::ontology::Ontology;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

/// Count what a graph holds
///
/// Entities by class, relations by predicate and standing, how many carry evidence, connected components,
/// and the most connected entities by PageRank. Of texts also how much was read and not understood.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Facts, RDF, or texts to extract facts from; - is standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// How many of the most connected entities to name
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
    #[command(flatten)]
    input: InputOptions,
}

pub fn run(arguments: &Arguments, messages: &Messages) -> Outcome {
    let loaded = load(&arguments.inputs, &arguments.input, messages)?;
    let exit = loaded.exit();
    let ontology = loaded.ontology.clone();
    let counts = loaded.counts;
    let (graph, n_left) = loaded.graph(messages)?;
    if n_left > 0 {
        messages.note(format!(
            "{n_left} triples are not claims and are not counted"
        ));
    }
    let figures = statistics(&graph, arguments.top);
    to_standard_output(|out| {
        print(&figures, &graph, &ontology, out)?;
        counts.map_or(Ok(()), |counts| print_reading(&counts, out))
    })?;
    Ok(exit)
}

fn print(
    figures: &Statistics,
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    out: &mut dyn Write,
) -> io::Result<()> {
    let counts = [
        ("entities", figures.n_entities),
        ("relations", figures.n_relations),
        ("  with evidence", figures.n_with_evidence),
        (
            "  with a quote that is not in its source",
            figures.n_unverified,
        ),
        ("  said by a speaker", figures.n_attributed),
        ("sources", figures.n_sources),
        ("connected components", figures.n_components),
    ];
    for (what, count) in counts {
        writeln!(out, "{count:>7}  {what}")?;
    }
    writeln!(out, "\nrelations by standing")?;
    for (standing, count) in most_first(&figures.standings) {
        writeln!(out, "{count:>7}  {standing}")?;
    }
    let label = |name: &Name| {
        let open = graph
            .open_terms()
            .get(name)
            .and_then(|term| term.labels.first())
            .map(String::as_str);
        let label = ontology
            .label(name.as_str())
            .or(open)
            .unwrap_or_else(|| name.local());
        visible(label)
    };
    writeln!(out, "\nrelations by predicate")?;
    for (predicate, count) in most_first(&figures.predicates) {
        writeln!(out, "{count:>7}  {}", label(predicate))?;
    }
    writeln!(out, "\nentities by class")?;
    for (class, count) in most_first(&figures.classes) {
        writeln!(out, "{count:>7}  {}", label(class))?;
    }
    if figures.n_unclassified > 0 {
        writeln!(out, "{:>7}  (none)", figures.n_unclassified)?;
    }
    writeln!(out, "\nmost connected entities")?;
    writeln!(out, "{:>7}  {:>8}  entity", "degree", "PageRank")?;
    for entity in &figures.top {
        let label = visible(&entity.label);
        writeln!(
            out,
            "{:>7}  {:>8.4}  {label}",
            entity.degree, entity.page_rank
        )?;
    }
    Ok(())
}

/// How much of the texts was understood.
fn print_reading(counts: &Counts, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\nread from texts")?;
    for (what, count) in [
        ("sentences", counts.n_sentences),
        ("clauses", counts.n_clauses),
        (
            "  from which no relation was drawn",
            counts.n_clauses_without_relation,
        ),
        ("mentions of somebody or something", counts.n_mentions),
        (
            "  of which it was not found out who or what is meant",
            counts.n_mentions_unresolved,
        ),
    ] {
        writeln!(out, "{count:>7}  {what}")?;
    }
    Ok(())
}

/// The largest counts first, equal ones in the order of their keys.
fn most_first<K: Ord>(counts: &BTreeMap<K, usize>) -> Vec<(&K, usize)> {
    let mut counts: Vec<(&K, usize)> = counts.iter().map(|(key, count)| (key, *count)).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}
