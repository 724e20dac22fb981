"""Measures graphwright and the tools people would pick instead side by side, in one run on one machine.

Usage: python3 benches/peers/run.py [TRIPLES] > table.md      (from the root of the repository)

Builds the release program and the examples `workload` and `side_by_side`, installs oxigraph and rdflib from PyPI
under target/peers, and takes serdi and rapper from the PATH (Debian: serdi, raptor2-utils). Every job is run five
times (PEERS_TIMES), the tools taking turns; the table has medians. A tool whose answer differs from the others' is an error.
"""
import datetime
import hashlib
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
WORK = pathlib.Path(os.environ.get("PEERS_WORK", ROOT / "target" / "peers"))
RELEASE = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
TIMES = int(os.environ.get("PEERS_TIMES", "5"))


def say(text):
    print(text, file=sys.stderr, flush=True)


def prepare(n_triples):
    """Builds, installs and writes the workload; gives the path of its files without extension."""
    WORK.mkdir(parents=True, exist_ok=True)
    if not os.environ.get("PEERS_BUILT"):
        subprocess.run(["cargo", "build", "--release", "--bins", "--examples"], cwd=ROOT, check=True)
    if not (WORK / "venv").exists():
        subprocess.run([sys.executable, "-m", "venv", WORK / "venv"], check=True)
        subprocess.run([WORK / "venv/bin/pip", "install", "--quiet", "oxigraph", "rdflib"], check=True)
    data = WORK / f"kg{n_triples}"
    subprocess.run([RELEASE / "examples/workload", str(n_triples), data], check=True)
    return data


def measured(command, out, threads=None, allowed=(0,)):
    """Runs a command with its output in a file; gives seconds of processor and wall, and megabytes at the peak.
    Exit codes that are not `allowed` are failures."""
    environment = dict(os.environ, **({"THREADS": str(threads)} if threads else {}))
    start = time.monotonic()
    with open(out, "wb") as sink:
        child = subprocess.Popen([str(part) for part in command], stdout=sink, stderr=subprocess.DEVNULL, env=environment)
        _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) not in allowed:
        raise SystemExit(f"{command[0]} failed: {command}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def medians(jobs):
    """Runs all jobs in turns; gives the medians of each."""
    runs = {name: [] for name in jobs}
    for _ in range(TIMES):
        for name, (command, out, *threads) in jobs.items():
            runs[name].append(measured(command, out, *threads))
    return {name: tuple(statistics.median(column) for column in zip(*rows)) for name, rows in runs.items()}


def digest(lines):
    """The hash of N-Triples whatever their order; this process stays small, for a child counts its parent's peak."""
    sort = subprocess.Popen(["sort", "-u", lines], env=dict(os.environ, LC_ALL="C"), stdout=subprocess.PIPE)
    digest = hashlib.sha256()
    for block in iter(lambda: sort.stdout.read(1 << 16), b""):
        digest.update(block)
    if sort.wait() != 0:
        raise SystemExit(f"{lines} cannot be sorted")
    return digest.hexdigest()


def as_lines(turtle):
    """The N-Triples of a Turtle file by a reader that is nobody's here that is compared."""
    lines = turtle.with_suffix(".check")
    with open(lines, "wb") as sink:
        subprocess.run([WORK / "venv/bin/oxigraph", "convert", "--from-file", turtle, "--to-format", "nt"], stdout=sink, check=True)
    return lines


def table(title, rows, ours):
    print(f"\n**{title}**\n\n| tool | CPU s | wall s | peak MB | CPU against ours |\n|---|---:|---:|---:|---:|")
    for name, (cpu, wall, peak) in rows.items():
        print(f"| {name} | {cpu:.2f} | {wall:.2f} | {peak:.0f} | {cpu / rows[ours][0]:.1f}× |")


def conversions(data):
    ours, oxigraph = RELEASE / "graphwright", WORK / "venv/bin/oxigraph"
    has = {name: shutil.which(name) for name in ("serdi", "rapper")}
    for source, target, titles in (("nt", "ttl", "N-Triples → Turtle"), ("ttl", "nt", "Turtle → N-Triples")):
        file = data.with_suffix("." + source)
        out = {name: WORK / f"{name}.{target}" for name in ("ours", "stream", "oxigraph", "serdi", "rapper")}
        jobs = {
            "graphwright export": ([ours, "export", "--quiet", file, "--to", target, "-o", out["ours"]], os.devnull),
            "graphwright export --stream": ([ours, "export", "--quiet", "--stream", file, "--to", target, "-o", out["stream"]], os.devnull),
            "oxigraph convert": ([oxigraph, "convert", "--from-file", file, "--to-file", out["oxigraph"]], os.devnull),
        }
        syntax = {"nt": "ntriples", "ttl": "turtle"}
        if has["serdi"]:
            jobs["serdi"] = (["serdi", "-i", syntax[source], "-o", syntax[target], file], out["serdi"])
        if has["rapper"]:
            jobs["rapper"] = (["rapper", "-q", "-i", syntax[source], "-o", syntax[target], file], out["rapper"])
        rows = medians(jobs)
        written = [path for path in out.values() if path.exists()]
        digests = {path.name: digest(as_lines(path) if target == "ttl" else path) for path in written}
        if set(digests.values()) != {digest(data.with_suffix(".nt"))}:
            raise SystemExit(f"the outputs differ: {digests}")
        table(titles, rows, "graphwright export")


def loads(data, queries):
    tool = RELEASE / "examples/side_by_side"
    for extension, title in (("nt", "load N-Triples"), ("ttl", "load Turtle")):
        file = data.with_suffix("." + extension)
        jobs = {
            "graphwright, one thread": ([tool, "ours", file], WORK / "one.json", 1),
            "graphwright, two threads": ([tool, "ours", file], WORK / "two.json", 2),
            "oxigraph Store, bulk": ([tool, "store", file], WORK / "store.json"),
        }
        table(title, medians(jobs), "graphwright, one thread")
    reports = {who: [] for who in ("ours", "plain", "store")}
    for _ in range(TIMES):
        for who, rounds in reports.items():
            with open(WORK / "queries.json", "wb") as out:
                subprocess.run([tool, who, data.with_suffix(".nt"), *queries], stdout=out, check=True)
            rounds.append(json.loads((WORK / "queries.json").read_text()))
    first = {who: rounds[0] for who, rounds in reports.items()}
    size = first["ours"]["size"] / first["ours"]["triples"]
    store = first["store"]["memory"] / first["store"]["triples"]
    print(f"\nMemory of the loaded graph: {size:.0f} bytes a triple; oxigraph's Store {store:.0f} ({store / size:.1f}×).")
    print("\n**queries, milliseconds**\n\n| query | graphwright | without shortcuts | oxigraph Store | × | × without shortcuts |\n|---|---:|---:|---:|---:|---:|")
    for place, query in enumerate(queries):
        answers = [report["queries"][place] for rounds in reports.values() for report in rounds]
        if any(answer["rows"] != answers[0]["rows"] for answer in answers) or (
            answers[0]["rows"] == 1 and any(answer["first"] != answers[0]["first"] for answer in answers)
        ):
            raise SystemExit(f"the answers to {query} differ")
        ours, plain, store = (
            statistics.median(report["queries"][place]["milliseconds"] for report in rounds) for rounds in reports.values()
        )
        print(f"| {query.stem} | {ours:.2f} | {plain:.2f} | {store:.2f} | {store / ours:.1f}× | {store / plain:.1f}× |")


def facts(data):
    file = data.with_suffix(".jsonl")
    jobs = {
        "graphwright export": ([RELEASE / "graphwright", "export", "--quiet", file, "-o", WORK / "facts.ttl"], os.devnull),
        "rdflib script": ([WORK / "venv/bin/python", HERE / "facts.py", file, WORK / "facts-rdflib.ttl"], os.devnull),
    }
    n_relations = sum(1 for _ in open(file, "rb"))
    table(f"{n_relations:,} relations with quotes, JSON Lines → Turtle", medians(jobs), "graphwright export")


def main():
    n_triples = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
    data = prepare(n_triples)
    queries = sorted((HERE / "queries").glob("*.rq"))
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    lines = sum(1 for _ in open(data.with_suffix(".nt"), "rb"))
    print(f"{lines:,} triples; {os.cpu_count()} cores, {platform.machine()}; {datetime.date.today()}, commit {commit}; medians of {TIMES}.")
    for part in (lambda: conversions(data), lambda: loads(data, queries), lambda: facts(data)):
        part()
        sys.stdout.flush()


if __name__ == "__main__":
    main()
