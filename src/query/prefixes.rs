use crate::order::CompactCollect;
use crate::query::fault::{Fault, quoted};
use crate::query::tokens::{Token, TokenKind};
use crate::rdf::Prefixes;
use crate::spelling::nearest;
use std::collections::BTreeSet;

/// The prefixes that everybody expects to be there.
const USUAL: [(&str, &str); 15] = [
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("geo", "http://www.opengis.net/ont/geosparql#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sh", "http://www.w3.org/ns/shacl#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("wdt", "http://www.wikidata.org/prop/direct/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The prefixes that a query may use where nothing else declares them.
///
/// ```
/// let usual = graphwright::query::usual_prefixes();
/// assert_eq!(usual.namespace("dcterms"), Some("http://purl.org/dc/terms/"));
/// ```
pub fn usual_prefixes() -> Prefixes {
    USUAL.into_iter().collect()
}

/// The prefixes of a query.
#[derive(Debug, Default)]
pub(super) struct PrefixesInUse {
    /// Those that the query declares itself. A relative namespace is left out: it is not known here what it
    /// is relative to.
    pub declared: Prefixes,
    /// Those that it uses without declaring them.
    pub filled_in: Prefixes,
}

/// Finds the prefixes that a query uses: its own declarations, then `known` in order, then the usual ones.
///
/// # Errors
/// A prefix that is known nowhere.
pub(super) fn prefixes_in_use(
    query: &str,
    tokens: &[Token],
    known: &[&Prefixes],
) -> Result<PrefixesInUse, Fault> {
    let usual = usual_prefixes();
    let known: Vec<&Prefixes> = known.iter().copied().chain([&usual]).collect();
    let mut in_use = PrefixesInUse::default();
    let mut declared_here = BTreeSet::new();
    for (position, token) in tokens.iter().enumerate() {
        let Some((prefix, local)) = split_name(query, token) else {
            continue;
        };
        if position > 0 && tokens[position - 1].is_word(query, "PREFIX") && local.is_empty() {
            declared_here.insert(prefix);
            let iri = tokens.get(position + 1).map(|token| token.text(query));
            let namespace = iri.and_then(|iri| iri.strip_prefix('<')?.strip_suffix('>'));
            if let Some(namespace) = namespace.filter(|namespace| namespace.contains(':')) {
                in_use.declared.insert(prefix, namespace);
            }
        } else if !declared_here.contains(prefix) {
            let mut namespaces = known.iter().filter_map(|known| known.namespace(prefix));
            match namespaces.next() {
                Some(namespace) => in_use.filled_in.insert(prefix, namespace),
                // `true.ex:a` is the end of a triple and a name for some parsers: theirs to say.
                None if prefix.contains('.') => {}
                None => return Err(unknown(query, token, prefix, &known, &declared_here)),
            }
        }
    }
    Ok(in_use)
}

/// The prefix and the local part of a prefixed name, as they were written.
pub(super) fn split_name<'t>(query: &'t str, token: &Token) -> Option<(&'t str, &'t str)> {
    (token.kind == TokenKind::PrefixedName)
        .then(|| token.text(query).split_once(':'))
        .flatten()
}

fn unknown(
    query: &str,
    token: &Token,
    prefix: &str,
    known: &[&Prefixes],
    declared_here: &BTreeSet<&str>,
) -> Fault {
    let all: BTreeSet<&str> = known
        .iter()
        .flat_map(|known| known.iter().map(|(prefix, _)| prefix))
        .chain(declared_here.iter().copied())
        .into_set();
    let hint = match nearest(prefix, all) {
        Some(meant) => format!("; did you mean {}?", quoted(meant)),
        None => format!("; declare it before the query: PREFIX {prefix}: <…>"),
    };
    let message = format!("unknown prefix {}{hint}", quoted(prefix));
    Fault::new(query, token.span.clone(), message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::tokens::tokens;

    fn security() -> Prefixes {
        [("sec", "http://e/sec#"), ("", "http://e/")]
            .into_iter()
            .collect()
    }

    fn filled_in(query: &str, known: &[&Prefixes]) -> String {
        match prefixes_in_use(query, &tokens(query), known) {
            Ok(in_use) => {
                let lines = in_use.filled_in.iter();
                let lines = lines.map(|(prefix, namespace)| format!("{prefix}: <{namespace}>"));
                lines.collect::<Vec<_>>().join(
                    "
",
                )
            }
            Err(fault) => fault.to_string(),
        }
    }

    #[test]
    fn the_first_of_the_known_wins_and_only_what_is_used_is_filled_in() {
        let other: Prefixes = [("sec", "http://other/"), ("foaf", "http://own/foaf#")]
            .into_iter()
            .collect();
        let query = "# geo:x\nPREFIX rdf: <x:> SELECT * { ?s sec:trains 'owl:x', :a ; foaf:name rdf:a, rdfs:b }";
        insta::assert_snapshot!(filled_in(query, &[&security(), &other]), @"
        : <http://e/>
        foaf: <http://own/foaf#>
        rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        sec: <http://e/sec#>
        ");
    }

    #[test]
    fn a_prefix_known_nowhere_names_its_place() {
        let query = "SELECT * {\n  ?who sek:trains ?whom\n}";
        insta::assert_snapshot!(filled_in(query, &[&security()]), @r#"
        2:8: unknown prefix "sek"; did you mean "sec"?
            ?who sek:trains ?whom
                 ^^^^^^^^^^
        "#);
        insta::assert_snapshot!(filled_in("ASK { ?a zoological:b ?c }", &[]), @r#"
        1:10: unknown prefix "zoological"; declare it before the query: PREFIX zoological: <…>
          ASK { ?a zoological:b ?c }
                   ^^^^^^^^^^^^
        "#);
    }

    #[test]
    fn a_prefix_declared_too_late_is_unknown_where_it_is_used() {
        let query = "SELECT (zoo:b AS ?x) {} PREFIX zoo: <y:>";
        insta::assert_snapshot!(filled_in(query, &[]), @r#"
        1:9: unknown prefix "zoo"; declare it before the query: PREFIX zoo: <…>
          SELECT (zoo:b AS ?x) {} PREFIX zoo: <y:>
                  ^^^^^
        "#);
    }
}
