//! GEXF 1.3: Gephi's own format.

use crate::graph::KnowledgeGraph;
use crate::ontology::Ontology;
use crate::write::attributes::{Attributes, Column, Value};
use crate::write::xml::escape;
use std::io::{self, Write};

/// Writes the graph as GEXF 1.3. Ids are IRIs. The kind of an edge is its predicate, so that Gephi keeps
/// edges of several predicates between one pair apart.
///
/// Items of lists are joined by ` | `, and a bar within an item is `\|`. Characters that XML forbids become U+FFFD. No date is written, so the
/// same graph gives the same bytes. Claims that end at a literal stand with their entity, in `statements` and
/// in columns that start with `value_`: an edge without a target would name a node that is not there.
///
/// # Errors
/// Those of `out`.
pub fn write_gexf(
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    out: &mut dyn Write,
) -> io::Result<()> {
    let attributes = Attributes::new(graph, ontology);
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n  \
         <meta>\n    <creator>graphwright</creator>\n  </meta>\n  \
         <graph defaultedgetype=\"directed\" mode=\"static\">"
    )?;
    declare("node", &attributes.node_columns, out)?;
    declare("edge", &attributes.edge_columns, out)?;
    writeln!(out, "    <nodes>")?;
    for node in attributes.nodes() {
        let [id, label] = [node.id.as_str(), node.label].map(escape);
        writeln!(out, "      <node id=\"{id}\" label=\"{label}\">")?;
        values(&node.values, out)?;
        writeln!(out, "      </node>")?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    for edge in attributes.edges() {
        let ends = [edge.id, edge.source, edge.target];
        let [id, source, target] = ends.map(|name| escape(name.as_str()));
        let label = escape(edge.label);
        writeln!(
            out,
            "      <edge id=\"{id}\" source=\"{source}\" target=\"{target}\" label=\"{label}\" kind=\"{label}\">"
        )?;
        values(&edge.values, out)?;
        writeln!(out, "      </edge>")?;
    }
    writeln!(out, "    </edges>\n  </graph>\n</gexf>")
}

fn declare(class: &str, columns: &[Column], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    <attributes class=\"{class}\">")?;
    for (position, Column { name, kind }) in columns.iter().enumerate() {
        writeln!(
            out,
            "      <attribute id=\"{position}\" title=\"{}\" type=\"{}\"/>",
            escape(name),
            kind.xml_type()
        )?;
    }
    writeln!(out, "    </attributes>")
}

fn values(values: &[Option<Value>], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "        <attvalues>")?;
    for (position, value) in values.iter().enumerate() {
        if let Some(value) = value {
            let text = escape(&value.as_text());
            writeln!(
                out,
                "          <attvalue for=\"{position}\" value=\"{text}\"/>"
            )?;
        }
    }
    writeln!(out, "        </attvalues>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::sample::{
        HOSTILE, body, hostile_in_xml, two_entities, with_text, written, xml_texts,
    };
    use std::collections::BTreeSet;

    fn text(graph: &KnowledgeGraph) -> String {
        let ontology = Ontology::built_in().unwrap();
        written(|out| write_gexf(graph, &ontology, out))
    }

    #[test]
    fn two_entities_in_full() {
        insta::assert_snapshot!(body(&text(&two_entities())), @r##"
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <meta>
    <creator>graphwright</creator>
  </meta>
  <graph defaultedgetype="directed" mode="static">
    <attributes class="node">
    </attributes>
    <attributes class="edge">
    </attributes>
    <nodes>
      <node id="https://example.org/bf" label="Burkina Faso">
        <attvalues>
          <attvalue for="0" value="state"/>
          <attvalue for="1" value="https://w3id.org/graphwright/core#State"/>
          <attvalue for="2" value="BFA"/>
          <attvalue for="3" value="BFA"/>
          <attvalue for="4" value="http://www.wikidata.org/entity/bf"/>
        </attvalues>
      </node>
      <node id="https://example.org/ru" label="Russia">
        <attvalues>
          <attvalue for="0" value="state"/>
          <attvalue for="1" value="https://w3id.org/graphwright/core#State"/>
          <attvalue for="2" value="RUS"/>
          <attvalue for="3" value="RUS"/>
          <attvalue for="4" value="http://www.wikidata.org/entity/ru"/>
          <attvalue for="5" value="population: 144 (asserted) | population: 150 (planned)"/>
          <attvalue for="6" value="144"/>
        </attvalues>
      </node>
    </nodes>
    <edges>
      <edge id="https://example.org/c1" source="https://example.org/ru" target="https://example.org/bf" label="trains" kind="trains">
        <attvalues>
          <attvalue for="0" value="https://w3id.org/graphwright/security#trains"/>
          <attvalue for="1" value="positive"/>
          <attvalue for="2" value="asserted"/>
          <attvalue for="15" value="false"/>
        </attvalues>
      </edge>
      <edge id="https://example.org/c2" source="https://example.org/ru" target="https://example.org/bf" label="trains" kind="trains">
        <attvalues>
          <attvalue for="0" value="https://w3id.org/graphwright/security#trains"/>
          <attvalue for="1" value="positive"/>
          <attvalue for="2" value="planned"/>
          <attvalue for="3" value="Russia"/>
          <attvalue for="4" value="https://example.org/ru"/>
          <attvalue for="5" value="direct-quote"/>
          <attvalue for="6" value="said"/>
          <attvalue for="8" value="2024"/>
          <attvalue for="9" value="Burkina Faso"/>
          <attvalue for="10" value="https://example.org/bf"/>
          <attvalue for="11" value="over 2"/>
          <attvalue for="12" value="12345678901234567890"/>
          <attvalue for="13" value="0.9"/>
          <attvalue for="14" value="we train them | a second"/>
          <attvalue for="15" value="false"/>
          <attvalue for="16" value="The title"/>
          <attvalue for="17" value="https://example.com/a?b=1&amp;c=2;d"/>
          <attvalue for="18" value="https://example.org/source"/>
          <attvalue for="19" value="hand"/>
          <attvalue for="20" value="verb"/>
        </attvalues>
      </edge>
    </edges>
  </graph>
</gexf>
"##);
    }

    #[test]
    fn hostile_words_come_back() {
        let texts = xml_texts(&text(&with_text(HOSTILE)));
        let hostile = hostile_in_xml();
        for wanted in ["Russia", "2024", "over 2", "said"] {
            let wanted = format!("{wanted}{hostile}");
            assert!(texts.contains(&wanted), "{wanted}");
        }
        // In lists a bar has a backslash before it.
        let item = hostile.replace('\\', r"\\").replace('|', r"\|");
        let quotes = format!("we train them{item} | a second{item}");
        for wanted in [quotes, format!("hand{item}"), format!("The title{item}")] {
            assert!(texts.contains(&wanted), "{wanted}");
        }
    }

    #[test]
    fn titles_differ_by_more_than_case_and_edges_have_ids_of_their_own() {
        let text = text(&two_entities());
        for class in text.split("<attributes ").skip(1) {
            let mut seen = BTreeSet::new();
            let class = class.split("</attributes>").next().unwrap();
            for part in class.split("title=\"").skip(1) {
                assert!(seen.insert(part.split('"').next().unwrap().to_lowercase()));
            }
        }
        let ids: BTreeSet<&str> = text
            .split("<edge id=\"")
            .skip(1)
            .filter_map(|part| part.split('"').next())
            .collect();
        assert_eq!(ids.len(), 2);
        assert!(!text.contains("target=\"\""));
    }
}
