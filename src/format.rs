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
    /// A table for review: a claim a row, with a place for the verdict.
    Review,
    /// Plain text, from which facts are extracted.
    Text,
    /// Markdown, the same.
    Markdown,
    /// A page of HTML with an article, the same.
    Html,
    /// Many texts as JSON Lines, a document each.
    Documents,
    /// `LangExtract`'s annotated documents as JSON Lines.
    LangExtract,
    /// Stanford `CoreNLP`'s JSON.
    CoreNlp,
    /// `spaCy`'s `Doc.to_json`.
    Spacy,
    /// `GLiNER2`'s results as JSON.
    Gliner2,
    /// brat's standoff annotations, with the text beside them.
    Brat,
    /// `FollowTheMoney` entities as JSON Lines.
    FollowTheMoney,
    /// Graphs of `LangChain`: `GraphDocument` as JSON.
    LangChain,
    /// Graphs of neo4j-graphrag as JSON.
    Neo4jGraphRag,
    /// Property graphs of `LlamaIndex` as JSON.
    LlamaIndex,
    /// Tables of Microsoft `GraphRAG` as comma-separated values.
    GraphRag,
    /// Graphviz.
    Dot,
    /// GraphML.
    GraphMl,
    /// GEXF 1.3.
    Gexf,
    /// Cytoscape JSON.
    Cytoscape,
    /// Node-link JSON of D3, networkx and graphify.
    NodeLink,
    /// The nodes of a graph as comma-separated values for Gephi.
    GephiNodes,
    /// The edges that go with them.
    GephiEdges,
    /// The nodes of a graph as comma-separated values for neo4j-admin.
    Neo4jNodes,
    /// The relationships that go with them.
    Neo4jRelationships,
}

impl Format {
    /// All formats, in the order in which help lists them.
    pub const ALL: [Self; 33] = [
        Self::Turtle,
        Self::NTriples,
        Self::NQuads,
        Self::TriG,
        Self::RdfXml,
        Self::JsonLd,
        Self::Facts,
        Self::Csv,
        Self::Tsv,
        Self::Review,
        Self::Text,
        Self::Markdown,
        Self::Html,
        Self::Documents,
        Self::LangExtract,
        Self::CoreNlp,
        Self::Spacy,
        Self::Gliner2,
        Self::Brat,
        Self::FollowTheMoney,
        Self::LangChain,
        Self::Neo4jGraphRag,
        Self::LlamaIndex,
        Self::GraphRag,
        Self::Dot,
        Self::GraphMl,
        Self::Gexf,
        Self::Cytoscape,
        Self::NodeLink,
        Self::GephiNodes,
        Self::GephiEdges,
        Self::Neo4jNodes,
        Self::Neo4jRelationships,
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
            Self::Review => "review",
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Documents => "documents",
            Self::LangExtract => "langextract",
            Self::CoreNlp => "corenlp",
            Self::Spacy => "spacy",
            Self::Gliner2 => "gliner2",
            Self::Brat => "brat",
            Self::FollowTheMoney => "followthemoney",
            Self::LangChain => "langchain",
            Self::Neo4jGraphRag => "neo4j-graphrag",
            Self::LlamaIndex => "llama-index",
            Self::GraphRag => "graphrag",
            Self::Dot => "dot",
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::Cytoscape => "cytoscape",
            Self::NodeLink => "node-link",
            Self::GephiNodes => "gephi-nodes",
            Self::GephiEdges => "gephi-edges",
            Self::Neo4jNodes => "neo4j-nodes",
            Self::Neo4jRelationships => "neo4j-relationships",
        }
    }

    /// File name extensions, the usual one first; each is a name for options too. One of two parts, such as
    /// `nodes.csv`, tells apart what programs want under the same last part.
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
            Self::Review => &["review.csv"],
            Self::Text => &["txt"],
            Self::Markdown => &["md"],
            Self::Html => &["html", "htm", "xhtml"],
            Self::Documents => &["documents.jsonl"],
            Self::LangExtract => &["langextract.jsonl"],
            Self::CoreNlp => &["corenlp.json"],
            Self::Spacy => &["spacy.json"],
            Self::Gliner2 => &["gliner2.json"],
            Self::Brat => &["ann"],
            Self::FollowTheMoney => &["ftm.json", "ftm"],
            Self::LangChain => &["langchain.json"],
            Self::Neo4jGraphRag => &["neo4j-graphrag.json"],
            Self::LlamaIndex => &["llama-index.json"],
            Self::GraphRag => &["graphrag.csv"],
            Self::Dot => &["dot", "gv"],
            Self::GraphMl => &["graphml"],
            Self::Gexf => &["gexf"],
            Self::Cytoscape => &["cyjs"],
            Self::NodeLink => &["node-link.json"],
            Self::GephiNodes => &["nodes.csv"],
            Self::GephiEdges => &["edges.csv"],
            Self::Neo4jNodes => &["neo4j-nodes.csv"],
            Self::Neo4jRelationships => &["neo4j-relationships.csv"],
        }
    }

    /// The media type: IANA's, or the usual one where IANA has none.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Facts | Self::Documents | Self::LangExtract | Self::FollowTheMoney => {
                "application/x-ndjson"
            }
            Self::Csv
            | Self::Review
            | Self::GraphRag
            | Self::GephiNodes
            | Self::GephiEdges
            | Self::Neo4jNodes
            | Self::Neo4jRelationships => "text/csv",
            Self::Tsv => "text/tab-separated-values",
            Self::Text | Self::Brat => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
            Self::Dot => "text/vnd.graphviz",
            Self::GraphMl => "application/graphml+xml",
            Self::Gexf => "application/gexf+xml",
            Self::Cytoscape
            | Self::NodeLink
            | Self::CoreNlp
            | Self::Spacy
            | Self::Gliner2
            | Self::LangChain
            | Self::Neo4jGraphRag
            | Self::LlamaIndex => "application/json",
            rdf => rdf.rdf().map_or("", |format| format.media_type()),
        }
    }

    /// Whether the program reads it.
    pub fn is_read(self) -> bool {
        self.rdf().is_some()
            || self.is_text()
            || self.is_foreign()
            || matches!(self, Self::Facts | Self::Csv | Self::Tsv | Self::Review)
    }

    /// Whether it holds texts, from which facts have to be extracted first.
    pub fn is_text(self) -> bool {
        matches!(
            self,
            Self::Text | Self::Markdown | Self::Html | Self::Documents
        )
    }

    /// Whether it is another program's own, which [`crate::read::read_foreign`] reads.
    pub fn is_foreign(self) -> bool {
        self.is_only_read()
            || matches!(
                self,
                Self::GraphMl | Self::Gexf | Self::Cytoscape | Self::NodeLink
            )
    }

    /// Whether it is another program's own that we do not write.
    fn is_only_read(self) -> bool {
        matches!(
            self,
            Self::LangExtract
                | Self::CoreNlp
                | Self::Spacy
                | Self::Gliner2
                | Self::Brat
                | Self::FollowTheMoney
                | Self::LangChain
                | Self::Neo4jGraphRag
                | Self::LlamaIndex
                | Self::GraphRag
        )
    }

    /// Whether the program writes it.
    pub fn is_written(self) -> bool {
        !self.is_text() && !self.is_only_read() && !matches!(self, Self::Csv | Self::Tsv)
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
            _ => None,
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

    /// The format that a file is written in by its name: the one with the longest extension that fits, so
    /// that `graph.nodes.csv` and `nodes.csv` are Gephi's nodes.
    pub fn by_file_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        // A dot in front hides a file; it starts no extension.
        let dots = name.match_indices('.').filter(|(dot, _)| *dot > 0);
        let ends = dots.map(|(dot, _)| &name[dot + 1..]);
        std::iter::once(name.as_str())
            .filter(|whole| whole.contains('.'))
            .chain(ends)
            .find_map(Self::by_extension)
    }

    /// Whether a file of this format may also go by an extension that is another's, such as `json`: the last
    /// part of its media type.
    pub fn shares_extension(self, extension: &str) -> bool {
        let last = self.media_type().rsplit(['/', '+']).next();
        last.is_some_and(|last| last.eq_ignore_ascii_case(extension))
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

    #[test]
    fn the_longest_extension_tells_the_format() {
        for (name, format) in [
            ("graph.ttl", Some(Format::Turtle)),
            ("a.b.TTL", Some(Format::Turtle)),
            ("graph.nodes.csv", Some(Format::GephiNodes)),
            ("nodes.csv", Some(Format::GephiNodes)),
            ("graph.neo4j-nodes.csv", Some(Format::Neo4jNodes)),
            ("graph.csv", Some(Format::Csv)),
            ("review.csv", Some(Format::Review)),
            ("x.Review.csv", Some(Format::Review)),
            ("preview.csv", Some(Format::Csv)),
            ("graph.node-link.json", Some(Format::NodeLink)),
            ("graph.json", Some(Format::Facts)),
            ("corpus.documents.jsonl", Some(Format::Documents)),
            (".ttl", None),
            ("ttl", None),
            ("graph.", None),
        ] {
            assert_eq!(Format::by_file_name(name), format, "{name}");
        }
    }

    #[test]
    fn formats_share_the_last_part_of_their_media_type() {
        assert!(Format::NodeLink.shares_extension("json"));
        assert!(Format::JsonLd.shares_extension("JSON"));
        assert!(Format::GraphMl.shares_extension("xml"));
        assert!(Format::GephiNodes.shares_extension("csv"));
        assert!(!Format::GraphMl.shares_extension("json"));
        assert!(!Format::Turtle.shares_extension("ttl"));
    }
}
