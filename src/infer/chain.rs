//! Conclusions from conclusions, until there are no more.

mod same;

use crate::infer::conclusions::{Conclusions, InferError, Reason, Source};
use crate::infer::schema::{Schema, Vocabulary};
use crate::infer::terms::{Id, Terms, Triple};
use crate::infer::{Rule, RuleSet};
use crate::rdf::{GraphSelection, Index, Quad, TermId};
use indexmap::IndexMap;
use oxigraph::model::{TermRef, Triple as RdfTriple};
use rustc_hash::FxBuildHasher;
use std::collections::BTreeSet;

/// Draws all conclusions from the default graph of an index and the triples of an ontology. Nothing is concluded about
/// what only the ontology describes.
///
/// # Errors
/// [`InferError`] if more than `most` triples follow, or terms have no number left.
pub fn infer<'i>(
    index: &'i Index,
    ontology: impl IntoIterator<Item = &'i RdfTriple>,
    rules: RuleSet,
    most: usize,
) -> Result<Conclusions<'i>, InferError> {
    let mut terms = Terms::of(index);
    let vocabulary = Vocabulary::of(&mut terms).ok_or(InferError::TooManyTerms)?;
    let mut schema = Schema::default();
    for triple in ontology {
        let parts = [
            TermRef::from(&triple.subject),
            TermRef::NamedNode(triple.predicate.as_ref()),
            TermRef::from(&triple.object),
        ];
        let [subject, predicate, object] = parts.map(|term| terms.id(term));
        let triple = (|| Some([subject?, predicate?, object?]))();
        let triple = triple.ok_or(InferError::TooManyTerms)?;
        schema.add(triple, vocabulary, rules, &terms);
    }
    for triple in stated(index) {
        schema.add(triple, vocabulary, rules, &terms);
    }
    let mut chain = Chain {
        index,
        schema,
        vocabulary,
        rules,
        most,
        onwards: IndexMap::default(),
        backwards: IndexMap::default(),
        ends: IndexMap::default(),
        found: Conclusions {
            terms,
            found: IndexMap::default(),
        },
    };
    for triple in stated(index) {
        chain.follow(triple, Source::Stated(triple))?;
    }
    let mut next = 0;
    while let Some((triple, _)) = chain.found.found.get_index(next) {
        let triple = *triple;
        // No more than `most` fit, which is within 32 bits.
        let source = Source::Found(u32::try_from(next).map_err(|_| InferError::TooMany(most))?);
        chain.follow(triple, source)?;
        next += 1;
    }
    Ok(chain.found)
}

fn stated(index: &Index) -> impl Iterator<Item = Triple> + use<'_> {
    let quads = index.matching(None, None, None, GraphSelection::Default);
    quads.map(numbers)
}

fn numbers(quad: Quad) -> Triple {
    [quad.subject, quad.predicate, quad.object].map(TermId::number)
}

type Neighbours = IndexMap<(Id, Id), Vec<(Id, Source)>, FxBuildHasher>;

struct Chain<'i> {
    index: &'i Index,
    schema: Schema,
    vocabulary: Vocabulary,
    rules: RuleSet,
    most: usize,
    /// For transitive properties and sameness: what each term leads to, of the triples looked at so far.
    onwards: Neighbours,
    backwards: Neighbours,
    /// The places of conclusions by their ends, where anything is the same as something.
    ends: IndexMap<Id, Vec<u32>, FxBuildHasher>,
    found: Conclusions<'i>,
}

impl Chain<'_> {
    /// Applies each rule to a triple, once in its life.
    fn follow(&mut self, triple: Triple, source: Source) -> Result<(), InferError> {
        let [subject, predicate, object] = triple;
        let vocabulary = self.vocabulary;
        if predicate == vocabulary.type_ {
            self.add_each(
                Kind::Class,
                object,
                |class| [subject, predicate, class],
                Rule::SubClass,
                source,
            )?;
        } else if predicate == vocabulary.sub_class_of {
            let rule = Rule::SubClassOfSubClass;
            self.add_each(
                Kind::Class,
                object,
                |class| [subject, predicate, class],
                rule,
                source,
            )?;
        } else if predicate == vocabulary.sub_property_of {
            let rule = Rule::SubPropertyOfSubProperty;
            self.add_each(
                Kind::Property,
                object,
                |property| [subject, predicate, property],
                rule,
                source,
            )?;
        }
        let kind_of = match predicate {
            is if is == vocabulary.equivalent_class => Some(vocabulary.sub_class_of),
            is if is == vocabulary.equivalent_property => Some(vocabulary.sub_property_of),
            _ => None,
        };
        if let Some(kind_of) = kind_of.filter(|_| self.rules == RuleSet::OwlRlLite) {
            for triple in [[subject, kind_of, object], [object, kind_of, subject]] {
                self.add(triple, Rule::Equivalent, [Some(source), None])?;
            }
        }
        let type_ = vocabulary.type_;
        self.add_each(
            Kind::Property,
            predicate,
            |property| [subject, property, object],
            Rule::SubProperty,
            source,
        )?;
        self.add_each(
            Kind::Domain,
            predicate,
            |class| [subject, type_, class],
            Rule::Domain,
            source,
        )?;
        // A literal is of no class and begins nothing, but a transitive property may end at one.
        let is_resource = self.found.terms.is_resource(object);
        if is_resource {
            self.turn(triple, source)?;
        }
        if self.schema.transitive.contains(&predicate) {
            self.lead_on(triple, Rule::Transitive, source)?;
        }
        if self.schema.has_same && is_resource {
            self.replace(triple, source)?;
        }
        Ok(())
    }

    /// What a triple says of its object.
    fn turn(&mut self, triple: Triple, source: Source) -> Result<(), InferError> {
        let [subject, predicate, object] = triple;
        let type_ = self.vocabulary.type_;
        self.add_each(
            Kind::Range,
            predicate,
            |class| [object, type_, class],
            Rule::Range,
            source,
        )?;
        self.add_each(
            Kind::Inverse,
            predicate,
            |inverse| [object, inverse, subject],
            Rule::Inverse,
            source,
        )?;
        if self.schema.symmetric.contains(&predicate) {
            self.add(
                [object, predicate, subject],
                Rule::Symmetric,
                [Some(source), None],
            )?;
        }
        Ok(())
    }

    /// Joins a triple of a transitive property with those that end where it begins and begin where it ends.
    fn lead_on(&mut self, triple: Triple, rule: Rule, source: Source) -> Result<(), InferError> {
        let [subject, predicate, object] = triple;
        let of = |map: &Neighbours, term| map.get(&(predicate, term)).cloned().unwrap_or_default();
        for (further, other) in of(&self.onwards, object) {
            self.add(
                [subject, predicate, further],
                rule,
                [Some(source), Some(other)],
            )?;
        }
        for (earlier, other) in of(&self.backwards, subject) {
            self.add(
                [earlier, predicate, object],
                rule,
                [Some(other), Some(source)],
            )?;
        }
        self.onwards
            .entry((predicate, subject))
            .or_default()
            .push((object, source));
        self.backwards
            .entry((predicate, object))
            .or_default()
            .push((subject, source));
        Ok(())
    }

    /// A conclusion for each class or property that something leads to.
    fn add_each(
        &mut self,
        kind: Kind,
        from: Id,
        triple: impl Fn(Id) -> Triple,
        rule: Rule,
        source: Source,
    ) -> Result<(), InferError> {
        let schema = &self.schema;
        let map = match kind {
            Kind::Class => &schema.super_classes,
            Kind::Property => &schema.super_properties,
            Kind::Domain => &schema.domains,
            Kind::Range => &schema.ranges,
            Kind::Inverse => &schema.inverses,
        };
        let Some(reached) = map.get(&from) else {
            return Ok(());
        };
        for to in reached.iter().copied().collect::<Vec<Id>>() {
            self.add(triple(to), rule, [Some(source), None])?;
        }
        Ok(())
    }

    /// Adds a triple, unless the data has it or it was concluded before.
    fn add(
        &mut self,
        triple: Triple,
        rule: Rule,
        premises: [Option<Source>; 2],
    ) -> Result<(), InferError> {
        let [subject, predicate, object] = triple;
        let terms = &self.found.terms;
        if let (Some(subject), Some(predicate), Some(object)) = (
            terms.known(subject),
            terms.known(predicate),
            terms.known(object),
        ) {
            let graph = TermId::DEFAULT_GRAPH;
            let quad = Quad {
                graph,
                subject,
                predicate,
                object,
            };
            if self.index.place(&quad).is_some() {
                return Ok(());
            }
        }
        // That a class is a kind of itself is nothing to be told.
        let vocabulary = self.vocabulary;
        let is_kind =
            predicate == vocabulary.sub_class_of || predicate == vocabulary.sub_property_of;
        if subject == object && (is_kind || predicate == vocabulary.same_as) {
            return Ok(());
        }
        if self.found.found.contains_key(&triple) {
            return Ok(());
        }
        if self.found.len() >= self.most {
            return Err(InferError::TooMany(self.most));
        }
        let (place, _) = self
            .found
            .found
            .insert_full(triple, Reason { rule, premises });
        if self.schema.has_same {
            let place = u32::try_from(place).map_err(|_| InferError::TooMany(self.most))?;
            for end in BTreeSet::from([subject, object]) {
                self.ends.entry(end).or_default().push(place);
            }
        }
        Ok(())
    }
}

/// What of the schema leads from a term to others.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Class,
    Property,
    Domain,
    Range,
    Inverse,
}
