//! Comma-separated values for `neo4j-admin database import`.

use crate::graph::{KnowledgeGraph, Name};
use crate::ontology::Ontology;
use crate::write::attributes::{Attributes, Column, Kind, Node, Value, as_name};
use crate::write::graph_table::{Formulas, GraphTable, write_rows};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Writes the nodes or the relationships of the graph for neo4j-admin:
/// `neo4j-admin database import full --nodes=g.neo4j-nodes.csv --relationships=g.neo4j-relationships.csv`.
///
/// Every node has the label `Entity` and one for each of its classes; the type of a relationship is the
/// predicate's words in capitals, its IRI stands in `predicate`. No node comes twice and both ends of each
/// relationship are nodes. Line breaks become spaces, for which the import would need an option of its own.
/// Lists are separated by `;`, for which it has no form of escaping: in an item it becomes `,`, in an address
/// `%3B`. Claims that end at a literal stand with their entity, in `statements` and in properties that start
/// with `value_`.
///
/// # Errors
/// Those of `out`.
pub fn write_neo4j(
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    table: GraphTable,
    formulas: Formulas,
    out: &mut dyn Write,
) -> io::Result<()> {
    let attributes = Attributes::new(graph, ontology);
    match table {
        GraphTable::Nodes => {
            let columns = &attributes.node_columns;
            let rows = attributes.nodes().map(|node| {
                let labels = labels(&node, &attributes, ontology);
                let first = [node.id.as_str(), node.label, labels.as_str()];
                row(&first, columns, &node.values)
            });
            write_rows(
                &header(&["iri:ID", "label", ":LABEL"], columns),
                rows,
                formulas,
                out,
            )
        }
        GraphTable::Edges => {
            let columns = &attributes.edge_columns;
            let rows = attributes.edges().map(|edge| {
                let [source, target, id] = [edge.source, edge.target, edge.id].map(Name::as_str);
                let kind = relationship_type(edge.label);
                row(
                    &[source, target, &kind, id, edge.label],
                    columns,
                    &edge.values,
                )
            });
            let first = [":START_ID", ":END_ID", ":TYPE", "iri", "label"];
            write_rows(&header(&first, columns), rows, formulas, out)
        }
    }
}

fn header(first: &[&str], columns: &[Column]) -> Vec<String> {
    let named = columns.iter().map(|Column { name, kind }| match kind {
        Kind::Text => name.clone(),
        Kind::Number => format!("{name}:double"),
        Kind::Truth => format!("{name}:boolean"),
        Kind::Texts | Kind::Addresses => format!("{name}:string[]"),
    });
    first
        .iter()
        .map(|&name| name.to_owned())
        .chain(named)
        .collect()
}

fn row(first: &[&str], columns: &[Column], values: &[Option<Value>]) -> Vec<String> {
    let cells = columns
        .iter()
        .zip(values)
        .map(|(column, value)| match value {
            None => String::new(),
            Some(Value::List(items)) => {
                let semicolon = if column.kind == Kind::Addresses {
                    "%3B"
                } else {
                    ","
                };
                let items: Vec<String> = items
                    .iter()
                    .map(|item| in_one_line(item).replace(';', semicolon))
                    .collect();
                items.join(";")
            }
            Some(single) => in_one_line(&single.as_text()),
        });
    first
        .iter()
        .map(|text| in_one_line(text))
        .chain(cells)
        .collect()
}

/// Each line break is one space, whichever way it is written.
fn in_one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\r', '\n'], " ")
}

fn labels(node: &Node<'_>, attributes: &Attributes<'_>, ontology: &Ontology) -> String {
    let mut labels = BTreeSet::from(["Entity".to_owned()]);
    for class in &node.entity.types {
        let is_known = ontology.classes().contains_key(class.as_str());
        let words = if is_known {
            class.local()
        } else {
            attributes.words(class)
        };
        labels.insert(as_name(words));
    }
    labels.remove("");
    labels.into_iter().collect::<Vec<_>>().join(";")
}

fn relationship_type(words: &str) -> String {
    match as_name(words) {
        // Words without a letter, such as an emoji.
        name if name.is_empty() => "RELATED_TO".to_owned(),
        name => name.to_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::sample::{HOSTILE, two_entities, with_text, written};

    fn text(graph: &KnowledgeGraph, table: GraphTable) -> String {
        let ontology = Ontology::built_in().unwrap();
        written(|out| write_neo4j(graph, &ontology, table, Formulas::Kept, out))
    }

    fn rows(graph: &KnowledgeGraph, table: GraphTable) -> Vec<Vec<String>> {
        let text = text(graph, table);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let rows = reader
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect());
        rows.collect()
    }

    #[test]
    fn two_entities_in_full() {
        let graph = two_entities();
        insta::assert_snapshot!(text(&graph, GraphTable::Nodes), @r##"
iri:ID,label,:LABEL,type:string[],type_iri:string[],aliases:string[],codes:string[],same_as:string[],statements:string[],value_population:double
https://example.org/bf,Burkina Faso,Entity;State,state,https://w3id.org/graphwright/core#State,BFA,BFA,http://www.wikidata.org/entity/bf,,
https://example.org/ru,Russia,Entity;State,state,https://w3id.org/graphwright/core#State,RUS,RUS,http://www.wikidata.org/entity/ru,population: 144 (asserted);population: 150 (planned),144
"##);
        insta::assert_snapshot!(text(&graph, GraphTable::Edges), @r##"
:START_ID,:END_ID,:TYPE,iri,label,predicate,polarity,modality,speaker,speaker_iri,report,cue,told_by:string[],time,place,place_iri,quantity_text,quantity:double,confidence:double,quotes:string[],unverified:boolean,source_titles:string[],source_urls:string[],source_iris:string[],extractors:string[],rules:string[]
https://example.org/ru,https://example.org/bf,TRAINS,https://example.org/c1,trains,https://w3id.org/graphwright/security#trains,positive,asserted,,,,,,,,,,,,,false,,,,,
https://example.org/ru,https://example.org/bf,TRAINS,https://example.org/c2,trains,https://w3id.org/graphwright/security#trains,positive,planned,Russia,https://example.org/ru,direct-quote,said,,2024,Burkina Faso,https://example.org/bf,over 2,12345678901234567890,0.9,we train them;a second,false,The title,https://example.com/a?b=1&c=2%3Bd,https://example.org/source,hand,verb
"##);
    }

    #[test]
    fn every_line_is_a_record_and_every_semicolon_a_separator() {
        let graph = with_text(HOSTILE);
        for (table, n_rows) in [(GraphTable::Nodes, 3), (GraphTable::Edges, 3)] {
            assert_eq!(text(&graph, table).lines().count(), n_rows);
        }
        let edges = rows(&graph, GraphTable::Edges);
        let cell = |name: &str| {
            let column = edges[0].iter().position(|column| column == name).unwrap();
            edges[2][column].as_str()
        };
        assert_eq!(cell("quotes:string[]").split(';').count(), 2);
        assert_eq!(
            cell("source_urls:string[]"),
            "https://example.com/a?b=1&c=2%3Bd"
        );
        assert!(cell("time").starts_with("2024<b>&amp; \"q\" 'p' ]]> --> ;,| \\  \t"));
    }
}
