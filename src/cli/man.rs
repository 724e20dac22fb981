use crate::cli::exit::{Exit, Failure};
use crate::cli::output::to_standard_output;
use crate::cli::{Arguments as All, Outcome};
use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;
use graphwright::model::visible;
use std::io;
use std::path::PathBuf;

/// Print a page of the manual, or write all of them to a folder
#[derive(Debug, Args)]
pub struct Arguments {
    /// The command that it is about; the program as a whole otherwise
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
    /// Write the pages of the program and of every command to this folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    all: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let mut program = All::command();
    program.build();
    if let Some(folder) = &arguments.all {
        let failed = |error| Failure::output(folder.display(), &error);
        std::fs::create_dir_all(folder).map_err(failed)?;
        for command in std::iter::once(&program).chain(program.get_subcommands()) {
            let file = folder.join(format!("{}.1", name(command)));
            std::fs::write(file, page(command).map_err(failed)?).map_err(failed)?;
        }
        return Ok(Exit::Done);
    }
    let command = match &arguments.command {
        None => &program,
        Some(name) => program.find_subcommand(name).ok_or_else(|| {
            let name = visible(name);
            let message = format!("no command is called {name}; graphwright --help lists them");
            Failure::new(Exit::Usage, message)
        })?,
    };
    let page = page(command).map_err(|error| Failure::output("standard output", &error))?;
    to_standard_output(|out| out.write_all(&page))
}

/// As the manual calls a command: `graphwright-export`.
fn name(command: &Command) -> String {
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    name.replace(' ', "-")
}

fn page(command: &Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let version = format!("graphwright {}", env!("CARGO_PKG_VERSION"));
    Man::new(command.clone())
        .source(version)
        .render(&mut page)?;
    Ok(page)
}
