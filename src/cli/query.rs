use crate::cli::Outcome;
#[cfg(feature = "remote")]
use crate::cli::answers::write;
use crate::cli::answers::{AnswerOptions, Text, index, known_prefixes};
use crate::cli::exit::{Exit, Failure, plain};
use crate::cli::input::InputOptions;
use crate::cli::load::{load, ontology};
use crate::cli::messages::Messages;
use crate::cli::open::{is_standard_input, shown};
#[cfg(feature = "remote")]
use crate::cli::remote::{RemoteOptions, endpoint_answer};
use clap::Args;
use graphwright::query::{ParseOptions, ParsedQuery, parse, unknown_terms, with_deep_stack};
use graphwright::rdf::Prefixes;
use std::io::Read;
use std::path::PathBuf;

/// Answer a SPARQL query
///
/// SELECT and ASK give a table on a terminal and TSV in a pipe, CONSTRUCT and DESCRIBE give Turtle. Prefixes
/// that the query does not declare are filled in from the ontology, the input and the usual ones. A query
/// sees its inputs and nothing else: there is no SERVICE and no SPARQL Update.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The query, unless --file gives it, then the inputs: facts or RDF; - is standard input
    #[arg(value_name = "QUERY|INPUT", num_args = 0..)]
    words: Vec<PathBuf>,
    /// Read the query from a file
    #[arg(long, short, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Only check that the query parses
    #[arg(long)]
    check: bool,
    /// Add the ontology to what is asked: labels of properties, mappings, lexicon
    #[arg(long)]
    with_ontology: bool,
    /// Ask the SPARQL endpoint at this address instead of inputs; the query goes there as a form
    #[cfg(feature = "remote")]
    #[arg(long, value_name = "URL", conflicts_with_all = ["with_ontology", "infer"])]
    endpoint: Option<String>,
    #[cfg(feature = "remote")]
    #[command(flatten)]
    remote: RemoteOptions,
    #[command(flatten)]
    answers: AnswerOptions,
    #[command(flatten)]
    input: InputOptions,
}

pub fn run(arguments: &Arguments, messages: &Messages) -> Outcome {
    let (text, inputs) = arguments.text_and_inputs()?;
    if arguments.check {
        let ontology = ontology(&arguments.input.ontology)?;
        let known = known_prefixes(&arguments.input, &ontology, None);
        let known: Vec<&Prefixes> = known.iter().collect();
        arguments.parse(&text, &known)?;
        return Ok(Exit::Done);
    }
    #[cfg(feature = "remote")]
    if let Some(address) = &arguments.endpoint {
        return arguments.ask_elsewhere(address, &text, &inputs, messages);
    }
    if inputs.is_empty() && !arguments.with_ontology {
        return Err(Failure::new(
            Exit::Usage,
            "no input: name files after the query, or - for standard input",
        ));
    }
    let loaded = load(&inputs, &arguments.input, messages)?;
    let exit = loaded.exit();
    let ontology = loaded.ontology.clone();
    let index = index(loaded, arguments.with_ontology, arguments.answers.infer)?;
    let own = arguments.input.prefixes();
    let known = known_prefixes(&arguments.input, &ontology, Some(&index));
    let known: Vec<&Prefixes> = known.iter().collect();
    let query = arguments.parse(&text, &known)?;
    for unknown in unknown_terms(&query, &index, &ontology.described(), &known) {
        messages.warn(format!("{}:{unknown}", text.name));
    }
    let answered = with_deep_stack(|| {
        arguments
            .answers
            .answer(&text, &query, &index, &known, &own)
    });
    answered.map_err(|error| Failure::new(Exit::Limit, plain(&error)))??;
    Ok(exit)
}

impl Arguments {
    fn text_and_inputs(&self) -> Result<(Text, Vec<PathBuf>), Failure> {
        let Some(path) = &self.file else {
            let Some((query, inputs)) = self.words.split_first() else {
                return Err(Failure::new(
                    Exit::Usage,
                    "no query: give it as the first word, or --file FILE",
                ));
            };
            let text = query
                .to_str()
                .ok_or_else(|| Failure::new(Exit::Input, "the query is not UTF-8"))?
                .to_owned();
            let name = "query".to_owned();
            return Ok((Text { name, text }, inputs.to_vec()));
        };
        let name = shown(path);
        let bytes = if is_standard_input(path) {
            let mut bytes = Vec::new();
            std::io::stdin()
                .lock()
                .read_to_end(&mut bytes)
                .map(|_| bytes)
        } else {
            std::fs::read(path)
        };
        let bytes = bytes
            .map_err(|error| Failure::new(Exit::Input, format!("{name}: {}", plain(&error))))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            Failure::new(
                Exit::Input,
                format!("{name}: the query is not UTF-8 at byte offset {at}"),
            )
        })?;
        Ok((Text { name, text }, self.words.clone()))
    }

    /// Asks an endpoint. Prefixes that the query does not declare are filled in first; what our parser does not know may
    /// be the endpoint's own, so it is sent as it is.
    #[cfg(feature = "remote")]
    fn ask_elsewhere(
        &self,
        address: &str,
        text: &Text,
        inputs: &[PathBuf],
        messages: &Messages,
    ) -> Outcome {
        if !inputs.is_empty() {
            let message = "--endpoint asks another machine, which knows nothing of inputs here; push sends them";
            return Err(Failure::new(Exit::Usage, message));
        }
        let endpoint = self.remote.endpoint(address, messages)?;
        let ontology = ontology(&self.input.ontology)?;
        let known = known_prefixes(&self.input, &ontology, None);
        let known: Vec<&Prefixes> = known.iter().collect();
        let query = match self.parse(text, &known) {
            Ok(query) => Some(query),
            Err(failure) => {
                let fault = failure.message().unwrap_or_default();
                messages.warn(format!("{fault}\nthe query is sent as it is"));
                None
            }
        };
        let answered = endpoint_answer(&endpoint, text, query.as_ref(), &self.answers)?;
        let declared = query.as_ref().map(ParsedQuery::prefixes);
        let prefixes: Vec<&Prefixes> = declared.into_iter().chain(known.iter().copied()).collect();
        let (answer, format) = answered;
        write(text, answer, format, &prefixes, &self.input.prefixes())?;
        Ok(Exit::Done)
    }

    fn parse(&self, text: &Text, known: &[&Prefixes]) -> Result<ParsedQuery, Failure> {
        let options = ParseOptions {
            prefixes: known,
            base: self.input.base.as_deref(),
        };
        parse(&text.text, &options).map_err(|error| text.failure(&error))
    }
}
