//! The terms of an index: their texts in order in one string.

use crate::rdf::dictionary::Dictionary;
use crate::rdf::kind::{Kind, Kinds};
use crate::rdf::order::compare_terms;
use crate::rdf::parallel::in_parallel;
use crate::rdf::quads::TermId;
use crate::rdf::rank::{AT_ONCE, FEW_TO_MERGE, Origin, Ranking};
use oxigraph::model::{BlankNodeRef, LiteralRef, NamedNodeRef, Term, TermRef, Triple};
use std::cmp::Ordering;
use std::ops::Range;

/// Terms by rank: IRIs, blank nodes, literals, triple terms. What a term is follows from its rank; only
/// literals say which kind they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Terms {
    /// The texts of all but triple terms.
    texts: Box<str>,
    ends: Box<[usize]>,
    n_iris: usize,
    n_blank: usize,
    /// The kind of each literal.
    literals: Box<[Kind]>,
    kinds: Kinds,
    triples: Vec<Triple>,
}

impl Terms {
    /// Copies the texts out of the dictionaries, on as many threads as there are of these.
    pub(super) fn new(dictionaries: &[Dictionary], ranking: &Ranking) -> Self {
        let [iris, blank, literals, triples] = &ranking.terms;
        let (texts, ends) = copy(dictionaries, [iris, blank, literals]);
        let kinds = |dictionary: &Dictionary| -> Vec<Kind> {
            let suffixes = dictionary.literals().iter();
            suffixes.map(|suffix| ranking.kinds.kind(suffix)).collect()
        };
        let kinds: Vec<_> = dictionaries.iter().map(kinds).collect();
        let kind = |origin: &Origin| {
            let dictionary = origin.dictionary as usize;
            let kind = dictionaries[dictionary].kind(origin.position as usize);
            kinds[dictionary][kind.literal_position()]
        };
        let triple = |origin: &Origin| {
            dictionaries[origin.dictionary as usize].triple(origin.position as usize)
        };
        Self {
            texts,
            ends,
            n_iris: iris.len(),
            n_blank: blank.len(),
            literals: literals.iter().map(kind).collect(),
            kinds: ranking.kinds.clone(),
            triples: triples.iter().filter_map(triple).cloned().collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len() + self.triples.len()
    }

    /// The ranks of blank nodes.
    pub(super) fn blank(&self) -> Range<usize> {
        self.n_iris..self.n_iris + self.n_blank
    }

    /// The ranks of literals.
    pub(super) fn literals(&self) -> Range<usize> {
        self.blank().end..self.ends.len()
    }

    /// The ranks of triple terms.
    pub(super) fn triples(&self) -> Range<usize> {
        self.ends.len()..self.len()
    }

    #[inline]
    fn text(&self, rank: usize) -> &str {
        let start = if rank == 0 { 0 } else { self.ends[rank - 1] };
        &self.texts[start..self.ends[rank]]
    }

    /// Reads where the terms of some ranks lie and the beginnings of their texts, so that they are near when they
    /// are asked for. Asked for one by one each would wait for the memory; here the processor reads many at once,
    /// since no read depends on the one before.
    pub(super) fn fetch(&self, ranks: impl Iterator<Item = usize> + Clone) {
        let n_nodes = self.n_iris + self.n_blank;
        let end = |rank: usize| self.ends.get(rank).copied().unwrap_or_default();
        let mut read = 0;
        for rank in ranks.clone() {
            read ^= end(rank);
        }
        for literal in ranks
            .clone()
            .filter_map(|rank| self.literals.get(rank.wrapping_sub(n_nodes)))
        {
            read ^= literal.number() as usize;
        }
        let texts = self.texts.as_bytes();
        let byte = |place: usize| usize::from(texts.get(place).copied().unwrap_or_default());
        for rank in ranks {
            let (start, end) = (end(rank.wrapping_sub(1)), end(rank));
            read ^= byte(start) ^ byte(end.wrapping_sub(1));
        }
        // What nobody uses would not be read.
        std::hint::black_box(read);
    }

    #[inline]
    pub(super) fn term(&self, rank: usize) -> TermRef<'_> {
        if rank < self.n_iris {
            NamedNodeRef::new_unchecked(self.text(rank)).into()
        } else if rank < self.n_iris + self.n_blank {
            BlankNodeRef::new_unchecked(self.text(rank)).into()
        } else if rank < self.ends.len() {
            let kind = self.literals[rank - self.n_iris - self.n_blank];
            self.kinds.literal(kind, self.text(rank)).into()
        } else {
            (&self.triples[rank - self.ends.len()]).into()
        }
    }

    /// Whether a literal, by its rank, is of a datatype of XML Schema other than strings.
    pub(super) fn may_have_value(&self, rank: usize) -> bool {
        let kind = self.literals[rank - self.literals().start];
        let datatype = self.kinds.suffix(kind).strip_prefix("^^");
        datatype.is_some_and(|datatype| datatype.starts_with("http://www.w3.org/2001/XMLSchema#"))
    }

    /// The rank of a term.
    pub(super) fn find(&self, term: TermRef<'_>) -> Option<usize> {
        let among =
            |ranks: Range<usize>, text: &str| search(ranks, |rank| self.text(rank).cmp(text));
        match term {
            TermRef::NamedNode(node) => among(0..self.n_iris, node.as_str()),
            TermRef::BlankNode(node) => among(self.blank(), node.as_str()),
            TermRef::Literal(literal) => self.find_literal(literal),
            TermRef::Triple(triple) => {
                let term = Term::from(triple.clone());
                search(self.triples(), |rank| {
                    compare_terms(&self.term(rank).into_owned(), &term)
                })
            }
        }
    }

    fn find_literal(&self, literal: LiteralRef<'_>) -> Option<usize> {
        let kind = self.kinds.find(literal)?;
        let first = self.literals().start;
        search(self.literals(), |rank| {
            let text = self.text(rank).cmp(literal.value());
            text.then_with(|| self.literals[rank - first].cmp(&kind))
        })
    }

    /// Gives the blank nodes other labels, which are in order, and takes the triple terms that hold them.
    /// Gives the new place of each triple term, by its old one.
    pub(super) fn relabel(&mut self, labels: &[String], triples: Vec<Triple>) -> Vec<usize> {
        let blank = self.blank();
        let mut texts = String::with_capacity(self.texts.len());
        let mut ends = Vec::with_capacity(self.ends.len());
        for rank in 0..self.ends.len() {
            texts.push_str(if blank.contains(&rank) {
                &labels[rank - blank.start]
            } else {
                self.text(rank)
            });
            ends.push(texts.len());
        }
        self.texts = texts.into_boxed_str();
        self.ends = ends.into_boxed_slice();
        let mut triples: Vec<(Triple, usize)> = triples.into_iter().zip(0..).collect();
        triples.sort_unstable_by(|(left, _), (right, _)| {
            compare_terms(&left.clone().into(), &right.clone().into())
        });
        let mut places = vec![0; triples.len()];
        for (place, (_, old)) in triples.iter().enumerate() {
            places[*old] = place;
        }
        self.triples = triples.into_iter().map(|(triple, _)| triple).collect();
        places
    }

    /// Bytes on the heap.
    pub(super) fn size(&self) -> usize {
        self.texts.len()
            + size_of_val(&*self.ends)
            + size_of_val(&*self.literals)
            + self.triples.capacity() * size_of::<Triple>()
    }

    /// Hands the terms to a dictionary, which then gives each its rank as number.
    pub(super) fn into_dictionary(self) -> Dictionary {
        let mut dictionary = Dictionary::default();
        for rank in 0..self.len() {
            // There were no more of them before.
            let _: Result<TermId, _> = dictionary.intern_term(self.term(rank));
        }
        dictionary
    }
}

/// The texts of all classes, one behind the other, and where each ends.
fn copy(dictionaries: &[Dictionary], classes: [&[Origin]; 3]) -> (Box<str>, Box<[usize]>) {
    let n_texts: usize = classes.iter().map(|class| class.len()).sum();
    let are_many = n_texts >= FEW_TO_MERGE;
    let n_parts = dictionaries.len();
    let size = n_texts.div_ceil(n_parts).max(1);
    let part = |number: usize| {
        let all = classes.into_iter().flatten();
        all.skip(number * size).take(size)
    };
    let length =
        |origin: &Origin| dictionaries[origin.dictionary as usize].length(origin.position as usize);
    let lengths = (0..n_parts).map(|number| move || part(number).map(length).sum());
    let lengths: Vec<usize> = in_parallel(are_many, lengths.collect());
    let mut bytes = vec![0; lengths.iter().sum()];
    let mut ends = vec![0; n_texts].into_boxed_slice();
    let (mut free, mut free_ends) = (&mut bytes[..], &mut ends[..]);
    let mut jobs = Vec::with_capacity(n_parts);
    let mut place = 0;
    for (number, length) in lengths.into_iter().enumerate() {
        let bytes = free.split_off_mut(..length).unwrap_or_default();
        let ends = free_ends
            .split_off_mut(..size.min(free_ends.len()))
            .unwrap_or_default();
        let start = place;
        place += length;
        jobs.push(move || copy_part(dictionaries, part(number), bytes, ends, start));
    }
    in_parallel(are_many, jobs);
    // Texts behind one another are a text.
    (
        String::from_utf8(bytes)
            .unwrap_or_default()
            .into_boxed_str(),
        ends,
    )
}

/// Copies some texts to where they belong, which begins at `start` of all.
fn copy_part<'o>(
    dictionaries: &[Dictionary],
    origins: impl Iterator<Item = &'o Origin>,
    bytes: &mut [u8],
    ends: &mut [usize],
    start: usize,
) {
    let mut place = 0;
    let mut origins = origins.copied().zip(ends).peekable();
    let mut few = Vec::with_capacity(AT_ONCE);
    while origins.peek().is_some() {
        few.extend(origins.by_ref().take(AT_ONCE));
        for (origin, _) in &few {
            dictionaries[origin.dictionary as usize].fetch(origin.position as usize);
        }
        for (origin, end) in few.drain(..) {
            let text = dictionaries[origin.dictionary as usize].text(origin.position as usize);
            let after = place + text.len();
            bytes[place..after].copy_from_slice(text.as_bytes());
            place = after;
            *end = start + place;
        }
    }
}

/// The rank among `ranks`, which are in order, for which `compare` says that it is the one.
fn search(ranks: Range<usize>, compare: impl Fn(usize) -> Ordering) -> Option<usize> {
    let Range { mut start, mut end } = ranks;
    while start < end {
        let middle = start + (end - start) / 2;
        match compare(middle) {
            Ordering::Equal => return Some(middle),
            Ordering::Less => start = middle + 1,
            Ordering::Greater => end = middle,
        }
    }
    None
}
