use crate::cli::Outcome;
use crate::cli::answers::index;
use crate::cli::exit::{Exit, Failure};
use crate::cli::inferring::InferOptions;
use crate::cli::input::InputOptions;
use crate::cli::load::{limit, load};
use crate::cli::messages::Messages;
use crate::cli::progress::Progress;
use crate::cli::remote::{RemoteOptions, failure};
use clap::{Args, ValueEnum};
use graphwright::rdf::Index;
use graphwright::remote::{How, PushError, PushOptions, push, skolemize};
use oxigraph::model::NamedNode;
use std::path::PathBuf;

/// Send a graph to a triple store
///
/// By the SPARQL 1.1 Graph Store Protocol, or by SPARQL Update with --by update; TO is the address of the one or the other.
/// Triples are added in small requests. If it fails in the middle, it says what has arrived; to run it again does no harm,
/// since what is there already stays as it is. Passwords come from the environment or a file, never from the command line.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Facts, RDF, or texts to extract facts from; - is standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    #[arg(
        long,
        value_name = "URL",
        help = "Where to, such as http://127.0.0.1:7878/store"
    )]
    to: String,
    /// By which protocol
    #[arg(long, value_enum, default_value_t, value_name = "PROTOCOL")]
    by: Protocol,
    /// The graph that the triples of the default graph go to; some stores have no default graph
    #[arg(long, value_name = "IRI", value_parser = iri)]
    graph: Option<NamedNode>,
    /// Empty each graph that is sent before its first triples arrive; if the push breaks off after that, what was there
    /// is gone until it is repeated
    #[arg(long)]
    replace: bool,
    /// Name blank nodes by IRIs, the same each time; they would be new ones in each request otherwise
    #[arg(long)]
    skolemize: bool,
    /// How many triples one request has at most
    #[arg(long, value_name = "N", default_value_t = PushOptions::CHUNK as u64, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    chunk: u64,
    /// Send the ontology too: labels of properties, mappings, lexicon
    #[arg(long)]
    with_ontology: bool,
    #[command(flatten)]
    remote: RemoteOptions,
    #[command(flatten)]
    infer: InferOptions,
    #[command(flatten)]
    input: InputOptions,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Protocol {
    /// POST and PUT of the SPARQL 1.1 Graph Store HTTP Protocol
    #[default]
    GraphStore,
    /// INSERT DATA of SPARQL 1.1 Update
    Update,
}

fn iri(text: &str) -> Result<NamedNode, String> {
    NamedNode::new(text)
        .map_err(|_| "an absolute IRI such as https://example.org/g is wanted".to_owned())
}

pub fn run(arguments: &Arguments, messages: &Messages) -> Outcome {
    let endpoint = arguments.remote.endpoint(&arguments.to, messages)?;
    let loaded = load(&arguments.inputs, &arguments.input, messages)?;
    let (exit, names) = (loaded.exit(), loaded.minter.namespace().to_owned());
    let mut index = index(loaded, arguments.with_ontology, arguments.infer)?;
    if arguments.skolemize {
        let (quads, n_blank) = skolemize(&index, &names).map_err(limit)?;
        index = Index::new(quads).map_err(limit)?;
        if n_blank > 0 {
            messages.note(format!(
                "{n_blank} blank nodes are named under {names}.well-known/genid/"
            ));
        }
    }
    let options = PushOptions {
        how: match arguments.by {
            Protocol::GraphStore => How::GraphStore,
            Protocol::Update => How::Update,
        },
        graph: arguments.graph.clone(),
        replace: arguments.replace,
        chunk: usize::try_from(arguments.chunk).unwrap_or(usize::MAX),
    };
    let n_triples = index.len();
    let mut steps = Progress::steps("sent", n_triples as u64, messages.is_quiet());
    let pushed = push(&index, &endpoint, &options, |pushed| {
        steps.at(pushed.n_triples as u64);
    });
    drop(steps);
    match pushed {
        Ok(pushed) => {
            let (n_triples, n_requests) = (pushed.n_triples, pushed.n_requests);
            let address = endpoint.address();
            messages.note(format!(
                "{n_triples} triples sent to {address} in {n_requests} requests"
            ));
            Ok(exit)
        }
        Err(PushError::Remote { pushed, reason }) => {
            let inner = failure(&reason);
            let what = inner.message().unwrap_or_default();
            let again = if arguments.replace {
                "what was there before is gone, as --replace asks; the same command sends all of them again"
            } else {
                "the same command sends all of them again, which does no harm"
            };
            let message = format!(
                "{what}\n{} of {n_triples} triples have arrived, in {} requests; {again}",
                pushed.n_triples, pushed.n_requests
            );
            Err(Failure::new(Exit::Output, message))
        }
        Err(error @ PushError::BlankNodes(_)) => {
            let message = format!("{error}; --skolemize names them by IRIs");
            Err(Failure::new(Exit::Input, message))
        }
        Err(error) => Err(Failure::new(Exit::Output, error)),
    }
}
