use crate::limits::RDF_TERMS;
use crate::rdf::Prefixes;
use crate::rdf::dictionary::Dictionary;
use crate::rdf::kind::Kind;
use oxigraph::model::{BlankNode, GraphName, NamedOrBlankNode, Term, TermRef, Triple};
use thiserror::Error;

/// The number of a term within one [`Quads`] or [`Index`](crate::rdf::Index).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub(super) u32);

impl TermId {
    /// Stands for the default graph where a graph's name would.
    pub const DEFAULT_GRAPH: Self = Self(0);

    pub(super) fn from_position(position: usize) -> Option<Self> {
        // 0 is taken by the default graph; one more than the last still has to be a number.
        let id = u32::try_from(position).ok()?.checked_add(1)?;
        (id <= RDF_TERMS).then_some(Self(id))
    }

    pub(super) fn position(self) -> usize {
        self.0 as usize - 1
    }

    /// The term with a number, which the caller has from the same bag or index.
    pub(crate) fn of(number: u32) -> Self {
        Self(number)
    }

    /// The number itself: 0 for the default graph, terms from 1.
    pub fn number(self) -> u32 {
        self.0
    }

    /// The number as it is: 0 for the default graph, terms from 1.
    pub(super) fn slot(self) -> usize {
        self.0 as usize
    }
}

/// Graph, subject, predicate and object, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quad {
    /// The graph's name or [`TermId::DEFAULT_GRAPH`].
    pub graph: TermId,
    /// The subject.
    pub subject: TermId,
    /// The predicate.
    pub predicate: TermId,
    /// The object.
    pub object: TermId,
}

/// More distinct terms, or more triples, than 32 bits can number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("more than {RDF_TERMS} distinct terms or triples")]
pub struct TooManyTerms;

/// A bag of quads with each term stored once: what readers and the projection fill.
///
/// A reader that uses several threads gives a bag with a dictionary for each of them, which [`Index::new`]
/// merges while it sorts. What adds to such a bag makes one dictionary of them first.
///
/// [`Index::new`]: crate::rdf::Index::new
#[derive(Debug, Clone)]
pub struct Quads {
    /// At least one.
    pub(super) dictionaries: Vec<Dictionary>,
    /// The quads in the order of the input; the numbers of each run are those of its dictionary.
    pub(super) runs: Vec<Run>,
    /// The prefixes that the input declared.
    pub prefixes: Prefixes,
}

/// Quads that stood one behind the other in the input.
#[derive(Debug, Clone, Default)]
pub(crate) struct Run {
    /// The place of the dictionary.
    pub(crate) dictionary: usize,
    pub(crate) quads: Vec<Quad>,
}

impl Default for Quads {
    fn default() -> Self {
        Self {
            dictionaries: vec![Dictionary::default()],
            runs: Vec::new(),
            prefixes: Prefixes::default(),
        }
    }
}

impl Quads {
    /// A bag of what threads have read.
    pub(crate) fn from_runs(dictionaries: Vec<Dictionary>, runs: Vec<Run>) -> Self {
        let mut quads = Self {
            dictionaries,
            runs,
            prefixes: Prefixes::default(),
        };
        if quads.dictionaries.is_empty() {
            quads.dictionaries.push(Dictionary::default());
        }
        quads
    }

    /// How many quads were added, doubles included.
    pub fn len(&self) -> usize {
        self.runs.iter().map(|run| run.quads.len()).sum()
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.quads.is_empty())
    }

    /// Numbers a term.
    ///
    /// # Errors
    /// [`TooManyTerms`] beyond 32 bits.
    pub fn intern<'t>(&mut self, term: impl Into<TermRef<'t>>) -> Result<TermId, TooManyTerms> {
        self.one_dictionary()?.intern_term(term.into())
    }

    /// Adds a triple to the default graph.
    ///
    /// # Errors
    /// [`TooManyTerms`] beyond 32 bits.
    pub fn insert(
        &mut self,
        subject: impl Into<Term>,
        predicate: impl Into<Term>,
        object: impl Into<Term>,
    ) -> Result<(), TooManyTerms> {
        self.insert_in(None, subject, predicate, object)
    }

    /// Adds a triple to a named graph, or to the default graph for `None`.
    ///
    /// # Errors
    /// [`TooManyTerms`] beyond 32 bits.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a name is as much handed over as the rest"
    )]
    pub fn insert_in(
        &mut self,
        graph: Option<Term>,
        subject: impl Into<Term>,
        predicate: impl Into<Term>,
        object: impl Into<Term>,
    ) -> Result<(), TooManyTerms> {
        let (subject, predicate, object) = (subject.into(), predicate.into(), object.into());
        self.insert_refs(
            graph.as_ref().map(TermRef::from),
            [(&subject).into(), (&predicate).into(), (&object).into()],
        )
    }

    /// Adds a quad of borrowed terms.
    ///
    /// # Errors
    /// [`TooManyTerms`] beyond 32 bits.
    pub fn insert_refs(
        &mut self,
        graph: Option<TermRef<'_>>,
        [subject, predicate, object]: [TermRef<'_>; 3],
    ) -> Result<(), TooManyTerms> {
        let dictionary = self.one_dictionary()?;
        let graph = match graph {
            Some(name) => dictionary.intern_term(name)?,
            None => TermId::DEFAULT_GRAPH,
        };
        let quad = Quad {
            graph,
            subject: dictionary.intern_term(subject)?,
            predicate: dictionary.intern_term(predicate)?,
            object: dictionary.intern_term(object)?,
        };
        self.push(quad);
        Ok(())
    }

    /// Adds a quad of the oxigraph family.
    ///
    /// # Errors
    /// [`TooManyTerms`] beyond 32 bits.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "readers hand their quads over"
    )]
    pub fn insert_quad(&mut self, quad: oxigraph::model::Quad) -> Result<(), TooManyTerms> {
        let graph = match &quad.graph_name {
            GraphName::NamedNode(name) => Some(name.into()),
            GraphName::BlankNode(name) => Some(name.into()),
            GraphName::DefaultGraph => None,
        };
        let subject = TermRef::from(&quad.subject);
        self.insert_refs(
            graph,
            [subject, (&quad.predicate).into(), (&quad.object).into()],
        )
    }

    /// Adds a quad of numbers from [`Quads::intern`].
    pub(super) fn push(&mut self, quad: Quad) {
        self.extend(std::iter::once(quad));
    }

    /// The same with every quad in one graph: a named one, or the default graph for `None`.
    ///
    /// # Errors
    /// [`TooManyTerms`] beyond 32 bits.
    pub fn in_graph<'t>(
        mut self,
        name: Option<impl Into<TermRef<'t>>>,
    ) -> Result<Self, TooManyTerms> {
        let graph = match name {
            Some(name) => self.intern(name)?,
            None => TermId::DEFAULT_GRAPH,
        };
        let quads = self.runs.iter_mut().flat_map(|run| &mut run.quads);
        quads.for_each(|quad| quad.graph = graph);
        Ok(self)
    }

    /// Adds quads whose terms are numbered as in the only dictionary.
    pub(crate) fn extend(&mut self, quads: impl Iterator<Item = Quad>) {
        debug_assert_eq!(self.dictionaries.len(), 1, "one dictionary");
        match self.runs.last_mut() {
            Some(run) => run.quads.extend(quads),
            None => self.runs.push(Run {
                dictionary: 0,
                quads: quads.collect(),
            }),
        }
    }

    /// Lets go of terms that no quad has.
    pub(crate) fn without_unused_terms(&mut self) -> Result<(), TooManyTerms> {
        let mut kept = Self::default();
        kept.append(self, None)?;
        kept.prefixes = std::mem::take(&mut self.prefixes);
        *self = kept;
        Ok(())
    }

    /// The quads, which are no longer here after that; their terms stay.
    pub(crate) fn take(&mut self) -> Vec<Quad> {
        let runs = std::mem::take(&mut self.runs);
        runs.into_iter().flat_map(|run| run.quads).collect()
    }

    /// The dictionary that further terms go to.
    pub(crate) fn dictionary(&mut self) -> Result<&mut Dictionary, TooManyTerms> {
        self.one_dictionary()
    }

    /// The only dictionary.
    pub(crate) fn into_dictionary(mut self) -> Dictionary {
        self.dictionaries.pop().unwrap_or_default()
    }

    /// The dictionary to add to, after all others have been taken into it.
    fn one_dictionary(&mut self) -> Result<&mut Dictionary, TooManyTerms> {
        if self.dictionaries.len() != 1 {
            let mut one = Self::default();
            one.append(self, None)?;
            one.prefixes = std::mem::take(&mut self.prefixes);
            *self = one;
        }
        Ok(&mut self.dictionaries[0])
    }

    /// Adds the quads of `other`, their blank nodes renamed if a prefix for their labels is given.
    fn append(&mut self, other: &Self, input: Option<&str>) -> Result<(), TooManyTerms> {
        let unknown = TermId::DEFAULT_GRAPH;
        let mut ids: Vec<Vec<TermId>> = other
            .dictionaries
            .iter()
            .map(|dictionary| vec![unknown; dictionary.len() + 1])
            .collect();
        for run in &other.runs {
            let theirs = &other.dictionaries[run.dictionary];
            let known = &mut ids[run.dictionary];
            for quad in &run.quads {
                let mut ours = [quad.graph, quad.subject, quad.predicate, quad.object];
                for id in &mut ours {
                    let slot = id.slot();
                    if *id != unknown && known[slot] == unknown {
                        let term = theirs.term(id.position());
                        known[slot] = match input {
                            Some(prefix) if !matches!(theirs.kind(id.position()), kind if kind == Kind::IRI || kind.is_literal()) =>
                            {
                                let renamed =
                                    relabel(term.into_owned(), &|label| format!("{prefix}{label}"));
                                self.intern(&renamed)?
                            }
                            _ => self.intern(term)?,
                        };
                    }
                    *id = known[slot];
                }
                let [graph, subject, predicate, object] = ours;
                self.push(Quad {
                    graph,
                    subject,
                    predicate,
                    object,
                });
            }
        }
        Ok(())
    }

    /// Adds all of `other`, whose blank nodes are not ours even where their labels agree.
    ///
    /// # Errors
    /// [`TooManyTerms`] beyond 32 bits.
    pub fn merge(&mut self, other: Quads) -> Result<(), TooManyTerms> {
        if self.is_empty() {
            let prefixes = std::mem::replace(self, other);
            let theirs = std::mem::replace(&mut self.prefixes, prefixes.prefixes);
            self.prefixes.merge(theirs);
            return Ok(());
        }
        if !other.is_empty() {
            self.one_dictionary()?;
            let input = self.fresh_label_prefix(&other);
            self.append(&other, input.as_deref())?;
        }
        self.prefixes.merge(other.prefixes);
        Ok(())
    }

    /// What to put before the blank node labels of `other` so that they meet none of ours.
    fn fresh_label_prefix(&self, other: &Quads) -> Option<String> {
        let has_blank = |quads: &Quads| quads.dictionaries.iter().any(Dictionary::has_blank);
        (has_blank(self) && has_blank(other)).then(|| format!("m{}x", self.dictionaries[0].len()))
    }

    /// The quads as terms, in the order they were added: graph (`None` for the default graph), subject,
    /// predicate, object.
    pub fn iter(&self) -> impl Iterator<Item = [Option<TermRef<'_>>; 4]> {
        self.runs.iter().flat_map(|run| {
            let dictionary = &self.dictionaries[run.dictionary];
            run.quads.iter().map(|quad| {
                [quad.graph, quad.subject, quad.predicate, quad.object]
                    .map(|id| (id != TermId::DEFAULT_GRAPH).then(|| dictionary.term(id.position())))
            })
        })
    }
}

/// A term with its blank nodes, those inside triple terms included, renamed.
pub(super) fn relabel(term: Term, rename: &dyn Fn(&str) -> String) -> Term {
    replace_blank(term, &|label| {
        BlankNode::new_unchecked(rename(label)).into()
    })
}

/// A term with something else in place of each blank node, those inside triple terms included.
pub(crate) fn replace_blank(term: Term, replace: &dyn Fn(&str) -> NamedOrBlankNode) -> Term {
    match term {
        Term::BlankNode(node) => replace(node.as_str()).into(),
        Term::Triple(triple) => {
            let subject = match triple.subject {
                NamedOrBlankNode::BlankNode(node) => replace(node.as_str()),
                named @ NamedOrBlankNode::NamedNode(_) => named,
            };
            Triple {
                subject,
                predicate: triple.predicate,
                object: replace_blank(triple.object, replace),
            }
            .into()
        }
        other => other,
    }
}
