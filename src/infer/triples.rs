use crate::graph::{Minter, Name};
use crate::infer::conclusions::{Conclusion, Conclusions, Premise};
use crate::infer::terms::{Id, Triple};
use crate::ontology::vocabulary::{gw, prov, rdf, xsd};
use crate::rdf::{GraphSelection, Index, Quad, Quads, TermId, TooManyTerms};
use indexmap::IndexMap;
use oxigraph::model::{LiteralRef, NamedNodeRef, Term, TermRef};
use rustc_hash::FxBuildHasher;
use std::collections::BTreeSet;

/// Adds conclusions to what they were drawn from, as RDF that nobody can take for what was said.
///
/// With `in_graph` each is a triple of the named graph `gw:inferred`. A node tells of each that rests on claims, and
/// without `in_graph` of every one, with its triple, its rule and those claims.
#[derive(Debug)]
pub struct Additions {
    /// The triples by the numbers of their terms in the index, those of `others` behind them.
    triples: Vec<Triple>,
    others: Vec<Term>,
    n_terms: usize,
    nodes: Quads,
    in_graph: bool,
}

impl Additions {
    /// Writes down what was concluded from an index.
    ///
    /// # Errors
    /// [`TooManyTerms`] beyond 32 bits.
    pub fn of(
        conclusions: Conclusions<'_>,
        index: &Index,
        minter: &Minter,
        in_graph: bool,
    ) -> Result<Self, TooManyTerms> {
        let claims = claims(index);
        let mut nodes = Quads::default();
        // Nothing rests on claims where there are none.
        if !in_graph || !claims.is_empty() {
            for (place, conclusion) in conclusions.iter().enumerate() {
                let grounds = grounds(&conclusions, place, &claims);
                if !in_graph || !grounds.is_empty() {
                    tell(&conclusion, &grounds, index, minter, &mut nodes)?;
                }
            }
        }
        let Conclusions { terms, found } = conclusions;
        Ok(Self {
            triples: if in_graph {
                found.into_keys().collect()
            } else {
                Vec::new()
            },
            others: terms.into_others(),
            n_terms: index.n_terms(),
            nodes,
            in_graph,
        })
    }

    /// Adds them to the quads of the index.
    ///
    /// # Errors
    /// [`TooManyTerms`] beyond 32 bits.
    pub fn add_to(self, index: Index) -> Result<Quads, TooManyTerms> {
        let mut quads = index.into_quads();
        if self.in_graph {
            let others = self.others.iter().map(|term| quads.intern(term));
            let others: Vec<TermId> = others.collect::<Result<_, _>>()?;
            let graph = quads.intern(iri(gw::INFERRED))?;
            let id = |id: Id| match (id as usize).checked_sub(self.n_terms + 1) {
                Some(place) => others[place],
                // The bag numbers its terms as the index did that it was made of.
                None => TermId::of(id),
            };
            quads.extend(self.triples.iter().map(|triple| {
                let [subject, predicate, object] = triple.map(id);
                Quad {
                    graph,
                    subject,
                    predicate,
                    object,
                }
            }));
        }
        quads.merge(self.nodes)?;
        Ok(quads)
    }
}

/// The node that tells of a conclusion.
fn tell(
    conclusion: &Conclusion<'_>,
    grounds: &BTreeSet<TermId>,
    index: &Index,
    minter: &Minter,
    quads: &mut Quads,
) -> Result<(), TooManyTerms> {
    let [subject, predicate, object] = conclusion.triple;
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
    for claim in grounds {
        tell(prov::WAS_DERIVED_FROM, index.term(*claim))?;
    }
    Ok(())
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
