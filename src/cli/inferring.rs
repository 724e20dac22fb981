//! What follows from the inputs, added to what they say and marked as such.

use crate::cli::exit::Failure;
use crate::cli::load::limit;
use crate::cli::loaded::Loaded;
use crate::cli::messages::Messages;
use clap::{Args, ValueEnum};
use graphwright::graph::{Claim, Minter, Name, Object};
use graphwright::infer::{
    Additions, Conclusions, InferError, Rule, RuleSet, infer, inference_name,
};
use graphwright::limits::INFERRED;
use graphwright::ontology::Ontology;
use graphwright::ontology::vocabulary::{gw, owl, prov, rdf, rdfs, skos};
use graphwright::rdf::{Index, ProjectOptions, Quads};
use oxigraph::model::TermRef;

#[derive(Debug, Clone, Copy, Args)]
pub struct InferOptions {
    /// Add what follows from the ontology by rules, as triples in the named graph gw:inferred, with a gw:Inference for
    /// each that rests on claims: its rule and those claims; nothing of it mixes with what was said
    #[arg(long, value_name = "RULES")]
    infer: Option<RulesArgument>,
    /// How many triples may follow
    #[arg(long, value_name = "N", default_value_t = INFERRED, requires = "infer")]
    max_inferred: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RulesArgument {
    /// Kinds of classes and of properties, domains and ranges
    Rdfs,
    /// Besides, inverse, symmetric and transitive properties, equivalence, and owl:sameAs
    OwlRlLite,
}

impl InferOptions {
    /// The facts with what follows between entities of theirs, but for what would only say an arrow again: the other way
    /// round, or by another name.
    pub fn relations(self, loaded: Loaded, messages: &Messages) -> Result<Loaded, Failure> {
        let Some(rules) = self.rules() else {
            return Ok(loaded);
        };
        let quiet = Messages::new(true);
        let (graph, _) = loaded.clone().graph(&quiet)?;
        let quads = loaded.clone().quads(ProjectOptions::default(), false)?;
        let index = Index::new(quads).map_err(limit)?;
        let conclusions = self.conclude(&index, &loaded.ontology, rules)?;
        let mut facts = loaded.facts;
        let mut n_relations = 0;
        for conclusion in conclusions.iter() {
            let says_again = [Rule::Inverse, Rule::Symmetric, Rule::Same, Rule::Replaced];
            if says_again.contains(&conclusion.rule) {
                continue;
            }
            let [subject, predicate, object] = conclusion.triple.map(name);
            let (Some(subject), Some(predicate), Some(object)) = (subject, predicate, object)
            else {
                continue;
            };
            let is_entity = |name: &Name| graph.entity(name).is_some();
            if !is_of_schema(&predicate) && is_entity(&subject) && is_entity(&object) {
                let inference = inference_name(&loaded.minter, conclusion.triple);
                facts.add_claim(Claim {
                    is_inferred: true,
                    ..Claim::bare(inference, subject, predicate, Object::Entity(object))
                });
                n_relations += 1;
            }
        }
        let are = if n_relations == 1 {
            "relation follows and is"
        } else {
            "relations follow and are"
        };
        messages.note(format!("{n_relations} {are} drawn dashed"));
        Ok(Loaded { facts, ..loaded })
    }
}

/// Whether a property tells of classes, properties and names rather than of what relates to what.
fn is_of_schema(predicate: &Name) -> bool {
    let schemas = [
        rdf::NAMESPACE,
        rdfs::NAMESPACE,
        owl::NAMESPACE,
        skos::NAMESPACE,
        prov::NAMESPACE,
        gw::NAMESPACE,
    ];
    schemas
        .iter()
        .any(|schema| predicate.as_str().starts_with(schema))
}

fn name(term: TermRef<'_>) -> Option<Name> {
    match term {
        TermRef::NamedNode(iri) => Some(Name::new(iri.as_str())),
        _ => None,
    }
}

impl InferOptions {
    /// Whether anything is to follow.
    pub fn is_given(self) -> bool {
        self.infer.is_some()
    }

    fn rules(self) -> Option<RuleSet> {
        Some(match self.infer? {
            RulesArgument::Rdfs => RuleSet::Rdfs,
            RulesArgument::OwlRlLite => RuleSet::OwlRlLite,
        })
    }

    fn conclude<'i>(
        self,
        index: &'i Index,
        ontology: &'i Ontology,
        rules: RuleSet,
    ) -> Result<Conclusions<'i>, Failure> {
        let conclusions = infer(index, ontology.triples(), rules, self.max_inferred);
        conclusions.map_err(|error| match error {
            InferError::TooMany(_) => limit(format!("{error}; --max-inferred sets the limit")),
            _ => limit(error),
        })
    }

    /// The quads with all that follows from them. Without `in_graph` no named graph is made.
    pub fn add(
        self,
        quads: Quads,
        ontology: &Ontology,
        minter: &Minter,
        in_graph: bool,
    ) -> Result<Quads, Failure> {
        let Some(rules) = self.rules() else {
            return Ok(quads);
        };
        let index = Index::new(quads).map_err(limit)?;
        let conclusions = self.conclude(&index, ontology, rules)?;
        let additions = Additions::of(conclusions, &index, minter, in_graph).map_err(limit)?;
        additions.add_to(index).map_err(limit)
    }
}
