use crate::cli::exit::{Exit, Failure};
use crate::cli::output::{Pending, Target, prepare};
use graphwright::draw::{Drawing, MermaidError, mermaid};

/// Writes a drawing as Mermaid.
pub fn write(
    drawing: &Drawing<'_>,
    title: Option<&str>,
    target: &Target,
) -> Result<Pending, Failure> {
    prepare(target, |mut out| mermaid(drawing, title, &mut out), explain)
}

fn explain(name: &str, error: MermaidError) -> Failure {
    match error {
        MermaidError::Io(error) => Failure::output(name, &error),
        limit => Failure::new(
            Exit::Limit,
            format!(
                "{name}: {limit}; draw less with --top, --around, --predicate or --fold, or write .svg"
            ),
        ),
    }
}
