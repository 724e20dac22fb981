//! Which entities are likely to be one, with reasons. Nothing is compared with everything: each rule looks only
//! at entities that share a key, and of many that share one each is compared with a few.

use crate::graph::{Entity, KnowledgeGraph, Name, Object};
use crate::ontology::{Gazetteer, Ontology, vocabulary::gw};
use crate::order::{CompactCollect, CompactSort};
use crate::resolve::Decided;
use crate::resolve::certain::are_compatible;
use crate::resolve::labels::{
    acronyms, as_acronym, is_full_name, is_proper, without_titles, words,
};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Why two entities are likely to be one, the strongest reasons first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReasonKind {
    /// Both have the same code.
    SameCode,
    /// Both have the same name, but for case, accents, punctuation and white space.
    SameName,
    /// The same name once titles are taken off.
    SameWithoutTitle,
    /// One name is made of the initials of the other.
    Acronym,
    /// A given name is an initial in the other.
    Initials,
    /// One is the last word of the other, and one source speaks of both.
    LastName,
}

/// A reason with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    /// Which one.
    pub kind: ReasonKind,
    /// For people: `both are called "Russia"`.
    pub words: String,
}

/// Two entities that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The name that would stay, that of the entity of which more is said, and the one that would go.
    pub names: [Name; 2],
    /// All reasons, the strongest first.
    pub reasons: BTreeSet<Reason>,
}

/// What may be one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposals {
    /// By strength of the strongest reason, then by name.
    pub proposals: Vec<Proposal>,
    /// How many short names fit so many long ones that nobody could choose.
    pub n_ambiguous: usize,
}

/// How many entities with one key another one is compared with.
const COMPARED: usize = 8;
/// How many full names a short one may fit for it to be proposed.
const FITTING: usize = 3;

/// An entity with what rules look at.
struct Portrait<'g> {
    entity: &'g Entity,
    types: BTreeSet<&'g str>,
    is_person: bool,
    /// Each label with its words.
    names: Vec<(&'g str, Vec<String>)>,
    sources: BTreeSet<&'g Name>,
    n_claims: usize,
}

/// Proposes pairs of entities that the ledger has not decided on.
pub fn propose(
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    gazetteer: &Gazetteer,
    decided: &Decided,
) -> Proposals {
    let portraits = portraits(graph, ontology);
    let mut finder = Finder {
        portraits: &portraits,
        ontology,
        found: BTreeMap::new(),
        n_ambiguous: 0,
    };
    finder.by_code();
    finder.by_name(gazetteer);
    finder.by_acronym();
    finder.by_last_name(gazetteer);
    let mut proposals: Vec<Proposal> = Vec::new();
    for ((left, right), reasons) in finder.found {
        let [one, other] = [&portraits[left], &portraits[right]];
        if decided.are_different(&one.entity.name, &other.entity.name) {
            continue;
        }
        let mut both = [one, other];
        both.order_by_key(|portrait| {
            let length = portrait.entity.label().chars().count();
            (
                Reverse(portrait.n_claims),
                Reverse(length),
                &portrait.entity.name,
            )
        });
        proposals.push(Proposal {
            names: both.map(|portrait| portrait.entity.name.clone()),
            reasons,
        });
    }
    proposals.order_by(|left, right| {
        let key = |proposal: &Proposal| proposal.reasons.first().map(|reason| reason.kind);
        (key(left), &left.names).cmp(&(key(right), &right.names))
    });
    Proposals {
        proposals,
        n_ambiguous: finder.n_ambiguous,
    }
}

fn portraits<'g>(graph: &'g KnowledgeGraph, ontology: &Ontology) -> Vec<Portrait<'g>> {
    let mut portraits: Vec<Portrait<'g>> = graph
        .entities()
        .map(|entity| {
            let types: BTreeSet<&str> = entity.types.iter().map(Name::as_str).into_set();
            let is_person = |class: &&str| ontology.lineage(class).contains(&gw::PERSON);
            Portrait {
                is_person: types.iter().any(is_person) || types.is_empty(),
                types,
                names: entity
                    .all_labels()
                    .filter(|label| is_proper(label))
                    .map(|label| (label, words(label)))
                    .collect(),
                sources: entity
                    .mentions
                    .iter()
                    .filter_map(|name| graph.evidence().get(name)?.source.as_ref())
                    .collect(),
                entity,
                n_claims: 0,
            }
        })
        .collect();
    for claim in graph.claims() {
        let object = match &claim.object {
            Object::Entity(object) => Some(object),
            Object::Literal(_) => None,
        };
        let attribution = claim.attribution.as_ref();
        let speaker = attribution.and_then(|name| Some(&graph.attributions().get(name)?.speaker));
        let sources: Vec<&Name> = claim
            .evidence
            .iter()
            .filter_map(|name| graph.evidence().get(name)?.source.as_ref())
            .collect();
        let ends = [Some(&claim.subject), object, claim.place.as_ref(), speaker];
        for node in ends
            .into_iter()
            .flatten()
            .filter_map(|name| graph.node(name))
        {
            let portrait = &mut portraits[node.index()];
            portrait.n_claims += 1;
            portrait.sources.extend(&sources);
        }
    }
    portraits
}

type Found = BTreeMap<(usize, usize), BTreeSet<Reason>>;

struct Finder<'p, 'g> {
    portraits: &'p [Portrait<'g>],
    ontology: &'p Ontology,
    found: Found,
    n_ambiguous: usize,
}

impl<'g> Finder<'_, 'g> {
    /// Takes two entities for one, if their classes allow that.
    fn add(&mut self, left: usize, right: usize, kind: ReasonKind, words: String) -> bool {
        let (one, other) = (&self.portraits[left], &self.portraits[right]);
        if left == right || !are_compatible(&one.types, &other.types, self.ontology) {
            return false;
        }
        let key = (left.min(right), left.max(right));
        self.found
            .entry(key)
            .or_default()
            .insert(Reason { kind, words });
        true
    }

    /// Each of some entities that share a key with the first that it may be one with.
    fn add_all(&mut self, block: &BTreeSet<usize>, kind: ReasonKind, words: &str) {
        let mut firsts: Vec<usize> = Vec::new();
        for place in block {
            let is_one = firsts
                .clone()
                .into_iter()
                .any(|first| self.add(first, *place, kind, words.to_owned()));
            if !is_one && firsts.len() < COMPARED {
                firsts.push(*place);
            }
        }
    }

    fn by_code(&mut self) {
        let mut blocks: BTreeMap<&'g str, BTreeSet<usize>> = BTreeMap::new();
        for (place, portrait) in self.portraits.iter().enumerate() {
            for code in &portrait.entity.codes {
                blocks.entry(code).or_default().insert(place);
            }
        }
        for (code, block) in blocks {
            self.add_all(
                &block,
                ReasonKind::SameCode,
                &format!("both have the code {code}"),
            );
        }
    }

    fn by_name(&mut self, gazetteer: &Gazetteer) {
        let mut blocks: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        let mut without_title: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (place, portrait) in self.portraits.iter().enumerate() {
            for (label, words) in &portrait.names {
                blocks.entry(words.join(" ")).or_default().insert(place);
                let bare = portrait.is_person.then(|| without_titles(label, gazetteer));
                if let Some(bare) = bare.flatten() {
                    let key = self::words(bare).join(" ");
                    without_title.entry(key).or_default().insert(place);
                }
            }
        }
        for (name, titled) in without_title.iter().filter(|(name, _)| !name.is_empty()) {
            let mut block = titled.clone();
            let people = blocks.get(name).into_iter().flatten().copied();
            block.extend(people.filter(|place| self.portraits[*place].is_person));
            let words = format!("both are \"{name}\" without a title");
            self.add_all(&block, ReasonKind::SameWithoutTitle, &words);
        }
        for (name, block) in blocks.iter().filter(|(name, _)| !name.is_empty()) {
            self.add_all(
                block,
                ReasonKind::SameName,
                &format!("both are called \"{name}\""),
            );
        }
    }

    fn by_acronym(&mut self) {
        let mut short: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (place, portrait) in self.portraits.iter().enumerate() {
            for (label, _) in &portrait.names {
                if let Some(letters) = as_acronym(label) {
                    short.entry(letters).or_default().insert(place);
                }
            }
        }
        for (place, portrait) in self.portraits.iter().enumerate() {
            for (label, _) in portrait.names.iter().filter(|(_, words)| words.len() > 2) {
                for letters in acronyms(label) {
                    let known = short.get(&letters).into_iter().flatten().take(COMPARED);
                    for other in known.copied().collect::<Vec<_>>() {
                        let words = format!(
                            "\"{}\" are the initials of \"{label}\"",
                            letters.to_uppercase()
                        );
                        self.add(other, place, ReasonKind::Acronym, words);
                    }
                }
            }
        }
    }

    /// People whose names end alike: `S. Lavrov` and `Lavrov` beside `Sergey Lavrov`.
    fn by_last_name(&mut self, gazetteer: &Gazetteer) {
        let mut full: BTreeMap<String, BTreeMap<usize, (&str, Vec<String>)>> = BTreeMap::new();
        let mut short: Vec<(usize, &str, Vec<String>)> = Vec::new();
        for (place, portrait) in self
            .portraits
            .iter()
            .enumerate()
            .filter(|(_, it)| it.is_person)
        {
            for (label, _) in &portrait.names {
                let name = words(without_titles(label, gazetteer).unwrap_or(label));
                let is_short = name.len() == 1
                    || name
                        .split_last()
                        .is_some_and(|(_, given)| given.iter().all(|word| is_initial(word)));
                match name.last() {
                    Some(last) if !is_short && !is_initial(last) && is_full_name(label) => {
                        let block = full.entry(last.clone()).or_default();
                        block.insert(place, (label, name));
                    }
                    Some(last) if is_short && !is_initial(last) => short.push((place, label, name)),
                    _ => {}
                }
            }
        }
        for (place, label, name) in short {
            let Some(candidates) = name.last().and_then(|last| full.get(last)) else {
                continue;
            };
            let own = &self.portraits[place];
            let fits = |other: &usize, candidate: &[String]| match name.len() {
                1 => !own.sources.is_disjoint(&self.portraits[*other].sources),
                _ => have_initials(candidate, &name),
            };
            let fitting: Vec<(usize, &str)> = candidates
                .iter()
                .filter(|(other, (_, full))| **other != place && fits(other, full))
                .map(|(other, (long, _))| (*other, *long))
                .take(FITTING + 1)
                .collect();
            if fitting.len() > FITTING {
                self.n_ambiguous += 1;
                continue;
            }
            for (other, long) in fitting {
                let (kind, words) = if name.len() == 1 {
                    // What became one is spoken of under several names, not all of which each source has.
                    let words = format!(
                        "\"{label}\" may be short for \"{long}\", and one source speaks of both"
                    );
                    (ReasonKind::LastName, words)
                } else {
                    let words = format!("\"{label}\" may be short for \"{long}\"");
                    (ReasonKind::Initials, words)
                };
                self.add(place, other, kind, words);
            }
        }
    }
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// Whether the given names of a full name begin with the initials of a short one, in this order.
fn have_initials(full: &[String], short: &[String]) -> bool {
    let given = |name: &[String]| name.len() - 1;
    let n_initials = given(short);
    n_initials <= given(full)
        && full[..n_initials]
            .iter()
            .zip(short)
            .all(|(name, initial)| name.starts_with(initial.as_str()))
}
