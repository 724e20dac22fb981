//! Any words in a graph, written as pictures and as graph files, and parsed back by other readers: the words come
//! back, and nothing but what we write ourselves stands around them.

mod files;
mod pictures;

use super::reading::{chosen, minter};
use graphwright::graph::{
    Attribution, Claim, EntityView, Evidence, KnowledgeGraph, Name, Object, Shard, SortedSet,
    Source,
};
use graphwright::model::{LanguageString, Modality, Polarity, Quantity, ReportKind, TypedValue};

/// The words that stand in a graph.
#[derive(Debug, Clone)]
struct Words {
    /// On an entity.
    label: String,
    /// For what the ontology does not know.
    predicate: String,
    quote: String,
    title: String,
    address: String,
    value: String,
}

pub(super) fn run(data: &[u8]) {
    let Some((check, words)) = chosen(data, &CHECKS) else {
        pictures::prepare();
        return;
    };
    if words.len() <= 1500 {
        let words = Words::of(words);
        check(&words, &words.graph());
    }
}

/// A way to write a graph, parse it back and compare.
type Check = fn(&Words, &KnowledgeGraph);

/// In the order of the letters that choose them.
const CHECKS: [Check; 10] = [
    pictures::svg_comes_back,
    pictures::html_comes_back,
    pictures::dot_comes_back,
    pictures::placed_dot_comes_back,
    pictures::mermaid_comes_back,
    pictures::text_is_harmless,
    files::graphml_comes_back,
    files::gexf_comes_back,
    files::json_comes_back,
    files::tables_come_back,
];

impl Words {
    /// The byte 0xFF, which no text has, parts them.
    fn of(data: &[u8]) -> Self {
        let mut parts = data
            .split(|byte| *byte == 0xFF)
            .map(|part| String::from_utf8_lossy(part).into_owned());
        let mut next = || parts.next().unwrap_or_default();
        Self {
            label: next(),
            predicate: next(),
            quote: next(),
            title: next(),
            address: format!("https://e.org/{}", next()),
            value: next(),
        }
    }

    /// Two entities, two relations and a literal, with the words everywhere.
    fn graph(&self) -> KnowledgeGraph {
        let minter = minter();
        let [a, b] = ["a", "b"].map(|id| minter.entity(id));
        let mut shard = Shard::default();
        for (name, class, label) in [(&a, "State", &*self.label), (&b, "Person", "Bob")] {
            let class = Name::new(format!("https://w3id.org/graphwright/core#{class}"));
            let view = EntityView {
                label: Some(plain(label)),
                aliases: SortedSet::from([plain(&self.quote)]),
                types: SortedSet::from([class]),
                codes: SortedSet::from([self.value.clone()]),
                same_as: SortedSet::from([self.address.clone()]),
                ..EntityView::default()
            };
            shard.add_entity(name.clone(), view, None);
        }
        let source = Source {
            name: Name::new(""),
            titles: SortedSet::from([self.title.clone()]),
            urls: SortedSet::from([self.address.clone()]),
            publishers: SortedSet::from([self.value.clone()]),
            published: SortedSet::new(),
            languages: SortedSet::new(),
            sha256: None,
            text: None,
        }
        .named(&minter);
        let evidence = Evidence {
            name: Name::new(""),
            source: Some(source.name.clone()),
            start: None,
            end: None,
            quote: Some(self.quote.clone()),
            unverified: false,
        }
        .named(&minter);
        let attribution = Attribution {
            name: Name::new(""),
            speaker: a.clone(),
            report: ReportKind::Reported,
            cue: Some(self.value.clone()),
            cue_evidence: None,
            within: None,
        }
        .named(&minter);
        let claim = Claim {
            name: Name::new(""),
            subject: a.clone(),
            predicate: minter.relation(&self.predicate),
            object: Object::Entity(b),
            polarity: Polarity::Positive,
            modality: Modality::Asserted,
            attribution: None,
            evidence: SortedSet::from([evidence.name.clone()]),
            time: Some(self.value.clone()),
            place: Some(a),
            quantity: Some(Quantity {
                text: self.value.clone(),
                value: None,
            }),
            confidence: None,
            extractors: SortedSet::from([self.value.clone()]),
            rules: SortedSet::new(),
            reviews: SortedSet::new(),
            former_names: SortedSet::new(),
            is_inferred: false,
        };
        let said = Claim {
            attribution: Some(attribution.name.clone()),
            ..claim.clone()
        };
        let valued = Claim {
            object: Object::Literal(TypedValue {
                value: self.value.clone(),
                datatype: None,
                language: None,
            }),
            ..claim.clone()
        };
        for claim in [claim, said, valued] {
            shard.add_claim(claim.named(&minter));
        }
        shard.add_source(source);
        shard.add_evidence(evidence);
        shard.add_attribution(attribution);
        shard.into_graph()
    }
}

fn plain(text: &str) -> LanguageString {
    LanguageString {
        text: text.to_owned(),
        language: String::new(),
    }
}
