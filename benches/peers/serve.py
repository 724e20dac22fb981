"""Load on `graphwright serve` beside `oxigraph serve`, in one run on one machine.

Usage: python3 benches/peers/serve.py [TRIPLES] [SECONDS] > table.md      (from the root of the repository)

Needs wrk on the PATH (Debian: wrk) and a release build with the example `workload`; installs oxigraph from PyPI under
target/peers. 64 connections ask for one entity and for what is two steps from it, each request for another entity. The
servers take turns. Then the same with endless queries beside it.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = pathlib.Path(os.environ.get("PEERS_WORK", ROOT / "target" / "peers"))
RELEASE = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
TRIPLES = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
SECONDS = int(sys.argv[2]) if len(sys.argv) > 2 else 30
PORTS = {"graphwright": 7981, "oxigraph": 7982}
PATHS = {"graphwright": "/sparql", "oxigraph": "/query"}

QUERIES = {
    "one entity": "SELECT ?p ?o WHERE { <https://example.org/kg/entity/e%d> ?p ?o }",
    "two steps": "SELECT ?one ?two WHERE { <https://example.org/kg/entity/e%d> ?p ?one . ?one ?q ?two } LIMIT 50",
}
ENDLESS = "SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f && ?f != ?i) }"

LUA = """
local number = 0
local before, after = "%s", "%s"
function request()
  number = (number * 1103515245 + 12345) %% 2147483648
  return wrk.format("GET", before .. (number %% %d) .. after, {Accept = "application/sparql-results+json"})
end
function init(args) number = math.random(1000000) end
function done(summary, latency, requests)
  io.write(string.format("RESULT %%d %%f %%d\\n", summary.requests, latency:percentile(99) / 1000,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout))
end
"""


def say(text):
    print(text, file=sys.stderr, flush=True)


def prepare():
    """The workload as N-Triples, and as oxigraph's store."""
    WORK.mkdir(parents=True, exist_ok=True)
    data = WORK / f"kg{TRIPLES}"
    if not data.with_suffix(".nt").exists():
        subprocess.run([RELEASE / "examples/workload", str(TRIPLES), data], check=True)
    if not (WORK / "venv/bin/oxigraph").exists():
        subprocess.run([sys.executable, "-m", "venv", WORK / "venv"], check=True)
        subprocess.run([WORK / "venv/bin/pip", "install", "--quiet", "oxigraph"], check=True)
    store = WORK / f"store{TRIPLES}"
    if not store.exists():
        say("loading oxigraph's store")
        command = [WORK / "venv/bin/oxigraph", "load", "--location", store, "--file", data.with_suffix(".nt")]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return data.with_suffix(".nt"), store


def start(data, store):
    ours = [RELEASE / "graphwright", "-q", "serve", data, "--port", str(PORTS["graphwright"])]
    theirs = [WORK / "venv/bin/oxigraph", "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{PORTS['oxigraph']}"]
    servers = {name: subprocess.Popen(command, stderr=subprocess.DEVNULL) for name, command in [("graphwright", ours), ("oxigraph", theirs)]}
    for name in servers:
        for _ in range(600):
            try:
                answer(name, "ASK {}")
                break
            except OSError:
                time.sleep(0.1)
    return servers


def answer(name, query):
    address = f"http://127.0.0.1:{PORTS[name]}{PATHS[name]}?query={urllib.parse.quote(query)}"
    request = urllib.request.Request(address, headers={"Accept": "text/csv"})
    return urllib.request.urlopen(request, timeout=120).read()


def memory(server):
    status = pathlib.Path(f"/proc/{server.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) // 1024


def processor(server):
    """Seconds of processor that a server has used."""
    fields = pathlib.Path(f"/proc/{server.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def load(name, query, entities, seconds):
    """Requests a second, the 99th percentile in milliseconds, errors."""
    before, after = (urllib.parse.quote(part) for part in query.split("%d"))
    script = LUA % (f"{PATHS[name]}?query={before}", after, entities)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        command = ["wrk", "-t1", "-c64", f"-d{seconds}s", "--timeout", "60s", "-s", file.name, f"http://127.0.0.1:{PORTS[name]}"]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    requests, p99, errors = re.search(r"RESULT (\d+) ([\d.]+) (\d+)", out).groups()
    return int(requests) / seconds, float(p99), int(errors)


def hostile(name, stopped):
    """Asks what has no end, again and again."""
    while not stopped.is_set():
        try:
            answer(name, ENDLESS)
        except OSError:
            time.sleep(0.05)


def main():
    data, store = prepare()
    with open(data, "rb") as lines:
        entities = sum(b"#mentionCount>" in line for line in lines)
    servers = start(data, store)
    try:
        for query in QUERIES.values():
            for number in (1, 17, 4711 % entities):
                ours, theirs = (sorted(answer(name, query.replace("LIMIT 50", "") % number).splitlines()) for name in servers)
                assert ours == theirs, f"the answers differ for {number}"
        print("| load | server | requests a second | p99 ms | errors | processor µs a request | memory MB before, after |")
        print("|---|---|---:|---:|---:|---:|---:|")
        for what, query in QUERIES.items():
            figures = {}
            for name, server in servers.items():
                load(name, query, entities, 2)
                before, used = memory(server), processor(server)
                rate, p99, errors = load(name, query, entities, SECONDS)
                each = (processor(server) - used) / (rate * SECONDS) * 1e6
                figures[name] = rate, each
                print(f"| {what} | {name} | {rate:,.0f} | {p99:.1f} | {errors} | {each:.0f} | {before}, {memory(server)} |", flush=True)
            (our_rate, our_each), (their_rate, their_each) = figures["graphwright"], figures["oxigraph"]
            say(f"{what}: {our_rate / their_rate:.1f}× the requests, {their_each / our_each:.1f}× less processor time for each")
        stopped = threading.Event()
        threads = [threading.Thread(target=hostile, args=("graphwright", stopped), daemon=True) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(1)
        before = memory(servers["graphwright"])
        rate, p99, errors = load("graphwright", QUERIES["one entity"], entities, SECONDS)
        print(f"| one entity, with 4 endless queries beside it | graphwright | {rate:,.0f} | {p99:.1f} | {errors} | | {before}, {memory(servers['graphwright'])} |")
        stopped.set()
    finally:
        for server in servers.values():
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
