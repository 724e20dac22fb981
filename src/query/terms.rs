use crate::order::{CompactCollect, CompactSort};
use crate::query::fault::{Place, quoted};
use crate::query::prefixes::split_name;
use crate::query::tokens::TokenKind;
use crate::query::{ParsedQuery, visible};
use crate::rdf::{Index, Prefixes, TermId, prefixed_name};
use crate::spelling::distance;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNodeRef, TermRef};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What a query uses a name as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermRole {
    /// The predicate of a pattern or a step of a property path.
    Property,
    /// The object of `rdf:type`.
    Class,
}

/// A property or class that a query names and nothing knows. The query is right and runs; it finds nothing
/// there, most often because of a slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTerm {
    /// Where it first stands.
    pub place: Place,
    /// What it is used as.
    pub role: TermRole,
    /// Its IRI.
    pub iri: String,
    /// As the query writes it.
    pub written: String,
    /// What may have been meant, as a prefixed name where a prefix is known.
    pub suggestion: Option<String>,
}

impl fmt::Display for UnknownTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let role = match self.role {
            TermRole::Property => "property",
            TermRole::Class => "class",
        };
        let (place, written) = (self.place, quoted(&self.written));
        write!(
            f,
            "{place}: no {role} {written} in the data or the ontology"
        )?;
        match &self.suggestion {
            Some(meant) => write!(f, "; did you mean {}?", quoted(meant)),
            None => Ok(()),
        }
    }
}

/// The properties and classes of a query that stand neither in the index nor in `known`, in the order of
/// their places. `prefixes` shorten what is suggested, besides those of the query.
///
/// Names that the text does not spell, such as `rdf:first` behind a list in brackets, are left out.
pub fn unknown_terms(
    query: &ParsedQuery,
    index: &Index,
    known: &BTreeSet<String>,
    prefixes: &[&Prefixes],
) -> Vec<UnknownTerm> {
    let is_unknown = |iri: &&String| !known.contains(*iri) && find(index, iri).is_none();
    let properties = query.terms.properties.iter().filter(is_unknown);
    let classes = query.terms.classes.iter().filter(is_unknown);
    let missing: Vec<(&String, TermRole)> = properties
        .map(|iri| (iri, TermRole::Property))
        .chain(classes.map(|iri| (iri, TermRole::Class)))
        .collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let spelled = spelled(query);
    let in_data = Vocabulary::of(index);
    let all: Vec<&Prefixes> = [query.prefixes()]
        .into_iter()
        .chain(prefixes.iter().copied())
        .collect();
    let mut unknown: Vec<UnknownTerm> = missing
        .into_iter()
        .filter_map(|(iri, role)| {
            let (byte, written) = find_spelled(&spelled, iri)?;
            let candidates = in_data
                .of_role(role)
                .chain(known.iter().map(String::as_str));
            Some(UnknownTerm {
                place: Place::of(&query.text, byte),
                role,
                iri: iri.clone(),
                written: written.to_owned(),
                suggestion: suggest(iri, candidates).map(|meant| shorten(meant, &all)),
            })
        })
        .collect();
    unknown.order_by_key(|term| (term.place, term.role));
    unknown
}

fn find(index: &Index, iri: &str) -> Option<TermId> {
    index.find(NamedNodeRef::new_unchecked(iri))
}

/// The predicates and classes of an index.
struct Vocabulary<'a> {
    properties: BTreeSet<&'a str>,
    classes: BTreeSet<&'a str>,
}

impl<'a> Vocabulary<'a> {
    fn of(index: &'a Index) -> Self {
        let iri = |id: TermId| match index.term(id) {
            TermRef::NamedNode(iri) => Some(iri.as_str()),
            _ => None,
        };
        let rdf_type = find(index, rdf::TYPE.as_str());
        let quads = index.quads();
        let predicates: BTreeSet<TermId> = quads.clone().map(|quad| quad.predicate).into_set();
        let types: BTreeSet<TermId> = quads
            .filter(|quad| Some(quad.predicate) == rdf_type)
            .map(|quad| quad.object)
            .into_set();
        Self {
            properties: predicates.into_iter().filter_map(iri).collect(),
            classes: types.into_iter().filter_map(iri).collect(),
        }
    }

    fn of_role(&self, role: TermRole) -> impl Iterator<Item = &'a str> {
        match role {
            TermRole::Property => self.properties.iter(),
            TermRole::Class => self.classes.iter(),
        }
        .copied()
    }
}

/// The byte and spelling of every IRI in the text, the first one of each; declarations apart.
fn spelled(query: &ParsedQuery) -> BTreeMap<String, (usize, &str)> {
    let text = query.text.as_str();
    let mut found = BTreeMap::new();
    for (position, token) in query.tokens.iter().enumerate() {
        let before = |back: usize| {
            position
                .checked_sub(back)
                .map(|before| &query.tokens[before])
        };
        let is_declaration = before(1).is_some_and(|token| token.is_word(text, "BASE"))
            || (1..=2).any(|back| before(back).is_some_and(|token| token.is_word(text, "PREFIX")));
        let written = token.text(text);
        let iri = match token.kind {
            TokenKind::Iri => written.get(1..written.len() - 1).map(str::to_owned),
            _ => split_name(text, token).and_then(|(prefix, local)| {
                let namespace = query.prefixes().namespace(prefix)?;
                Some(format!("{namespace}{}", local.replace('\\', "")))
            }),
        };
        if let Some(iri) = iri.filter(|_| !is_declaration) {
            found.entry(iri).or_insert((token.span.start, written));
        }
    }
    found
}

/// Where an IRI stands; a relative one is known by how the IRI ends.
fn find_spelled<'q>(
    spelled: &BTreeMap<String, (usize, &'q str)>,
    iri: &str,
) -> Option<(usize, &'q str)> {
    let exact = spelled.get(iri);
    let by_end = || {
        let mut relative = spelled.iter().filter(|(written, _)| {
            !written.is_empty() && !written.contains(':') && iri.ends_with(written.as_str())
        });
        relative.next().map(|(_, place)| place)
    };
    exact.or_else(by_end).copied()
}

/// The candidate whose local name is nearest; of those equally near the one with the most in common from the
/// beginning of the IRI on, then the first.
fn suggest<'c>(iri: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let wanted = local_name(iri);
    candidates
        .filter_map(|candidate| {
            let distance = distance(wanted, local_name(candidate))?;
            let common = iri
                .bytes()
                .zip(candidate.bytes())
                .take_while(|(left, right)| left == right)
                .count();
            Some((distance, std::cmp::Reverse(common), candidate))
        })
        .min()
        .map(|(_, _, candidate)| candidate)
}

/// What follows the last `#`, `/` or `:` of an IRI.
fn local_name(iri: &str) -> &str {
    iri.rsplit(['#', '/', ':']).next().unwrap_or(iri)
}

fn shorten(iri: &str, prefixes: &[&Prefixes]) -> String {
    prefixed_name(prefixes, iri).unwrap_or_else(|| visible(&format!("<{iri}>")).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::fixture::index;
    use crate::query::{ParseOptions, parse};

    const DATA: &str = "
<http://e/russia> <http://e/sec#trains> <http://e/army> .
<http://e/russia> <http://e/sec#supplies> <http://e/army> .
<http://e/army> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/sec#ArmedForces> .
";

    fn warnings(query: &str) -> String {
        let prefixes: Prefixes = [
            ("sec", "http://e/sec#"),
            ("e", "http://e/"),
            ("o", "http://onto/"),
        ]
        .into_iter()
        .collect();
        let known = ["http://onto/visits", "http://onto/State"];
        let known: BTreeSet<String> = known.into_iter().map(str::to_owned).collect();
        let options = ParseOptions {
            prefixes: &[&prefixes],
            base: Some("http://e/"),
        };
        let query = parse(query, &options).unwrap();
        unknown_terms(&query, &index(DATA), &known, &[&prefixes])
            .iter()
            .map(UnknownTerm::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn a_slip_is_warned_of_with_its_place_and_what_was_meant() {
        let query = "SELECT * {
  ?who sec:trians ?whom ; <http://e/sec#suplies> ?x .
  ?whom a sec:ArmdForces ; o:vists ?where ; e:visits ?y .
  FILTER NOT EXISTS { ?whom (sec:trains|^e:frobnicates)* ?z }
}";
        insta::assert_snapshot!(warnings(query), @r#"
        2:8: no property "sec:trians" in the data or the ontology; did you mean "sec:trains"?
        2:27: no property "<http://e/sec#suplies>" in the data or the ontology; did you mean "sec:supplies"?
        3:11: no class "sec:ArmdForces" in the data or the ontology; did you mean "sec:ArmedForces"?
        3:28: no property "o:vists" in the data or the ontology; did you mean "o:visits"?
        3:45: no property "e:visits" in the data or the ontology; did you mean "o:visits"?
        4:42: no property "e:frobnicates" in the data or the ontology
        "#);
    }

    #[test]
    fn what_the_data_or_the_ontology_has_is_not_warned_of() {
        assert_eq!(
            warnings("ASK { ?s a o:State, sec:ArmedForces ; sec:trains ?x ; o:visits e:army }"),
            ""
        );
        assert_eq!(
            warnings("ASK { ?s <sec#trains> e:nobody, 'sec:trians' } # sec:trians"),
            ""
        );
    }

    #[test]
    fn a_template_and_unwritten_vocabulary_are_not_warned_of() {
        assert_eq!(
            warnings("CONSTRUCT { ?s e:made (1 2) } WHERE { ?s sec:trains (1 2) }"),
            ""
        );
    }

    #[test]
    fn a_relative_iri_has_a_place() {
        insta::assert_snapshot!(warnings("ASK { ?s <sec#trainz> ?o }"), @r#"1:10: no property "<sec#trainz>" in the data or the ontology; did you mean "sec:trains"?"#);
    }
}
