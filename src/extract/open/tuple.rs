//! What an open tuple is, and its words as text.

use crate::extract::Sentence;

/// A relation in words with its arguments, the subject first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenTuple {
    /// The clause that it comes from, as an index into the sentence's clauses.
    pub clause: usize,
    /// Which rule made it.
    pub pattern: Pattern,
    /// The words of the relation.
    pub relation: Words,
    /// Two arguments or more.
    pub arguments: Vec<Words>,
    /// How precise the pattern is, in hundredths.
    pub confidence: u8,
}

impl OpenTuple {
    /// Whether another tuple has the same words in the same places, be it at another place of the sentence.
    pub(super) fn says_the_same(&self, other: &Self, sentence: &Sentence<'_>) -> bool {
        let same = |one: &Words, other: &Words| {
            one.0.len() == other.0.len() && one.forms(sentence).eq(other.forms(sentence))
        };
        let pairs = self.arguments.iter().zip(&other.arguments);
        self.arguments.len() == other.arguments.len()
            && same(&self.relation, &other.relation)
            && pairs.into_iter().all(|(one, other)| same(one, other))
    }
}

/// The rules that make tuples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pattern {
    /// A verb with an object.
    Object,
    /// A verb with prepositions only.
    Oblique,
    /// A passive whose agent is named.
    Agent,
    /// A passive without agent or object.
    Passive,
    /// A verb with a clause: `said that …`.
    Complement,
    /// A verb with a time or place and nothing else.
    Setting,
    /// A copula with a noun.
    Copula,
    /// A copula with an adjective.
    Adjective,
    /// A copula with a preposition.
    Location,
    /// `there is`.
    Existence,
    /// `Ann, the judge`.
    Apposition,
    /// `President Ann Ng`.
    Title,
    /// `Ann's house`.
    Possessive,
    /// `protests in Mali`.
    NounPreposition,
}

/// A word of a tuple.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// A word of the sentence, by index.
    Word(usize),
    /// A word that the text leaves out.
    Added(&'static str),
}

/// The words of a relation or an argument, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words(pub Vec<Term>);

impl Words {
    /// The words as text: neighbours spaced as they are in the text, others by one blank. `text` is what the
    /// sentence was read from.
    pub fn text(&self, text: &str, sentence: &Sentence<'_>) -> String {
        let mut found = String::new();
        let mut last: Option<usize> = None;
        for &term in &self.0 {
            match term {
                Term::Word(word) => {
                    let range = sentence.words[word].range.clone();
                    let touches = last.is_some_and(|last| {
                        last + 1 == word && sentence.words[last].range.end == range.start
                    });
                    if !found.is_empty() && !touches {
                        found.push(' ');
                    }
                    found.push_str(&text[range]);
                    last = Some(word);
                }
                Term::Added(added) => {
                    if !found.is_empty() {
                        found.push(' ');
                    }
                    found.push_str(added);
                    last = None;
                }
            }
        }
        found
    }

    /// The form of each word.
    pub(super) fn forms<'a>(&'a self, sentence: &'a Sentence<'_>) -> impl Iterator<Item = &'a str> {
        self.0.iter().map(|&term| match term {
            Term::Word(word) => sentence.words[word].form.as_ref(),
            Term::Added(added) => added,
        })
    }

    /// The words of the sentence among them.
    pub fn indices(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().filter_map(|term| match term {
            Term::Word(word) => Some(*word),
            Term::Added(_) => None,
        })
    }
}

impl From<Vec<usize>> for Words {
    fn from(words: Vec<usize>) -> Self {
        Self(words.into_iter().map(Term::Word).collect())
    }
}

/// A tuple taken apart into triples: its relation with the second argument, and for every further argument a triple
/// whose relation also has the second argument, and which is half as sure: few facts are told in this way.
pub fn triples(tuple: &OpenTuple) -> Vec<OpenTuple> {
    let [subject, second, others @ ..] = tuple.arguments.as_slice() else {
        return Vec::new();
    };
    let triple = |relation: Words, argument: &Words| OpenTuple {
        relation,
        arguments: vec![subject.clone(), argument.clone()],
        ..tuple.clone()
    };
    let mut found = vec![triple(tuple.relation.clone(), second)];
    for other in others {
        let relation = tuple.relation.0.iter().chain(&second.0).copied().collect();
        found.push(OpenTuple {
            confidence: tuple.confidence / 2,
            ..triple(Words(relation), other)
        });
    }
    found
}
