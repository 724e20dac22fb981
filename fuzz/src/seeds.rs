//! The inputs that targets begin with and that are replayed: samples of the tests and examples, which are read where
//! they stand, and the files in `corpus/`.

use std::fs;
use std::io;
use std::path::Path;

/// What stands in front of a file for the target to choose by, the folder or file, and the end of the names.
type Row<'r> = (&'static str, &'r str, &'static str);

const ANNOTATORS: &str = "tests/suite/annotators/samples";
const GRAPH_JSON: &str = "tests/suite/graph_json/samples";
const PROGRAMS: &str = "tests/suite/graph_programs/samples";
const SHEETS: &str = "tests/suite/spreadsheets/samples";
const TEXTS: &str = "tests/suite/extraction/texts";
const EXAMPLES: &str = "examples";

/// Where an input comes from, and what the target gets.
pub(crate) type Seed = (String, Vec<u8>);

/// All inputs of a target that are known.
pub(crate) fn seeds(target: &str, repository: &Path) -> io::Result<Vec<Seed>> {
    let rows: &[Row<'_>] = match target {
        "read_facts" => &[
            ("", EXAMPLES, ".jsonl"),
            ("", TEXTS, "election.facts.jsonl"),
            ("", "tests/suite/pictures", ".jsonl"),
        ],
        "read_graph_json" => &[
            ("a", GRAPH_JSON, "networkx.json"),
            ("a", GRAPH_JSON, "networkx-undirected.json"),
            ("b", GRAPH_JSON, "langchain.json"),
            ("c", GRAPH_JSON, "neo4j-graphrag.json"),
            ("d", GRAPH_JSON, "llama-index.json"),
            ("e", PROGRAMS, ".cyjs"),
        ],
        "read_foreign" => &[
            ("a", ANNOTATORS, "langextract.jsonl"),
            ("b", ANNOTATORS, "corenlp.json"),
            ("c", ANNOTATORS, "spacy.json"),
            ("d", ANNOTATORS, "gliner2.json"),
            ("e", ANNOTATORS, "brat.ann"),
            ("f", ANNOTATORS, "followthemoney.jsonl"),
            ("g", "tests/suite/graph_json/samples/graphrag", ".csv"),
            ("h", PROGRAMS, ".graphml"),
            ("i", PROGRAMS, ".gexf"),
            ("j", EXAMPLES, ".csv"),
            ("k", EXAMPLES, ".tsv"),
            ("m", SHEETS, "incidents.csv"),
            ("n", SHEETS, "acled.csv"),
            ("o", SHEETS, "export.CSV"),
            ("p", SHEETS, ".tsv"),
        ],
        "read_rdf" => &[("c", "examples/cooking", ".ttl")],
        "read_text" => &[
            ("a", EXAMPLES, ".txt"),
            ("b", EXAMPLES, ".md"),
            ("a", TEXTS, "sport.txt"),
        ],
        "query_text" => &[("", "examples/burkina-faso/questions", ".rq")],
        "round_trip" => &[
            ("a", EXAMPLES, "envoy.jsonl"),
            ("c", EXAMPLES, "two-desks.jsonl"),
            ("d", EXAMPLES, "two-desks.jsonl"),
            ("e", EXAMPLES, "two-desks.jsonl"),
            ("f", EXAMPLES, "two-desks.jsonl"),
            ("h", EXAMPLES, "two-desks.jsonl"),
            ("rcd", "examples/cooking", ".ttl"),
            ("rce", "examples/cooking", ".ttl"),
            ("rcf", "examples/cooking", ".ttl"),
        ],
        _ => &[],
    };
    let corpus = format!("fuzz/corpus/{target}");
    let rows = rows.iter().copied().chain([("", &*corpus, "")]);
    let mut seeds = Vec::new();
    for (first, folder, end) in rows {
        let mut files: Vec<_> = fs::read_dir(repository.join(folder))?.collect::<Result<_, _>>()?;
        files.sort_by_key(fs::DirEntry::file_name);
        for file in files {
            if file.file_name().to_string_lossy().ends_with(end) && file.file_type()?.is_file() {
                let mut seed = first.as_bytes().to_vec();
                seed.extend(fs::read(file.path())?);
                seeds.push((file.path().display().to_string(), seed));
            }
        }
    }
    Ok(seeds)
}
