use crate::graph::build::FileBuilder;
use crate::graph::name::is_absolute_iri;
use crate::graph::{Name, OpenTerm, OpenTermKind, SortedSet};
use crate::model::{Place, quoted};
use crate::ontology::{Lookup, Nearest};
use std::fmt;

impl FileBuilder<'_> {
    /// The class that a type names, or an open class under its own words.
    pub(super) fn class(
        &mut self,
        written: &str,
        of: &dyn fmt::Display,
        place: &Place,
    ) -> Option<Name> {
        let ontology = self.ontology;
        let found = ontology.class(written);
        self.term(written, found, OpenTermKind::Class, of, place)
    }

    /// The property that a predicate names, or an open relation under its own words. It is never guessed
    /// into a property that is merely alike.
    pub(super) fn predicate(
        &mut self,
        written: &str,
        kind: OpenTermKind,
        of: &dyn fmt::Display,
        place: &Place,
    ) -> Option<Name> {
        let known = usize::from(kind == OpenTermKind::Attribute);
        if let Some(name) = self.predicates[known].get(written) {
            return Some(name.clone());
        }
        let ontology = self.ontology;
        let found = ontology.property(written);
        let name = self.term(written, found, kind, of, place)?;
        // A word that had a warning gets no second one, and one with an error is not kept.
        self.predicates[known].insert(written.to_owned(), name.clone());
        Some(name)
    }

    fn term(
        &mut self,
        written: &str,
        found: Lookup<'_>,
        kind: OpenTermKind,
        of: &dyn fmt::Display,
        place: &Place,
    ) -> Option<Name> {
        let what = match kind {
            OpenTermKind::Class => "type",
            OpenTermKind::Relation | OpenTermKind::Attribute => "predicate",
        };
        match found {
            Lookup::Found(iri) => Some(Name::new(iri)),
            Lookup::Elsewhere(iri) if is_absolute_iri(&iri) => Some(Name::new(iri)),
            Lookup::Ambiguous(meanings) => {
                let names: Vec<String> = meanings
                    .iter()
                    .map(|iri| self.ontology.short_name(iri))
                    .collect();
                self.error(
                    place,
                    format!(
                        "{of}: {what} {} may mean {}; say which",
                        quoted(written),
                        names.join(" or ")
                    ),
                );
                None
            }
            Lookup::Elsewhere(_) => Some(self.open_term(written, kind)),
            Lookup::Unknown(nearest) => {
                self.warn_of_open_term(written, what, nearest, of, place);
                Some(self.open_term(written, kind))
            }
        }
    }

    fn open_term(&mut self, words: &str, kind: OpenTermKind) -> Name {
        let name = match kind {
            OpenTermKind::Class => self.options.minter.class(words),
            OpenTermKind::Relation | OpenTermKind::Attribute => self.options.minter.relation(words),
        };
        self.shard.add_open_term(OpenTerm {
            name: name.clone(),
            labels: SortedSet::from([words.to_owned()]),
            kinds: SortedSet::from([kind]),
        });
        name
    }

    /// An open relation is what users of open extraction want, so it is spoken of only where a slip is likely.
    fn warn_of_open_term(
        &mut self,
        written: &str,
        what: &str,
        nearest: Option<Nearest>,
        of: &dyn fmt::Display,
        place: &Place,
    ) {
        if let Some(Nearest { name }) = nearest
            && self.open_words.insert(format!("{what} {written}"))
        {
            self.warn(
                place,
                format!(
                    "{of}: {what} {} is not in the ontology and is kept under its own words; did you mean {name}?",
                    quoted(written)
                ),
            );
        }
    }
}
