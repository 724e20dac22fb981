"""Measures `graphwright check --shapes` beside pySHACL in one run on one machine.

Usage: python3 benches/peers/shapes.py [TRIPLES]      (from the root of the repository)

Builds the release program, installs pySHACL from PyPI under target/peers, and writes a graph of typed things joined by
twenty properties, one statement of a hundred with an end of the wrong class, and shapes that say the class of subjects
and objects of each property. Both programs check it five times, taking turns; they must find the same.
"""
import os
import pathlib
import random
import re
import subprocess
import sys
from statistics import median

from run import RELEASE, ROOT, TIMES, WORK, measured, say

E = "http://example.org/"


def write(n_triples):
    """A data file and a shapes file."""
    choice = random.Random(7)
    n_things = n_triples // 4
    things = [f"<{E}thing{number}>" for number in range(n_things)]
    classes = [f"<{E}Class{number}>" for number in range(20)]
    by_class = {name: things[number::20] for number, name in enumerate(classes)}
    lines = [f"{thing} a {classes[number % 20]} ." for number, thing in enumerate(things)]
    for number, name in enumerate(classes[1:], 1):
        lines.append(f"{name} <http://www.w3.org/2000/01/rdf-schema#subClassOf> {classes[(number - 1) // 2]} .")
    below = {name: [] for name in classes}
    for number in range(20):
        above = number
        below[classes[number]].append(number)
        while above:
            above = (above - 1) // 2
            below[classes[above]].append(number)
    shapes = ["@prefix sh: <http://www.w3.org/ns/shacl#> ."]
    for number in range(20):
        domain, range_ = classes[number], classes[(number * 7 + 3) % 20]
        for end, target, wanted in (("Domain", "targetSubjectsOf", domain), ("Range", "targetObjectsOf", range_)):
            shapes.append(
                f"<{E}{end}{number}> a sh:NodeShape ; sh:{target} <{E}property{number}> ; sh:class {wanted} ."
            )
    while len(lines) < n_triples:
        number = choice.randrange(20)
        fits = lambda name: choice.choice(by_class[classes[choice.choice(below[name])]])
        subject, object_ = fits(classes[number]), fits(classes[(number * 7 + 3) % 20])
        if choice.randrange(100) == 0:
            object_ = choice.choice(things)
        lines.append(f"{subject} <{E}property{number}> {object_} .")
    WORK.mkdir(parents=True, exist_ok=True)
    data, rules = WORK / "shapes-data.ttl", WORK / "shapes.ttl"
    data.write_text("\n".join(lines) + "\n")
    rules.write_text("\n".join(shapes) + "\n")
    return data, rules


def found(report):
    """How many results a report in Turtle has."""
    return len(re.findall(r"a sh:ValidationResult\b", report.read_text()))


def main():
    n_triples = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if not os.environ.get("PEERS_BUILT"):
        subprocess.run(["cargo", "build", "--release"], cwd=ROOT, check=True)
    venv = WORK / "shacl-venv"
    if not venv.exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin/pip", "install", "--quiet", "pyshacl"], check=True)
    data, rules = write(n_triples)
    jobs = {
        "graphwright": [RELEASE / "graphwright", "check", data, "--shapes", rules, "--to", "turtle"],
        "pySHACL": [venv / "bin/pyshacl", "-s", rules, "-f", "turtle", data],
    }
    runs = {name: [] for name in jobs}
    counts = {}
    for turn in range(TIMES):
        for name, command in jobs.items():
            say(f"{turn + 1}: {name}")
            out = WORK / f"shapes-{name}.out"
            runs[name].append(measured(command, out, allowed=(0, 1)))
            counts[name] = found(out)
    if len(set(counts.values())) != 1:
        raise SystemExit(f"the tools find different things: {counts}")
    print(f"{n_triples} triples, 40 shapes, {counts['graphwright']} results; medians of {TIMES}\n")
    print("| tool | CPU s | wall s | peak MB |\n|---|---|---|---|")
    middle = {name: [median(column) for column in zip(*rows)] for name, rows in runs.items()}
    for name, (cpu, wall, peak) in middle.items():
        print(f"| {name} | {cpu:.2f} | {wall:.2f} | {peak:.0f} |")
    ours, theirs = middle["graphwright"], middle["pySHACL"]
    print(f"\nCPU ratio {theirs[0] / ours[0]:.0f}, wall ratio {theirs[1] / ours[1]:.0f}")


if __name__ == "__main__":
    main()
