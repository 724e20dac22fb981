"""Makes the samples of graph programs that run without a window; tests/README.md has the versions."""
import os
import sys

import igraph
import networkx

FOLDER = sys.argv[1]


def path(name):
    return os.path.join(FOLDER, name)


def curies():
    graph = networkx.MultiDiGraph(name="curies")
    graph.add_node("curie", label="Marie Curie", type="Person", born=1867, alive=False)
    graph.add_node("sorbonne", label="Sorbonne", type="Organization")
    graph.add_node("pierre")
    graph.add_edge("curie", "sorbonne", relation="worked at", confidence=0.75, quotes="Marie Curie taught | at the Sorbonne.")
    graph.add_edge("curie", "sorbonne", weight=2)
    graph.add_edge("pierre", "curie", label="married", since="1895")
    return graph


networkx.write_graphml(curies(), path("networkx.graphml"))
networkx.write_gexf(curies(), path("networkx.gexf"))
undirected = networkx.Graph()
undirected.add_edge("Valjean", "Javert", label="knows")
networkx.write_graphml(undirected, path("networkx-undirected.graphml"))
networkx.write_gexf(undirected, path("networkx-undirected.gexf"))

graph = igraph.Graph(directed=True)
graph.add_vertices(3, {"name": ["Marie Curie", "Sorbonne", "Pierre & Irène"], "born": [1867, float("nan"), 1859]})
graph.add_edges([(0, 1), (2, 0)], {"relation": ["worked at", "married"], "confidence": [0.75, 1], "alive": [True, False]})
graph.write_graphml(path("igraph.graphml"))
