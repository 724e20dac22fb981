//! One number for each term of several dictionaries, in the order of files and answers.
//!
//! The order is that of [`compare_terms`]: IRIs, blank nodes, literals, triple terms. Texts are compared eight
//! bytes at a time: a radix exchange sort on the text, with the bytes that decide fetched once into a key. Each
//! dictionary is sorted on a thread of its own, then they are merged, a part of the alphabet on each thread, so that
//! no table of hashes over all terms is ever built.

use crate::rdf::dictionary::Dictionary;
use crate::rdf::kind::{Kind, Kinds};
use crate::rdf::order::compare_terms;
use crate::rdf::parallel::in_parallel;
use oxigraph::model::Term;
use std::cmp::Ordering;

/// Which class a term sorts with: the number is its place among the classes.
fn class(kind: Kind) -> usize {
    match kind {
        Kind::IRI => 0,
        Kind::BLANK => 1,
        Kind::TRIPLE => 3,
        _ => 2,
    }
}

/// One dictionary and the order of its terms.
pub(super) struct Ranked<'d> {
    dictionary: &'d Dictionary,
    /// For each of its kinds of literal, the place among all kinds.
    kinds: Vec<u32>,
    /// The places of its terms, by class, in order.
    order: [Vec<u32>; 4],
}

impl<'d> Ranked<'d> {
    fn new(dictionary: &'d Dictionary, kinds: &Kinds) -> Self {
        let by_suffix = |suffix: &str| kinds.kind(suffix).number();
        let mut ranked = Self {
            dictionary,
            kinds: dictionary.literals().iter().map(by_suffix).collect(),
            order: Default::default(),
        };
        let mut classes: [Vec<Keyed>; 4] = Default::default();
        for position in 0..dictionary.len() {
            // A dictionary gives out numbers of 32 bits only.
            let Ok(short) = u32::try_from(position) else {
                break;
            };
            classes[class(dictionary.kind(position))].push(Keyed {
                key: 0,
                position: short,
            });
        }
        let triples = &mut classes[3];
        let term = |keyed: &Keyed| dictionary.term(keyed.position as usize).into_owned();
        triples.sort_unstable_by(|left, right| compare_terms(&term(left), &term(right)));
        for keyed in &mut classes[..3] {
            ranked.sort(keyed, 0);
        }
        ranked.order = classes.map(|class| class.into_iter().map(|keyed| keyed.position).collect());
        ranked
    }

    #[inline]
    fn text(&self, position: u32) -> &'d str {
        self.dictionary.text(position as usize)
    }

    /// The kind of a term among all kinds.
    fn kind(&self, position: u32) -> u32 {
        match self.dictionary.kind(position as usize) {
            literal if literal.is_literal() => self.kinds[literal.literal_position()],
            other => other.number(),
        }
    }

    fn compare(&self, left: u32, right: u32) -> Ordering {
        let by_kind = || self.kind(left).cmp(&self.kind(right));
        self.text(left).cmp(self.text(right)).then_with(by_kind)
    }

    /// Sorts terms of one class whose texts agree in their first `depth` bytes.
    fn sort(&self, terms: &mut [Keyed], depth: usize) {
        if terms.len() < FEW {
            terms.sort_unstable_by(|left, right| self.compare(left.position, right.position));
            return;
        }
        for term in terms.iter_mut() {
            term.key = key(self.text(term.position).as_bytes(), depth);
        }
        terms.sort_unstable_by_key(|term| term.key);
        for same in terms.chunk_by_mut(|left, right| left.key == right.key) {
            if same.len() == 1 {
                continue;
            }
            let goes_on = |term: &Keyed| self.text(term.position).len() > depth + KEY;
            if same.iter().all(goes_on) {
                self.sort(same, depth + KEY);
            } else {
                // Where a text ends its key is filled up with zeros, which a text may hold too.
                same.sort_unstable_by(|left, right| self.compare(left.position, right.position));
            }
        }
    }
}

/// Below this many terms their texts are compared as they are.
const FEW: usize = 24;

/// How many bytes a key holds.
const KEY: usize = 8;

#[derive(Clone, Copy)]
struct Keyed {
    key: u64,
    position: u32,
}

/// Eight bytes of a text as a number that sorts as they do.
fn key(text: &[u8], depth: usize) -> u64 {
    let rest = &text[depth.min(text.len())..];
    let mut bytes = [0; KEY];
    let size = rest.len().min(KEY);
    bytes[..size].copy_from_slice(&rest[..size]);
    u64::from_be_bytes(bytes)
}

/// Where a term comes from: the place of its dictionary and its place in there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin {
    pub(super) dictionary: u32,
    pub(super) position: u32,
}

/// The terms of all dictionaries in order.
pub(super) struct Ranking {
    /// The kinds of literals of all dictionaries, in order.
    pub(super) kinds: Kinds,
    /// One place where each term stands, by class.
    pub(super) terms: [Vec<Origin>; 4],
    /// For each dictionary and each of its places, the rank of the term among all.
    pub(super) ranks: Vec<Vec<u32>>,
}

impl Ranking {
    /// How many blank nodes there are.
    pub(super) fn n_blank(&self) -> usize {
        self.terms[1].len()
    }
}

/// Sorts the terms of all dictionaries, each on a thread of its own, and merges them.
pub(super) fn rank(dictionaries: &[Dictionary]) -> Ranking {
    let kinds = Kinds::sorted(dictionaries.iter().map(Dictionary::literals));
    let rank = |dictionary| {
        let kinds = &kinds;
        move || Ranked::new(dictionary, kinds)
    };
    let n_terms: usize = dictionaries.iter().map(Dictionary::len).sum();
    let are_many = n_terms >= FEW_TO_MERGE;
    let ranked = in_parallel(are_many, dictionaries.iter().map(rank).collect());
    let mut ranks: Vec<Vec<u32>> = dictionaries
        .iter()
        .map(|dictionary| vec![0; dictionary.len()])
        .collect();
    let mut next = 0;
    let terms = [0, 1, 2, 3].map(|class| merge(&ranked, class, &mut next, &mut ranks));
    Ranking {
        kinds,
        terms,
        ranks,
    }
}

/// Merges one class of all dictionaries, whose terms get ranks from `next`; equal terms get one rank.
fn merge(
    ranked: &[Ranked<'_>],
    class: usize,
    next: &mut u32,
    ranks: &mut [Vec<u32>],
) -> Vec<Origin> {
    let parts = parts(ranked, class).into_iter();
    let are_many = parts.len() > 1;
    let merging = parts.map(|heads| move || Merged::new(ranked, heads));
    let parts = in_parallel(are_many, merging.collect());
    let all = ranks.iter_mut().zip(ranked).enumerate();
    let writing = all.map(|(dictionary, (ranks, one))| {
        let (parts, mut before) = (&parts, *next);
        move || {
            let mut order = one.order[class].iter();
            for part in parts {
                for (rank, position) in part.ranks[dictionary].iter().zip(order.by_ref()) {
                    ranks[*position as usize] = before + rank;
                }
                before += part.n_terms();
            }
        }
    });
    in_parallel(are_many, writing.collect());
    *next += parts.iter().map(Merged::n_terms).sum::<u32>();
    let mut parts = parts.into_iter().map(|part| part.terms);
    let mut terms = parts.next().unwrap_or_default();
    parts.for_each(|mut part| terms.append(&mut part));
    terms
}

/// Cuts the terms of one class so that each part can be merged by itself: as many parts as there are dictionaries,
/// each with a stretch of every dictionary; one part where terms are few.
fn parts<'r>(ranked: &'r [Ranked<'_>], class: usize) -> Vec<Vec<&'r [u32]>> {
    let mut rest: Vec<&[u32]> = ranked.iter().map(|one| &one.order[class][..]).collect();
    let Some((largest, order)) = (0..).zip(rest.clone()).max_by_key(|(_, order)| order.len())
    else {
        return Vec::new();
    };
    let n_parts = if order.len() < FEW_TO_MERGE {
        1
    } else {
        ranked.len()
    };
    let mut parts = Vec::with_capacity(n_parts);
    for part in 1..n_parts {
        let cut = Origin {
            dictionary: largest,
            position: order[order.len() * part / n_parts],
        };
        let cut_off = |(dictionary, rest): (u32, &mut &'r [u32])| {
            let is_before = |position: &u32| {
                let this = Origin {
                    dictionary,
                    position: *position,
                };
                compare(ranked, this, cut) == Ordering::Less
            };
            let (before, after) = rest.split_at(rest.partition_point(is_before));
            *rest = after;
            before
        };
        parts.push((0..).zip(&mut rest).map(cut_off).collect());
    }
    parts.push(rest);
    parts
}

/// How many texts are fetched together.
pub(super) const AT_ONCE: usize = 32;

/// Fewer terms than this are merged before another thread would have started.
pub(super) const FEW_TO_MERGE: usize = 1 << 12;

/// What was merged of a stretch of each dictionary.
struct Merged {
    /// One place where each term stands, in order.
    terms: Vec<Origin>,
    /// For each dictionary the ranks of its terms, in order, from 0.
    ranks: Vec<Vec<u32>>,
}

impl Merged {
    fn n_terms(&self) -> u32 {
        // More than that are refused when all are there.
        u32::try_from(self.terms.len()).unwrap_or(u32::MAX)
    }

    fn new(ranked: &[Ranked<'_>], mut heads: Vec<&[u32]>) -> Self {
        let mut merged = Self {
            terms: Vec::with_capacity(heads.iter().map(|head| head.len()).max().unwrap_or(0)),
            ranks: heads
                .iter()
                .map(|head| Vec::with_capacity(head.len()))
                .collect(),
        };
        // The dictionaries whose next term is the least of all.
        let mut same: Vec<Origin> = Vec::with_capacity(heads.len());
        loop {
            same.clear();
            for (dictionary, head) in (0..).zip(&heads) {
                let Some(position) = head.first().copied() else {
                    continue;
                };
                let this = Origin {
                    dictionary,
                    position,
                };
                let order = same.first().map(|least| compare(ranked, this, *least));
                match order {
                    Some(Ordering::Greater) => continue,
                    Some(Ordering::Less) => same.clear(),
                    Some(Ordering::Equal) | None => {}
                }
                same.push(this);
            }
            let Some(least) = same.first() else {
                return merged;
            };
            let rank = merged.n_terms();
            merged.terms.push(*least);
            for origin in &same {
                let dictionary = origin.dictionary as usize;
                merged.ranks[dictionary].push(rank);
                heads[dictionary] = &heads[dictionary][1..];
                if heads[dictionary].len().is_multiple_of(AT_ONCE) {
                    for soon in heads[dictionary].iter().take(AT_ONCE) {
                        ranked[dictionary].dictionary.fetch(*soon as usize);
                    }
                }
            }
        }
    }
}

fn compare(ranked: &[Ranked<'_>], left: Origin, right: Origin) -> Ordering {
    let one = &ranked[left.dictionary as usize];
    let other = &ranked[right.dictionary as usize];
    if one.dictionary.kind(left.position as usize) == Kind::TRIPLE {
        let term = |ranked: &Ranked<'_>, position: u32| -> Term {
            ranked.dictionary.term(position as usize).into_owned()
        };
        return compare_terms(&term(one, left.position), &term(other, right.position));
    }
    let texts = one.text(left.position).cmp(other.text(right.position));
    texts.then_with(|| one.kind(left.position).cmp(&other.kind(right.position)))
}
