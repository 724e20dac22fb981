//! The file in which people write down who is who.

use crate::model::{Fault, Place, quoted};
use std::sync::Arc;

/// What a line decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// Both are one entity, which keeps the first name.
    Same,
    /// They are two, whatever any rule says.
    Different,
}

impl Decision {
    /// The word that stands for it in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
        }
    }
}

/// A line of a [`Ledger`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerLine {
    /// Same or different.
    pub decision: Decision,
    /// The ids, or labels where there are no ids, of the two entities.
    pub ids: [String; 2],
    /// Who decided; may be empty.
    pub who: String,
    /// Why; may be empty.
    pub why: String,
    /// Where it stands.
    pub place: Place,
}

/// Decisions of people about which entities are one, as a table with tabs: `same` or `different`, two ids, who
/// decided, why.
///
/// Lines that begin with `#` are comments; those that begin with `?` wait for a decision, and are what
/// `graphwright resolve --to tsv` writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The decisions, in the order of the file.
    pub lines: Vec<LedgerLine>,
}

impl Ledger {
    /// Reads a ledger. Gives the lines that were understood and every fault.
    pub fn read(bytes: &[u8], name: &Arc<str>) -> (Self, Vec<Fault>) {
        let mut ledger = Self::default();
        let mut faults = Vec::new();
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        for (number, line) in (0..).zip(bytes.split(|byte| *byte == b'\n')) {
            let place = Place::line(name, number);
            let Ok(line) = std::str::from_utf8(line) else {
                faults.push(Fault::error(
                    place,
                    "is not UTF-8; save the ledger as UTF-8",
                ));
                continue;
            };
            let line = line.strip_suffix('\r').unwrap_or(line);
            match read_line(line, place.clone()) {
                Ok(line) => ledger.lines.extend(line),
                Err(message) => faults.push(Fault::error(place, message)),
            }
        }
        (ledger, faults)
    }

    /// Whether it decides nothing.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

/// A decision; `None` for a line that holds none.
fn read_line(line: &str, place: Place) -> Result<Option<LedgerLine>, String> {
    if line.trim().is_empty() || line.starts_with(['#', '?']) {
        return Ok(None);
    }
    let mut cells = line.split('\t').map(str::trim);
    let word = cells.next().unwrap_or_default();
    let decision = [Decision::Same, Decision::Different]
        .into_iter()
        .find(|decision| word.eq_ignore_ascii_case(decision.word()));
    let Some(decision) = decision else {
        return Err(format!(
            "{} is neither same nor different; a line is same or different, two ids, who, why, with tabs between them",
            quoted(word)
        ));
    };
    let (one, other) = (
        cells.next().unwrap_or_default(),
        cells.next().unwrap_or_default(),
    );
    if one.is_empty() || other.is_empty() {
        return Err(format!(
            "{} needs two ids, with tabs between them; found {}",
            decision.word(),
            quoted(line)
        ));
    }
    if one == other {
        return Err(format!("{} stands on both sides", quoted(one)));
    }
    let who = cells.next().unwrap_or_default().to_owned();
    let why = cells.next().unwrap_or_default().to_owned();
    if cells.any(|cell| !cell.is_empty()) {
        return Err("has more than five cells: same or different, two ids, who, why".to_owned());
    }
    Ok(Some(LedgerLine {
        decision,
        ids: [one.to_owned(), other.to_owned()],
        who,
        why,
        place,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_read_and_all_else_is_told() {
        let text = "\u{FEFF}# who is who\r\n\nsame\tlavrov\tSergey Lavrov\tanna\tone minister\r\n\
                    DIFFERENT\ta\tb\n?\tc\td\t\tsame label\n\
                    maybe\ta\tb\nsame\ta\nsame\ta\ta\nsame\ta\tb\tc\td\te\n";
        let (ledger, faults) = Ledger::read(text.as_bytes(), &"ledger.tsv".into());
        let read: Vec<_> = ledger
            .lines
            .iter()
            .map(|line| (line.decision, line.ids[1].as_str(), line.why.as_str()))
            .collect();
        assert_eq!(
            read,
            [
                (Decision::Same, "Sergey Lavrov", "one minister"),
                (Decision::Different, "b", "")
            ]
        );
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            faults,
            [
                "ledger.tsv:6: \"maybe\" is neither same nor different; a line is same or different, two ids, who, why, with tabs between them",
                "ledger.tsv:7: same needs two ids, with tabs between them; found \"same\\ta\"",
                "ledger.tsv:8: \"a\" stands on both sides",
                "ledger.tsv:9: has more than five cells: same or different, two ids, who, why",
            ]
        );
    }
}
