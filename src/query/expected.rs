use spargebra::SparqlParser;

/// More white space than the longest keyword has letters, see [`accepts`].
pub(super) const PADDING: &str = "                                ";

/// What may stand at a place, as messages name it, and an example for the parser to try.
const CANDIDATES: [(&str, &str); 47] = [
    ("\"}\"", "}"),
    ("\")\"", ")"),
    ("\"]\"", "]"),
    ("\".\"", "."),
    ("\";\"", ";"),
    ("\",\"", ","),
    ("\"{\"", "{"),
    ("\"(\"", "("),
    ("a variable", "?x"),
    ("an IRI", "<x:>"),
    ("a text", "'x'"),
    ("a number", "1"),
    ("a blank node", "[]"),
    ("an operator", "&&"),
    ("a prefix with its colon", "x:"),
    ("\"*\"", "*"),
    ("SELECT", "SELECT"),
    ("ASK", "ASK"),
    ("CONSTRUCT", "CONSTRUCT"),
    ("DESCRIBE", "DESCRIBE"),
    ("WHERE", "WHERE"),
    ("AS", "AS"),
    ("BY", "BY"),
    ("FROM", "FROM"),
    ("NAMED", "NAMED"),
    ("DISTINCT", "DISTINCT"),
    ("REDUCED", "REDUCED"),
    ("GROUP BY", "GROUP"),
    ("HAVING", "HAVING"),
    ("ORDER BY", "ORDER"),
    ("LIMIT", "LIMIT"),
    ("OFFSET", "OFFSET"),
    ("UNION", "UNION"),
    ("OPTIONAL", "OPTIONAL"),
    ("FILTER", "FILTER"),
    ("BIND", "BIND"),
    ("MINUS", "MINUS"),
    ("GRAPH", "GRAPH"),
    ("VALUES", "VALUES"),
    ("EXISTS", "EXISTS"),
    ("NOT", "NOT"),
    ("IN", "IN"),
    ("ASC", "ASC"),
    ("DESC", "DESC"),
    ("UNDEF", "UNDEF"),
    ("PREFIX", "PREFIX"),
    ("BASE", "BASE"),
];

/// Names for several candidates that come together. The first is what tells that they are meant.
const GROUPS: [(&str, &[&str]); 3] = [
    (
        "an expression",
        &[
            "EXISTS",
            "NOT",
            "\"(\"",
            "a variable",
            "an IRI",
            "a text",
            "a number",
            "a prefix with its colon",
        ],
    ),
    (
        "a term",
        &[
            "a blank node",
            "a variable",
            "an IRI",
            "a text",
            "a number",
            "\"(\"",
            "a prefix with its colon",
        ],
    ),
    (
        "a clause such as OPTIONAL or FILTER",
        &["MINUS", "OPTIONAL", "FILTER", "BIND", "GRAPH", "VALUES"],
    ),
];

/// Longer lists are not read.
const MAX_LISTED: usize = 8;

/// Whether the parser takes `next` after `before`, whatever would have to follow.
///
/// The places that spargebra 0.4.8 itself names are wrong: its rule for keywords takes as many characters as
/// the keyword has before it compares them, so its "furthest" failure lies up to 14 characters behind the
/// true one, and the keywords that it lists are the longest rather than the right ones. Here the text ends
/// in more white space than that: a failure within it comes from `next`, one at its end from what is missing.
pub(super) fn accepts(parser: &SparqlParser, before: &str, next: &str) -> bool {
    let text = format!("{before} {next}{PADDING}");
    match parser.clone().parse_query(&text) {
        Ok(_) => true,
        Err(error) => failure_at(&text, &error.to_string()).is_none_or(|byte| byte == text.len()),
    }
}

/// The byte that spargebra's message `error at LINE:COLUMN: expected …` means.
pub(super) fn failure_at(text: &str, message: &str) -> Option<usize> {
    let (place, _) = message
        .strip_prefix("error at ")?
        .split_once(": expected ")?;
    let (line, column) = place.split_once(':')?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let mut line_start = 0;
    for _ in 1..line {
        line_start += text[line_start..].find('\n')? + 1;
    }
    let mut characters = text[line_start..].char_indices();
    match characters.nth(column.checked_sub(1)?) {
        Some((byte, _)) => Some(line_start + byte),
        None => Some(text.len()),
    }
}

/// The parser's complaint about what a query means rather than how it is written, such as a variable bound
/// twice. It is among what was "expected" where the text breaks off.
pub(super) fn complaint(parser: &SparqlParser, before: &str) -> Option<String> {
    let message = parser.clone().parse_query(before).err()?.to_string();
    let (_, expected) = message.split_once(": expected ")?;
    let complaint = expected
        .trim_start_matches("one of ")
        .split(", ")
        .find(|item| item.contains(' ') && item.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let is_keyword = complaint
        .split(' ')
        .next()
        .is_some_and(|first| first.len() > 1 && first.to_uppercase() == first);
    let complaint = complaint.trim_end_matches('.');
    Some(if is_keyword {
        complaint.to_owned()
    } else {
        let mut characters = complaint.chars();
        let first = characters.next()?.to_lowercase();
        format!("{first}{}", characters.as_str())
    })
}

/// What may follow after `before`, the names of [`CANDIDATES`].
pub(super) fn acceptable(parser: &SparqlParser, before: &str) -> Vec<&'static str> {
    CANDIDATES
        .iter()
        .filter(|(_, example)| accepts(parser, before, example))
        .map(|(name, _)| *name)
        .collect()
}

/// The list in words: `"}" or a term`.
pub(super) fn in_words(mut names: Vec<&'static str>) -> String {
    for (group, members) in GROUPS {
        let Some(telling) = members.first() else {
            continue;
        };
        if let Some(position) = names.iter().position(|name| name == telling) {
            names.insert(position, group);
            names.retain(|name| !members.contains(name));
        }
    }
    if names.contains(&"an operator") {
        names.retain(|name| *name != "\"*\"");
    }
    let rest = names.len().saturating_sub(MAX_LISTED);
    names.truncate(MAX_LISTED);
    match names.split_last() {
        None => String::new(),
        Some((last, [])) if rest == 0 => (*last).to_owned(),
        Some((last, others)) if rest == 0 => format!("{} or {last}", others.join(", ")),
        Some(_) => format!("{} and more", names.join(", ")),
    }
}
