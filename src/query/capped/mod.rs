//! CONCAT, REPLACE and `GROUP_CONCAT` with a limit on how long a text they make.
//!
//! Thirty CONCATs of a text with itself ask for a gigabyte, and spareval 0.2.9 has no place inside of them where
//! it could be stopped: the system would end the whole program. So these functions are replaced by ours before
//! the evaluation. They mean what the standard says (SPARQL 1.1, sections 17.4.3.12, 17.4.3.15 and 18.5.1.7) and
//! stop the query at the limit. No other function makes a text more than three times as long as its arguments.

mod aggregate;
mod functions;
mod rewrite;
mod text;

use crate::query::Cancel;
use crate::query::capped::aggregate::Joined;
use crate::query::capped::rewrite::Rewriter;
use crate::query::capped::text::Maker;
use crate::query::visit::visit;
use oxigraph::model::{NamedNode, Term};
use oxigraph::sparql::SparqlEvaluator;
use spargebra::Query;

/// What our functions are called inside of a query: no scheme that anybody registered, so that no query means it.
const NAMES: &str = "x-graphwright-capped:";

fn name(function: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{NAMES}{function}"))
}

/// Puts capped functions in the place of those in a query, and gives them to the evaluator.
pub(super) fn cap(
    query: &mut Query,
    evaluator: SparqlEvaluator,
    most: Option<usize>,
    stopper: &Cancel,
) -> SparqlEvaluator {
    let mut rewriter = Rewriter::default();
    visit(query, &mut rewriter);
    let maker = Maker::new(most.unwrap_or(usize::MAX), stopper.clone());
    let mut evaluator = evaluator;
    if rewriter.has_concat {
        let maker = maker.clone();
        evaluator = evaluator.with_custom_function(name(functions::CONCAT), move |arguments| {
            functions::concat(arguments, &maker)
        });
    }
    if rewriter.has_replace {
        let replace = functions::Replace::new(maker.clone());
        let replace = move |arguments: &[Term]| replace.call(arguments);
        evaluator = evaluator.with_custom_function(name(functions::REPLACE), replace);
    }
    for (number, separator) in rewriter.separators.into_iter().enumerate() {
        let maker = maker.clone();
        let make =
            move || -> Box<dyn oxigraph::sparql::AggregateFunctionAccumulator + Send + Sync> {
                Box::new(Joined::new(separator.clone(), maker.clone()))
            };
        evaluator = evaluator.with_custom_aggregate_function(aggregate::name(number), make);
    }
    evaluator
}

#[cfg(test)]
mod tests {
    use crate::query::fixture::index;
    use crate::query::{
        Answer, EvaluationOptions, ParseOptions, QueryError, QueryLimits, Reached, evaluate, parse,
    };

    const DATA: &str = r#"<http://e/a> <http://e/p> "one" .
<http://e/a> <http://e/p> "two"@en .
<http://e/b> <http://e/p> "three"@en .
<http://e/b> <http://e/p> "four"@en .
<http://e/c> <http://e/p> "5"^^<http://www.w3.org/2001/XMLSchema#integer> .
<http://e/c> <http://e/p> <http://e/d> .
"#;

    fn rows(query: &str, limits: QueryLimits) -> String {
        let index = index(DATA);
        let options = EvaluationOptions {
            limits,
            ..EvaluationOptions::default()
        };
        let query = parse(query, &ParseOptions::default()).unwrap();
        match evaluate(&query, &index, &options).unwrap() {
            Answer::Rows(rows) => format!("{:?}", rows.map(Result::unwrap).collect::<Vec<_>>()),
            other => format!("{other:?}"),
        }
    }

    /// The answer with the functions capped, which is that with the functions as they are.
    fn same(query: &str) -> String {
        let capped = rows(query, QueryLimits::default());
        assert_eq!(capped, rows(query, QueryLimits::NONE), "{query}");
        capped
    }

    #[test]
    fn they_mean_what_they_meant() {
        let all = "{ ?s <http://e/p> ?o } ORDER BY ?s ?o";
        for query in [
            format!("SELECT (CONCAT(?o, \"x\") AS ?x) {all}"),
            format!("SELECT (CONCAT(?o, ?o) AS ?x) {all}"),
            format!("SELECT (CONCAT() AS ?x) (CONCAT(?none) AS ?y) {all}"),
            format!("SELECT (CONCAT(\"a\", \"b\"@en) AS ?x) {all}"),
            format!("SELECT (REPLACE(?o, \"[aeiou]+\", \"<$0>\") AS ?x) {all}"),
            format!("SELECT (REPLACE(?o, \"O\", \"$1\", \"i\") AS ?x) {all}"),
            format!("SELECT (REPLACE(?o, \".\", \"-\", \"q\") AS ?x) {all}"),
            format!("SELECT (REPLACE(?o, \"(\", \"-\") AS ?x) {all}"),
            format!("SELECT (REPLACE(?o, ?o, \"-\") AS ?x) {all}"),
            format!("SELECT (REPLACE(?o, \"o\", \"-\", \"z\") AS ?x) {all}"),
            format!("SELECT (REPLACE(?o, \"(?<n>o)\", \"${{n}}$n \") AS ?x) {all}"),
            "SELECT (GROUP_CONCAT(?o) AS ?x) { SELECT * { ?s <http://e/p> ?o } ORDER BY ?o }".to_owned(),
            "SELECT ?s (GROUP_CONCAT(?o; separator=\", \") AS ?x) (GROUP_CONCAT(DISTINCT ?s) AS ?y) \
             { ?s <http://e/p> ?o } GROUP BY ?s ORDER BY ?s"
                .to_owned(),
            "SELECT (GROUP_CONCAT(?none) AS ?x) { ?s <http://e/q> ?o }".to_owned(),
            "SELECT ?s { ?s <http://e/p> ?o FILTER EXISTS { ?s ?p ?q FILTER(CONCAT(?q, \"\") = ?o) } } ORDER BY ?s"
                .to_owned(),
        ] {
            same(&query);
        }
        assert!(same(&format!("SELECT (CONCAT(?o, \"x\") AS ?x) {all}")).contains("onex"));
    }

    #[test]
    fn they_stop_the_query() {
        let index = index("<http://e/a> <http://e/p> \"0123456789\" .\n");
        let limits = QueryLimits {
            text: Some(15),
            ..QueryLimits::default()
        };
        let options = EvaluationOptions {
            limits,
            ..EvaluationOptions::default()
        };
        for expression in [
            "CONCAT(?o, ?o)",
            "REPLACE(?o, \"1\", \"1111111\")",
            "REPLACE(?o, \".*\", \"$0$0\")",
            "COALESCE(CONCAT(?o, ?o), \"nothing\")",
            "GROUP_CONCAT(CONCAT(?o, \"ab\"))",
            "GROUP_CONCAT(CONCAT(?o, \"abcdef\"))",
        ] {
            let query = format!("SELECT ({expression} AS ?x) {{ ?s ?p ?o {{ }} UNION {{ }} }}");
            let parsed = parse(&query, &ParseOptions::default()).unwrap();
            let reached = match evaluate(&parsed, &index, &options) {
                Err(error) => Err(error),
                Ok(Answer::Rows(rows)) => rows.collect::<Result<Vec<_>, _>>().map(drop),
                Ok(_) => Ok(()),
            };
            assert!(
                matches!(reached, Err(QueryError::Stopped(Reached::Text(15)))),
                "{query}: {reached:?}"
            );
        }
    }
}
