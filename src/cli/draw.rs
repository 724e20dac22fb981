mod engine;
mod mermaid;
pub mod pixels;

use crate::cli::Outcome;
use crate::cli::choice::{ChoiceOptions, SourceIds, announce, explain};
use crate::cli::draw::engine::Engine;
use crate::cli::draw::pixels::PixelOptions;
use crate::cli::exit::{Exit, Failure};
use crate::cli::export::title;
use crate::cli::inferring::InferOptions;
use crate::cli::input::InputOptions;
use crate::cli::load::load_looking;
use crate::cli::messages::Messages;
use crate::cli::open::shown;
use crate::cli::output::{Target, explain_io, prepare};
use clap::Args;
use graphwright::draw::{Choice, Drawing, Strokes, html, placed_dot, svg, text};
use graphwright::rdf::prefixes;
use std::path::{Path, PathBuf};

/// Draw a graph: a picture as SVG or PNG, a page to search and filter, text for Graphviz or Mermaid, or lines of text
///
/// The layout is our own, so no other program is needed and the same input gives the same picture everywhere.
/// Of what you choose to draw, or of the whole graph, the top 80 entities by PageRank are drawn with up to 150 arrows,
/// unless you say --top; `export` writes all.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Facts (JSON Lines, JSON, CSV, TSV), RDF, or texts to extract facts from; - is standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Where to write: a name that ends in .svg, .png, .html, .dot (with places, for neato -n2), .mmd (Mermaid)
    /// or .txt; - is standard output, as text, and the default
    #[arg(
        long,
        short,
        value_name = "FILE",
        default_value = "-",
        hide_default_value = true
    )]
    output: PathBuf,
    /// What stands above the picture [default: the title of the source, where there is just one]
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    /// Draw the lines of text with ASCII characters
    #[arg(long)]
    ascii: bool,
    /// Who finds a place for everything
    #[arg(long, value_enum, default_value_t, value_name = "ENGINE")]
    engine: Engine,
    #[command(flatten)]
    pixels: PixelOptions,
    #[command(flatten)]
    infer: InferOptions,
    #[command(flatten)]
    choice: ChoiceOptions,
    #[command(flatten)]
    input: InputOptions,
}

/// What a picture is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Dot,
    Html,
    Mermaid,
    Png,
    Svg,
    Text,
}

fn kind_of(path: &Path) -> Result<Kind, Failure> {
    if path.as_os_str() == "-" {
        return Ok(Kind::Text);
    }
    let extension = path.extension().and_then(|extension| extension.to_str());
    match extension.map(str::to_ascii_lowercase).as_deref() {
        Some("dot" | "gv") => Ok(Kind::Dot),
        Some("html") => Ok(Kind::Html),
        Some("mmd") => Ok(Kind::Mermaid),
        Some("png") => Ok(Kind::Png),
        Some("svg") => Ok(Kind::Svg),
        Some("txt") => Ok(Kind::Text),
        _ => {
            let message = format!(
                "{}: the extension tells no picture; known: svg, png, html, dot, mmd, txt",
                shown(path)
            );
            Err(Failure::new(Exit::Usage, message))
        }
    }
}

pub fn run(arguments: &Arguments, messages: &Messages) -> Outcome {
    let kind = kind_of(&arguments.output)?;
    if arguments.ascii && kind != Kind::Text {
        return Err(Failure::new(Exit::Usage, "--ascii is for lines of text"));
    }
    if arguments.pixels.are_given() && kind != Kind::Png {
        let message = "--scale and --width are for pixels; give -o a name that ends in .png";
        return Err(Failure::new(Exit::Usage, message));
    }
    if arguments.engine == Engine::Graphviz && matches!(kind, Kind::Mermaid | Kind::Text) {
        let message = "--engine finds places, and neither Mermaid nor lines of text have any; write .svg, .png or .dot";
        return Err(Failure::new(Exit::Usage, message));
    }
    if arguments.title.is_some() && kind == Kind::Text {
        let message = "--title stands above a picture, and lines of text have none; give -o a name that ends in .svg, \
                       .png or .html";
        return Err(Failure::new(Exit::Usage, message));
    }
    let mut ids = SourceIds::default();
    let options = &arguments.choice;
    let loaded = load_looking(
        &arguments.inputs,
        &arguments.input,
        messages,
        |files, minter| {
            ids = options.source_ids(files, minter);
        },
    )?;
    let exit = loaded.exit();
    let ontology = loaded.ontology.clone();
    let mut known = arguments.input.prefixes();
    known.merge(prefixes(&loaded.minter, &ontology));
    known.merge(loaded.rdf.prefixes.clone());
    let choice = Choice {
        as_lines: kind == Kind::Text,
        ..options.choice(&known, &ids)?
    };
    let loaded = arguments.infer.relations(loaded, messages)?;
    let (graph, n_left) = loaded.graph(messages)?;
    if n_left > 0 {
        messages.warn(format!(
            "{n_left} triples are not claims; pictures have no place for them"
        ));
    }
    let title = arguments.title.clone().or_else(|| title(&graph));
    let strokes = if arguments.ascii {
        Strokes::Ascii
    } else {
        Strokes::Unicode
    };
    let engine = arguments.engine;
    let drawing = Drawing::of(&graph, &ontology, &choice).map_err(explain)?;
    let shown = drawing.shown();
    let target = Target::new(&arguments.output);
    let pending = match kind {
        Kind::Text => prepare(
            &target,
            |mut out| text(&drawing, strokes, &mut out),
            explain_io,
        ),
        Kind::Dot => {
            let scene = engine.lay_out(drawing, title.as_deref())?;
            prepare(&target, |mut out| placed_dot(&scene, &mut out), explain_io)
        }
        Kind::Html => {
            let scene = engine.lay_out(drawing, title.as_deref())?;
            prepare(&target, |mut out| html(&scene, &mut out), explain_io)
        }
        Kind::Mermaid => mermaid::write(&drawing, title.as_deref(), &target),
        Kind::Png => {
            let scene = engine.lay_out(drawing, title.as_deref())?;
            arguments.pixels.write(&scene, &target, messages)
        }
        Kind::Svg => {
            let scene = engine.lay_out(drawing, title.as_deref())?;
            prepare(&target, |mut out| svg(&scene, &mut out), explain_io)
        }
    }?;
    pending.commit()?;
    if shown.all_entities == 0 {
        messages.warn("the graph has no entities; the picture is empty".to_owned());
    }
    announce(shown, !choice.around.is_empty(), messages);
    Ok(exit)
}
