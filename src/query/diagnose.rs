use crate::query::expected::{PADDING, acceptable, accepts, complaint, failure_at, in_words};
use crate::query::fault::{Fault, quoted};
use crate::query::tokens::{Token, TokenKind, is_closed};
use crate::spelling::nearest;
use spargebra::SparqlParser;

/// The list of what was expected takes a few dozen attempts at parsing what is before; not for longer texts.
const MAX_BYTES_TO_TRY: usize = 20_000;

/// Functions are too many to be listed, but a slip in their names is worth a hint.
const FUNCTIONS: [&str; 41] = [
    "ABS",
    "AVG",
    "BOUND",
    "CEIL",
    "COALESCE",
    "CONCAT",
    "CONTAINS",
    "COUNT",
    "DATATYPE",
    "DAY",
    "EXISTS",
    "FLOOR",
    "GROUP_CONCAT",
    "HOURS",
    "IF",
    "ISBLANK",
    "ISIRI",
    "ISLITERAL",
    "ISNUMERIC",
    "LANG",
    "LANGMATCHES",
    "LCASE",
    "MAX",
    "MIN",
    "MINUTES",
    "MONTH",
    "NOW",
    "REGEX",
    "REPLACE",
    "ROUND",
    "SAMETERM",
    "SAMPLE",
    "SECONDS",
    "STR",
    "STRAFTER",
    "STRBEFORE",
    "STRENDS",
    "STRLEN",
    "STRSTARTS",
    "SUBSTR",
    "UCASE",
];

/// Says where and why the parser refuses a query, and what would be right.
pub(super) fn diagnose(
    query: &str,
    tokens: &[Token],
    parser: &SparqlParser,
    message: &str,
) -> Fault {
    let Some(failing) = failing_token(query, tokens, parser) else {
        let byte = failure_at(query, message).unwrap_or(query.len());
        return Fault::new(query, byte..byte, "this is not SPARQL");
    };
    let unclosed = tokens
        .iter()
        .take(failing + 1)
        .find(|token| token.kind == TokenKind::Text && !is_closed(token.text(query)));
    if let Some(token) = unclosed {
        let message = "this text has no closing quote";
        return Fault::new(query, token.span.clone(), message);
    }
    let before = match failing.checked_sub(1) {
        Some(last) => &query[..tokens[last].span.end],
        None => "",
    };
    let token = tokens.get(failing);
    let span = match token {
        Some(token) => token.span.clone(),
        None => before.len()..before.len(),
    };
    let complete = parser.clone().parse_query(before).is_ok();
    if !complete && let Some(complaint) = complaint(parser, before) {
        return Fault::new(query, span, complaint);
    }
    let mut names = if before.len() <= MAX_BYTES_TO_TRY {
        acceptable(parser, before)
    } else {
        Vec::new()
    };
    if let Some(wrong) = token.and_then(|token| malformed(query, token, &names)) {
        return Fault::new(query, span, wrong);
    }
    let found = match token {
        Some(token) => quoted(token.text(query)),
        None => "the end of the query".to_owned(),
    };
    let meant = token.and_then(|token| meant(query, token, &names));
    if complete {
        names.insert(0, "the end of the query");
    }
    let hint = match meant {
        Some(meant) => format!("; did you mean {meant}?"),
        None => String::new(),
    };
    let expected = match in_words(names).as_str() {
        "" => format!("{found} does not fit here"),
        list => format!("expected {list}, found {found}"),
    };
    Fault::new(query, span, format!("{expected}{hint}"))
}

/// The number of the first token that the parser does not take; that of the end if all are taken and more
/// is missing. `None` where parser and tokens do not agree about the text.
fn failing_token(query: &str, tokens: &[Token], parser: &SparqlParser) -> Option<usize> {
    let mut padded = String::with_capacity(query.len() + tokens.len() * PADDING.len());
    let mut starts = Vec::with_capacity(tokens.len());
    for token in tokens {
        starts.push(padded.len());
        padded.push_str(token.text(query));
        padded.push_str(PADDING);
    }
    let error = parser.clone().parse_query(&padded).err()?;
    let byte = failure_at(&padded, &error.to_string())?;
    if byte == padded.len() {
        return Some(tokens.len());
    }
    let failing = starts
        .partition_point(|start| *start <= byte)
        .saturating_sub(1);
    // A failure at the very end of a token may be about the next one.
    let token = tokens.get(failing)?;
    let before = failing
        .checked_sub(1)
        .map_or(0, |last| tokens[last].span.end);
    let is_whole = byte == starts[failing] + token.span.len()
        && accepts(parser, &query[..before], token.text(query));
    Some(failing + usize::from(is_whole))
}

/// What is wrong with the token itself, if one of its kind could stand there.
fn malformed(query: &str, token: &Token, acceptable: &[&str]) -> Option<String> {
    let text = token.text(query);
    let could = |name| acceptable.contains(&name);
    let shown = quoted(text);
    Some(match token.kind {
        TokenKind::Iri if could("an IRI") => {
            if text.contains(':') {
                format!("{shown} is not an IRI")
            } else {
                format!("{shown} is a relative IRI, but there is no base to resolve it against")
            }
        }
        TokenKind::Text if could("a text") => {
            "this text has an escape that SPARQL does not know".to_owned()
        }
        TokenKind::Number if could("a number") => format!("the number {shown} is too large"),
        TokenKind::BlankNode if could("a blank node") => {
            format!("the blank node {shown} cannot be named in two groups")
        }
        TokenKind::PrefixedName if could("an IRI") => format!("{shown} is not a prefixed name"),
        _ => return None,
    })
}

/// The keyword or function that a word may be a slip of.
fn meant(query: &str, token: &Token, acceptable: &[&'static str]) -> Option<&'static str> {
    if token.kind != TokenKind::Word {
        return None;
    }
    let keywords = acceptable
        .iter()
        .filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
        .copied();
    let functions = FUNCTIONS
        .into_iter()
        .filter(|_| acceptable.contains(&"EXISTS"));
    nearest(token.text(query), keywords.chain(functions))
}

#[cfg(test)]
mod tests {
    use crate::query::{ParseOptions, check};

    fn said(query: &str) -> String {
        match check(query, &ParseOptions::default()) {
            Ok(()) => "fine".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn the_place_is_that_of_the_first_token_that_does_not_fit() {
        insta::assert_snapshot!(said("SELCT ?s WHERE { ?s ?p ?o }"), @r#"
        1:1: expected SELECT, ASK, CONSTRUCT, DESCRIBE, PREFIX or BASE, found "SELCT"; did you mean SELECT?
          SELCT ?s WHERE { ?s ?p ?o }
          ^^^^^
        "#);
        insta::assert_snapshot!(said("SELECT ?s WHER { ?s ?p ?o }"), @r#"
        1:11: expected "{", "(", a variable, WHERE or FROM, found "WHER"; did you mean WHERE?
          SELECT ?s WHER { ?s ?p ?o }
                    ^^^^
        "#);
        insta::assert_snapshot!(said("SELECT ?s\nWHERE {\n  ?s ?p\n}\n"), @r#"
        4:1: expected a term, found "}"
          }
          ^
        "#);
        insta::assert_snapshot!(said("SELECT ?s { ?s ?p ?o FILTER(?o > ) }"), @r#"
        1:34: expected an expression, found ")"
          SELECT ?s { ?s ?p ?o FILTER(?o > ) }
                                           ^
        "#);
        insta::assert_snapshot!(said("SELECT ?s { ?s ?p ?o } LIMIT ten"), @r#"
        1:30: expected a number, found "ten"
          SELECT ?s { ?s ?p ?o } LIMIT ten
                                       ^^^
        "#);
        insta::assert_snapshot!(said("SELECT ?s { ?s ?p ?o } ORDER ?s"), @r#"
        1:30: expected BY, found "?s"
          SELECT ?s { ?s ?p ?o } ORDER ?s
                                       ^^
        "#);
        insta::assert_snapshot!(said("SELECT ?s { ?s ?p ?o } }"), @r#"
        1:24: expected the end of the query, GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET or VALUES, found "}"
          SELECT ?s { ?s ?p ?o } }
                                 ^
        "#);
        insta::assert_snapshot!(said("SELECT SUM(?x) { ?s ?p ?x }"), @r#"
        1:8: expected "(", a variable, "*", DISTINCT or REDUCED, found "SUM"
          SELECT SUM(?x) { ?s ?p ?x }
                 ^^^
        "#);
        insta::assert_snapshot!(said("SELECT ?s { ?s ?p ?o . FILTER regx(?o, 'x') }"), @r#"
        1:31: expected an expression, found "regx"; did you mean REGEX?
          SELECT ?s { ?s ?p ?o . FILTER regx(?o, 'x') }
                                        ^^^^
        "#);
        insta::assert_snapshot!(said("SELECT ?s { ?s ?p ?o, }"), @r#"
        1:23: expected a term, found "}"
          SELECT ?s { ?s ?p ?o, }
                                ^
        "#);
    }

    #[test]
    fn what_is_missing_at_the_end_is_said() {
        insta::assert_snapshot!(said("SELECT ?s WHERE { ?s ?p ?o\n\n"), @r#"
        1:27: expected "}", ".", ";", ",", "{" or a clause such as OPTIONAL or FILTER, found the end of the query
          SELECT ?s WHERE { ?s ?p ?o
                                    ^
        "#);
        insta::assert_snapshot!(said("SELECT ?s WHERE { ?s ?p ?o FILTER(?o = 1"), @r#"
        1:41: expected ")" or an operator, found the end of the query
          SELECT ?s WHERE { ?s ?p ?o FILTER(?o = 1
                                                  ^
        "#);
    }

    #[test]
    fn a_token_that_is_wrong_in_itself_is_named() {
        insta::assert_snapshot!(said("SELECT ?s { ?s ?p \"abc }"), @r#"
        1:19: this text has no closing quote
          SELECT ?s { ?s ?p "abc }
                            ^^^^^^
        "#);
        insta::assert_snapshot!(said(r#"SELECT ?s { ?s ?p "a\q" }"#), @r#"
        1:19: this text has an escape that SPARQL does not know
          SELECT ?s { ?s ?p "a\q" }
                            ^^^^^
        "#);
        insta::assert_snapshot!(said("SELECT ?s { ?s <p> ?o }"), @r#"
        1:16: "<p>" is a relative IRI, but there is no base to resolve it against
          SELECT ?s { ?s <p> ?o }
                         ^^^
        "#);
        insta::assert_snapshot!(said("SELECT ?s { ?s ?p ?o } LIMIT 99999999999999999999999"), @r#"
        1:30: the number "99999999999999999999999" is too large
          SELECT ?s { ?s ?p ?o } LIMIT 99999999999999999999999
                                       ^^^^^^^^^^^^^^^^^^^^^^^
        "#);
        insta::assert_snapshot!(said("SELECT * { _:a ?p ?o OPTIONAL { _:a ?q ?r } }"), @r#"
        1:33: the blank node "_:a" cannot be named in two groups
          SELECT * { _:a ?p ?o OPTIONAL { _:a ?q ?r } }
                                          ^^^
        "#);
    }

    #[test]
    fn a_query_that_means_nothing_is_told_why() {
        insta::assert_snapshot!(said("SELECT ?s { ?s ?p ?o BIND(1 AS ?s) }"), @"
        1:36: BIND is overriding an existing variable
          SELECT ?s { ?s ?p ?o BIND(1 AS ?s) }
                                             ^
        ");
        insta::assert_snapshot!(said("SELECT (COUNT(*) AS ?n) ?x { ?s ?p ?x }"), @"
        1:40: the SELECT contains a variable that is unbound
          SELECT (COUNT(*) AS ?n) ?x { ?s ?p ?x }
                                                 ^
        ");
        insta::assert_snapshot!(said("SELECT * { ?s ?p ?o } GROUP BY ?s"), @"
        1:34: SELECT * is not authorized with GROUP BY
          SELECT * { ?s ?p ?o } GROUP BY ?s
                                           ^
        ");
        insta::assert_snapshot!(said("SELECT ?a { VALUES (?a ?b) { (1) } }"), @r#"
        1:34: expected "(", found "}"
          SELECT ?a { VALUES (?a ?b) { (1) } }
                                           ^
        "#);
    }

    #[test]
    fn nothing_raw_reaches_a_terminal() {
        let shown = said("SELECT * { ?s ?p \u{1b}[31m\u{202e} }");
        insta::assert_snapshot!(shown, @r#"
        1:18: expected a term, found "␛"
          SELECT * { ?s ?p ␛[31m\u{202e} }
                           ^
        "#);
        for hostile in [
            "\u{1b}]0;x\u{7}",
            "\u{9b}2J",
            "'\u{0}",
            "?x\u{202e}",
            "<\u{1b}>",
        ] {
            let shown = said(&format!("SELECT * {{ ?s ?p {} }}", hostile.repeat(1000)));
            assert!(
                shown.chars().all(|c| c == '\n' || !c.is_control()),
                "{shown}"
            );
            assert!(shown.len() < 4096);
        }
    }
}
