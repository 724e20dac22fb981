use crate::graph::build::{FileBuilder, entity_name, spoken};
use crate::graph::name::is_absolute_iri;
use crate::graph::{EntityView, Name, SortedSet};
use crate::model::{
    EntityRecord, EvidenceRecord, LanguageString, Mention, Place, Placed, WrittenLabel, quoted,
};
use std::collections::BTreeSet;

impl FileBuilder<'_> {
    pub(super) fn add_entities(&mut self) {
        let file = self.file;
        for Placed { record, place } in &file.entities {
            let name = entity_name(record, file, self.options);
            let n_errors = self.n_errors;
            let view = self.view(record, place);
            if self.n_errors == n_errors {
                // A place makes a record one that has to agree with others of its id. A name that another
                // program marked is no id, and no two programs have the same types.
                let is_mere_name = file.is_foreign && record.id.is_none();
                self.shard
                    .add_entity(name, view, (!is_mere_name).then(|| place.clone()));
            }
        }
    }

    fn view(&mut self, record: &EntityRecord, place: &Place) -> EntityView {
        let id = record.id.as_ref().unwrap_or(&record.label);
        let of = &spoken(|f| write!(f, "entity {}", quoted(id)));
        let types = record
            .types
            .0
            .iter()
            .filter_map(|class| self.class(class, of, place));
        let types: SortedSet<Name> = types.collect();
        let mut mentions = Vec::new();
        let mut languages = BTreeSet::new();
        for (index, mention) in record.mentions.iter().enumerate() {
            let of = spoken(|f| write!(f, "{of}, mention {}", index + 1));
            if let Some(evidence) = self.evidence(as_evidence(mention), &of, place) {
                let source = evidence
                    .source
                    .as_ref()
                    .and_then(|name| self.sources_by_name.get(name));
                languages.insert(
                    source
                        .and_then(|known| known.language.clone())
                        .unwrap_or_default(),
                );
                mentions.push(evidence.name.clone());
                self.shard.add_evidence(evidence);
            }
        }
        let language = match &record.language {
            Some(written) => self
                .language_tag(Some(written), of, place)
                .unwrap_or_default(),
            // Only where all mentions agree; an entity that no text mentions has no language.
            None if languages.len() == 1 => languages.pop_first().unwrap_or_default(),
            None => String::new(),
        };
        let aliases = record
            .aliases
            .iter()
            .map(|alias| match alias {
                WrittenLabel::Plain(text) => LanguageString {
                    text: text.clone(),
                    language: language.clone(),
                },
                WrittenLabel::Tagged(tagged) => LanguageString {
                    text: tagged.text.clone(),
                    language: self
                        .language_tag(Some(&tagged.language), of, place)
                        .unwrap_or_default(),
                },
            })
            .collect();
        for iri in record.same_as.iter().filter(|iri| !is_absolute_iri(iri)) {
            self.error(
                place,
                format!("{of}: same_as {} is no IRI of a thing, such as https://example.org/a or urn:isbn:0", quoted(iri)),
            );
        }
        EntityView {
            label: Some(LanguageString {
                text: record.label.clone(),
                language,
            }),
            aliases,
            types,
            codes: record.codes.iter().cloned().collect(),
            same_as: record.same_as.iter().cloned().collect(),
            mentions: mentions.into_iter().collect(),
        }
    }
}

fn as_evidence(mention: &Mention) -> EvidenceRecord {
    EvidenceRecord {
        id: None,
        source: mention.source.clone(),
        start: mention.start,
        end: mention.end,
        quote: mention.text.clone(),
        verified: mention.verified,
    }
}
