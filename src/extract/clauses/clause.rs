//! What a clause is.

/// A predicate with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The head word, as an index into the sentence: a verb, the noun or adjective of a copula, the noun of a nominal
    /// relation, the second noun of an apposition, the title before a name.
    pub predicate: usize,
    /// Which construction makes the clause.
    pub construction: Construction,
    /// Auxiliaries, particle and verb, in the order of the text; of a copula without its noun or adjective. A joined
    /// verb has those of the first where its form needs them: `were seen` in `were heard and seen`. Empty for clauses
    /// of nouns.
    pub verb_group: Vec<usize>,
    /// Whether the verb is passive.
    pub is_passive: bool,
    /// `not`, `never`, `no longer`, `no` before the object.
    pub negation: Option<usize>,
    /// `will`, `may`, `could`.
    pub modals: Vec<usize>,
    /// What the predicate is said of: those that depend on it in the order of the text, then those understood.
    /// Conjuncts stand each by itself.
    pub arguments: Vec<Argument>,
    /// The clause that this one is part of.
    pub parent: Option<Parent>,
}

impl Clause {
    /// A clause without arguments yet.
    pub(super) fn new(predicate: usize, construction: Construction) -> Self {
        Self {
            predicate,
            construction,
            verb_group: Vec::new(),
            is_passive: false,
            negation: None,
            modals: Vec::new(),
            arguments: Vec::new(),
            parent: None,
        }
    }

    /// The arguments in a role.
    pub fn in_role(&self, role: Role) -> impl Iterator<Item = &Argument> {
        self.arguments
            .iter()
            .filter(move |argument| argument.role == role)
    }

    /// The head words of the arguments in a role.
    pub fn heads(&self, role: Role) -> impl Iterator<Item = usize> + '_ {
        self.in_role(role).map(|argument| argument.head)
    }

    /// Whether an argument is in the role.
    pub fn has(&self, role: Role) -> bool {
        self.in_role(role).next().is_some()
    }
}

/// What makes a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Construction {
    /// A verb that is neither a participle after a noun nor in a relative clause: `Ann saw Ben`.
    Verbal,
    /// A form of `be` with a noun, adjective or preposition: `Ann is a judge`, `Ann is in Bern`.
    Copular,
    /// A participle or infinitive that a noun has: `the junta, led by Ann`, `a plan to leave`.
    Participle,
    /// A relative clause: `Ann, who saw Ben`; also with a copula.
    Relative,
    /// Two nouns that name the same: `Ann, the judge`. The name, if only one is a name, is the subject.
    Apposition,
    /// A noun with a possessor, as subject, and what its prepositions add: `its invasion of Ukraine`.
    Possessive,
    /// A noun with prepositions only: `a visit of Ann to Bern`. The noun is the subject where nobody acts.
    NounPreposition,
    /// A title or kind before a name: `Foreign Minister Ann Ng`. The name is the subject, the noun the attribute.
    Compound,
}

/// What an argument is to its predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The subject on the surface; whose the noun is in clauses of nouns.
    Subject,
    /// The direct object.
    Object,
    /// The indirect object: `gave her a book`.
    IndirectObject,
    /// What a preposition adds; without a marker where a bare noun does so.
    Oblique,
    /// Who acts in a passive: `by Ann`.
    Agent,
    /// What a copula, an apposition or a title says of the subject; the noun or adjective in `made him king`.
    Attribute,
    /// A clause that is said, wished, begun: the head is its predicate.
    Complement,
    /// When, by a noun of time or an adverb: `on Monday`, `in 1941`, `yesterday`.
    Time,
}

/// What a predicate is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argument {
    /// What it is to the predicate.
    pub role: Role,
    /// Its head word.
    pub head: usize,
    /// Its preposition or conjunction, the first word of several (`due to`).
    pub marker: Option<usize>,
    /// Whether it depends on another word than the predicate, and is understood here.
    pub is_shared: bool,
}

/// Where a clause hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parent {
    /// The index of the clause above, among the clauses of the sentence.
    pub clause: usize,
    /// How this one is part of it.
    pub link: Link,
}

/// How a clause is part of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// It is what is said or known, with a subject of its own: `said that Ann left`.
    Complement,
    /// It shares a subject with the one above: `plans to leave`.
    OpenComplement,
    /// It says when, why, how, with its conjunction if there is one: `because Ann left`.
    Adverbial(Option<usize>),
    /// It describes a noun of the one above.
    Relative,
    /// It is joined by `and`, `or`, `but`.
    Conjunct,
    /// It stands beside the one above: `Ann left, Ben said`.
    Parataxis,
}
