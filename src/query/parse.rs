use crate::query::depth::check_depth;
use crate::query::diagnose::diagnose;
use crate::query::fault::Fault;
use crate::query::prefixes::prefixes_in_use;
use crate::query::tokens::{Token, TokenKind, tokens};
use crate::query::walk::NamedTerms;
use crate::query::{QueryError, with_deep_stack};
use crate::rdf::Prefixes;
use oxigraph::model::{BlankNode, NamedNode, Variable};
use spargebra::algebra::QueryDataset;
use spargebra::{Query, SparqlParser};
use std::fmt::Write;

/// What the text of a query is read with.
#[derive(Debug, Clone, Copy, Default)]
pub struct ParseOptions<'a> {
    /// Prefixes that the query may use without declaring them, the first that knows one wins. The
    /// [usual ones](crate::query::usual_prefixes) need not be among them.
    pub prefixes: &'a [&'a Prefixes],
    /// What relative IRIs of the query resolve against.
    pub base: Option<&'a str>,
}

/// A query that can be evaluated.
#[derive(Debug, Clone)]
pub struct ParsedQuery {
    pub(super) text: String,
    pub(super) tokens: Vec<Token>,
    pub(super) algebra: Query,
    pub(super) terms: NamedTerms,
    declared: Prefixes,
    prefixes: Prefixes,
    /// Blank nodes that variables stand for, which the algebra cannot hold.
    pub(super) blank: Vec<(Variable, BlankNode)>,
    is_deep: bool,
}

impl ParsedQuery {
    /// The prefixes that the query declares itself.
    pub fn declared_prefixes(&self) -> &Prefixes {
        &self.declared
    }

    /// The prefixes that stand for something in the query: declared or filled in.
    pub fn prefixes(&self) -> &Prefixes {
        &self.prefixes
    }

    /// The query's text with all prefixes declared in it that were filled in: what a program understands that does not
    /// fill in any.
    pub fn with_all_prefixes(&self) -> String {
        let mut text = String::new();
        for (prefix, namespace) in self.prefixes.iter() {
            if self.declared.namespace(prefix).is_none() {
                // Writing to a string cannot fail.
                let _ = write!(text, "PREFIX {prefix}: <{namespace}> ");
            }
        }
        text + &self.text
    }

    /// Whether the query goes so deep that [a deep stack](crate::query::with_deep_stack) is needed to answer it; the
    /// megabytes of any thread's stack do for all others.
    pub fn is_deep(&self) -> bool {
        self.is_deep
    }

    /// Whether texts are held against patterns: REGEX or REPLACE.
    pub fn has_patterns(&self) -> bool {
        let is_one = |token: &Token| {
            token.is_word(&self.text, "REGEX") || token.is_word(&self.text, "REPLACE")
        };
        self.tokens.iter().any(is_one)
    }

    /// Asks these graphs as the default graph and these as named graphs, whatever the query says with FROM: the
    /// dataset of a request takes the place of the query's own
    /// (<https://www.w3.org/TR/sparql11-protocol/#dataset>).
    pub fn set_dataset(&mut self, default: Vec<NamedNode>, named: Vec<NamedNode>) {
        let (Query::Select { dataset, .. }
        | Query::Construct { dataset, .. }
        | Query::Describe { dataset, .. }
        | Query::Ask { dataset, .. }) = &mut self.algebra;
        *dataset = Some(QueryDataset {
            default,
            named: Some(named),
        });
    }

    /// Whether it is an ASK.
    pub fn is_ask(&self) -> bool {
        matches!(self.algebra, Query::Ask { .. })
    }

    /// Whether the answer is a graph (CONSTRUCT, DESCRIBE) rather than rows or yes and no.
    pub fn answers_with_graph(&self) -> bool {
        matches!(
            self.algebra,
            Query::Construct { .. } | Query::Describe { .. }
        )
    }
}

/// Reads a query and fills in the prefixes that it uses without declaring them.
///
/// # Errors
/// [`QueryError::Empty`], or [`QueryError::Faulty`] with the place: a syntax error, a prefix that is known
/// nowhere, SPARQL Update, SERVICE, or a depth beyond all reason.
///
/// # Panics
/// Never, unless the parser does.
///
/// ```
/// use graphwright::query::{ParseOptions, parse};
/// let query = parse("SELECT * { ?a skos:broader ?b }", &ParseOptions::default())?;
/// assert!(query.prefixes().namespace("skos").is_some());
///
/// let error = parse("SELECT * { ?a skos:broader }", &ParseOptions::default()).unwrap_err();
/// assert!(error.to_string().starts_with("1:28: expected "));
/// # Ok::<(), graphwright::query::QueryError>(())
/// ```
pub fn parse(text: &str, options: &ParseOptions<'_>) -> Result<ParsedQuery, QueryError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let tokens = tokens(text);
    if tokens.is_empty() {
        return Err(QueryError::Empty);
    }
    if check_depth(text, &tokens)? <= SHALLOW {
        return parse_here(text, tokens, options);
    }
    let query = with_deep_stack(|| parse_here(text, tokens, options));
    let query = query.map_err(QueryError::NoThread)??;
    Ok(ParsedQuery {
        is_deep: true,
        ..query
    })
}

/// A query that goes no deeper is parsed on the stack that is there: making another takes longer than the parsing.
/// At 50 kB a level that is less than half of what a thread has.
const SHALLOW: usize = 16;

/// Reads a query only to say what is wrong with it.
///
/// # Errors
/// As [`parse`].
///
/// # Panics
/// As [`parse`].
pub fn check(text: &str, options: &ParseOptions<'_>) -> Result<(), QueryError> {
    parse(text, options).map(drop)
}

fn parse_here(
    text: &str,
    tokens: Vec<Token>,
    options: &ParseOptions<'_>,
) -> Result<ParsedQuery, QueryError> {
    refuse_update(text, &tokens)?;
    refuse_service(text, &tokens)?;
    let in_use = prefixes_in_use(text, &tokens, options.prefixes)?;
    let mut parser = SparqlParser::new();
    if let Some(base) = options.base {
        parser = parser
            .with_base_iri(base)
            .map_err(|_| not_an_iri("the base", base))?;
    }
    for (prefix, namespace) in in_use.filled_in.iter() {
        parser = parser
            .with_prefix(prefix, namespace)
            .map_err(|_| not_an_iri(&format!("the namespace of {prefix}:"), namespace))?;
    }
    let mut algebra = parser
        .clone()
        .parse_query(text)
        .map_err(|error| diagnose(text, &tokens, &parser, &error.to_string()))?;
    let terms = NamedTerms::of(&mut algebra);
    if terms.has_service {
        // The tokens show every SERVICE that a person writes; this is for one they should have missed.
        return Err(Fault::new(text, 0..0, NO_SERVICE).into());
    }
    let mut prefixes = in_use.filled_in;
    for (prefix, namespace) in in_use.declared.iter() {
        prefixes.insert(prefix, namespace);
    }
    Ok(ParsedQuery {
        text: text.to_owned(),
        tokens,
        algebra,
        terms,
        declared: in_use.declared,
        prefixes,
        blank: Vec::new(),
        is_deep: false,
    })
}

fn not_an_iri(what: &str, iri: &str) -> QueryError {
    QueryError::NotAnIri {
        what: what.to_owned(),
        iri: iri.to_owned(),
    }
}

const NO_SERVICE: &str = "SERVICE is not available: a query never reaches the network; \
                          give the other data as an input instead";

fn refuse_service(query: &str, tokens: &[Token]) -> Result<(), Fault> {
    match tokens.iter().find(|token| token.is_word(query, "SERVICE")) {
        Some(token) => Err(Fault::new(query, token.span.clone(), NO_SERVICE)),
        None => Ok(()),
    }
}

/// The words that a SPARQL Update begins with.
const UPDATES: [&str; 10] = [
    "INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH",
];

fn refuse_update(query: &str, tokens: &[Token]) -> Result<(), Fault> {
    let prologue = ["BASE", "PREFIX", "VERSION"];
    let first = tokens.iter().find(|token| {
        token.kind == TokenKind::Word && !prologue.iter().any(|word| token.is_word(query, word))
    });
    match first.filter(|token| UPDATES.iter().any(|word| token.is_word(query, word))) {
        Some(token) => {
            let message = format!(
                "{} is SPARQL Update, which there is not: a query never changes its input; \
                 expected SELECT, ASK, CONSTRUCT or DESCRIBE",
                token.text(query).to_uppercase()
            );
            Err(Fault::new(query, token.span.clone(), message))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(query: &str) -> String {
        match check(query, &ParseOptions::default()) {
            Ok(()) => "fine".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_error_and_moves_no_place() {
        assert_eq!(said("\u{feff}ASK {}"), "fine");
        assert!(said("\u{feff}ASK { ?s }").starts_with("1:10: "));
    }

    #[test]
    fn an_empty_query_is_an_error() {
        for empty in ["", "\u{feff}", " \n", "# SELECT * {}\n"] {
            assert!(said(empty).starts_with("the query is empty; "), "{empty:?}");
        }
    }

    #[test]
    fn an_update_is_refused_by_name() {
        insta::assert_snapshot!(said("PREFIX a: <x:>\nINSERT DATA { a:b a:c a:d }"), @"
        2:1: INSERT is SPARQL Update, which there is not: a query never changes its input; expected SELECT, ASK, CONSTRUCT or DESCRIBE
          INSERT DATA { a:b a:c a:d }
          ^^^^^^
        ");
        for update in UPDATES {
            assert!(
                said(&format!("{update} <x:>")).contains("SPARQL Update"),
                "{update}"
            );
        }
        assert_eq!(said("SELECT ?insert { ?insert ?delete 'DROP' }"), "fine");
    }

    #[test]
    fn service_is_refused_wherever_it_stands() {
        insta::assert_snapshot!(said("SELECT * {\n  ?a ?b ?c\n  SERVICE <http://169.254.169.254/> { ?c ?d ?e }\n}"), @"
        3:3: SERVICE is not available: a query never reaches the network; give the other data as an input instead
            SERVICE <http://169.254.169.254/> { ?c ?d ?e }
            ^^^^^^^
        ");
        for query in [
            "ASK { SERVICE SILENT ?x { } }",
            "ASK { FILTER EXISTS { service<x:>{} } }",
            "ASK { { SELECT * { OPTIONAL { SERVICE <x:> {} } } } }",
        ] {
            assert!(said(query).contains("SERVICE is not available"), "{query}");
        }
        assert_eq!(
            said("SELECT ?service { ?service <x:SERVICE> 'SERVICE' } # SERVICE"),
            "fine"
        );
    }

    #[test]
    fn a_base_that_is_no_iri_is_an_error() {
        let options = ParseOptions {
            base: Some("here"),
            ..ParseOptions::default()
        };
        let error = check("ASK {}", &options).unwrap_err();
        assert_eq!(error.to_string(), "the base <here> is not an absolute IRI");
    }

    #[test]
    fn relative_iris_resolve_against_the_base() {
        let options = ParseOptions {
            base: Some("http://e/x/"),
            ..ParseOptions::default()
        };
        let query = parse("ASK { <a> <../b> <#c> }", &options).unwrap();
        let algebra = query.algebra.to_string();
        assert!(
            algebra.contains("<http://e/x/a> <http://e/b> <http://e/x/#c>"),
            "{algebra}"
        );
    }

    #[test]
    fn a_deep_query_is_parsed_or_refused_but_never_overflows() {
        let deep = |open: &str, close: &str, count: usize| {
            format!("ASK {{ {}1{} }}", open.repeat(count), close.repeat(count))
        };
        assert_eq!(said(&deep("FILTER(((", ")))", 1)), "fine");
        for (open, close) in [
            ("(", ")"),
            ("{", "}"),
            ("!", ""),
            ("STR(", ")"),
            ("[ ?p ", "]"),
        ] {
            let count = if open.ends_with('{') { 290 } else { 280 };
            said(&deep(
                &format!("BIND({open}"),
                &format!("{close} AS ?x)"),
                1,
            ));
            said(&deep(open, close, count));
            assert!(said(&deep(open, close, 50_000)).contains("the query goes too deep"));
        }
        let chain = |join: &str| vec!["?x"; 1_900].join(join);
        assert_eq!(
            said(&format!("ASK {{ FILTER({}) }}", chain(" || "))),
            "fine"
        );
        assert_eq!(said(&format!("ASK {{ FILTER({}) }}", chain(" + "))), "fine");
    }
}
