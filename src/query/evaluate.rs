use crate::query::bnode::make_per_row;
use crate::query::capped::cap;
use crate::query::dataset::{DefaultGraph, IndexDataset};
use crate::query::mended::mend;
use crate::query::merged::MergedGraph;
use crate::query::plan;
use crate::query::rows::failure;
use crate::query::shortcuts::{self, Shortcuts};
use crate::query::stop::stoppable;
use crate::query::watch::Watch;
use crate::query::{Cancel, ParsedQuery, QueryError, QueryLimits, Reached, Rows};
use crate::rdf::{GraphSelection, Index, Quads};
use oxigraph::model::{GraphName, NamedNode, Term};
use oxigraph::sparql::{QueryResults, QueryTripleIter, SparqlEvaluator};
use spargebra::Query;
use std::sync::Arc;
use std::time::Duration;

/// What a query without FROM sees as the default graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DefaultGraphChoice {
    /// The default graph of the input, as the standard says.
    #[default]
    Own,
    /// Everything: the default graph and all named graphs as one.
    Union,
}

/// How a query is evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EvaluationOptions {
    /// What the query sees as the default graph, unless it says so itself with FROM.
    pub default_graph: DefaultGraphChoice,
    /// What the index answers without rows, and whether it orders the patterns.
    pub shortcuts: Shortcuts,
    /// What it may use.
    pub limits: QueryLimits,
}

/// The answer to a query.
#[derive(Debug)]
pub enum Answer<'a> {
    /// SELECT.
    Rows(Rows<'a>),
    /// ASK.
    Truth(bool),
    /// CONSTRUCT and DESCRIBE. Prefixes of the query and of the input are in it.
    Graph(Quads),
}

/// Answers a query from an index.
///
/// Rows come in an order that is the same on every run, which is that of ORDER BY where the query has one.
/// Call it, and read the rows, [with a deep stack](crate::query::with_deep_stack) where the query may come
/// from a program.
///
/// # Errors
/// [`QueryError::Stopped`] at a limit; [`QueryError::Evaluation`] for a function that the evaluator does not have.
///
/// ```
/// use graphwright::query::{Answer, EvaluationOptions, ParseOptions, evaluate, parse};
/// use graphwright::rdf::{Index, Quads};
///
/// let index = Index::new(Quads::default())?;
/// let query = parse("ASK { ?s a owl:Class }", &ParseOptions::default())?;
/// let answer = evaluate(&query, &index, &EvaluationOptions::default())?;
/// assert!(matches!(answer, Answer::Truth(false)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn evaluate<'a>(
    query: &ParsedQuery,
    index: &'a Index,
    options: &EvaluationOptions,
) -> Result<Answer<'a>, QueryError> {
    evaluate_until(query, index, options, &Cancel::default())
}

/// Answers a query as [`evaluate`] does, and lets another thread cancel it, the reading of its rows included.
///
/// # Errors
/// As [`evaluate`]; [`Reached::Cancelled`] where it was cancelled.
pub fn evaluate_until<'a>(
    query: &ParsedQuery,
    index: &'a Index,
    options: &EvaluationOptions,
    cancel: &Cancel,
) -> Result<Answer<'a>, QueryError> {
    let watch = Watch::start(&options.limits, cancel).map_err(QueryError::NoThread)?;
    stopped(&watch)?;
    let default_graph = default_graph(&query.algebra, index, options.default_graph);
    let mut algebra = query.algebra.clone();
    mend(&mut algebra, index);
    // What is answered without rows does not know of blank nodes that variables stand for.
    if matches!(default_graph, DefaultGraph::Own) && query.blank.is_empty() {
        let take = || shortcuts::take(&mut algebra, index, options.shortcuts);
        stoppable(watch.stopper(), take);
        stopped(&watch)?;
    }
    let mut evaluator = SparqlEvaluator::new().with_cancellation_token(watch.token());
    let is_planned = options.shortcuts.planning && query.blank.is_empty();
    let mut wedges = Vec::new();
    if is_planned && plan::is_settled(&algebra, index) {
        if options.shortcuts.wedges && matches!(default_graph, DefaultGraph::Own) {
            wedges = plan::join_wedges(&mut algebra, index);
        }
        // Not in oxigraph's documentation, but public; spareval's own of this name is documented.
        evaluator = evaluator.without_optimizations();
    }
    evaluator = make_per_row(&mut algebra, evaluator);
    let evaluator = cap(
        &mut algebra,
        evaluator,
        options.limits.text,
        watch.stopper(),
    );
    let mut prepared = evaluator.for_query(algebra);
    for (variable, node) in &query.blank {
        prepared = prepared.substitute_variable(variable.clone(), node.clone());
    }
    // Our dataset knows what the default graph is; FROM NAMED stays with the evaluator.
    let mut dataset = IndexDataset::with_default_graph(index, default_graph).with_wedges(wedges);
    if query.terms.has_open_graph {
        let own = vec![GraphName::DefaultGraph];
        prepared.dataset_mut().set_default_graph(own);
    } else {
        prepared.dataset_mut().set_default_graph_as_union();
        dataset = dataset.with_named_graphs_by_name_only();
    }
    let bound = prepared.on_queryable_dataset(dataset);
    let results = stoppable(watch.stopper(), || bound.execute());
    let results = match (watch.reached(), results) {
        (None, Some(results)) => results.map_err(|error| failure(error, &watch))?,
        // Nothing unwinds that was not stopped.
        (limit, _) => {
            let limit = limit.unwrap_or(Reached::Time(Duration::ZERO));
            return Err(QueryError::Stopped(limit));
        }
    };
    let rows = options.limits.rows;
    match results {
        QueryResults::Boolean(truth) => Ok(Answer::Truth(truth)),
        QueryResults::Solutions(solutions) => {
            Ok(Answer::Rows(Rows::new(solutions, index, watch, rows)))
        }
        QueryResults::Graph(triples) => {
            let mut quads = collect(triples, &watch, rows)?;
            quads.prefixes = query.prefixes().clone();
            quads.prefixes.merge(index.prefixes().clone());
            Ok(Answer::Graph(quads))
        }
    }
}

/// The limit, as an error, if one has been reached.
pub(super) fn stopped(watch: &Watch) -> Result<(), QueryError> {
    watch
        .reached()
        .map_or(Ok(()), |limit| Err(QueryError::Stopped(limit)))
}

fn collect(
    mut triples: QueryTripleIter<'_>,
    watch: &Watch,
    most: Option<u64>,
) -> Result<Quads, QueryError> {
    let mut quads = Quads::default();
    let mut n_triples = 0;
    while let Some(triple) = stoppable(watch.stopper(), || triples.next()).flatten() {
        let triple = triple.map_err(|error| failure(error, watch))?;
        quads.insert(triple.subject, triple.predicate, triple.object)?;
        n_triples += 1;
        if let Some(limit) = most
            && n_triples > limit
        {
            return Err(QueryError::Stopped(Reached::Rows(limit)));
        }
        stopped(watch)?;
    }
    stopped(watch)?;
    Ok(quads)
}

/// The graphs that FROM names, or what the caller chose. A graph that the input does not have is empty:
/// nothing is fetched.
fn default_graph(query: &Query, index: &Index, choice: DefaultGraphChoice) -> DefaultGraph {
    let merged =
        |graphs: &[GraphSelection]| DefaultGraph::Merged(Arc::new(MergedGraph::new(index, graphs)));
    match (query.dataset(), choice) {
        (Some(dataset), _) => {
            let known = |name: &NamedNode| index.find(&Term::from(name.clone()));
            let names: Vec<_> = dataset.default.iter().filter_map(known).collect();
            match names.as_slice() {
                [name] => DefaultGraph::Named(*name),
                names => {
                    let graphs: Vec<_> = names.iter().copied().map(GraphSelection::Named).collect();
                    merged(&graphs)
                }
            }
        }
        (None, DefaultGraphChoice::Union) if !index.named_graphs().is_empty() => {
            merged(&[GraphSelection::Default, GraphSelection::AnyNamed])
        }
        (None, _) => DefaultGraph::Own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::fixture::{SMALL, index, rows_of};
    use crate::query::{ParseOptions, parse, with_deep_stack};
    use std::time::Instant;

    fn answer<'a>(
        query: &str,
        index: &'a Index,
        options: &EvaluationOptions,
    ) -> Result<Answer<'a>, QueryError> {
        evaluate(
            &parse(query, &ParseOptions::default()).unwrap(),
            index,
            options,
        )
    }

    #[test]
    fn from_chooses_among_the_graphs_of_the_input() {
        let index = index(SMALL);
        let count = |query: &str| rows_of(query, &index).len();
        assert_eq!(count("SELECT * { ?s ?p ?o }"), 4);
        assert_eq!(count("SELECT * FROM <http://e/g> { ?s ?p ?o }"), 2);
        assert_eq!(
            count("SELECT * FROM <http://e/g> FROM <http://e/h> { ?s ?p ?o }"),
            2
        );
        assert_eq!(count("SELECT * FROM NAMED <http://e/g> { ?s ?p ?o }"), 0);
        assert_eq!(
            count("SELECT * FROM NAMED <http://e/g> { GRAPH ?g { ?s ?p ?o } }"),
            2
        );
        assert_eq!(count("SELECT * { GRAPH ?g { ?s ?p ?o } }"), 3);
    }

    #[test]
    fn from_fetches_nothing() {
        let index = index(SMALL);
        for absent in ["http://127.0.0.1:1/x", "file:///etc/passwd", "http://e/a"] {
            let query = format!("SELECT * FROM <{absent}> {{ ?s ?p ?o }}");
            assert!(rows_of(&query, &index).is_empty());
            let query = format!("SELECT * FROM NAMED <{absent}> {{ GRAPH ?g {{ ?s ?p ?o }} }}");
            assert!(rows_of(&query, &index).is_empty());
        }
    }

    #[test]
    fn a_union_has_each_triple_once() {
        let index = index(SMALL);
        let options = EvaluationOptions {
            default_graph: DefaultGraphChoice::Union,
            ..EvaluationOptions::default()
        };
        let Answer::Rows(rows) = answer("SELECT * { ?s ?p ?o }", &index, &options).unwrap() else {
            panic!("SELECT has rows");
        };
        assert_eq!(rows.count(), 5);
    }

    #[test]
    fn lexical_forms_come_back_as_they_were() {
        let index = index(SMALL);
        let query = "SELECT ?n { ?s <http://e/n> ?n } ORDER BY ?n";
        assert_eq!(
            rows_of(query, &index),
            ["\"007\"^^<http://www.w3.org/2001/XMLSchema#integer>"]
        );
        let query = "SELECT (MAX(?n) AS ?m) { ?s <http://e/n> ?n FILTER(?n = 7) }";
        assert_eq!(
            rows_of(query, &index),
            ["\"7\"^^<http://www.w3.org/2001/XMLSchema#integer>"]
        );
    }

    #[test]
    fn construct_and_describe_make_graphs() {
        let index = index(SMALL);
        for (query, count) in [
            (
                "CONSTRUCT { ?o <x:of> ?s , [] } WHERE { ?s <http://e/knows> ?o }",
                4,
            ),
            ("DESCRIBE <http://e/a>", 3),
            ("DESCRIBE <http://e/nobody>", 0),
        ] {
            let Answer::Graph(quads) =
                answer(query, &index, &EvaluationOptions::default()).unwrap()
            else {
                panic!("{query} makes a graph");
            };
            assert_eq!(Index::new(quads).unwrap().len(), count, "{query}");
        }
    }

    #[test]
    fn made_blank_nodes_are_named_the_same_on_every_run() {
        let index = index(SMALL);
        let query = "SELECT (BNODE() AS ?x) (BNODE() AS ?y) { VALUES ?v { 1 2 } }";
        assert_eq!(rows_of(query, &index), ["_:n1 _:n2", "_:n3 _:n4"]);
    }

    #[test]
    fn an_unknown_function_is_an_error() {
        let index = index(SMALL);
        let query = "SELECT (<http://e/f>(1) AS ?x) {}";
        let error = answer(query, &index, &EvaluationOptions::default()).unwrap_err();
        insta::assert_snapshot!(error, @"the query cannot be evaluated: the custom function <http://e/f> is not supported");
    }

    fn many(count: usize) -> Index {
        let lines: Vec<String> = (0..count)
            .map(|number| format!("<http://e/s{number}> <http://e/p> \"{number}\" .\n"))
            .collect();
        index(&lines.concat())
    }

    #[test]
    fn a_query_without_end_is_stopped() {
        let index = many(200);
        let limit = Duration::from_millis(200);
        let options = EvaluationOptions {
            limits: QueryLimits {
                time: Some(limit),
                ..QueryLimits::NONE
            },
            ..EvaluationOptions::default()
        };
        let linked = "?a ?p ?c . ?d ?p ?f . ?g ?p ?i . ?j ?p ?l . ?m ?p ?o";
        let product = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o";
        for query in [
            format!("SELECT * {{ {product} }}"),
            format!("SELECT (COUNT(DISTINCT ?c) AS ?n) {{ {product} }}"),
            // Counted by a shortcut, which is stopped too.
            format!("SELECT (COUNT(*) AS ?n) {{ {linked} }}"),
            format!("SELECT * {{ {product} }} ORDER BY ?c"),
            format!("SELECT DISTINCT ?z {{ {product} BIND(1 AS ?z) }}"),
            format!("ASK {{ {product} FILTER(CONCAT(?c, ?f, ?i, ?l, ?o) = 'x') }}"),
            format!(
                "ASK {{ FILTER NOT EXISTS {{ {product} FILTER(CONCAT(?c, ?f, ?i, ?l, ?o) = 'x') }} }}"
            ),
            format!("CONSTRUCT {{ ?a ?b ?o }} WHERE {{ {product} }}"),
        ] {
            let start = Instant::now();
            let error = match answer(&query, &index, &options) {
                Ok(Answer::Rows(rows)) => rows.into_iter().find_map(Result::err),
                Ok(_) => None,
                Err(error) => Some(error),
            };
            let Some(QueryError::Stopped(Reached::Time(reached))) = error else {
                panic!("{query}: {error:?}");
            };
            assert_eq!(reached, limit);
            assert!(
                start.elapsed() < Duration::from_secs(10),
                "{query}: {:?}",
                start.elapsed()
            );
        }
    }

    #[test]
    fn deep_queries_run_on_a_deep_stack() {
        let index = index(SMALL);
        let chain = |part: &str, join: &str| vec![part; 900].join(join);
        let nested = format!("{}1{}", "STR(".repeat(250), ")".repeat(250));
        let exists = format!(
            "{}?s ?p ?o{}",
            "FILTER EXISTS { ".repeat(250),
            " }".repeat(250)
        );
        for pattern in [
            format!("?s ?p ?o FILTER({})", chain("?o = ?o", " || ")),
            format!("?s ?p ?o FILTER({})", chain("1", " + ")),
            format!("?s {} ?o", chain("<http://e/knows>", "|")),
            chain("{ ?s ?p ?o }", " UNION "),
            format!("BIND({nested} AS ?x)"),
            exists,
        ] {
            with_deep_stack(|| {
                let query = format!("SELECT * {{ {pattern} }} LIMIT 1");
                let query = parse(&query, &ParseOptions::default()).unwrap();
                let answer = evaluate(&query, &index, &EvaluationOptions::default());
                let Ok(Answer::Rows(rows)) = answer else {
                    panic!("{pattern:.60}");
                };
                assert_eq!(rows.count(), 1, "{pattern:.60}");
            })
            .unwrap();
        }
    }
}
