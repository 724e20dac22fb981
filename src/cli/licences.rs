//! Whose work the program carries, and on which terms.

use crate::cli::Outcome;
use crate::cli::output::to_standard_output;

/// What is carried, under which licence, and that licence's notice.
const NOTICES: [(&str, &str); 3] = [
    (
        "The language model: CC BY-SA 4.0, apart from the code",
        include_str!("../../model/LICENSE"),
    ),
    (
        "The gazetteer: names of places, organizations and persons",
        include_str!("../../ontology/gazetteer/NOTICE.md"),
    ),
    (
        "The font DejaVu Sans Condensed",
        include_str!("../../LICENSE-DEJAVU"),
    ),
];

/// Prints the version; with `verbose` also the licences and all notices that have to go with the program.
pub fn version(verbose: bool) -> Outcome {
    to_standard_output(|out| {
        writeln!(out, "graphwright {}", env!("CARGO_PKG_VERSION"))?;
        if !verbose {
            return Ok(());
        }
        writeln!(out, "\nlicence: {}", env!("CARGO_PKG_LICENSE"))?;
        writeln!(
            out,
            "The code is under MIT or Apache-2.0, at your choice; the ontology is in the public domain (CC0)."
        )?;
        writeln!(out, "What else the program carries:")?;
        for (what, notice) in NOTICES {
            writeln!(
                out,
                "\n{what}\n{}\n\n{}",
                "-".repeat(what.len()),
                notice.trim()
            )?;
        }
        Ok(())
    })
}
