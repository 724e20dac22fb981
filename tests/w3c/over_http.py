"""Drives the W3C's tests of the SPARQL 1.1 Protocol and of the Graph Store HTTP Protocol against `graphwright serve`.

Usage: python3 tests/w3c/over_http.py FOLDER [GRAPHWRIGHT]     (needs rdflib)

FOLDER holds the folders `protocol` and `graph-store-protocol` of https://github.com/w3c/rdf-tests, sparql/sparql11. The
server is read-only: what a test writes is kept here, and before each reading the server is started with it. A test whose
subject is SPARQL Update does not apply; that it is refused with a status 4xx is checked all the same.
"""
import http.client
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import urllib.parse

import rdflib
from rdflib.collection import Collection
from rdflib.compare import isomorphic

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
FOLDER = pathlib.Path(sys.argv[1])
PROGRAM = sys.argv[2] if len(sys.argv) > 2 else "graphwright"
HOST = "www.example"


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Server:
    """The program with a dataset, reachable as www.example."""

    def __init__(self, dataset):
        self.folder = tempfile.TemporaryDirectory()
        data = pathlib.Path(self.folder.name, "data.nq")
        data.write_text(dataset.serialize(format="nquads"))
        self.port = free_port()
        command = [PROGRAM, "serve", data, "--port", str(self.port), "--host", HOST]
        self.child = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        for line in self.child.stderr:
            if "triples at http" in line:
                break

    def request(self, method, path, headers, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": HOST, **headers}.items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, dict((name.lower(), value) for name, value in answer.getheaders()), answer.read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.terminate()
        self.child.wait()
        self.folder.cleanup()


def headers_of(graph, node):
    of = graph.value(node, HT.headers)
    return {str(graph.value(one, HT.fieldName)).lower(): str(graph.value(one, HT.fieldValue)) for one in Collection(graph, of)} if of else {}


def body_of(graph, node):
    body = graph.value(node, HT.body)
    if body is None:
        return None
    encoding = str(graph.value(body, CNT.characterEncoding) or "UTF-8")
    return str(graph.value(body, CNT.chars)).encode("utf-16" if encoding.upper() == "UTF-16" else "utf-8")


def fits(status, expected):
    """Whether a status is one of those that a test names, as a class such as 4xx or by its name."""
    names = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
    for one in expected:
        name = one.split("#")[-1]
        if name.startswith("StatusCode") and str(status)[0] == name[len("StatusCode")]:
            return True
        if names.get(name) == status:
            return True
    return False


def protocol_test(graph, test):
    dataset = rdflib.Dataset()
    for data in graph.objects(test, UT.graphData):
        file, label = graph.value(data, UT.graph), graph.value(data, rdflib.RDFS.label)
        path = FOLDER / "protocol" / urllib.parse.urlparse(file).path.split("/")[-1]
        dataset.graph(rdflib.URIRef(str(label))).parse(path, format="nt")
    requests = Collection(graph, graph.value(graph.value(test, MF.action), HT.requests))
    with Server(dataset) as server:
        for request in requests:
            headers, body = headers_of(graph, request), body_of(graph, request)
            method = str(graph.value(request, HT.methodName))
            status, got, text = server.request(method, str(graph.value(request, HT.absolutePath)), headers, body)
            expected = graph.value(request, HT.resp)
            wanted = [str(one) for one in graph.objects(expected, MF.expectedStatus)]
            if not fits(status, wanted):
                return f"{method} gives {status}, not {wanted}: {text[:200]!r}"
            form = graph.value(expected, MF.expectedFormat)
            media_type = got.get("content-type", "")
            kinds = {"boolean": r"sparql-results\+(json|xml)", "tabular": r"sparql-results|csv|tab-separated", "RDF": r"turtle|rdf\+xml|n-triples|ld\+json"}
            if form and not re.search(kinds[str(form)], media_type):
                return f"{form} comes as {media_type}"
            truth = graph.value(expected, MF.expectedBoolean)
            if truth is not None and (b"true" in text.lower()) != truth.toPython():
                return f"{text!r} is not {truth}"
    return None


def graph_name(path):
    """The graph that a path of the tests names; None for the default graph."""
    parsed = urllib.parse.urlparse(path)
    parameters = urllib.parse.parse_qs(parsed.query, keep_blank_values=True)
    if "default" in parameters:
        return None
    if "graph" in parameters:
        return urllib.parse.urljoin(f"http://{HOST}/gsp", parameters["graph"][0])
    return f"http://{HOST}{parsed.path}"


def parsed_body(headers, body):
    found = rdflib.Graph()
    media_type = headers.get("content-type", "text/turtle")
    if media_type.startswith("multipart/form-data"):
        boundary = media_type.split("boundary=")[1]
        for part in body.decode().split(f"--{boundary}")[1:-1]:
            found.parse(data=re.split(r"\r?\n\s*\r?\n", part.strip(), maxsplit=1)[1], format="turtle")
    else:
        found.parse(data=body, format="turtle")
    return found


def store_test(graph, test):
    """Writes are kept here; every reading goes to a server that was started with what they came to."""
    graphs, counter = {}, 0
    requests = Collection(graph, graph.value(graph.value(test, MF.action), HT.requests))
    for request in requests:
        method, path = str(graph.value(request, HT.methodName)), str(graph.value(request, HT.absolutePath))
        headers, body = headers_of(graph, request), body_of(graph, request)
        if method in ("PUT", "POST", "DELETE"):
            name = graph_name(path)
            if method == "POST" and name == f"http://{HOST}/gsp":
                counter += 1
                name = f"http://{HOST}/gsp/new{counter}"
            if method == "DELETE":
                graphs.pop(name, None)
            else:
                graphs[name] = parsed_body(headers, body) + (graphs.get(name, rdflib.Graph()) if method == "POST" else rdflib.Graph())
            continue
        path = path.replace("$LOCATION$", f"http://{HOST}/gsp/new{counter}")
        # Direct names are below /data here; the names of the graphs move with them.
        moved = lambda name: name.replace(f"http://{HOST}/gsp/", f"http://{HOST}/data/") if name else name
        path = path.replace("/gsp", "/data", 1).replace("%2Fgsp%2F", "%2Fdata%2F").replace("/gsp/", "/data/")
        dataset = rdflib.Dataset()
        for name, triples in graphs.items():
            target = dataset.default_graph if name is None else dataset.graph(rdflib.URIRef(moved(name)))
            for triple in triples:
                target.add(triple)
        with Server(dataset) as server:
            status, got, text = server.request(method, path, headers, body)
        expected = graph.value(request, HT.resp)
        wanted = [str(one) for one in graph.objects(expected, MF.expectedStatus)]
        if not fits(status, wanted):
            return f"{method} {path} gives {status}, not {wanted}: {text[:200]!r}"
        media_type = headers_of(graph, expected).get("content-type")
        if media_type and media_type != got.get("content-type"):
            return f"{method} {path} comes as {got.get('content-type')}, not {media_type}"
        triples = body_of(graph, expected)
        if triples is not None and method == "GET":
            if not isomorphic(rdflib.Graph().parse(data=text, format="turtle"), rdflib.Graph().parse(data=triples, format="turtle")):
                return f"{method} {path}: another graph: {text!r}"
    return None


def run(file, kind, check, is_update=lambda name: False):
    graph = rdflib.Graph().parse(FOLDER / file, format="turtle")
    passed = total = refused = updates = 0
    for test in sorted(graph.subjects(rdflib.RDF.type, kind)):
        name = str(test).split("#")[-1]
        trouble = check(graph, test)
        if is_update(name):
            updates += 1
            # A valid update fails here at its first request, which is refused with 403.
            refused += trouble is None or "gives 403" in trouble
            continue
        total += 1
        passed += trouble is None
        if trouble:
            print(f"FAILED {name}: {trouble}")
    print(f"{file}: {passed} of {total} passed" + (f"; of {updates} about Update {refused} are refused" if updates else ""))
    return passed == total and refused == updates


def main():
    # Those about updates that are to be refused anyway are among the tests that apply.
    is_update = lambda name: name.startswith("update_")
    good = [
        run("protocol/manifest.ttl", MF.ProtocolTest, protocol_test, is_update),
        run("graph-store-protocol/manifest-indirect.ttl", MF.GraphStoreProtocolTest, store_test),
        run("graph-store-protocol/manifest-direct.ttl", MF.GraphStoreProtocolTest, store_test),
    ]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
