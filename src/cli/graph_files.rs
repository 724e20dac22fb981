use crate::cli::exit::{Exit, Failure};
use crate::cli::output::Target;
use clap::{Args, ValueEnum};
use graphwright::format::Format;
use graphwright::graph::KnowledgeGraph;
use graphwright::ontology::Ontology;
use graphwright::write::{
    Formulas, GraphMlFlavour, GraphTable, LinksKey, write_cytoscape, write_gephi, write_gexf,
    write_graphml, write_neo4j, write_node_link, write_review,
};
use std::io::{self, Write};

/// How files for other graph programs are written.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Graph files")]
pub struct GraphFileOptions {
    /// Whose GraphML [default: plain]
    #[arg(long, value_name = "FLAVOUR")]
    flavour: Option<FlavourArgument>,
    /// What node-link JSON calls the list of relations [default: edges]
    #[arg(long, value_name = "KEY")]
    links_key: Option<LinksKeyArgument>,
    /// In tables (review, Gephi, neo4j), put an apostrophe before what a spreadsheet program would take for a
    /// formula; numbers stay
    #[arg(long)]
    csv_safe: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FlavourArgument {
    /// Attributes alone: networkx, igraph, Cytoscape, Gephi
    Plain,
    /// With labels and positions that yEd shows
    Yed,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LinksKeyArgument {
    /// Networkx since 3.6
    Edges,
    /// D3, and networkx before
    Links,
}

/// Whether a format is a graph file of another program's that this module writes.
pub fn is_graph_file(format: Format) -> bool {
    matches!(
        format,
        Format::GraphMl
            | Format::Gexf
            | Format::Cytoscape
            | Format::NodeLink
            | Format::GephiNodes
            | Format::GephiEdges
            | Format::Neo4jNodes
            | Format::Neo4jRelationships
            | Format::Review
    )
}

impl GraphFileOptions {
    /// An option that no output heeds is a slip.
    pub fn check(self, targets: &[(Target, Format)]) -> Result<(), Failure> {
        let given = [
            (self.flavour.is_some(), "--flavour", Format::GraphMl),
            (self.links_key.is_some(), "--links-key", Format::NodeLink),
        ];
        for (is_given, option, format) in given {
            if is_given && targets.iter().all(|(_, written)| *written != format) {
                let message = format!("{option} is for {}, and no output is that", format.name());
                return Err(Failure::new(Exit::Usage, message));
            }
        }
        let is_table = |format: Format| format.media_type() == "text/csv";
        if self.csv_safe && !targets.iter().any(|(_, written)| is_table(*written)) {
            let message =
                "--csv-safe is for tables, and no output is one: review, gephi-*, neo4j-*";
            return Err(Failure::new(Exit::Usage, message));
        }
        Ok(())
    }

    /// Writes the graph in one of the formats of [`is_graph_file`].
    pub fn write(
        self,
        graph: &KnowledgeGraph,
        ontology: &Ontology,
        format: Format,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let formulas = if self.csv_safe {
            Formulas::Guarded
        } else {
            Formulas::Kept
        };
        match format {
            Format::Review => write_review(graph, ontology, formulas, out),
            Format::GraphMl => write_graphml(graph, ontology, self.flavour(), out),
            Format::Gexf => write_gexf(graph, ontology, out),
            Format::Cytoscape => write_cytoscape(graph, ontology, out),
            Format::NodeLink => write_node_link(graph, ontology, self.links_key(), out),
            Format::GephiNodes => write_gephi(graph, ontology, GraphTable::Nodes, formulas, out),
            Format::GephiEdges => write_gephi(graph, ontology, GraphTable::Edges, formulas, out),
            Format::Neo4jNodes => write_neo4j(graph, ontology, GraphTable::Nodes, formulas, out),
            Format::Neo4jRelationships => {
                write_neo4j(graph, ontology, GraphTable::Edges, formulas, out)
            }
            other => Err(io::Error::other(format!(
                "{} is no graph file",
                other.name()
            ))),
        }
    }

    fn flavour(self) -> GraphMlFlavour {
        match self.flavour {
            None | Some(FlavourArgument::Plain) => GraphMlFlavour::Plain,
            Some(FlavourArgument::Yed) => GraphMlFlavour::Yed,
        }
    }

    fn links_key(self) -> LinksKey {
        match self.links_key {
            None | Some(LinksKeyArgument::Edges) => LinksKey::Edges,
            Some(LinksKeyArgument::Links) => LinksKey::Links,
        }
    }
}
