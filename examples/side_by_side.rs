//! One stage of the engine, or of oxigraph's Store, in a process of its own, so that its time and memory can be
//! measured from outside: `side_by_side (ours|plain|unordered|store) FILE [QUERY...]`. `plain` is
//! ours without shortcuts, `unordered` also without our order of patterns.
//!
//! Loads an N-Triples or Turtle file, then answers each query five times. Prints one line of JSON with seconds of
//! wall and processor time, bytes of memory, and for each query its rows and the median of its times.

use graphwright::format::Format;
use graphwright::query::{
    Answer, EvaluationOptions, ParseOptions, Shortcuts, evaluate, parse, with_deep_stack,
};
use graphwright::rdf::Index;
use graphwright::read::{RdfOptions, read_rdf};
use oxigraph::io::RdfFormat;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufReader, Write};
use std::path::Path;
use std::time::{Duration, Instant};

const TIMES: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [who, file, queries @ ..] = arguments.as_slice() else {
        return Err("side_by_side (ours|plain|unordered|store) FILE [QUERY...]".into());
    };
    let queries: Vec<String> = queries
        .iter()
        .map(fs::read_to_string)
        .collect::<Result<_, _>>()?;
    let is_turtle = Path::new(file)
        .extension()
        .is_some_and(|extension| extension == "ttl");
    let before = Usage::now()?;
    let start = Instant::now();
    let report = if who == "store" {
        let store = Store::new()?;
        let format = if is_turtle {
            RdfFormat::Turtle
        } else {
            RdfFormat::NTriples
        };
        let mut loader = store.bulk_loader();
        loader.load_from_reader(format, open(file)?)?;
        loader.commit()?;
        let mut report = Report::loaded(store.len()?, start, &before, None)?;
        for query in &queries {
            report.ask(|| ask_store(&store, query))?;
        }
        report
    } else {
        let format = if is_turtle {
            Format::Turtle
        } else {
            Format::NTriples
        };
        let threads = std::env::var("THREADS").ok();
        let options = RdfOptions {
            format,
            base: None,
            threads: threads.map(|threads| threads.parse()).transpose()?,
        };
        let reader = open(file)?;
        let (quads, faults) = read_rdf(reader, &file.as_str().into(), options)?;
        if let Some(fault) = faults.first() {
            return Err(fault.to_string().into());
        }
        let index = Index::new(quads)?;
        index.complete();
        let mut report = Report::loaded(index.len(), start, &before, Some(index.size()))?;
        let shortcuts = match who.as_str() {
            "ours" => Shortcuts::ALL,
            "plain" => Shortcuts {
                planning: true,
                wedges: true,
                ..Shortcuts::NONE
            },
            _ => Shortcuts::NONE,
        };
        for query in &queries {
            with_deep_stack(|| {
                report
                    .ask(|| ask_index(&index, query, shortcuts))
                    .map_err(|error| error.to_string())
            })??;
        }
        report
    };
    writeln!(std::io::stdout(), "{}", report.0)?;
    Ok(())
}

/// A file with the buffer that the program gives it.
fn open(file: &str) -> std::io::Result<BufReader<File>> {
    Ok(BufReader::with_capacity(1 << 16, File::open(file)?))
}

/// The number of rows, and those of one value as that value, so that counts can be compared.
type Rows = (usize, String);

fn ask_index(index: &Index, query: &str, shortcuts: Shortcuts) -> Result<Rows, String> {
    let query = parse(query, &ParseOptions::default()).map_err(|error| error.to_string())?;
    let options = EvaluationOptions {
        shortcuts,
        ..EvaluationOptions::default()
    };
    match evaluate(&query, index, &options).map_err(|error| error.to_string())? {
        Answer::Rows(rows) => {
            let mut n_rows = 0;
            let mut first = String::new();
            for row in rows {
                let row = row.map_err(|error| error.to_string())?;
                if n_rows == 0 {
                    first = row.iter().flatten().map(ToString::to_string).collect();
                }
                n_rows += 1;
            }
            Ok((n_rows, first))
        }
        Answer::Truth(truth) => Ok((1, truth.to_string())),
        Answer::Graph(quads) => Ok((quads.len(), String::new())),
    }
}

fn ask_store(store: &Store, query: &str) -> Result<Rows, String> {
    let results = SparqlEvaluator::new()
        .parse_query(query)
        .map_err(|error| error.to_string())?
        .on_store(store)
        .execute()
        .map_err(|error| error.to_string())?;
    let mut n_rows = 0;
    let mut first = String::new();
    if let QueryResults::Solutions(solutions) = results {
        for row in solutions {
            let row = row.map_err(|error| error.to_string())?;
            if n_rows == 0 {
                first = row
                    .values()
                    .iter()
                    .flatten()
                    .map(ToString::to_string)
                    .collect();
            }
            n_rows += 1;
        }
    }
    Ok((n_rows, first))
}

/// What the system says of this process.
struct Usage {
    /// Ticks of a hundredth of a second, all threads together.
    ticks: u64,
    /// Bytes in memory.
    memory: u64,
}

impl Usage {
    fn now() -> Result<Self, Box<dyn Error>> {
        let stat = fs::read_to_string("/proc/self/stat")?;
        let fields: Vec<&str> = stat
            .rsplit(')')
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        let number = |place: usize| {
            fields
                .get(place)
                .and_then(|field| field.parse::<u64>().ok())
                .unwrap_or(0)
        };
        Ok(Self {
            ticks: number(11) + number(12),
            memory: number(21) * 4096,
        })
    }
}

/// JSON that grows.
struct Report(serde_json::Value);

impl Report {
    fn loaded(
        n_triples: usize,
        start: Instant,
        before: &Usage,
        size: Option<usize>,
    ) -> Result<Self, Box<dyn Error>> {
        let wall = start.elapsed();
        let now = Usage::now()?;
        Ok(Self(serde_json::json!({
            "triples": n_triples,
            "wall": wall.as_secs_f64(),
            "cpu": Duration::from_millis((now.ticks - before.ticks) * 10).as_secs_f64(),
            "memory": now.memory.saturating_sub(before.memory),
            "size": size,
            "queries": [],
        })))
    }

    fn ask(&mut self, mut ask: impl FnMut() -> Result<Rows, String>) -> Result<(), Box<dyn Error>> {
        let mut times = Vec::new();
        let mut rows = Rows::default();
        for _ in 0..TIMES {
            let start = Instant::now();
            rows = ask()?;
            times.push(start.elapsed());
        }
        times.sort_unstable();
        if let Some(queries) = self.0["queries"].as_array_mut() {
            queries.push(serde_json::json!({
                "milliseconds": times[TIMES / 2].as_secs_f64() * 1000.0,
                "rows": rows.0,
                "first": rows.1,
            }));
        }
        Ok(())
    }
}
