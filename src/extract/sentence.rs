//! A sentence with its words and its dependency tree: what the later stages read.

use crate::extract::relation::Relation;
use crate::extract::tag::{FineTag, UniversalTag};
use std::borrow::Cow;
use std::ops::Range;

/// A word as the tokeniser found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'text> {
    /// Where it stands in the text, in bytes, end excluded; always at character boundaries, never empty.
    pub range: Range<usize>,
    /// Its form with quotation marks and dashes made plain; the text itself keeps what was written.
    pub form: Cow<'text, str>,
    /// Whether white space (or the start of the text) stands before it.
    pub space_before: bool,
    /// How many line breaks stand before it; two or more make a paragraph.
    pub line_breaks_before: u8,
}

/// A word of a sentence with its analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'text> {
    /// Where it stands in the text, in bytes, end excluded.
    pub range: Range<usize>,
    /// Its form with quotation marks and dashes made plain.
    pub form: Cow<'text, str>,
    /// Its dictionary form; proper nouns keep their capital.
    pub lemma: String,
    /// Its universal part of speech.
    pub tag: UniversalTag,
    /// Its fine part of speech.
    pub fine_tag: FineTag,
    /// The word that it depends on, as an index into the sentence; `None` for the root.
    pub head: Option<usize>,
    /// How it depends on its head.
    pub relation: Relation,
}

/// A sentence: words in the order of the text, and a tree with exactly one root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence<'text> {
    /// Its words.
    pub words: Vec<Word<'text>>,
    /// For each word its dependents from left to right, as ranges into `dependents`.
    starts: Vec<usize>,
    dependents: Vec<usize>,
    /// For each word from the first to the last word of its subtree, end excluded: asked for so often that
    /// looking anew each time would take a long chain of words quadratic time.
    spans: Vec<Range<usize>>,
}

impl<'text> Sentence<'text> {
    /// Indexes the words of a tree.
    pub fn new(words: Vec<Word<'text>>) -> Self {
        let mut starts = vec![0; words.len() + 1];
        for head in words.iter().filter_map(|word| word.head) {
            starts[head + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        let mut next = starts.clone();
        let mut dependents = vec![0; *starts.last().unwrap_or(&0)];
        for (index, word) in words.iter().enumerate() {
            if let Some(head) = word.head {
                dependents[next[head]] = index;
                next[head] += 1;
            }
        }
        let mut sentence = Self {
            spans: (0..words.len()).map(|word| word..word + 1).collect(),
            words,
            starts,
            dependents,
        };
        sentence.widen_spans();
        sentence
    }

    /// Lets each word's span take in those of its dependents, the lowest words first.
    fn widen_spans(&mut self) {
        let mut downwards: Vec<usize> = self.root().into_iter().collect();
        let mut next = 0;
        while let Some(&word) = downwards.get(next) {
            downwards.extend(self.children(word));
            next += 1;
        }
        for &word in downwards.iter().rev() {
            if let Some(head) = self.words[word].head {
                let (span, below) = (&self.spans[head], &self.spans[word]);
                self.spans[head] = span.start.min(below.start)..span.end.max(below.end);
            }
        }
    }

    /// Where the sentence stands in the text, in bytes.
    pub fn range(&self) -> Range<usize> {
        let start = self.words.first().map_or(0, |word| word.range.start);
        start..self.words.last().map_or(start, |word| word.range.end)
    }

    /// The index of the root; `None` only for a sentence without words.
    pub fn root(&self) -> Option<usize> {
        self.words.iter().position(|word| word.head.is_none())
    }

    /// The dependents of a word, from left to right.
    pub fn children(&self, word: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.dependents[self.starts[word]..self.starts[word + 1]]
            .iter()
            .copied()
    }

    /// The dependents of a word that stand in exactly this relation, from left to right.
    pub fn children_by(
        &self,
        word: usize,
        relation: Relation,
    ) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children(word)
            .filter(move |&child| self.words[child].relation == relation)
    }

    /// The first dependent of a word in exactly this relation.
    pub fn child_by(&self, word: usize, relation: Relation) -> Option<usize> {
        self.children_by(word, relation).next()
    }

    /// The word and all that depends on it, in the order of the text.
    pub fn subtree(&self, word: usize) -> Vec<usize> {
        let mut found = vec![word];
        let mut next = 0;
        while let Some(&open) = found.get(next) {
            found.extend(self.children(open));
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// From the first to the last word of the subtree, end excluded.
    pub fn subtree_span(&self, word: usize) -> Range<usize> {
        self.spans[word].clone()
    }

    /// Where a span of words stands in the text, in bytes.
    pub fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        if words.is_empty() {
            return 0..0;
        }
        self.words[words.start].range.start..self.words[words.end - 1].range.end
    }

    /// The heads above a word, nearest first, the root last.
    pub fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.words[word].head, |&above| self.words[above].head)
    }

    /// Whether `above` is the word itself or one of its ancestors.
    pub fn is_within(&self, word: usize, above: usize) -> bool {
        word == above || self.ancestors(word).any(|ancestor| ancestor == above)
    }

    /// The words on the way from one word to another through the tree, both included.
    pub fn path(&self, from: usize, to: usize) -> Vec<usize> {
        let up: Vec<usize> = std::iter::once(from).chain(self.ancestors(from)).collect();
        let mut down: Vec<usize> = Vec::new();
        for step in std::iter::once(to).chain(self.ancestors(to)) {
            if let Some(meeting) = up.iter().position(|&word| word == step) {
                let mut path = up[..=meeting].to_vec();
                path.extend(down.iter().rev());
                return path;
            }
            down.push(step);
        }
        Vec::new()
    }
}
