use crate::cli::Outcome;
use crate::cli::answers::{index, known_prefixes, seconds};
use crate::cli::ask::questions;
use crate::cli::exit::{Exit, Failure, plain};
use crate::cli::export::title;
use crate::cli::inferring::InferOptions;
use crate::cli::input::InputOptions;
use crate::cli::load::load;
use crate::cli::loaded::Loaded;
use crate::cli::messages::Messages;
use clap::Args;
use graphwright::query::QueryLimits;
use graphwright::serve::{ServeError, ServeLimits, Site, SiteOptions, SiteParts, Stop, serve};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

const ORIGIN: &str = "Let pages of another site read answers (CORS): an origin such as https://example.org, or * for all";

/// Serve a graph over HTTP, to be read: SPARQL for programs, a page for people
///
/// SPARQL 1.1 Protocol at /sparql, its graphs at /data, and at / a page with search, dossiers, pictures, ready questions
/// and a box for queries. Nothing can be changed, and only this machine can reach it unless --address says otherwise.
/// There is no password and no TLS: put a web server in front of it for others. Ctrl+C or SIGTERM lets answers finish.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Facts, RDF, or texts to extract facts from; - is standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// The port; 0 takes a free one
    #[arg(long, value_name = "PORT", default_value_t = 7880)]
    port: u16,
    /// The address to listen on; 0.0.0.0 is all of this machine's
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// A name by which requests may call this server, beside localhost and addresses
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    #[arg(long, value_name = "ORIGIN", help = ORIGIN)]
    allow_origin: Option<String>,
    /// What stands above the pages [default: the title of the source, where there is just one]
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    /// A folder of further questions, files of SPARQL that end in .rq; one takes the place of ours with its name
    #[arg(long, value_name = "FOLDER")]
    questions: Vec<PathBuf>,
    /// Add the ontology to what is asked: labels of properties, mappings, lexicon
    #[arg(long)]
    with_ontology: bool,
    /// Ask all graphs of the input as one
    #[arg(long)]
    union_default_graph: bool,
    /// How many seconds a query may take; 0 is no limit
    #[arg(long, value_name = "SECONDS", default_value_t = default_seconds(), value_parser = seconds)]
    timeout: f64,
    /// By how many MiB of memory queries may together grow the program before the one that has run longest is stopped; 0 is no
    /// limit
    #[arg(long, value_name = "MIB", default_value_t = ServeLimits::DEFAULT.query_memory.unwrap_or(0) >> 20)]
    max_memory: u64,
    /// How many rows or triples an answer may have; 0 is no limit
    #[arg(long, value_name = "N", default_value_t = ServeLimits::DEFAULT.query.rows.unwrap_or(0))]
    max_rows: u64,
    /// How many bytes the body of a request may have
    #[arg(long, value_name = "BYTES", default_value_t = ServeLimits::DEFAULT.body)]
    max_body: usize,
    /// How many queries may run at once; further ones wait
    #[arg(long, value_name = "N", default_value_t = ServeLimits::DEFAULT.parallel as u64, value_parser = clap::value_parser!(u64).range(1..=4096))]
    parallel: u64,
    /// How many connections may be open at once; further ones wait
    #[arg(long, value_name = "N", default_value_t = ServeLimits::DEFAULT.connections as u64, value_parser = clap::value_parser!(u64).range(1..=65536))]
    connections: u64,
    #[command(flatten)]
    infer: InferOptions,
    #[command(flatten)]
    input: InputOptions,
}

fn default_seconds() -> f64 {
    let time = ServeLimits::DEFAULT.query.time;
    time.map_or(0.0, |time| time.as_secs_f64())
}

pub fn run(arguments: &Arguments, messages: &Messages) -> Outcome {
    let questions = questions(&arguments.questions)?;
    let loaded = load(&arguments.inputs, &arguments.input, messages)?;
    let exit = loaded.exit();
    let site = arguments.site(loaded, questions, messages)?;
    let n_triples = site.len();
    let stop = Stop::default();
    #[cfg(unix)]
    stop_at_signals(&stop)?;
    let address = SocketAddr::new(arguments.address, arguments.port);
    if !arguments.address.is_loopback() {
        messages.warn(
            "whoever can reach this address can read the graph; there is no password and no TLS",
        );
    }
    let options = SiteOptions {
        allow_origin: arguments.allow_origin.clone(),
        hosts: arguments.host.clone(),
    };
    let started = |address: SocketAddr| {
        messages.note(format!(
            "{n_triples} triples at http://{address}/ (SPARQL at http://{address}/sparql); Ctrl+C stops"
        ));
    };
    serve(site, address, options, arguments.limits(), &stop, started).map_err(
        |error| match error {
            ServeError::Listen { address, reason } => {
                let message = format!("cannot listen on {address}: {}", plain(&reason));
                Failure::new(Exit::Output, message)
            }
            ServeError::Threads(_) => Failure::new(Exit::Limit, error),
        },
    )?;
    Ok(exit)
}

impl Arguments {
    fn site(
        &self,
        loaded: Loaded,
        questions: graphwright::ask::Questions,
        messages: &Messages,
    ) -> Result<Site, Failure> {
        let (ontology, minter) = (loaded.ontology.clone(), loaded.minter.clone());
        // The texts of sources are in the facts alone. Without facts the graph is read off the index if a page wants it:
        // who asks with SPARQL only should not pay for it.
        let graph = if loaded.has_facts() {
            Some(loaded.clone().graph(messages)?.0)
        } else {
            None
        };
        let title = self
            .title
            .clone()
            .or_else(|| graph.as_ref().and_then(title));
        let index = index(loaded, self.with_ontology, self.infer)?;
        // What the first query would otherwise wait for.
        index.complete();
        index.spread(None);
        Ok(Site::new(SiteParts {
            index,
            graph,
            questions,
            prefixes: known_prefixes(&self.input, &ontology, None),
            ontology,
            minter,
            base: self.input.base.clone(),
            union: self.union_default_graph,
            title,
        }))
    }

    fn limits(&self) -> ServeLimits {
        let count = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        ServeLimits {
            query: QueryLimits {
                time: (self.timeout > 0.0).then(|| Duration::from_secs_f64(self.timeout)),
                rows: (self.max_rows > 0).then_some(self.max_rows),
                ..ServeLimits::DEFAULT.query
            },
            query_memory: (self.max_memory > 0).then(|| self.max_memory.saturating_mul(1 << 20)),
            parallel: count(self.parallel),
            connections: count(self.connections),
            body: self.max_body,
            ..ServeLimits::DEFAULT
        }
    }
}

/// Lets the first signal stop the server, and the second one end the program as if nobody waited.
#[cfg(unix)]
fn stop_at_signals(stop: &Stop) -> Result<(), Failure> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let failed = |error| Failure::new(Exit::Limit, format!("signals: {}", plain(&error)));
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]).map_err(failed)?;
    let stop = stop.clone();
    let wait = move || {
        let mut is_told = false;
        for signal in &mut signals {
            if is_told {
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
            is_told = true;
            stop.stop();
        }
    };
    let thread = std::thread::Builder::new().name("signals".to_owned());
    thread.spawn(wait).map_err(failed)?;
    Ok(())
}
