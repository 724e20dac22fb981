//! The formats: one enum knows each one's names, extensions and media type.

use oxigraph::io::{JsonLdProfileSet, RdfFormat};

/// A format that the program reads, writes, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// RDF 1.1 and 1.2 Turtle.
    Turtle,
    /// N-Triples.
    NTriples,
    /// N-Quads.
    NQuads,
    /// `TriG`: Turtle with named graphs.
    TriG,
    /// RDF/XML.
    RdfXml,
    /// JSON-LD 1.1.
    JsonLd,
    /// Our own facts: JSON Lines, or one JSON object.
    Facts,
    /// Facts as comma-separated values.
    Csv,
    /// Facts as tab-separated values.
    Tsv,
    /// Graphviz.
    Dot,
}

impl Format {
    /// All formats, in the order in which help lists them.
    pub const ALL: [Self; 10] = [
        Self::Turtle,
        Self::NTriples,
        Self::NQuads,
        Self::TriG,
        Self::RdfXml,
        Self::JsonLd,
        Self::Facts,
        Self::Csv,
        Self::Tsv,
        Self::Dot,
    ];

    /// The name that options take.
    pub fn name(self) -> &'static str {
        match self {
            Self::Turtle => "turtle",
            Self::NTriples => "ntriples",
            Self::NQuads => "nquads",
            Self::TriG => "trig",
            Self::RdfXml => "rdfxml",
            Self::JsonLd => "jsonld",
            Self::Facts => "facts",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Dot => "dot",
        }
    }

    /// File name extensions, the usual one first; each is a name for options too.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Turtle => &["ttl"],
            Self::NTriples => &["nt"],
            Self::NQuads => &["nq"],
            Self::TriG => &["trig"],
            Self::RdfXml => &["rdf", "owl", "xml"],
            Self::JsonLd => &["jsonld"],
            Self::Facts => &["jsonl", "ndjson", "json"],
            Self::Csv => &["csv"],
            Self::Tsv => &["tsv"],
            Self::Dot => &["dot", "gv"],
        }
    }

    /// The IANA media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Facts => "application/x-ndjson",
            Self::Csv => "text/csv",
            Self::Tsv => "text/tab-separated-values",
            Self::Dot => "text/vnd.graphviz",
            rdf => rdf.rdf().map_or("", |format| format.media_type()),
        }
    }

    /// Whether the program reads it.
    pub fn is_read(self) -> bool {
        self != Self::Dot
    }

    /// Whether the program writes it.
    pub fn is_written(self) -> bool {
        !matches!(self, Self::Csv | Self::Tsv)
    }

    /// Whether it has a place for named graphs.
    pub fn holds_named_graphs(self) -> bool {
        matches!(self, Self::NQuads | Self::TriG | Self::JsonLd)
    }

    /// The oxigraph family's name for it, if it is a form of RDF.
    pub fn rdf(self) -> Option<RdfFormat> {
        match self {
            Self::Turtle => Some(RdfFormat::Turtle),
            Self::NTriples => Some(RdfFormat::NTriples),
            Self::NQuads => Some(RdfFormat::NQuads),
            Self::TriG => Some(RdfFormat::TriG),
            Self::RdfXml => Some(RdfFormat::RdfXml),
            Self::JsonLd => Some(RdfFormat::JsonLd {
                profile: JsonLdProfileSet::empty(),
            }),
            Self::Facts | Self::Csv | Self::Tsv | Self::Dot => None,
        }
    }

    /// A format by its name or by one of its extensions, in any case.
    pub fn by_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|format| format.name() == name || format.extensions().contains(&name.as_str()))
    }

    /// The format that an extension stands for when a file is written. Reading looks at the content where
    /// several formats share an extension; see [`crate::read::detect`].
    pub fn by_extension(extension: &str) -> Option<Self> {
        let extension = extension.to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|format| format.extensions().contains(&extension.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_formats_share_a_name_or_an_extension() {
        let mut seen = BTreeSet::new();
        for format in Format::ALL {
            for name in std::iter::once(format.name()).chain(format.extensions().iter().copied()) {
                assert!(seen.insert(name) || format.name() == name, "{name}");
            }
        }
    }

    #[test]
    fn every_format_is_good_for_something() {
        for format in Format::ALL {
            assert!(format.is_read() || format.is_written());
            assert!(!format.media_type().is_empty());
            assert_eq!(Format::by_name(format.name()), Some(format));
        }
    }
}
