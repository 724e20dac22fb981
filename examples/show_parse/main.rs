//! Prints the words of a text with their tags, heads and relations.
//!
//! `cargo run --release --example show_parse -- TEXT [--fast]`

use graphwright::extract::parser::Search;
use graphwright::extract::{Analyzer, English};
use std::error::Error;
use std::io::Write;
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args()
        .nth(1)
        .ok_or("usage: show_parse TEXT [--fast]")?;
    let is_fast = env::args().any(|argument| argument == "--fast");
    let text = fs::read_to_string(path)?;
    let search = if is_fast {
        Search::Greedy
    } else {
        Search::Beam(4)
    };
    let mut output = io::stdout().lock();
    for sentence in Analyzer::new(English::built_in()?, search).text(&text) {
        writeln!(output, "# {}", &text[sentence.range()])?;
        for (index, word) in sentence.words.iter().enumerate() {
            let head = word.head.map_or(0, |head| head + 1);
            writeln!(
                output,
                "{}\t{}\t{}\t{}\t{}\t{head}\t{}",
                index + 1,
                word.form,
                word.lemma,
                word.tag,
                word.fine_tag,
                word.relation
            )?;
        }
        writeln!(output)?;
    }
    Ok(())
}
