"""Makes the samples of graphs in JSON with the classes of the tools themselves; tests/README.md has the versions."""
import json
import os
import sys

FOLDER = sys.argv[1]
TEXT = "Marie Curie worked at the Sorbonne in Paris. Pierre Curie 😀 was her husband."


def write(name, text):
    with open(os.path.join(FOLDER, name), "w", encoding="utf-8") as file:
        file.write(text + "\n")


def langchain():
    from langchain_community.graphs.graph_document import GraphDocument, Node, Relationship
    from langchain_core.documents import Document

    marie = Node(id="Marie Curie", type="Person", properties={"birthDate": "1867-11-07", "tags": ["physics", "chemistry"]})
    pierre = Node(id="Pierre Curie", type="Person")
    sorbonne = Node(id="Sorbonne", type="Organization")
    source = Document(
        page_content=TEXT,
        metadata={"title": "The Curies", "source": "https://example.org/curies", "page": 3},
    )
    document = GraphDocument(
        nodes=[marie, pierre, sorbonne],
        relationships=[
            Relationship(source=marie, target=sorbonne, type="WORKED_AT", properties={"confidence": 0.9, "since": 1906}),
            Relationship(source=marie, target=pierre, type="MARRIED_TO", properties={"evidence": "Pierre Curie 😀 was her husband."}),
        ],
        source=source,
    )
    write("langchain.json", json.dumps([document.model_dump()], ensure_ascii=False, indent=2))


def neo4j_graphrag():
    from neo4j_graphrag.experimental.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship

    graph = Neo4jGraph(
        nodes=[
            Neo4jNode(id="doc:0", label="Person", properties={"name": "Marie Curie", "born": 1867}, embedding_properties={"vector": [0.1, 0.2]}),
            Neo4jNode(id="doc:1", label="Organization", properties={"name": "Sorbonne"}),
        ],
        relationships=[
            Neo4jRelationship(start_node_id="doc:0", end_node_id="doc:1", type="WORKED_AT", properties={"since": "1906"}),
        ],
    )
    write("neo4j-graphrag.json", graph.model_dump_json(indent=1))


def llama_index():
    from llama_index.core.graph_stores import SimplePropertyGraphStore
    from llama_index.core.graph_stores.types import ChunkNode, EntityNode, Relation

    store = SimplePropertyGraphStore()
    chunk = ChunkNode(text=TEXT, id_="chunk-1")
    people = [EntityNode(name=name, label="person", properties={"triplet_source_id": "chunk-1"}) for name in ("Marie Curie", "Pierre Curie", "Irène Curie")]
    place = EntityNode(name="Sorbonne", label="organization", properties={"triplet_source_id": "chunk-1"})
    store.upsert_nodes([chunk, *people, place])

    def relation(label, source, target, **properties):
        return Relation(label=label, source_id=source.id, target_id=target.id, properties=properties)

    store.upsert_relations([
        relation("WORKED_AT", people[0], place, triplet_source_id="chunk-1"),
        relation("WORKED_AT", people[1], place, triplet_source_id="chunk-1", note="lecturer"),
        relation("PARENT_OF", people[0], people[2]),
    ])
    path = os.path.join(FOLDER, "llama-index.json")
    store.persist(path)
    # The triplets are a set there; sorted, they are the same in every run.
    graph = json.load(open(path, encoding="utf-8"))
    graph["triplets"].sort()
    write("llama-index.json", json.dumps(graph, ensure_ascii=False, indent=1))


def networkx():
    import networkx

    directed = networkx.MultiDiGraph(name="curies")
    directed.add_node("curie", label="Marie Curie", type="Person", born=1867)
    directed.add_node("sorbonne", label="Sorbonne", type="Organization")
    directed.add_edge("curie", "sorbonne", relation="worked at", type="edge of work", confidence=0.75, weight=2)
    directed.add_edge("curie", "sorbonne", weight=1)
    write("networkx.json", json.dumps(networkx.node_link_data(directed, edges="edges"), ensure_ascii=False))
    undirected = networkx.Graph()
    undirected.add_edge(1, 2, label="knows")
    write("networkx-undirected.json", json.dumps(networkx.node_link_data(undirected, edges="links"), indent=1))


def graphrag():
    """GraphRAG needs a language model; its columns (`graphrag/data_model/schemas.py`, version 2) are filled by hand,
    and pandas writes them, as people do who want its Parquet tables as text."""
    import numpy
    import pandas

    def table(name, rows):
        pandas.DataFrame(rows).to_csv(os.path.join(FOLDER, "graphrag", name), index=False, lineterminator="\n")

    unit, other = "a1" * 32, "b2" * 32
    both = numpy.array([unit, other], dtype=object)
    one = numpy.array([unit], dtype=object)
    table("text_units.csv", [
        {"id": unit, "human_readable_id": 0, "text": TEXT, "n_tokens": 17, "document_ids": one, "entity_ids": one, "relationship_ids": one, "covariate_ids": None},
        {"id": other, "human_readable_id": 1, "text": 'She said, "I work" – at the Sorbonne.', "n_tokens": 9, "document_ids": one, "entity_ids": one, "relationship_ids": one, "covariate_ids": None},
    ])
    table("entities.csv", [
        {"id": "e-0", "human_readable_id": 0, "title": "MARIE CURIE", "type": "PERSON", "description": "A physicist, and a chemist", "text_unit_ids": both, "frequency": 2, "degree": 2, "x": 0.0, "y": 0.0},
        {"id": "e-1", "human_readable_id": 1, "title": "SORBONNE", "type": "ORGANIZATION", "description": "", "text_unit_ids": both, "frequency": 2, "degree": 1, "x": 0.0, "y": 0.0},
        {"id": "e-2", "human_readable_id": 2, "title": "PIERRE CURIE", "type": "PERSON", "description": "Her husband", "text_unit_ids": one, "frequency": 1, "degree": 1, "x": 0.0, "y": 0.0},
    ])
    table("relationships.csv", [
        {"id": "r-0", "human_readable_id": 0, "source": "MARIE CURIE", "target": "SORBONNE", "description": "Marie Curie worked at the Sorbonne", "weight": 8.0, "combined_degree": 3, "text_unit_ids": both},
        {"id": "r-1", "human_readable_id": 1, "source": "PIERRE CURIE", "target": "MARIE CURIE", "description": "They were married", "weight": 9.0, "combined_degree": 3, "text_unit_ids": one},
    ])

    def claim(number, subject, target, status, start, end, text):
        return {"id": f"c-{number}", "human_readable_id": number, "covariate_type": "claim", "type": "EMPLOYMENT", "description": f"Claim {number}", "subject_id": subject, "object_id": target, "status": status, "start_date": start, "end_date": end, "source_text": text, "text_unit_id": unit}

    table("covariates.csv", [
        claim(0, "MARIE CURIE", "SORBONNE", "TRUE", "1906-05-13T00:00:00", "1934-07-04T00:00:00", "Marie Curie worked at the Sorbonne in Paris."),
        claim(1, "PIERRE CURIE", "SORBONNE", "FALSE", "NONE", "NONE", "Pierre Curie 😀 was her husband."),
        claim(2, "IRENE CURIE", "NONE", "SUSPECTED", "1921-01-01T00:00:00", "1921-01-01T00:00:00", "words that stand nowhere"),
    ])


langchain()
neo4j_graphrag()
llama_index()
networkx()
graphrag()
