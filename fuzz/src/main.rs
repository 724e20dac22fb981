//! Runs one fuzz target: `graphwright-fuzz TARGET` under `cargo afl fuzz`, or on one input from standard input.
//! `graphwright-fuzz TARGET --seeds FOLDER` writes the inputs that AFL begins with.

mod seeds;
mod targets;

use std::error::Error;
use std::path::Path;

/// AFL is quick with small inputs only; longer ones are for the replay.
const LONGEST_SEED: usize = 12_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let known = |name: &str| targets::ALL.iter().find(|target| target.name == name);
    match arguments.as_slice() {
        [name] if known(name).is_some() => {
            let run = known(name).map_or(targets::ALL[0].run, |target| target.run);
            // What is made once is made before AFL copies the process.
            run(b"");
            afl::fuzz!(|data: &[u8]| run(data));
        }
        [name, "--seeds", folder] if known(name).is_some() => {
            let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
            std::fs::create_dir_all(folder)?;
            for (number, (_, seed)) in seeds::seeds(name, &repository)?.into_iter().enumerate() {
                if seed.len() <= LONGEST_SEED {
                    std::fs::write(Path::new(folder).join(format!("{number:03}")), seed)?;
                }
            }
        }
        _ => {
            let names: Vec<&str> = targets::ALL.iter().map(|target| target.name).collect();
            return Err(format!("TARGET [--seeds FOLDER]; targets: {}", names.join(", ")).into());
        }
    }
    Ok(())
}
