use crate::cli::Outcome;
use crate::cli::check::marked;
use crate::cli::choice::explain;
use crate::cli::draw::pixels::PixelOptions;
use crate::cli::exit::{Exit, Failure};
use crate::cli::input::{DEFAULT_NAMES, InputOptions};
use crate::cli::load::load_one_of;
use crate::cli::loaded::Loaded;
use crate::cli::messages::Messages;
use crate::cli::open::shown;
use crate::cli::output::{Target, explain_io, prepare};
use clap::{Args, ValueEnum};
use graphwright::compare::{compare, lines, text, union};
use graphwright::draw::{Choice, Drawing, placed_dot, svg};
use std::path::{Path, PathBuf};

/// Tell what two graphs have in common, and where they differ
///
/// Two runs, two extractors, two dates: facts, RDF or texts. Relations are matched by their ends and predicate, then by
/// quote and time; entities by name, else by a label that no other has. Told are the relations that one graph has alone,
/// that run the other way round, and that differ in polarity, modality, speaker, quote, time, place or the words of a
/// quantity. The exit code is 1 when any of these differs; classes, confidence and the like are not compared.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The first graph: facts, RDF, or a text to extract facts from; - is standard input
    #[arg(value_name = "A")]
    a: PathBuf,
    /// The second
    #[arg(value_name = "B")]
    b: PathBuf,
    /// Where to write: a name that ends in .txt or .jsonl, or for one picture of both in .svg, .png or .dot (with
    /// places, for neato -n2); - is standard output, and the default
    #[arg(
        long,
        short,
        value_name = "FILE",
        default_value = "-",
        hide_default_value = true
    )]
    output: PathBuf,
    /// What to write where the name of the output does not tell [default: text]
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: Option<To>,
    #[command(flatten)]
    pixels: PixelOptions,
    #[command(flatten)]
    input: InputOptions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// For people
    Text,
    /// A JSON object a line
    Jsonl,
    /// A picture: what one has alone, and what both have, in three colours and kinds of lines
    Svg,
    /// The same as pixels
    Png,
    /// The same for Graphviz
    Dot,
}

impl Arguments {
    /// Which graph is which: by the names of their files where these tell them apart.
    fn title(&self) -> String {
        let file = |path: &Path| path.file_name().map(|name| shown(Path::new(name)));
        let (a, b) = (file(&self.a), file(&self.b));
        let whole = |path: &Path| Some(shown(path));
        let (a, b) = if a == b {
            (whole(&self.a), whole(&self.b))
        } else {
            (a, b)
        };
        format!("A: {}, B: {}", a.unwrap_or_default(), b.unwrap_or_default())
    }

    fn format(&self) -> Result<To, Failure> {
        let extension = self
            .output
            .extension()
            .and_then(|extension| extension.to_str());
        let told = match extension.map(str::to_ascii_lowercase).as_deref() {
            Some("txt") => Some(To::Text),
            Some("jsonl" | "ndjson") => Some(To::Jsonl),
            Some("svg") => Some(To::Svg),
            Some("png") => Some(To::Png),
            Some("dot" | "gv") => Some(To::Dot),
            _ => None,
        };
        match (self.to.or(told), told) {
            (Some(to), Some(told)) if to != told => Err(Failure::new(
                Exit::Usage,
                format!("--to does not fit the extension of {}", shown(&self.output)),
            )),
            (Some(to), _) => Ok(to),
            (None, _) if self.output.as_os_str() == "-" => Ok(To::Text),
            (None, _) => Err(Failure::new(
                Exit::Usage,
                format!(
                    "{}: the extension does not tell what to write; say --to text|jsonl|svg|png|dot",
                    shown(&self.output)
                ),
            )),
        }
    }
}

pub fn run(arguments: &Arguments, messages: &Messages) -> Outcome {
    let to = arguments.format()?;
    if arguments.pixels.are_given() && to != To::Png {
        let message = "--scale and --width are for pixels; give -o a name that ends in .png";
        return Err(Failure::new(Exit::Usage, message));
    }
    let is_standard = |path: &Path| path.as_os_str() == "-";
    if is_standard(&arguments.a) && is_standard(&arguments.b) {
        let message = "standard input is one graph; give the other as a file";
        return Err(Failure::new(Exit::Usage, message));
    }
    // Quotes that do not hold are no reason not to compare; `check` tells of them.
    let input = marked(&arguments.input);
    let first = load_one_of(&arguments.a, &input, messages)?;
    // What was said of the first once need not be said again.
    let names = input.names.clone();
    let again = InputOptions {
        names: names.or_else(|| Some(DEFAULT_NAMES.to_owned())),
        ..input
    };
    let second = load_one_of(&arguments.b, &again, messages)?;
    again
        .layout
        .check_use(&[first.formats.as_slice(), &second.formats].concat())?;
    let ontology = first.ontology.clone();
    let dropped = first.n_dropped + second.n_dropped;
    let graph = |loaded: Loaded| loaded.graph(messages);
    let ((a, left_a), (b, left_b)) = (graph(first)?, graph(second)?);
    if left_a + left_b > 0 {
        messages.note(format!(
            "{} triples are not claims and are not compared",
            left_a + left_b
        ));
    }
    let found = compare(&a, &b, &ontology);
    let target = Target::new(&arguments.output);
    let pending = match to {
        To::Text => prepare(
            &target,
            |mut out| text(&found, [&a, &b], &ontology, &mut out),
            explain_io,
        ),
        To::Jsonl => prepare(
            &target,
            |mut out| lines(&found, [&a, &b], &mut out),
            explain_io,
        ),
        To::Svg | To::Png | To::Dot => {
            let both = union(&a, &b, &found);
            let choice = Choice::default();
            let drawing = Drawing::of_comparison(&both.graph, &both.sides, &ontology, &choice);
            let drawing = drawing.map_err(explain)?;
            let drawn = drawing.shown();
            if !drawn.is_all() {
                messages.note(format!(
                    "drawn are the top {} of {} entities; --to text tells of all",
                    drawn.entities, drawn.all_entities
                ));
            }
            let title = arguments.title();
            let scene = drawing.lay_out(Some(&title));
            match to {
                To::Dot => prepare(&target, |mut out| placed_dot(&scene, &mut out), explain_io),
                To::Png => arguments.pixels.write(&scene, &target, messages),
                _ => prepare(&target, |mut out| svg(&scene, &mut out), explain_io),
            }
        }
    }?;
    pending.commit()?;
    if found.is_same() && dropped == 0 {
        Ok(Exit::Done)
    } else {
        Ok(Exit::No)
    }
}
