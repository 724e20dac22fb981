use crate::cli::Outcome;
use crate::cli::answers::{AnswerOptions, Text, index, known_prefixes};
use crate::cli::exit::{Exit, Failure, plain};
use crate::cli::input::InputOptions;
use crate::cli::load::load;
use crate::cli::messages::Messages;
use crate::cli::open::shown;
use crate::cli::output::to_standard_output;
use clap::Args;
use graphwright::ask::{Lookups, Names, Question, Questions, bind, by_id};
use graphwright::graph::Name;
use graphwright::model::visible;
use graphwright::ontology::Ontology;
use graphwright::query::{ParseOptions, parse, usual_prefixes, with_deep_stack};
use graphwright::rdf::{Index, Prefixes};
use graphwright::write::write_dossier;
use oxigraph::model::NamedNode;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::{Path, PathBuf};

/// Ask a ready question: who does what, how are two linked, what was said when
///
/// --list tells the questions and what each takes. Entities are given by label, alias, id or IRI, properties and
/// classes by name or label. A value is bound to its variable and never becomes part of the query's text. Answers show
/// the quotes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The question, then the inputs: facts, RDF or texts; - is standard input
    #[arg(value_name = "QUESTION|INPUT", num_args = 0..)]
    words: Vec<PathBuf>,
    /// List the questions and what they take
    #[arg(long)]
    list: bool,
    /// A value for a parameter of the question
    #[arg(long, value_name = "NAME=VALUE", value_parser = named_value)]
    with: Vec<(String, String)>,
    /// A folder of further questions, files of SPARQL that end in .rq; one takes the place of ours with its name
    #[arg(long, value_name = "FOLDER")]
    questions: Vec<PathBuf>,
    #[command(flatten)]
    answers: AnswerOptions,
    #[command(flatten)]
    input: InputOptions,
}

fn named_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("NAME=VALUE is wanted, such as predicate=trains".to_owned()),
    }
}

pub fn run(arguments: &Arguments, messages: &Messages) -> Outcome {
    let questions = questions(&arguments.questions)?;
    if arguments.list {
        return list(&questions);
    }
    let Some((name, inputs)) = arguments.words.split_first() else {
        return Err(Failure::new(
            Exit::Usage,
            "no question: give its name and then the inputs; graphwright ask --list tells all",
        ));
    };
    let name = name.to_string_lossy();
    if name == ABOUT {
        return arguments.about(inputs, messages);
    }
    let question = find(&questions, &name)?;
    if inputs.is_empty() {
        let message = "no input: name files after the question, or - for standard input";
        return Err(Failure::new(Exit::Usage, message));
    }
    let given = arguments.given()?;
    let loaded = load(inputs, &arguments.input, messages)?;
    let (exit, ontology) = (loaded.exit(), loaded.ontology.clone());
    let index = index(loaded, true, arguments.answers.infer)?;
    arguments.ask(question, &given, &index, &ontology)?;
    Ok(exit)
}

/// The question that is answered with a text.
const ABOUT: &str = "about";

fn find<'q>(questions: &'q Questions, name: &str) -> Result<&'q Question, Failure> {
    questions.get(name).ok_or_else(|| {
        let near = questions.nearest(name);
        let hint = near.map_or_else(String::new, |near| format!(" (did you mean {near}?)"));
        let name = visible(name);
        let message = format!("no question is called {name}{hint}; ask --list tells all");
        Failure::new(Exit::Usage, message)
    })
}

/// Prints each question with what it takes.
fn list(questions: &Questions) -> Outcome {
    to_standard_output(|out| {
        writeln!(
            out,
            "{ABOUT:<14} What is known of somebody or something, as a text in Markdown?"
        )?;
        writeln!(out, "    --with entity=…  entity: who or what")?;
        for question in questions.iter() {
            writeln!(
                out,
                "{:<14} {}",
                visible(&question.name),
                visible(&question.summary)
            )?;
            for parameter in &question.parameters {
                let optional = if parameter.is_optional {
                    ", optional"
                } else {
                    ""
                };
                let kind = parameter.kind;
                let (name, description) =
                    (visible(&parameter.name), visible(&parameter.description));
                writeln!(out, "    --with {name}=…  {kind}{optional}: {description}")?;
            }
        }
        Ok(())
    })
}

/// Several errors as one failure, a line each.
fn all_of<E: Display>(errors: &[E]) -> String {
    let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
    lines.join("\nerror: ")
}

impl Arguments {
    fn given(&self) -> Result<BTreeMap<String, String>, Failure> {
        let mut given = BTreeMap::new();
        for (name, value) in &self.with {
            if given.insert(name.clone(), value.clone()).is_some() {
                let message = format!("--with {}=… is given twice", visible(name));
                return Err(Failure::new(Exit::Usage, message));
            }
        }
        Ok(given)
    }

    /// The dossier of an entity.
    fn about(&self, inputs: &[PathBuf], messages: &Messages) -> Outcome {
        let mut given = self.given()?;
        let usage = |message: String| Failure::new(Exit::Usage, message);
        let Some(entity) = given.remove("entity") else {
            return Err(usage(
                "the question about needs entity: --with entity=… (who or what)".to_owned(),
            ));
        };
        if let Some(name) = given.keys().next() {
            let name = visible(name);
            return Err(usage(format!(
                "the question about has no parameter {name:?}; it has entity"
            )));
        }
        if let Some(to) = self
            .answers
            .to
            .as_deref()
            .filter(|to| !to.eq_ignore_ascii_case("markdown"))
        {
            let to = visible(to);
            return Err(usage(format!(
                "about is written as markdown, not as {to:?}"
            )));
        }
        if inputs.is_empty() {
            return Err(usage(
                "no input: name files after the question, or - for standard input".to_owned(),
            ));
        }
        let loaded = load(inputs, &self.input, messages)?;
        let (exit, ontology) = (loaded.exit(), loaded.ontology.clone());
        let (graph, _) = loaded.graph(messages)?;
        let minter = self.input.minter();
        let mut prefixes = known_prefixes(&self.input, &ontology, None);
        prefixes.push(usual_prefixes());
        let prefixes: Vec<&Prefixes> = prefixes.iter().collect();
        let lookups = Lookups {
            names: &Names::of_graph(&graph),
            ontology: &ontology,
            prefixes: &prefixes,
            by_id: &|id| {
                let name = minter.entity(id);
                let is_known = graph.entity(&name).is_some();
                NamedNode::new(name.as_str()).ok().filter(|_| is_known)
            },
        };
        let found = lookups
            .entity("entity", &entity)
            .map_err(|error| usage(error.to_string()))?;
        let name = Name::new(found.as_str());
        if graph.entity(&name).is_none() {
            return Err(usage(format!(
                "entity: {} is no entity of the input",
                visible(found.as_str())
            )));
        }
        to_standard_output(|out| write_dossier(&name, &graph, &ontology, out))?;
        Ok(exit)
    }

    fn ask(
        &self,
        question: &Question,
        given: &BTreeMap<String, String>,
        index: &Index,
        ontology: &Ontology,
    ) -> Result<(), Failure> {
        let own = self.input.prefixes();
        let known = known_prefixes(&self.input, ontology, Some(index));
        let known: Vec<&Prefixes> = known.iter().collect();
        let text = Text {
            name: format!("{}.rq", visible(&question.name)),
            text: question.text.clone(),
        };
        let options = ParseOptions {
            prefixes: &known,
            base: self.input.base.as_deref(),
        };
        let mut query = parse(&text.text, &options).map_err(|error| text.failure(&error))?;
        let described = ontology.described();
        let names = Names::of(index, |iri| described.contains(iri));
        let minter = self.input.minter();
        let by_id = by_id(&minter, index);
        let lookups = Lookups {
            names: &names,
            ontology,
            prefixes: &known,
            by_id: &by_id,
        };
        bind(question, &mut query, given, lookups)
            .map_err(|errors| Failure::new(Exit::Usage, all_of(&errors)))?;
        let answer = || self.answers.answer(&text, &query, index, &known, &own);
        with_deep_stack(answer).map_err(|error| Failure::new(Exit::Limit, plain(&error)))?
    }
}

/// The questions in the program and those of some folders.
pub fn questions(folders: &[PathBuf]) -> Result<Questions, Failure> {
    let mut questions =
        Questions::built_in().map_err(|errors| Failure::new(Exit::Input, all_of(&errors)))?;
    for folder in folders {
        add_folder(&mut questions, folder)?;
    }
    Ok(questions)
}

/// Adds the questions of a folder, in the order of their names.
fn add_folder(questions: &mut Questions, folder: &Path) -> Result<(), Failure> {
    let failed = |path: &Path, error: &std::io::Error| {
        Failure::new(Exit::Input, format!("{}: {}", shown(path), plain(error)))
    };
    let entries = std::fs::read_dir(folder).map_err(|error| failed(folder, &error))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|error| failed(folder, &error))?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "rq"));
    paths.sort();
    for path in &paths {
        let text = std::fs::read_to_string(path).map_err(|error| failed(path, &error))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let question = Question::read(&name, &text).map_err(|errors| {
            let place = shown(path);
            let errors: Vec<String> = errors
                .iter()
                .map(|error| format!("{place}:{error}"))
                .collect();
            Failure::new(Exit::Input, all_of(&errors))
        })?;
        if question.name == ABOUT {
            let message = format!(
                "{}: about is answered by the program itself; call it by another name",
                shown(path)
            );
            return Err(Failure::new(Exit::Input, message));
        }
        questions.add(question);
    }
    if paths.is_empty() {
        let message = format!("{}: no file that ends in .rq is in there", shown(folder));
        return Err(Failure::new(Exit::Input, message));
    }
    Ok(())
}
