use crate::limits::{QUERY_BRACKETS, QUERY_DEPTH, QUERY_PATTERNS};
use crate::query::fault::Fault;
use crate::query::tokens::{Token, TokenKind};

/// Clauses that put what was before them one level deeper: `a OPTIONAL b OPTIONAL c` is
/// `(a OPTIONAL b) OPTIONAL c`.
const DEEPENING_WORDS: [&str; 9] = [
    "UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "VALUES", "GRAPH", "LATERAL", "SELECT",
];

/// What follows these is not joined with what stands beside it, but in a way that needs no order.
const UNJOINED: [&str; 4] = ["UNION", "OPTIONAL", "MINUS", "EXISTS"];

/// An open bracket.
struct Group<'t> {
    bracket: &'t str,
    /// How deep the query was before it.
    depth_outside: usize,
    patterns: usize,
}

/// How deep a query goes. Refuses one that would need more stack or planning time than there is.
pub(super) fn check_depth(query: &str, tokens: &[Token]) -> Result<usize, Fault> {
    let mut open: Vec<Group<'_>> = Vec::new();
    let mut deepest = 0;
    let mut depth = 0;
    let mut prefix_run = 0;
    let mut after_operand = false;
    for token in tokens {
        let text = token.text(query);
        let is_sign = token.kind == TokenKind::Sign;
        let is_separator = matches!(text, "." | ";" | ",");
        match token.kind {
            TokenKind::Open => {
                open.push(Group {
                    bracket: text,
                    depth_outside: depth,
                    patterns: 0,
                });
                depth += 1;
            }
            TokenKind::Close => {
                if let Some(group) = open.pop() {
                    // What was in braces is joined with what stands beside it.
                    depth = group.depth_outside + usize::from(text == "}");
                }
            }
            TokenKind::Sign => {
                let in_braces = open.last().is_some_and(|group| group.bracket == "{");
                depth += usize::from(after_operand && deepens(text, in_braces));
            }
            TokenKind::Word => {
                depth += usize::from(
                    DEEPENING_WORDS
                        .iter()
                        .any(|word| token.is_word(query, word)),
                );
            }
            _ => {}
        }
        if (is_separator || text == "}")
            && let Some(group) = open.last_mut().filter(|group| group.bracket != "(")
        {
            group.patterns += 1;
        }
        let is_no_join = |word: &&str| token.is_word(query, word);
        if let Some(group) = open.last_mut()
            && UNJOINED.iter().any(is_no_join)
        {
            group.patterns = group.patterns.saturating_sub(1);
        }
        // `!!!!x` and `- - x` go one level deeper with each sign; the sign of a number in a list does not.
        prefix_run = if is_sign && !after_operand {
            prefix_run + 1
        } else {
            0
        };
        after_operand = !is_sign && token.kind != TokenKind::Open;
        deepest = deepest.max(depth + prefix_run);
        let message = if depth > QUERY_DEPTH {
            format!(
                "the query goes too deep; at most {QUERY_DEPTH} operators and clauses may be nested"
            )
        } else if open.len().max(prefix_run) > QUERY_BRACKETS {
            format!(
                "the query goes too deep; at most {QUERY_BRACKETS} brackets or signs may be open"
            )
        } else if open
            .last()
            .is_some_and(|group| group.patterns > QUERY_PATTERNS)
        {
            format!(
                "too many patterns in one group; at most {QUERY_PATTERNS} can be put in a good order"
            )
        } else {
            continue;
        };
        return Err(Fault::new(query, token.span.clone(), message));
    }
    Ok(deepest)
}

/// Whether a sign between two operands makes a chain that goes one level deeper with each.
fn deepens(sign: &str, in_braces: bool) -> bool {
    match sign {
        "." | ";" | "," | "=" | "!=" | "<" | ">" | "<=" | ">=" => false,
        // There the sign belongs to a number of VALUES or to a path.
        "+" | "-" => !in_braces,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::tokens::tokens;

    fn fits(query: &str) -> bool {
        check_depth(query, &tokens(query)).is_ok()
    }

    #[test]
    fn long_lists_are_not_deep() {
        assert!(fits(&format!(
            "SELECT * {{ VALUES ?x {{ {} }} }}",
            "-1 ".repeat(100_000)
        )));
        assert!(fits(&format!(
            "SELECT * {{ VALUES (?x) {{ {} }} }}",
            "(-1)".repeat(100_000)
        )));
        assert!(fits(&format!(
            "SELECT * {{ FILTER(?x IN ({}1)) }}",
            "1,".repeat(100_000)
        )));
    }

    #[test]
    fn deep_queries_are_refused() {
        for deep in [
            "(".repeat(50_000),
            "{".repeat(50_000),
            "!".repeat(50_000),
            "- ".repeat(50_000),
            "?x || ".repeat(20_000),
            "{} UNION ".repeat(20_000),
            "OPTIONAL {} ".repeat(20_000),
            "<p>/".repeat(20_000),
            "?s ?p ?o . ".repeat(400),
            "?s ?p 1 ; ?q 1, 2 ; ".repeat(200),
            "{ ?s ?p ?o } ".repeat(400),
        ] {
            assert!(!fits(&format!("SELECT * {{ {deep}")), "{}", &deep[..8]);
        }
    }
}
