#!/usr/bin/env python3
"""Invents a corpus of small English news texts as JSON Lines, one document a line, for job.py.

    python3 make_documents.py corpus                      20,000 documents and 600 doubles in 8 files
    python3 make_documents.py corpus --documents 100      fewer
    python3 make_documents.py corpus --broken             and one line that is cut off in the middle

The same options give the same bytes. Half of the doubles are the same line once more, half the same text under another
id and address. Some people and companies go by two names, which ledger.tsv beside this file joins.
"""

import argparse
import json
import random
from pathlib import Path

STATES = ["Kenya", "Mali", "Niger", "Chad", "Ghana", "Peru", "Chile", "Norway", "Poland", "Japan", "Vietnam", "Jordan"]
CITIES = ["Nairobi", "Bamako", "Accra", "Lima", "Santiago", "Oslo", "Warsaw", "Tokyo", "Hanoi", "Amman", "Geneva"]
FIRST = ["Amina", "Boris", "Carla", "Daniel", "Elena", "Farid", "Grace", "Henrik", "Irena", "Jonas", "Karim", "Lucia"]
LAST = ["Abara", "Brandt", "Castillo", "Dufour", "Eriksen", "Fofana", "Grigoryan", "Hakimi", "Ivanova", "Jansen"]
TWO_NAMES = [
    ("Jon Halvorsen", "Jonathan Halvorsen"),
    ("Katya Morozova", "Ekaterina Morozova"),
    ("Norvik Shipping Company", "Norvik Shipping Group"),
]
COMPANIES = ["Tamsen Energy Company", "Lodestar Mining Company", "Baobab Foods Company"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
PUBLISHERS = ["The Harbour Gazette", "Northern Wire", "The Daily Lantern"]

SENTENCES = [
    "{person} visited {city} on {day}.",
    "{person} met {other} in {city}.",
    "“{state} trains the army of {ally},” {person} said.",
    "{state} denies that it supplies arms to {ally}.",
    "{state} plans to reopen its embassy in {city}.",
    "{state} and {ally} signed an agreement in {city} on {day}.",
    "{person} criticised the government of {state}.",
    "{company} sells fuel to {state}, according to {person}.",
    "{company} acquired {rival}.",
    "{state} imposed sanctions on {ally}.",
    "{person} thanked {other} for the talks.",
    "Rebels attacked {city} on {day}, and {number} people were killed.",
    "{state} may deploy troops to {ally}.",
    "{state} did not expel the ambassador of {ally}.",
]


def two(chance: random.Random, names: list[str]) -> list[str]:
    """Two different names of a list."""
    return chance.sample(names, 2)


def text(chance: random.Random) -> str:
    """A title's worth of news in three to six sentences."""
    people = [f"{chance.choice(FIRST)} {chance.choice(LAST)}" for _ in range(3)]
    pairs = [chance.choice(pair) for pair in TWO_NAMES]
    people, companies = people + pairs[:2], COMPANIES + pairs[2:]
    sentences = []
    for pattern in chance.sample(SENTENCES, chance.randint(3, 6)):
        state, ally = two(chance, STATES)
        person, other = two(chance, people)
        company, rival = two(chance, companies)
        words = {"state": state, "ally": ally, "person": person, "other": other, "company": company, "rival": rival}
        words |= {"city": chance.choice(CITIES), "day": chance.choice(DAYS), "number": str(chance.randint(2, 90))}
        sentences.append(pattern.format(**words))
    return " ".join(sentences)


def documents(chance: random.Random, wanted: int, share_of_doubles: float) -> list[str]:
    """Lines of the corpus: `wanted` different texts, and some of them twice."""
    lines: list[str] = []
    known: set[str] = set()
    while len(known) < wanted:
        words = text(chance)
        if words in known:
            continue
        known.add(words)
        name = f"news-{len(known):07}"
        document = {
            "id": name,
            "title": f"News of {chance.choice(DAYS)}, number {len(known)}",
            "url": f"https://news.example/{name}",
            "publisher": chance.choice(PUBLISHERS),
            "published": f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            "language": "en",
            "text": words,
        }
        lines.append(json.dumps(document, ensure_ascii=False))
    for number, line in enumerate(chance.sample(lines, int(wanted * share_of_doubles))):
        if number % 2:
            document = json.loads(line)
            document["id"] = f"reprint-{document['id']}"
            document["url"] = f"https://reprints.example/{document['id']}"
            line = json.dumps(document, ensure_ascii=False)
        lines.append(line)
    chance.shuffle(lines)
    return lines


def main() -> None:
    """Reads the command line and writes the files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, help="where to write; is made")
    parser.add_argument("--documents", type=int, default=20_000, help="how many different texts")
    parser.add_argument("--doubles", type=float, default=0.03, help="which share of them stands there twice")
    parser.add_argument("--files", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--broken", action="store_true", help="add a document that is cut off in the middle")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    lines = documents(chance, arguments.documents, arguments.doubles)
    if arguments.broken:
        lines.insert(len(lines) // 2, '{"id": "broken", "text": "Kenya trains the army of')
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for number in range(arguments.files):
        path = arguments.folder / f"documents-{number:02}.jsonl"
        path.write_text("".join(line + "\n" for line in lines[number :: arguments.files]), encoding="utf-8")
    print(f"{len(lines)} lines in {arguments.files} files in {arguments.folder}")


if __name__ == "__main__":
    main()
