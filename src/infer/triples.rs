use crate::graph::{Minter, Name};
use crate::infer::{Conclusions, Premise};
use crate::ontology::vocabulary::{gw, prov, rdf, xsd};
use crate::rdf::{GraphSelection, Index, Quad, Quads, TermId, TooManyTerms};
use indexmap::IndexMap;
use oxigraph::model::{LiteralRef, NamedNodeRef, TermRef};
use rustc_hash::FxBuildHasher;
use std::collections::BTreeSet;

/// Conclusions as RDF that nobody can take for what was said: a node for each with its triple, the rule and the claims
/// that it follows from; and, with `in_graph`, the triple itself in the named graph `gw:inferred`.
///
/// # Errors
/// [`TooManyTerms`] beyond 32 bits.
pub fn triples(
    conclusions: &Conclusions<'_>,
    index: &Index,
    minter: &Minter,
    in_graph: bool,
) -> Result<Quads, TooManyTerms> {
    let claims = claims(index);
    let mut quads = Quads::default();
    for (place, conclusion) in conclusions.iter().enumerate() {
        let [subject, predicate, object] = conclusion.triple;
        if in_graph {
            quads.insert_refs(Some(iri(gw::INFERRED)), conclusion.triple)?;
        }
        let name = inference_name(minter, conclusion.triple);
        let mut tell = |property: &str, value: TermRef<'_>| {
            quads.insert_refs(None, [iri(name.as_str()), iri(property), value])
        };
        tell(rdf::TYPE, iri(gw::INFERENCE))?;
        tell(rdf::SUBJECT, subject)?;
        tell(rdf::PREDICATE, predicate)?;
        tell(rdf::OBJECT, object)?;
        let string = NamedNodeRef::new_unchecked(xsd::STRING);
        let rule = LiteralRef::new_typed_literal(conclusion.rule.name(), string);
        tell(gw::BY_RULE, TermRef::Literal(rule))?;
        for claim in grounds(conclusions, place, &claims) {
            tell(prov::WAS_DERIVED_FROM, index.term(claim))?;
        }
    }
    Ok(quads)
}

fn iri(iri: &str) -> TermRef<'_> {
    TermRef::NamedNode(NamedNodeRef::new_unchecked(iri))
}

type Claims = IndexMap<[TermId; 3], Vec<TermId>, FxBuildHasher>;

/// The claims behind each triple of a graph of ours that is put forward as holding.
fn claims(index: &Index) -> Claims {
    let find = |name: &str| index.find(iri(name));
    let mut claims = Claims::default();
    let (Some(subject), Some(predicate)) = (find(gw::SUBJECT), find(gw::PREDICATE)) else {
        return claims;
    };
    // What is denied, planned or supposed is no plain triple, and no ground for anything.
    let holds = [(gw::POLARITY, gw::POSITIVE), (gw::MODALITY, gw::ASSERTED)]
        .map(|(property, value)| (find(property), find(value)));
    let of = |claim: TermId, property: TermId| {
        let mut found = index.matching(Some(claim), Some(property), None, GraphSelection::Default);
        found.next().map(|quad| quad.object)
    };
    for quad in index.matching(None, Some(subject), None, GraphSelection::Default) {
        let claim = quad.subject;
        let is_otherwise = holds.iter().any(|(property, value)| {
            let told = property.and_then(|property| of(claim, property));
            told.is_some() && told != *value
        });
        let mut ends = [find(gw::OBJECT), find(gw::VALUE)].into_iter().flatten();
        let object = ends.find_map(|property| of(claim, property));
        if let (Some(predicate), Some(object), false) = (of(claim, predicate), object, is_otherwise)
        {
            let triple = [quad.object, predicate, object];
            claims.entry(triple).or_default().push(claim);
        }
    }
    claims
}

/// The claims that a conclusion rests on, directly or through others.
fn grounds(conclusions: &Conclusions<'_>, place: usize, claims: &Claims) -> BTreeSet<TermId> {
    let mut grounds = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![place];
    while let Some(place) = open.pop() {
        if !seen.insert(place) {
            continue;
        }
        let premises = conclusions.get(place).map(|conclusion| conclusion.premises);
        for premise in premises.into_iter().flatten() {
            match premise {
                Premise::Concluded(earlier) => open.push(earlier),
                Premise::Stated(Quad {
                    subject,
                    predicate,
                    object,
                    ..
                }) => {
                    let behind = claims.get(&[subject, predicate, object]);
                    grounds.extend(behind.into_iter().flatten());
                }
            }
        }
    }
    grounds
}

/// The name of the node that stands for a conclusion, which a hash of its triple gives.
pub fn inference_name(minter: &Minter, [subject, predicate, object]: [TermRef<'_>; 3]) -> Name {
    minter.inference(&format!("{subject} {predicate} {object}"))
}
