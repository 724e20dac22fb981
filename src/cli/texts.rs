use crate::cli::exit::plain;
use crate::cli::open::is_standard_input;
use graphwright::model::{FactsFile, Fault, Place, quoted};
use std::io;
use std::path::{Component, Path};

/// Puts the text of each source's `file` into its record. The file stands beside the facts file: nothing
/// outside that folder is opened, whatever the record says.
pub fn attach_texts(facts: &mut FactsFile, path: &Path, faults: &mut Vec<Fault>) {
    for source in &mut facts.sources {
        let Some(file) = source.record.file.clone() else {
            continue;
        };
        if source.record.text.is_some() {
            let message = "source has both text and file; it takes one of them";
            faults.push(Fault::error(source.place.clone(), message));
            continue;
        }
        match text_beside(path, &file) {
            Ok(text) => source.record.text = Some(text),
            Err(problem) => faults.push(problem.fault(&source.place, &file)),
        }
    }
}

enum TextProblem {
    Outside,
    Missing(String),
    NotUtf8(usize),
}

impl TextProblem {
    fn fault(&self, place: &Place, file: &str) -> Fault {
        let file = quoted(file);
        match self {
            Self::Outside => {
                let message =
                    format!("file {file} is not in the folder of the facts; it is not opened");
                Fault::error(place.clone(), message)
            }
            Self::Missing(reason) => Fault::warning(
                place.clone(),
                format!(
                    "the text of the source is not at hand ({file}: {reason}); its quotes are not checked"
                ),
            ),
            Self::NotUtf8(at) => {
                let message =
                    format!("file {file} is not UTF-8 at byte offset {at}; convert it first");
                Fault::error(place.clone(), message)
            }
        }
    }
}

fn text_beside(facts: &Path, file: &str) -> Result<String, TextProblem> {
    let missing = |error: &io::Error| TextProblem::Missing(plain(error));
    if is_standard_input(facts) {
        return Err(TextProblem::Missing(
            "facts from standard input have no folder".to_owned(),
        ));
    }
    let is_plain = Path::new(file)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !is_plain {
        return Err(TextProblem::Outside);
    }
    let folder = match facts.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().map_err(|error| missing(&error))?;
    let path = folder
        .join(file)
        .canonicalize()
        .map_err(|error| missing(&error))?;
    // A link may lead out of the folder.
    if !path.starts_with(&folder) {
        return Err(TextProblem::Outside);
    }
    if !path.is_file() {
        return Err(TextProblem::Missing("not a file".to_owned()));
    }
    let bytes = std::fs::read(&path).map_err(|error| missing(&error))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| TextProblem::NotUtf8(error.utf8_error().valid_up_to()))?;
    Ok(text
        .strip_prefix('\u{FEFF}')
        .map(str::to_owned)
        .unwrap_or(text))
}
