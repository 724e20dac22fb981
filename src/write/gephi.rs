//! Comma-separated values for Gephi's "Import spreadsheet".

use crate::graph::{KnowledgeGraph, Name};
use crate::ontology::Ontology;
use crate::write::attributes::{Attributes, Column, Value};
use crate::write::graph_table::{Formulas, GraphTable, write_rows};
use crate::write::xml::allowed;
use std::io::{self, Write};

/// Writes the nodes or the edges of the graph for Gephi. Every edge has an `Id` of its own, the claim's IRI,
/// and its predicate as `Kind`, so that Gephi can keep parallel edges apart (edges merge strategy: don't
/// merge).
///
/// Items of lists are joined by ` | `, and a bar within an item is `\|`. Characters that XML forbids become
/// U+FFFD: Gephi would take them in, but not save them. Claims that end at a literal stand with their entity,
/// in `statements` and in columns that start with `value_`.
///
/// # Errors
/// Those of `out`.
pub fn write_gephi(
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    table: GraphTable,
    formulas: Formulas,
    out: &mut dyn Write,
) -> io::Result<()> {
    let attributes = Attributes::new(graph, ontology);
    match table {
        GraphTable::Nodes => {
            let header = header(&["Id", "Label"], &attributes.node_columns);
            let rows = attributes
                .nodes()
                .map(|node| row(&[node.id.as_str(), node.label], &node.values));
            write_rows(&header, rows, formulas, out)
        }
        GraphTable::Edges => {
            let first = ["Source", "Target", "Type", "Id", "Label", "Kind"];
            let header = header(&first, &attributes.edge_columns);
            let rows = attributes.edges().map(|edge| {
                let [source, target, id] = [edge.source, edge.target, edge.id].map(Name::as_str);
                let first = [source, target, "Directed", id, edge.label, edge.label];
                row(&first, &edge.values)
            });
            write_rows(&header, rows, formulas, out)
        }
    }
}

fn header(first: &[&str], columns: &[Column]) -> Vec<String> {
    let names = columns.iter().map(|column| column.name.as_str());
    first
        .iter()
        .copied()
        .chain(names)
        .map(str::to_owned)
        .collect()
}

fn row(first: &[&str], values: &[Option<Value>]) -> Vec<String> {
    let values = values
        .iter()
        .map(|value| value.as_ref().map(Value::as_text).unwrap_or_default());
    let first = first.iter().copied().map(std::borrow::Cow::from);
    first
        .chain(values)
        .map(|text| allowed(&text).into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::sample::{HOSTILE, hostile_in_xml, two_entities, with_text, written};

    fn text(graph: &KnowledgeGraph, table: GraphTable) -> String {
        let ontology = Ontology::built_in().unwrap();
        written(|out| write_gephi(graph, &ontology, table, Formulas::Kept, out))
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
Id,Label,type,type_iri,aliases,codes,same_as,statements,value_population
https://example.org/bf,Burkina Faso,state,https://w3id.org/graphwright/core#State,BFA,BFA,http://www.wikidata.org/entity/bf,,
https://example.org/ru,Russia,state,https://w3id.org/graphwright/core#State,RUS,RUS,http://www.wikidata.org/entity/ru,population: 144 (asserted) | population: 150 (planned),144
"##);
        insta::assert_snapshot!(text(&graph, GraphTable::Edges), @r##"
Source,Target,Type,Id,Label,Kind,predicate,polarity,modality,speaker,speaker_iri,report,cue,told_by,time,place,place_iri,quantity_text,quantity,confidence,quotes,unverified,source_titles,source_urls,source_iris,extractors,rules
https://example.org/ru,https://example.org/bf,Directed,https://example.org/c1,trains,trains,https://w3id.org/graphwright/security#trains,positive,asserted,,,,,,,,,,,,,false,,,,,
https://example.org/ru,https://example.org/bf,Directed,https://example.org/c2,trains,trains,https://w3id.org/graphwright/security#trains,positive,planned,Russia,https://example.org/ru,direct-quote,said,,2024,Burkina Faso,https://example.org/bf,over 2,12345678901234567890,0.9,we train them | a second,false,The title,https://example.com/a?b=1&c=2;d,https://example.org/source,hand,verb
"##);
    }

    #[test]
    fn hostile_words_come_back() {
        let graph = with_text(HOSTILE);
        let label = format!("Russia{}", hostile_in_xml());
        assert_eq!(rows(&graph, GraphTable::Nodes)[2][1], label);
        assert!(rows(&graph, GraphTable::Edges)[2].contains(&format!("2024{}", hostile_in_xml())));
    }

    #[test]
    fn columns_differ_by_more_than_case() {
        for table in [GraphTable::Nodes, GraphTable::Edges] {
            let header = &rows(&two_entities(), table)[0];
            let names: std::collections::BTreeSet<String> =
                header.iter().map(|name| name.to_lowercase()).collect();
            assert_eq!(names.len(), header.len());
        }
    }
}
