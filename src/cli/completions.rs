use crate::cli::output::to_standard_output;
use crate::cli::{Arguments as All, Outcome};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// Print what completes commands and options in a shell
///
/// For bash: graphwright completions bash > ~/.local/share/bash-completion/completions/graphwright
#[derive(Debug, Args)]
pub struct Arguments {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut All::command(),
        "graphwright",
        &mut script,
    );
    to_standard_output(|out| out.write_all(&script))
}
