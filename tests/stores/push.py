"""Pushes 100,000 triples to Oxigraph and to Virtuoso, both started here, and counts them there; then again, killed in the
middle and repeated.

Usage: python3 tests/stores/push.py GRAPHWRIGHT [TRIPLES]

Needs `oxigraph` (pip install oxigraph) and `virtuoso-t` (Debian: virtuoso-opensource-7, virtuoso-opensource-7-bin) on the
PATH; what is missing is left out. Run by hand: it takes some minutes. Everything listens on 127.0.0.1 and ends with this.
"""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

PROGRAM = sys.argv[1]
TRIPLES = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
GRAPH = "https://example.org/pushed"
INI = """[Database]
DatabaseFile = {0}/virtuoso.db
ErrorLogFile = {0}/virtuoso.log
LockFile = {0}/virtuoso.lck
TransactionFile = {0}/virtuoso.trx
xa_persistent_file = {0}/virtuoso.pxa
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {0}/virtuoso-temp.db
TransactionFile = {0}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:11119
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:8899
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 10000
"""


def oxigraph(folder):
    server = subprocess.Popen(["oxigraph", "serve", "--location", folder, "--bind", "127.0.0.1:7879"], stderr=subprocess.DEVNULL)
    address = "http://127.0.0.1:7879"
    return server, f"{address}/query", {"graph-store": f"{address}/store", "update": f"{address}/update"}


def virtuoso(folder):
    ini = pathlib.Path(folder, "virtuoso.ini")
    ini.write_text(INI.format(folder))
    server = subprocess.Popen(["virtuoso-t", "+foreground", "+configfile", ini], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    address = "http://127.0.0.1:8899"
    return server, f"{address}/sparql", {"graph-store": f"{address}/sparql-graph-crud-auth", "update": f"{address}/sparql-auth"}


def count(endpoint, graph):
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    request = urllib.request.Request(f"{endpoint}?query={urllib.parse.quote(query)}", headers={"Accept": "text/csv"})
    return int(urllib.request.urlopen(request, timeout=60).read().split()[-1])


def wait_for(endpoint):
    for _ in range(300):
        try:
            return count(endpoint, GRAPH)
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{endpoint} does not answer")


def workload(folder):
    """Triples of every kind of term, without blank nodes."""
    file = pathlib.Path(folder, "triples.nt")
    with open(file, "w") as out:
        for number in range(TRIPLES):
            subject, kind = f"https://example.org/s{number // 10}", number % 10
            value = [f"<https://example.org/o{number}>", f'"words {number}"', f'"café № {number}"@fr', f'"{number}"^^<http://www.w3.org/2001/XMLSchema#integer>',
                     f'"line {number}\\nwith \\"quotes\\" and \\\\"'][number % 5]
            out.write(f"<{subject}> <https://example.org/p{kind}> {value} .\n")
    return file


def push(file, address, protocol, graph, end=None):
    environment = dict(os.environ, GRAPHWRIGHT_USER="dba", GRAPHWRIGHT_PASSWORD="dba")
    command = [PROGRAM, "push", file, "--to", address, "--by", protocol, "--graph", graph]
    start = time.monotonic()
    child = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    if end is not None:
        end(child)
    words = child.communicate()[1].strip().splitlines()
    return child.returncode, time.monotonic() - start, words[-1] if words else ""


def try_store(name, start, file, folder):
    place = pathlib.Path(folder, name)
    place.mkdir()
    server, endpoint, addresses = start(place)
    try:
        wait_for(endpoint)
        for protocol, address in addresses.items():
            graph = f"{GRAPH}/{protocol}"
            code, seconds, words = push(file, address, protocol, graph)
            assert code == 0, words
            assert count(endpoint, graph) == TRIPLES, count(endpoint, graph)
            print(f"{name}, {protocol}: {TRIPLES:,} triples in {seconds:.1f} s; counted there: {TRIPLES:,}", flush=True)
            graph += "/killed"

            def kill(child):
                while count(endpoint, graph) < TRIPLES // 3:
                    time.sleep(0.05)
                child.send_signal(signal.SIGKILL)

            code, _, _ = push(file, address, protocol, graph, kill)
            assert code == -signal.SIGKILL, code
            arrived = count(endpoint, graph)
            assert 0 < arrived < TRIPLES, arrived
            code, _, words = push(file, address, protocol, graph)
            assert code == 0, words
            assert count(endpoint, graph) == TRIPLES
            print(f"{name}, {protocol}: killed at {arrived:,}, repeated; counted there: {TRIPLES:,}", flush=True)
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def main():
    with tempfile.TemporaryDirectory() as folder:
        file = workload(folder)
        for name, program, start in [("oxigraph", "oxigraph", oxigraph), ("virtuoso", "virtuoso-t", virtuoso)]:
            if shutil.which(program):
                try_store(name, start, file, folder)
            else:
                print(f"{name}: {program} is not on the PATH, left out")


if __name__ == "__main__":
    main()
