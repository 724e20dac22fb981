use crate::model::{Fault, Place, quoted};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The annotations of a file by their ids.
#[derive(Default)]
pub(super) struct Annotations {
    pub(super) marks: BTreeMap<String, Mark>,
    pub(super) relations: BTreeMap<String, Linked>,
    pub(super) events: BTreeMap<String, Linked>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) references: Vec<Reference>,
    pub(super) notes: Vec<Note>,
    /// Sets of marks that are one thing, or that some relation without direction joins.
    pub(super) sets: Vec<Set>,
}

/// `T`: words with a type.
pub(super) struct Mark {
    pub(super) class: String,
    /// In code points; several where the words do not stand together.
    pub(super) parts: Vec<(u64, u64)>,
    pub(super) words: String,
    pub(super) place: Place,
}

/// `R` or `E`: a type and what it links, each under its role. An event has its trigger first.
pub(super) struct Linked {
    pub(super) class: String,
    pub(super) trigger: Option<String>,
    pub(super) arguments: Vec<(String, String)>,
    pub(super) place: Place,
}

/// `A`: what is true of an annotation.
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) of: String,
    pub(super) value: Option<String>,
    pub(super) place: Place,
}

/// `N`: an entry of some knowledge base.
pub(super) struct Reference {
    pub(super) of: String,
    pub(super) entry: String,
    pub(super) place: Place,
}

/// `#`: what an annotator had to say.
pub(super) struct Note {
    pub(super) of: String,
    pub(super) words: String,
}

/// `*`: several marks.
pub(super) struct Set {
    pub(super) class: String,
    pub(super) members: Vec<String>,
    pub(super) place: Place,
}

impl Mark {
    /// From the first of its characters to the last.
    pub(super) fn range(&self) -> (u64, u64) {
        let start = self
            .parts
            .iter()
            .map(|part| part.0)
            .min()
            .unwrap_or_default();
        let end = self
            .parts
            .iter()
            .map(|part| part.1)
            .max()
            .unwrap_or_default();
        (start, end)
    }
}

/// Reads every line; what is wrong with one does not keep the others from being read.
pub(super) fn read(text: &str, name: &Arc<str>, faults: &mut Vec<Fault>) -> Annotations {
    let mut found = Annotations::default();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let place = Place::line(name, number as u64);
        if let Err((column, message)) = one(line, &place, &mut found) {
            let column = Some(column as u64);
            faults.push(Fault::error(Place { column, ..place }, message));
        }
    }
    found
}

/// What is wrong and the column, from 0.
type Wrong = (usize, String);

fn one(line: &str, place: &Place, found: &mut Annotations) -> Result<(), Wrong> {
    let (id, rest) = line.split_once('\t').unwrap_or((line, ""));
    if let Some(blank) = id.chars().position(char::is_whitespace) {
        let message = "found no tab after the id, but a blank; an annotation is an id, a tab and what it says";
        return Err((blank, message.to_owned()));
    }
    if rest.trim().is_empty() {
        return Err((
            id.chars().count(),
            "found nothing after the id; a tab and what it says are wanted".to_owned(),
        ));
    }
    let column = id.chars().count() + 1;
    let (head, words) = match rest.split_once('\t') {
        Some((head, words)) => (head, Some(words)),
        None => (rest, None),
    };
    let head = head.trim_end();
    let taken = |is_new: bool| {
        if is_new {
            Ok(())
        } else {
            Err((0, format!("id {} is given twice", quoted(id))))
        }
    };
    match id.chars().next() {
        Some('T') => {
            let mark = mark(head, words, place, column)?;
            taken(found.marks.insert(id.to_owned(), mark).is_none())
        }
        Some('R') => {
            let linked = relation(head, place, column)?;
            taken(found.relations.insert(id.to_owned(), linked).is_none())
        }
        Some('E') => {
            let linked = event(head, place, column)?;
            taken(found.events.insert(id.to_owned(), linked).is_none())
        }
        Some('A' | 'M') => {
            found.attributes.push(attribute(head, place, column)?);
            Ok(())
        }
        Some('N') => {
            found.references.push(reference(head, place, column)?);
            Ok(())
        }
        Some('#') => {
            let (_, of) = head
                .split_once(' ')
                .ok_or_else(|| (column, "found no id of what the note is on".to_owned()))?;
            found.notes.push(Note {
                of: of.trim().to_owned(),
                words: words.unwrap_or_default().trim().to_owned(),
            });
            Ok(())
        }
        Some('*') => {
            let mut members = head.split_whitespace().map(str::to_owned);
            let class = members.next().unwrap_or_default();
            let members: Vec<String> = members.collect();
            if members.len() < 2 {
                return Err((
                    column,
                    format!("found {} members; two or more are wanted", members.len()),
                ));
            }
            found.sets.push(Set {
                class,
                members,
                place: place.clone(),
            });
            Ok(())
        }
        _ => Err((
            0,
            format!(
                "unknown kind of annotation {}; known: T, R, E, A, M, N, # and *",
                quoted(id)
            ),
        )),
    }
}

/// `Person 0 6`, or with split words `Person 0 6;10 14`.
fn mark(head: &str, words: Option<&str>, place: &Place, column: usize) -> Result<Mark, Wrong> {
    let Some((class, spans)) = head.split_once(' ') else {
        return Err((
            column,
            "found no offsets; a type and two offsets are wanted, such as \"Person 0 6\""
                .to_owned(),
        ));
    };
    let at = column + class.chars().count() + 1;
    let mut parts = Vec::new();
    for part in spans.split(';') {
        let offsets: Vec<&str> = part.split_whitespace().collect();
        let numbers: Vec<u64> = offsets
            .iter()
            .filter_map(|offset| offset.parse().ok())
            .collect();
        let ([_, _], [start, end]) = (offsets.as_slice(), numbers.as_slice()) else {
            return Err((
                at,
                format!(
                    "found {}; two whole numbers are wanted, in Unicode code points",
                    quoted(part)
                ),
            ));
        };
        if start >= end {
            return Err((at, format!("start {start} is not before end {end}")));
        }
        parts.push((*start, *end));
    }
    let words = words.unwrap_or_default().trim();
    if words.is_empty() {
        return Err((
            column + head.chars().count(),
            "found no words after the offsets; a tab and the marked words are wanted".to_owned(),
        ));
    }
    Ok(Mark {
        class: class.to_owned(),
        parts,
        words: words.to_owned(),
        place: place.clone(),
    })
}

/// `Trains Arg1:T1 Arg2:T2`.
fn relation(head: &str, place: &Place, column: usize) -> Result<Linked, Wrong> {
    let mut parts = head.split_whitespace();
    let class = parts.next().unwrap_or_default();
    let mut arguments = arguments(parts, column)?;
    if matches!(arguments.as_slice(), [(first, _), (second, _)] if first == "Arg2" && second == "Arg1")
    {
        arguments.reverse();
    }
    if arguments.len() != 2 {
        return Err((
            column,
            format!(
                "found {} ends; two are wanted, such as \"Trains Arg1:T1 Arg2:T2\"",
                arguments.len()
            ),
        ));
    }
    Ok(Linked {
        class: class.to_owned(),
        trigger: None,
        arguments,
        place: place.clone(),
    })
}

/// `Trains:T3 Agent:T1 Theme:T2`.
fn event(head: &str, place: &Place, column: usize) -> Result<Linked, Wrong> {
    let mut parts = head.split_whitespace();
    let first = parts.next().unwrap_or_default();
    let Some((class, trigger)) = first.split_once(':') else {
        return Err((
            column,
            format!(
                "found {}; the type and the trigger of an event are wanted, such as \"Trains:T3\"",
                quoted(first)
            ),
        ));
    };
    let arguments = arguments(parts, column)?;
    Ok(Linked {
        class: class.to_owned(),
        trigger: Some(trigger.to_owned()),
        arguments,
        place: place.clone(),
    })
}

fn arguments<'a>(
    parts: impl Iterator<Item = &'a str>,
    column: usize,
) -> Result<Vec<(String, String)>, Wrong> {
    parts
        .map(|part| match part.split_once(':') {
            Some((role, of)) if !role.is_empty() && !of.is_empty() => {
                Ok((role.to_owned(), of.to_owned()))
            }
            _ => Err((
                column,
                format!(
                    "found {}; a role and an id are wanted, such as \"Arg1:T1\"",
                    quoted(part)
                ),
            )),
        })
        .collect()
}

/// `Negation E1`, or with a value `Modality E1 Planned`.
fn attribute(head: &str, place: &Place, column: usize) -> Result<Attribute, Wrong> {
    let mut parts = head.splitn(3, ' ');
    let (Some(name), Some(of)) = (parts.next(), parts.next()) else {
        return Err((
            column,
            "found no id; an attribute and what it is of are wanted, such as \"Negation E1\""
                .to_owned(),
        ));
    };
    let value = parts.next().map(|value| value.trim().to_owned());
    Ok(Attribute {
        name: name.to_owned(),
        of: of.to_owned(),
        value: value.filter(|value| !value.is_empty()),
        place: place.clone(),
    })
}

/// `Reference T1 Wikidata:Q159`.
fn reference(head: &str, place: &Place, column: usize) -> Result<Reference, Wrong> {
    let parts: Vec<&str> = head.split_whitespace().collect();
    let [_, of, entry] = parts.as_slice() else {
        return Err((
            column,
            format!(
                "found {}; an id and an entry are wanted, such as \"Reference T1 Wikidata:Q159\"",
                quoted(head)
            ),
        ));
    };
    Ok(Reference {
        of: (*of).to_owned(),
        entry: (*entry).to_owned(),
        place: place.clone(),
    })
}
