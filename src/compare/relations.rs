//! Which relations two graphs have in common, and in what those differ.

use crate::compare::Side;
use crate::compare::entities::Matched;
use crate::graph::{Claim, KnowledgeGraph, Name, Object};
use crate::ontology::Ontology;
use crate::ontology::vocabulary::{owl, rdf};
use crate::order::{CompactCollect, CompactSort};
use oxigraph::model::{NamedOrBlankNode, Term};
use std::collections::{BTreeMap, BTreeSet};

/// In how many ways the relations of one pair may be paired before they are taken in order.
const MOST_WAYS: usize = 250_000;

/// In what two relations may differ that have the same ends and predicate; what tells most comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// The words that carry them.
    Quote,
    /// When they hold.
    Time,
    /// Affirmed or negated.
    Polarity,
    /// As fact, plan, forecast and so on.
    Modality,
    /// Who says so.
    Speaker,
    /// Where they hold.
    Place,
    /// The number that the words give.
    Quantity,
}

impl Aspect {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Time => "time",
            Self::Polarity => "polarity",
            Self::Modality => "modality",
            Self::Speaker => "speaker",
            Self::Place => "place",
            Self::Quantity => "quantity",
        }
    }

    /// Whether two relations that differ in it put forward different things.
    pub fn changes_what_is_said(self) -> bool {
        matches!(self, Self::Polarity | Self::Modality | Self::Speaker)
    }
}

/// One aspect in which two relations differ, with what each has; nothing for what one lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The aspect.
    pub aspect: Aspect,
    /// What the first has.
    pub a: Vec<String>,
    /// What the second has.
    pub b: Vec<String>,
}

/// Two relations that are about the same thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The one of the first graph.
    pub a: Name,
    /// The one of the second.
    pub b: Name,
    /// In what they differ.
    pub differences: Vec<Difference>,
}

/// What two graphs have in common, and what each has alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The side of each entity; one that both have goes by its name in the first graph.
    pub entities: BTreeMap<Name, Side>,
    /// How many entities were found to be one by their labels, since their names differ.
    pub n_by_label: usize,
    /// Relations that both have.
    pub both: Vec<Pair>,
    /// Relations that one has from here to there and the other from there to here.
    pub reversed: Vec<Pair>,
    /// Relations of the first alone.
    pub only_a: Vec<Name>,
    /// Relations of the second alone.
    pub only_b: Vec<Name>,
    pub(super) matched: Matched,
}

impl Comparison {
    /// Whether nothing that is compared differs.
    pub fn is_same(&self) -> bool {
        self.entities.values().all(|side| *side == Side::Both)
            && self.reversed.is_empty()
            && self.only_a.is_empty()
            && self.only_b.is_empty()
            && self.both.iter().all(|pair| pair.differences.is_empty())
    }
}

/// What relations are matched by: ends and predicate under the names of the first graph.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    subject: Name,
    predicate: Name,
    object: Object,
}

impl Key {
    fn of(claim: &Claim, matched: &Matched, symmetric: &BTreeSet<&str>) -> Self {
        let mut subject = matched.in_a(&claim.subject).clone();
        let mut object = match &claim.object {
            Object::Entity(object) => Object::Entity(matched.in_a(object).clone()),
            literal @ Object::Literal(_) => literal.clone(),
        };
        if let Object::Entity(end) = &mut object
            && symmetric.contains(claim.predicate.as_str())
            && *end < subject
        {
            // A relation that runs both ways is the same from either end.
            std::mem::swap(end, &mut subject);
        }
        Self {
            subject,
            predicate: claim.predicate.clone(),
            object,
        }
    }

    fn reversed(&self) -> Option<Self> {
        let Object::Entity(object) = &self.object else {
            return None;
        };
        Some(Self {
            subject: object.clone(),
            predicate: self.predicate.clone(),
            object: Object::Entity(self.subject.clone()),
        })
    }
}

/// A relation with all that is compared of it, under the names of the first graph.
struct Compared<'a> {
    claim: &'a Claim,
    aspects: [(Aspect, Vec<String>); 7],
}

impl<'a> Compared<'a> {
    fn of(claim: &'a Claim, graph: &KnowledgeGraph, labels: &dyn Fn(&Name) -> String) -> Self {
        let mut quotes: Vec<String> = graph.quotes(claim).map(str::to_owned).collect();
        quotes.order();
        quotes.dedup();
        let mut speakers = Vec::new();
        let mut next = claim.attribution.as_ref();
        // A name of an attribution hashes what it is within, so the chain has an end; the bound is for others'.
        for _ in 0..8 {
            let Some(said) = next.and_then(|name| graph.attributions().get(name)) else {
                break;
            };
            speakers.push(labels(&said.speaker));
            next = said.within.as_ref();
        }
        Self {
            claim,
            aspects: [
                (Aspect::Quote, quotes),
                (Aspect::Time, claim.time.iter().cloned().collect()),
                (Aspect::Polarity, vec![claim.polarity.name().to_owned()]),
                (Aspect::Modality, vec![claim.modality.name().to_owned()]),
                (Aspect::Speaker, speakers),
                (Aspect::Place, claim.place.iter().map(labels).collect()),
                (
                    Aspect::Quantity,
                    claim
                        .quantity
                        .iter()
                        .map(|quantity| quantity.text.clone())
                        .collect(),
                ),
            ],
        }
    }

    /// How much two differ: less for what agrees in the aspects that tell most.
    fn distance(&self, other: &Self) -> u32 {
        let pairs = self.aspects.iter().zip(&other.aspects);
        pairs.fold(0, |sum, (one, another)| {
            sum << 1 | u32::from(one != another)
        })
    }

    fn pair(&self, other: &Self) -> Pair {
        let pairs = self.aspects.iter().zip(&other.aspects);
        let differences = pairs.filter(|(one, another)| one != another);
        Pair {
            a: self.claim.name.clone(),
            b: other.claim.name.clone(),
            differences: differences
                .map(|(one, another)| Difference {
                    aspect: one.0,
                    a: one.1.clone(),
                    b: another.1.clone(),
                })
                .collect(),
        }
    }
}

/// Relations of one key, in each graph in the order of their names.
type Groups<'a> = BTreeMap<Key, [Vec<Compared<'a>>; 2]>;

/// Compares two graphs.
pub fn compare(a: &KnowledgeGraph, b: &KnowledgeGraph, ontology: &Ontology) -> Comparison {
    let matched = Matched::of(a, b);
    let symmetric = symmetric(ontology);
    // What one graph calls a thing may be another name for it than the other's.
    let label_a = |name: &Name| label(a, name);
    let label_b = |name: &Name| {
        let name_a = matched.in_a(name);
        let is_known = a.entity(name_a).is_some();
        if is_known {
            label(a, name_a)
        } else {
            label(b, name)
        }
    };
    let mut groups = Groups::new();
    for claim in a.claims() {
        let key = Key::of(claim, &Matched::default(), &symmetric);
        groups.entry(key).or_default()[0].push(Compared::of(claim, a, &label_a));
    }
    for claim in b.claims() {
        let key = Key::of(claim, &matched, &symmetric);
        groups.entry(key).or_default()[1].push(Compared::of(claim, b, &label_b));
    }
    let mut found = Comparison::default();
    for sides in groups.values_mut() {
        found.both.extend(pairs(sides));
    }
    let keys: Vec<Key> = groups.keys().cloned().collect();
    for key in keys {
        let Some(reversed) = key.reversed().filter(|reversed| *reversed != key) else {
            continue;
        };
        let ours = groups
            .get_mut(&key)
            .map(|sides| std::mem::take(&mut sides[0]));
        let theirs = groups
            .get_mut(&reversed)
            .map(|sides| std::mem::take(&mut sides[1]));
        let mut sides = [ours.unwrap_or_default(), theirs.unwrap_or_default()];
        found.reversed.extend(pairs(&mut sides));
        let [ours, theirs] = sides;
        if let Some(left) = groups.get_mut(&key) {
            left[0] = ours;
        }
        if let Some(left) = groups.get_mut(&reversed) {
            left[1] = theirs;
        }
    }
    for [ours, theirs] in groups.values() {
        found
            .only_a
            .extend(ours.iter().map(|one| one.claim.name.clone()));
        found
            .only_b
            .extend(theirs.iter().map(|one| one.claim.name.clone()));
    }
    for entity in a.entities() {
        found.entities.insert(entity.name.clone(), Side::OnlyA);
    }
    for entity in b.entities() {
        let name = matched.in_a(&entity.name).clone();
        let side = found
            .entities
            .get(&name)
            .map_or(Side::OnlyB, |_| Side::Both);
        found.entities.insert(name, side);
    }
    found.n_by_label = matched.n_by_label;
    found.matched = matched;
    found
}

/// Takes relations out of both sides that are about the same, those first that agree in most.
fn pairs(sides: &mut [Vec<Compared<'_>>; 2]) -> Vec<Pair> {
    let [ours, theirs] = sides;
    let mut ways: Vec<(u32, usize, usize)> = Vec::new();
    if ours.len().saturating_mul(theirs.len()) <= MOST_WAYS {
        for (one, left) in ours.iter().enumerate() {
            let to_all = theirs.iter().enumerate();
            ways.extend(to_all.map(|(other, right)| (left.distance(right), one, other)));
        }
        ways.sort_unstable();
    } else {
        // Relations that are alike stand at like places once they are in order.
        ours.order_by(|left, right| left.aspects.cmp(&right.aspects));
        theirs.order_by(|left, right| left.aspects.cmp(&right.aspects));
        ways.extend((0..ours.len().min(theirs.len())).map(|place| (0, place, place)));
    }
    let (mut used_a, mut used_b) = (BTreeSet::new(), BTreeSet::new());
    let mut found = Vec::new();
    for (_, one, other) in ways {
        if !used_a.contains(&one) && !used_b.contains(&other) {
            used_a.insert(one);
            used_b.insert(other);
            found.push(ours[one].pair(&theirs[other]));
        }
    }
    let mut place = 0..;
    ours.retain(|_| place.next().is_none_or(|place| !used_a.contains(&place)));
    let mut place = 0..;
    theirs.retain(|_| place.next().is_none_or(|place| !used_b.contains(&place)));
    found
}

fn label(graph: &KnowledgeGraph, name: &Name) -> String {
    let entity = graph.entity(name);
    entity
        .map_or(name.local(), |entity| entity.label())
        .to_owned()
}

fn symmetric(ontology: &Ontology) -> BTreeSet<&str> {
    let triples = ontology.triples();
    triples
        .filter(|triple| triple.predicate.as_str() == rdf::TYPE)
        .filter(|triple| matches!(&triple.object, Term::NamedNode(class) if class.as_str() == owl::SYMMETRIC_PROPERTY))
        .filter_map(|triple| match &triple.subject {
            NamedOrBlankNode::NamedNode(node) => Some(node.as_str()),
            NamedOrBlankNode::BlankNode(_) => None,
        })
        .into_set()
}
