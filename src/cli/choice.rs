use crate::cli::exit::{Exit, Failure};
use crate::cli::messages::Messages;
use clap::Args;
use graphwright::draw::{Choice, ChoiceError, Shown, Top, grouped};
use graphwright::graph::{Minter, Name, TimePoint, source_name};
use graphwright::model::FactsFile;
use graphwright::rdf::Prefixes;
use std::collections::BTreeMap;

/// Which part of a graph is drawn.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Choosing what to draw (several options: what fits all of them)")]
pub struct ChoiceOptions {
    /// Draw what is near this entity, given by id, IRI, prefixed name, label or alias. Direction is no matter.
    /// Repeat for several centres
    #[arg(long, value_name = "ENTITY")]
    around: Vec<String>,
    /// How many relations away from the centre the drawing reaches [default: 1]
    #[arg(long, value_name = "N", requires = "around")]
    depth: Option<usize>,
    /// Draw all shortest paths between two entities, whichever way the arrows on them point
    #[arg(long, num_args = 2, value_names = ["ENTITY", "ENTITY"])]
    path: Option<Vec<String>>,
    /// Draw so many entities, or all: nearest to the centre first, then by PageRank.
    /// Up to 2,000 arrows [default: 80 entities and 150 arrows, which can be read]
    #[arg(long, value_name = "N|all", value_parser = top)]
    top: Option<Top>,
    /// Draw relations of this predicate and its subproperties only, given by name, prefixed name, IRI or label.
    /// Repeat for several
    #[arg(long, value_name = "PREDICATE")]
    predicate: Vec<String>,
    /// Leave out relations of this predicate and its subproperties
    #[arg(long, value_name = "PREDICATE")]
    without_predicate: Vec<String>,
    /// Draw entities of this class and its subclasses only, and the relations among them; an entity that
    /// --around or --path names stays. Repeat for several
    #[arg(long, value_name = "CLASS")]
    class: Vec<String>,
    /// Draw relations with words in this source only, given by id, title, URL or IRI. Repeat for several
    #[arg(long, value_name = "SOURCE")]
    source: Vec<String>,
    /// Draw what does not end before this year, month or day, such as 2024-06. A relation whose words give no
    /// date counts as of when its source was published; one that has neither is left out
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<TimePoint>,
    /// Draw what does not start after this year, month or day
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<TimePoint>,
    /// Draw three or more entities as one box with their number where they are of one kind and have the same
    /// relations, with one and the same entity only
    #[arg(long)]
    fold: bool,
}

fn top(text: &str) -> Result<Top, String> {
    if text.eq_ignore_ascii_case("all") {
        return Ok(Top::All);
    }
    match text.parse() {
        Ok(number) if number > 0 => Ok(Top::Entities(number)),
        _ => Err("a number from 1 on, or all, is wanted".to_owned()),
    }
}

fn date(text: &str) -> Result<TimePoint, String> {
    TimePoint::read(text).ok_or_else(|| {
        "a year, a month or a day of the calendar is wanted, such as 2024, 2024-06 or 2024-06-30"
            .to_owned()
    })
}

impl ChoiceOptions {
    /// The choice that the options mean. Ids of sources live in their files only: `ids` tells their names.
    pub fn choice(&self, prefixes: &Prefixes, ids: &SourceIds) -> Result<Choice, Failure> {
        let path = match self.path.as_deref() {
            Some([from, to]) => Some([from.clone(), to.clone()]),
            _ => None,
        };
        let sources: Result<_, _> = self.source.iter().map(|source| ids.name(source)).collect();
        let prefixes = prefixes.iter();
        Ok(Choice {
            around: self.around.clone(),
            depth: self.depth.unwrap_or(1),
            path,
            top: self.top.unwrap_or_default(),
            predicates: self.predicate.clone(),
            without_predicates: self.without_predicate.clone(),
            classes: self.class.clone(),
            sources: sources?,
            since: self.since.clone(),
            until: self.until.clone(),
            fold: self.fold,
            as_lines: false,
            prefixes: prefixes
                .map(|(prefix, namespace)| (prefix.to_owned(), namespace.to_owned()))
                .collect(),
        })
    }

    /// Looks up what the ids among `--source` stand for.
    pub fn source_ids(&self, files: &[FactsFile], minter: &Minter) -> SourceIds {
        let mut ids = SourceIds::default();
        for record in files.iter().flat_map(|file| &file.sources) {
            let record = &record.record;
            if self.source.contains(&record.id) {
                let names = ids.0.entry(record.id.clone()).or_default();
                let name = source_name(record, minter);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        ids
    }
}

/// The names that ids of sources stand for, in one file or another.
#[derive(Debug, Default)]
pub struct SourceIds(BTreeMap<String, Vec<Name>>);

impl SourceIds {
    /// The name of a source where its id is given; all else as it is.
    fn name(&self, written: &str) -> Result<String, Failure> {
        match self.0.get(written).map_or(&[][..], Vec::as_slice) {
            [] => Ok(written.to_owned()),
            [only] => Ok(only.as_str().to_owned()),
            several => {
                let n = several.len();
                let message = format!(
                    "{n} files have a source with the id {written}; give its title, URL or IRI"
                );
                Err(Failure::new(Exit::Usage, message))
            }
        }
    }
}

/// Why a choice cannot be drawn, and what can be done.
pub fn explain(error: ChoiceError) -> Failure {
    let exit = match error {
        ChoiceError::NoPath { .. } | ChoiceError::Nothing | ChoiceError::NothingDated { .. } => {
            Exit::No
        }
        ChoiceError::TooMuch { .. } => Exit::Limit,
        _ => Exit::Usage,
    };
    match error {
        ChoiceError::TooMuch {
            entities,
            arrows,
            most,
        } => Failure::new(
            exit,
            format!(
                "{} entities and {} arrows are more than a picture holds, {} of each; choose less with --top, \
                 --around, --predicate or --fold, or write all with export -o graph.dot",
                grouped(entities),
                grouped(arrows),
                grouped(most)
            ),
        ),
        other => Failure::new(exit, other),
    }
}

/// Says what is not shown of what was asked for.
pub fn announce(shown: Shown, is_around: bool, messages: &Messages) {
    if shown.undated > 0 {
        let (plural, verb) = if shown.undated == 1 {
            ("", "has")
        } else {
            ("s", "have")
        };
        messages.note(format!(
            "{} relation{plural} {verb} no date, nor {verb} a source with one, and are left out",
            grouped(shown.undated)
        ));
    }
    if shown.is_cut() {
        let chosen = if shown.chosen_entities < shown.all_entities {
            " chosen"
        } else {
            ""
        };
        // Who draws around an entity has that advice behind them.
        let advice = if is_around {
            "--top"
        } else {
            "--top, --around"
        };
        messages.note(format!(
            "{} of {}{chosen} relations shown, {} of {}{chosen} entities; see {advice}",
            grouped(shown.relations),
            grouped(shown.chosen_relations),
            grouped(shown.entities),
            grouped(shown.chosen_entities)
        ));
    }
}
