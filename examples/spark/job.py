#!/usr/bin/env python3
"""Makes one knowledge graph of a corpus on a Spark cluster: every worker pipes its documents through graphwright.

    spark-submit --master MASTER job.py DOCUMENTS OUT --program graphwright [--ledger FILE] [--names IRI] ...

DOCUMENTS is a folder (or a glob) of JSON Lines, one document a line with `text` and `id`. OUT, which must not exist
yet, gets nquads/, nodes/ and edges/ (Parquet), facts/, errors/ (what could not be read, and why) and doubles/
(documents that were left out, since another has their text).

The exit code is 0, 1 if errors/ holds something, 2 if the command line is wrong, and 3 if a program or Spark failed.
"""

import argparse
import json
import re
import shlex
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

from pyspark import RDD, SparkContext, SparkFiles, StorageLevel
from pyspark.sql import Column, DataFrame, SparkSession, Window
from pyspark.sql import functions as F

GW = "https://w3id.org/graphwright/core#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"

# `extract` ends with 1 where it said of some documents that it could not read them. Any other code but 0 is a failure.
PASS_1 = ["/bin/sh", "-c", '"$@"; code=$?; [ $code -eq 1 ] || exit $code', "sh"]


class Program:
    """The program as workers call it: two filters, of which each partition gets a process of its own."""

    def __init__(self, context: SparkContext, arguments: argparse.Namespace) -> None:
        # Workers of a cluster start in the folder that files are shipped to; threads of this process do not.
        is_one_process = re.fullmatch(r"local(\[.*\])?", context.master or "")
        folder = SparkFiles.getRootDirectory() if is_one_process else "."

        def ship(path: str) -> str:
            context.addFile(path)
            return f"{folder}/{Path(path).name}"

        program = arguments.program if arguments.installed else ship(arguments.program)
        ontology = [word for path in arguments.ontology for word in ("--ontology", ship(path))]
        options = ["--quiet", "--threads", "1", *ontology, "-"]
        ledger = ["--ledger", ship(arguments.ledger)] if arguments.ledger else []
        names = ["--names", arguments.names] if arguments.names else []
        extract = ["extract", "--from", "documents", "--without-text", "--keep-going"]
        # What is one has to be one on every worker, whatever documents it has: the ledger alone decides.
        export = ["export", "--from", "facts", "--to", "nquads", "--merge", "none"]
        self.extract = shlex.join([*PASS_1, program, *extract, *options])
        self.export = shlex.join([program, *export, *ledger, *names, *options])


def once(lines: DataFrame) -> tuple[DataFrame, DataFrame, DataFrame]:
    """Documents that are to be read, doubles of their texts, and documents whose id another text has.

    Of several the least line stays, whatever the order and however often it runs.
    """
    lines = lines.select(F.col("value").alias("line")).where(F.trim("line") != "")
    read = lines.withColumn("read", F.from_json("line", "id string, text string, _corrupt_record string"))

    def field(name: str) -> Column:
        """A field of a document; what is no document at all is left for the program to name."""
        return F.when(F.col("read._corrupt_record").isNull(), F.col(f"read.{name}"))

    text = F.sha2(F.coalesce(field("text"), "line"), 256)
    lines = read.select("line", F.coalesce(field("id"), F.sha2("line", 256)).alias("id"), text.alias("hash"))
    of_text = Window.partitionBy("hash").orderBy("line")
    lines = lines.withColumn("nth", F.row_number().over(of_text)).withColumn("kept", F.first("id").over(of_text))
    of_id = Window.partitionBy("id").orderBy("line")
    unlike = lines.where("nth = 1").withColumn("nth", F.row_number().over(of_id))
    return unlike.where("nth = 1"), lines.where("nth > 1"), unlike.where("nth > 1")


def kind(line: str) -> str:
    """What a line of facts is: source, entity, relation or error."""
    return line.removeprefix('{"kind":"').partition('"')[0]


def failed(documents: RDD[str], facts: RDD[str]) -> RDD[tuple[str, str | None]]:
    """What the program said of documents that it could not read, and the documents: it knows them by their line."""

    def messages(part: int, lines: Iterable[str]) -> Iterator[tuple[tuple[int, int], str]]:
        for line in lines:
            if kind(line) == "error":
                record = json.loads(line)
                yield (part, record.get("line", 0)), record["message"]

    said = facts.mapPartitionsWithIndex(messages).persist()
    if said.isEmpty():
        return said.context.emptyRDD()
    numbered = documents.mapPartitionsWithIndex(lambda p, lines: (((p, n), line) for n, line in enumerate(lines, 1)))
    return said.leftOuterJoin(numbered).values()


def gathered(records: RDD[tuple[str, str]]) -> RDD[str]:
    """Different lines, those of one key in one partition."""
    n_partitions = records.getNumPartitions()
    placed = records.map(lambda record: (crc32(record[0].encode()) % n_partitions, record[1])).distinct()
    return placed.partitionBy(n_partitions, lambda partition: partition).values()


def groups(ledger: str) -> dict[str, str]:
    """The ids that a ledger joins, each with one that stands for its group."""
    group: dict[str, str] = {}
    for line in unicodedata.normalize("NFC", Path(ledger).read_text(encoding="utf-8-sig")).split("\n"):
        cells = [cell.strip() for cell in line.split("\t")]
        if cells[0].lower() == "same" and len(cells) > 2:
            one, other = (group.get(end, end) for end in cells[1:3])
            group |= {end: one for end in [*cells[1:3], *(end for end in group if group[end] == other)]}
    return group


def is_label(quad: str) -> bool:
    """Whether a line names an entity."""
    return quad.split(" ", 2)[1] in (f"<{SKOS}prefLabel>", f"<{SKOS}altLabel>")


def graph(program: Program, facts: RDD[str], ledger: str | None) -> RDD[str]:
    """The graph as N-Quads: the union of what each partition says, but for the names of what the ledger joins.

    Of several labels that most records give is the preferred one, and a partition has seen some of the records only. So
    the records of these entities go to one place each.
    """
    quads = facts.filter(lambda line: kind(line) != "error").pipe(program.export, checkCode=True)
    group = groups(ledger) if ledger else {}
    if not group:
        return quads

    def joined(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
        source = ""
        for line in lines:
            if kind(line) == "source":
                source = line
            elif kind(line) == "entity" and (name := group.get(unicodedata.normalize("NFC", json.loads(line)["id"]))):
                yield from ((name, source), (name, line))

    labels = gathered(facts.mapPartitions(joined)).pipe(program.export, checkCode=True).filter(is_label).persist()
    settled = set(labels.map(lambda quad: quad.split(" ", 1)[0]).distinct().collect())
    return quads.filter(lambda quad: not is_label(quad) or quad.split(" ", 1)[0] not in settled).union(labels)


def iri(term: Column) -> Column:
    """An IRI without its brackets."""
    return F.regexp_replace(term, "^<|>$", "")


def first(name: str) -> Column:
    """The first of a list, or null."""
    return F.get(name, F.lit(0)).alias(name)


def word(name: str) -> Column:
    """The last part of an IRI as a word."""
    return F.lower(F.substring_index(first(name), "#", -1)).alias(name)


def tables(quads: DataFrame) -> tuple[DataFrame, DataFrame]:
    """Nodes and edges of N-Quads. A claim that rests on several quotes has an edge for each."""
    term = F.expr("substring(parts[2], 1, length(parts[2]) - 2)")
    # The escapes of N-Quads are those of JSON.
    text = F.concat(F.lit("["), F.regexp_extract(term, r'(?s)^(".*")', 1), F.lit("]"))
    value = F.when(term.startswith("<"), iri(term)).otherwise(F.get(F.from_json(text, "array<string>"), F.lit(0)))
    parts = quads.select(F.split("value", " ", 3).alias("parts"))
    triples = parts.select(iri(F.col("parts")[0]).alias("s"), iri(F.col("parts")[1]).alias("p"), value.alias("o"))

    def wide(name: str, **columns: str) -> DataFrame:
        rows = triples.where(F.col("p").isin(*columns.values())).groupBy(F.col("s").alias(name))
        lists = rows.pivot("p", list(columns.values())).agg(F.sort_array(F.collect_set("o")))
        return lists.toDF(name, *columns)

    labels = {"label": SKOS + "prefLabel", "aliases": SKOS + "altLabel", "codes": SKOS + "notation"}
    nodes = wide("id", **labels, types=TYPE, same_as=SAME_AS).where(F.size("label") > 0)
    nodes = nodes.select("id", first("label"), "types", "aliases", "codes", "same_as")
    of_claim = ["predicate", "polarity", "modality", "confidence", "evidence", "attribution"]
    claims = wide("claim", src=GW + "subject", dst=GW + "object", time=GW + "timeText", **{n: GW + n for n in of_claim})
    claims = claims.where(F.size("dst") > 0)
    of_edge = [first(name) for name in ("src", "predicate", "dst", "time", "attribution")]
    of_edge += [word("polarity"), word("modality"), first("confidence").cast("double").alias("confidence")]
    claims = claims.select("claim", *of_edge, F.explode_outer("evidence").alias("evidence"))
    said = wide("attribution", speaker=GW + "speaker").select("attribution", first("speaker"))
    quoted = wide("evidence", quote=GW + "exact", source=GW + "source")
    quoted = quoted.select("evidence", first("quote"), first("source"))
    edges = claims.join(said, "attribution", "left").join(quoted, "evidence", "left")
    return nodes, edges.drop("attribution", "evidence")


def run(spark: SparkSession, arguments: argparse.Namespace) -> int:
    """The whole job; gives how many errors there were."""
    out, program = arguments.out.rstrip("/"), Program(spark.sparkContext, arguments)
    n_partitions = arguments.partitions or 4 * spark.sparkContext.defaultParallelism
    kept, doubles, clashing = once(spark.read.text(arguments.documents))
    doubles.select("id", F.col("kept").alias("same_text_as")).write.json(f"{out}/doubles")
    # In an order of their own, so that a partition that is made again is the same.
    kept = kept.repartition(n_partitions, "id").sortWithinPartitions("id").select("line")
    documents = kept.rdd.map(lambda row: row[0])
    facts = documents.pipe(program.extract, checkCode=True).persist(StorageLevel.DISK_ONLY)
    facts.filter(lambda line: kind(line) != "error").saveAsTextFile(f"{out}/facts")

    errors = spark.createDataFrame(failed(documents, facts), "message string, document string", verifySchema=False)
    clash = F.lit("another text has its id too; each text needs an id of its own")
    errors = errors.union(clashing.select(clash, "line"))
    errors.selectExpr("'error' AS kind", "message", "left(document, 200) AS document").write.json(f"{out}/errors")

    lines = graph(program, facts, arguments.ledger).map(lambda quad: (quad,))
    quads = spark.createDataFrame(lines, "value string", verifySchema=False)
    quads.distinct().sortWithinPartitions("value").write.text(f"{out}/nquads")

    nodes, edges = tables(spark.read.text(f"{out}/nquads"))
    nodes.write.parquet(f"{out}/nodes")
    edges.write.parquet(f"{out}/edges")
    counts = {name: spark.read.text(f"{out}/{name}").count() for name in ("nquads", "doubles", "errors")}
    counts |= {name: spark.read.parquet(f"{out}/{name}").count() for name in ("nodes", "edges")}
    print(json.dumps(counts))
    return counts["errors"]


def main() -> int:
    """Reads the command line; gives the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("documents", help="a folder or glob of JSON Lines")
    parser.add_argument("out", help="the folder to make")
    parser.add_argument("--program", required=True, help="the program, which is shipped to every worker")
    parser.add_argument("--installed", action="store_true", help="every worker has it under that path already")
    parser.add_argument("--ledger", help="which entities are one (see `graphwright resolve`)")
    parser.add_argument("--names", help="the IRI under which names are minted")
    parser.add_argument("--ontology", action="append", default=[], help="an ontology file; may be repeated")
    parser.add_argument("--partitions", type=int, help="how many parts of the corpus [default: 4 for each core]")
    arguments = parser.parse_args()
    spark = SparkSession.builder.appName("graphwright").getOrCreate()
    try:
        return 1 if run(spark, arguments) else 0
    except Exception as error:  # noqa: BLE001
        # Spark tells where in its own code it happened, too.
        told = re.search("Pipe function .*", str(error))
        print(f"error: {told.group() if told else error}", file=sys.stderr)
        return 3
    finally:
        spark.stop()


if __name__ == "__main__":
    sys.exit(main())
