//! Small graphs for the tests of this folder.

use crate::graph::{
    Attribution, Claim, EntityView, Evidence, KnowledgeGraph, Name, Object, Shard, SortedSet,
};
use crate::model::{LanguageString, ReportKind, TypedValue};
use crate::ontology::vocabulary::gw;

const SECURITY: &str = "https://w3id.org/graphwright/security#";

/// A graph in the making; ids are single words.
#[derive(Default, Clone)]
pub(super) struct Sample {
    pub(super) shard: Shard,
}

pub(super) fn name(id: &str) -> Name {
    Name::new(format!("https://example.org/{id}"))
}

impl Sample {
    pub(super) fn entity(self, id: &str, class: &str, label: &str) -> Self {
        self.entity_like(id, class, label, |_| ())
    }

    pub(super) fn entity_like(
        mut self,
        id: &str,
        class: &str,
        label: &str,
        change: impl FnOnce(&mut EntityView),
    ) -> Self {
        let mut view = EntityView {
            label: Some(plain(label)),
            types: SortedSet::from([Name::new(format!("{}{class}", gw::NAMESPACE))]),
            ..EntityView::default()
        };
        change(&mut view);
        self.shard.add_entity(name(id), view, None);
        self
    }

    pub(super) fn relation(self, subject: &str, predicate: &str, object: &str) -> Self {
        self.relation_like(subject, predicate, object, |_| ())
    }

    pub(super) fn relation_like(
        mut self,
        subject: &str,
        predicate: &str,
        object: &str,
        change: impl FnOnce(&mut Claim),
    ) -> Self {
        let mut claim = Claim::bare(
            name(""),
            name(subject),
            Name::new(format!("{SECURITY}{predicate}")),
            Object::Entity(name(object)),
        );
        change(&mut claim);
        claim.name = name(&format!("claim/{claim:?}"));
        self.shard.add_claim(claim);
        self
    }

    /// Lets claims be attributed to an entity under the name `by-ID`.
    pub(super) fn speaker(mut self, id: &str) -> Self {
        self.shard.add_attribution(Attribution {
            name: name(&format!("by-{id}")),
            speaker: name(id),
            report: ReportKind::DirectQuote,
            cue: None,
            cue_evidence: None,
            within: None,
        });
        self
    }

    /// Evidence under the id given.
    pub(super) fn quote(mut self, id: &str, quote: &str) -> Self {
        self.shard.add_evidence(Evidence {
            name: name(id),
            source: None,
            start: None,
            end: None,
            quote: Some(quote.to_owned()),
            unverified: false,
        });
        self
    }

    pub(super) fn graph(self) -> KnowledgeGraph {
        self.shard.into_graph()
    }
}

pub(super) fn plain(text: &str) -> LanguageString {
    LanguageString {
        text: text.to_owned(),
        language: String::new(),
    }
}

pub(super) fn literal(value: &str) -> Object {
    Object::Literal(TypedValue {
        value: value.to_owned(),
        datatype: None,
        language: None,
    })
}

pub(super) fn said_by(id: &str) -> impl FnOnce(&mut Claim) {
    move |claim| claim.attribution = Some(name(&format!("by-{id}")))
}
