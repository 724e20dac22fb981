use crate::ask::{Names, Questions};
use crate::graph::{KnowledgeGraph, Minter};
use crate::ontology::Ontology;
use crate::query::{DefaultGraphChoice, process_memory, usual_prefixes};
use crate::rdf::{Index, Prefixes, TooManyTerms, ontology_quads, recover};
use crate::serve::page::Catalog;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

/// A graph and what is needed to ask and to show it.
pub struct Site {
    index: Index,
    /// What else stands beside the index; `None` where the graph is to be read off it.
    graph: OnceLock<KnowledgeGraph>,
    asked: OnceLock<Asked>,
    catalog: OnceLock<Catalog>,
    questions: Questions,
    ontology: Ontology,
    minter: Minter,
    prefixes: Vec<Prefixes>,
    base: Option<String>,
    union: bool,
    title: Option<String>,
    /// By how many bytes the process has grown for what pages need.
    grown: AtomicU64,
    making: Mutex<()>,
}

/// What ready questions are asked of.
struct Asked {
    index: Index,
    names: Names,
}

/// What a site is made of.
pub struct SiteParts {
    /// All that the inputs say.
    pub index: Index,
    /// The same as a graph of entities, with the texts of sources where there are any. Without one it is read off the
    /// index when the first page is wanted.
    pub graph: Option<KnowledgeGraph>,
    /// The ready questions.
    pub questions: Questions,
    /// Classes, properties and labels.
    pub ontology: Ontology,
    /// What minted the names.
    pub minter: Minter,
    /// What fills in the prefixes of queries, the first that knows one wins.
    pub prefixes: Vec<Prefixes>,
    /// What relative IRIs of queries resolve against.
    pub base: Option<String>,
    /// Whether queries see all graphs as one unless they say otherwise.
    pub union: bool,
    /// What stands above the pages.
    pub title: Option<String>,
}

/// Who may ask a server.
#[derive(Debug, Clone, Default)]
pub struct SiteOptions {
    /// Which pages of other sites may read answers: an origin, or `*` for all. None may otherwise.
    pub allow_origin: Option<String>,
    /// By which names requests may call the server beside addresses and `localhost`. A page of another site that has
    /// its own name point here (DNS rebinding) is refused.
    pub hosts: Vec<String>,
}

impl Site {
    /// A site of these parts.
    pub fn new(parts: SiteParts) -> Self {
        let mut prefixes = parts.prefixes;
        prefixes.push(parts.index.prefixes().clone());
        prefixes.push(usual_prefixes());
        Self {
            index: parts.index,
            graph: parts.graph.map_or_else(OnceLock::new, OnceLock::from),
            asked: OnceLock::new(),
            catalog: OnceLock::new(),
            questions: parts.questions,
            ontology: parts.ontology,
            minter: parts.minter,
            prefixes,
            base: parts.base,
            union: parts.union,
            title: parts.title,
            grown: AtomicU64::new(0),
            making: Mutex::new(()),
        }
    }

    /// How many triples it has.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    pub(super) fn index(&self) -> &Index {
        &self.index
    }

    pub(super) fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    pub(super) fn questions(&self) -> &Questions {
        &self.questions
    }

    pub(super) fn prefixes(&self) -> Vec<&Prefixes> {
        self.prefixes.iter().collect()
    }

    pub(super) fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    pub(super) fn minter(&self) -> &Minter {
        &self.minter
    }

    pub(super) fn title(&self) -> &str {
        self.title.as_deref().unwrap_or("Knowledge graph")
    }

    pub(super) fn default_graph(&self, union: Option<bool>) -> DefaultGraphChoice {
        if union.unwrap_or(self.union) {
            DefaultGraphChoice::Union
        } else {
            DefaultGraphChoice::Own
        }
    }

    /// The graph of entities. The first call may have to make it.
    pub(super) fn graph(&self) -> Result<&KnowledgeGraph, TooManyTerms> {
        self.made(&self.graph, || {
            Ok(recover(&self.index, &self.minter)?.shard.into_graph())
        })
    }

    /// What pages search in. The first call may have to make it.
    pub(super) fn catalog(&self) -> Result<&Catalog, TooManyTerms> {
        let graph = self.graph()?;
        self.made(&self.catalog, || {
            let prefixes = self.prefixes();
            Ok(Catalog::of(graph, &self.index, &self.ontology, &prefixes))
        })
    }

    /// What ready questions are asked of, the ontology included, and what their entities are called. The first call
    /// may have to make it: most who serve a graph ask with queries of their own.
    pub(super) fn asked(&self) -> Result<(&Index, &Names), TooManyTerms> {
        let asked = self.made(&self.asked, || {
            let mut quads = self.index.clone().into_quads();
            quads.merge(ontology_quads(&self.ontology)?)?;
            let index = Index::new(quads)?;
            // What the ontology describes is no entity that a question could be about.
            let described = self.ontology.described();
            let names = Names::of(&index, |iri| described.contains(iri));
            Ok(Asked { index, names })
        })?;
        Ok((&asked.index, &asked.names))
    }

    pub(super) fn grown(&self) -> u64 {
        self.grown.load(Ordering::Relaxed)
    }

    /// What a cell holds, made first where it is empty, by one thread while others wait.
    fn made<'c, T>(
        &self,
        cell: &'c OnceLock<T>,
        make: impl FnOnce() -> Result<T, TooManyTerms>,
    ) -> Result<&'c T, TooManyTerms> {
        if let Some(value) = cell.get() {
            return Ok(value);
        }
        // Many may want the same at once, and each would make it.
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = cell.get() {
            return Ok(value);
        }
        let before = process_memory();
        let value = make()?;
        let growth = before.zip(process_memory());
        let growth = growth.map_or(0, |(before, after)| after.saturating_sub(before));
        self.grown.fetch_add(growth, Ordering::Relaxed);
        Ok(cell.get_or_init(|| value))
    }
}
