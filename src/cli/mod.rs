//! Arguments become library calls and an exit code. Only this module opens paths, prints, and reads the
//! clock or the environment.

mod answers;
mod ask;
mod check;
mod choice;
mod compare;
mod completions;
mod draw;
mod exit;
mod export;
mod extract;
mod formats;
mod graph_files;
mod inferring;
mod input;
mod interrupted;
mod licences;
mod load;
mod loaded;
mod man;
mod messages;
mod open;
mod output;
mod progress;
#[cfg(feature = "remote")]
mod push;
mod query;
#[cfg(feature = "remote")]
mod remote;
mod resolve;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod shapes;
mod spreadsheets;
mod stats;
mod stream;
mod text;
mod texts;
mod who;

use clap::{Parser, Subcommand};
use exit::Exit;
use graphwright::query::is_evaluating;
use messages::Messages;
use std::process::ExitCode;

/// Knowledge graphs that cite their sources
///
/// Texts, facts and RDF in; Turtle, pictures for Graphviz and answers to SPARQL questions out. Every relation keeps
/// the words, the place and the speaker it came from. Works offline; the same input gives the same bytes.
#[derive(Debug, Parser)]
#[command(
    disable_version_flag = true,
    arg_required_else_help = true,
    max_term_width = 100,
    after_help = exit::HELP
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Print the version; with --verbose also the licences of all that the program carries
    #[arg(long, short = 'V')]
    version: bool,
    /// Say more: with --version
    #[arg(long, requires = "version")]
    verbose: bool,
    /// Say nothing on standard error but errors
    #[arg(long, short, global = true)]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Export(export::Arguments),
    Extract(extract::Arguments),
    // The most options of all: in a box, so that the others need not carry its size.
    Draw(Box<draw::Arguments>),
    Query(Box<query::Arguments>),
    Ask(Box<ask::Arguments>),
    Check(check::Arguments),
    Resolve(resolve::Arguments),
    Compare(compare::Arguments),
    Stats(stats::Arguments),
    #[cfg(feature = "serve")]
    Serve(Box<serve::Arguments>),
    #[cfg(feature = "remote")]
    Push(Box<push::Arguments>),
    Schema(schema::Arguments),
    Formats(formats::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // That one becomes an error, with words of its own.
        if !is_evaluating() {
            usual(panic);
        }
    }));
    let arguments = Arguments::parse();
    let messages = Messages::new(arguments.quiet);
    let command = match arguments.command {
        _ if arguments.version => return end(licences::version(arguments.verbose)),
        Some(command) => command,
        None => {
            let message = "a command is missing; graphwright --help lists them";
            return end(Err(exit::Failure::new(Exit::Usage, message)));
        }
    };
    end(match command {
        Command::Export(arguments) => export::run(&arguments, &messages),
        Command::Extract(arguments) => extract::run(&arguments, &messages),
        Command::Draw(arguments) => draw::run(&arguments, &messages),
        Command::Query(arguments) => query::run(&arguments, &messages),
        Command::Ask(arguments) => ask::run(&arguments, &messages),
        Command::Compare(arguments) => compare::run(&arguments, &messages),
        Command::Check(arguments) => check::run(&arguments, &messages),
        Command::Resolve(arguments) => resolve::run(&arguments, &messages),
        Command::Stats(arguments) => stats::run(&arguments, &messages),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::run(&arguments, &messages),
        #[cfg(feature = "remote")]
        Command::Push(arguments) => push::run(&arguments, &messages),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Formats(arguments) => formats::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    })
}

fn end(result: Outcome) -> ExitCode {
    match result {
        Ok(exit) => exit.into(),
        Err(failure) => {
            messages::say_failure(&failure);
            failure.exit().into()
        }
    }
}

/// How a command ends that does not fail.
type Outcome = Result<Exit, exit::Failure>;
