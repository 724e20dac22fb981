use crate::model::{Fault, Place, quoted};
use crate::rdf::Prefixes;
use oxigraph::model::NamedNode;
use std::collections::BTreeMap;

/// Prefixes of KGX that stand in every table and whose namespace its specification gives.
const OF_KGX: [(&str, &str); 1] = [("biolink", "https://w3id.org/biolink/vocab/")];

/// CURIEs become IRIs.
pub(super) struct Curies<'a> {
    declared: &'a [&'a Prefixes],
    of_kgx: Prefixes,
    /// Prefixes that nobody declared, each with where it came first, in what, and how often.
    undeclared: BTreeMap<String, (Place, String, usize)>,
}

impl<'a> Curies<'a> {
    pub(super) fn new(declared: &'a [&'a Prefixes]) -> Self {
        Self {
            declared,
            of_kgx: OF_KGX.into_iter().collect(),
            undeclared: BTreeMap::new(),
        }
    }

    /// The IRI that a cell means.
    ///
    /// # Errors
    /// What is wrong with it; nothing where its prefix is not declared, which [`Curies::into_faults`] tells.
    pub(super) fn iri(&mut self, written: &str, place: &Place) -> Result<String, Option<String>> {
        if let Some(iri) = self.known(written) {
            let is_iri = NamedNode::new(&iri).is_ok();
            return is_iri.then_some(iri).ok_or_else(|| {
                Some(format!(
                    "{} has letters that an IRI may not have",
                    quoted(written)
                ))
            });
        }
        let Some((prefix, _)) = written.split_once(':') else {
            return Err(Some(format!(
                "{} is no CURIE such as biolink:Gene, and no IRI",
                quoted(written)
            )));
        };
        let first = || (place.clone(), written.to_owned(), 0);
        let (_, _, count) = self
            .undeclared
            .entry(prefix.to_owned())
            .or_insert_with(first);
        *count += 1;
        Err(None)
    }

    /// The same without complaint where there is none.
    pub(super) fn known(&self, written: &str) -> Option<String> {
        if written.contains("://") || written.starts_with("urn:") {
            return Some(written.to_owned());
        }
        let mut all = self.declared.iter().copied().chain([&self.of_kgx]);
        all.find_map(|prefixes| prefixes.expand(written))
    }

    /// An error for each prefix that nobody declared: of a million rows that have it, one tells.
    pub(super) fn into_faults(self) -> impl Iterator<Item = Fault> {
        self.undeclared
            .into_iter()
            .map(|(prefix, (place, example, count))| {
                let times = if count == 1 { "" } else { "s" };
                let message = format!(
                    "prefix {} is not declared (it stands in {count} cell{times}, first in {}); declare it with --prefix {prefix}=IRI, which for an OBO ontology is http://purl.obolibrary.org/obo/{prefix}_",
                    quoted(&prefix),
                    quoted(&example)
                );
                Fault::error(place, message)
            })
    }
}
