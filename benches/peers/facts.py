"""The job of `graphwright export FACTS.jsonl --to turtle` as a plain rdflib script: what people write today.

Usage: facts.py FACTS.jsonl OUT.ttl
Each relation becomes a claim node with its subject, predicate, object and one evidence node with its quote.
"""
import hashlib
import json
import sys

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, SKOS

GW = Namespace("https://w3id.org/graphwright/core#")
BASE = "https://example.org/"


def minted(kind, text):
    return URIRef(f"{BASE}{kind}/{hashlib.sha256(text.encode()).hexdigest()[:32]}")


def main(facts, out):
    graph = Graph()
    graph.bind("gw", GW)
    with open(facts, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            ends = []
            for end in (record["subject"], record["object"]):
                node = URIRef(BASE + "entity/" + end.replace(" ", "_"))
                graph.add((node, SKOS.prefLabel, Literal(end)))
                ends.append(node)
            predicate = URIRef(BASE + "relation/" + record["predicate"])
            graph.add((ends[0], predicate, ends[1]))
            claim = minted("claim", line)
            graph.add((claim, RDF.type, GW.Claim))
            graph.add((claim, GW.subject, ends[0]))
            graph.add((claim, GW.predicate, predicate))
            graph.add((claim, GW.object, ends[1]))
            for evidence in record["evidence"]:
                node = minted("evidence", evidence["quote"])
                graph.add((node, RDF.type, GW.Evidence))
                graph.add((node, GW.quote, Literal(evidence["quote"])))
                graph.add((claim, GW.evidence, node))
    graph.serialize(out, format="turtle")


main(*sys.argv[1:])
