//! The table for review, filled in: a verdict a row.
//!
//! Only the claim's id and the verdict are needed; the other columns are there for people and may be changed,
//! moved or deleted. Spreadsheet programs part cells by semicolons or tabs, put a mark in front and pad rows,
//! and all of that is forgiven. Words that are no verdict are not.

use crate::model::{ClaimReview, Fault, Placed, Review, Verdict, quoted};
use crate::read::ReadError;
use crate::read::rows::{Quoting, Rows};
use std::io::Read;
use std::sync::Arc;

/// How a table for review is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReviewOptions<'a> {
    /// What stands between two cells; without it, what parts the header into the columns that are needed.
    pub delimiter: Option<u8>,
    /// Who reviewed, where the row does not say.
    pub reviewer: Option<&'a str>,
}

/// Reads the verdicts of a table for review, and every fault, warnings included.
///
/// # Errors
/// [`ReadError::Io`] if the bytes cannot be had. What is wrong with the bytes is a [`Fault`].
pub fn read_review(
    mut reader: impl Read,
    name: &Arc<str>,
    options: ReviewOptions<'_>,
) -> Result<(Vec<Placed<ClaimReview>>, Vec<Fault>), ReadError> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    let delimiter = options.delimiter.unwrap_or_else(|| delimiter(&bytes));
    let mut rows = match Rows::new(&bytes, name, delimiter, Quoting::Marks) {
        Ok(rows) => rows,
        Err(fault) => return Ok((Vec::new(), vec![fault])),
    };
    let (mut reviews, mut faults) = (Vec::new(), Vec::new());
    let mut columns: Option<Columns> = None;
    let mut row = csv::StringRecord::new();
    loop {
        let place = match rows.read(&mut row) {
            Ok(Some(place)) => place,
            Ok(None) => break,
            Err(fault) => {
                faults.push(fault);
                break;
            }
        };
        let Some(columns) = &columns else {
            match Columns::of(&row) {
                Ok(found) => columns = Some(found),
                Err(message) => {
                    faults.push(Fault::error(place, message));
                    break;
                }
            }
            continue;
        };
        match columns.review(&row, options.reviewer) {
            Ok(Some(record)) => reviews.push(Placed { record, place }),
            Ok(None) => {}
            Err(Wrong::Error(message)) => faults.push(Fault::error(place, message)),
            Err(Wrong::Warning(message)) => faults.push(Fault::warning(place, message)),
        }
    }
    Ok((reviews, faults))
}

/// Whether the first line of a table is the header of one for review: there are claims and verdicts.
pub(super) fn is_review(start: &[u8]) -> bool {
    let columns = columns_by(start, delimiter(start));
    columns.claim.is_some() && columns.verdict.is_some()
}

/// What parts the header into most of the columns that are needed; a comma, if that leaves it open.
fn delimiter(start: &[u8]) -> u8 {
    let n_found = |delimiter: u8| {
        let columns = columns_by(start, delimiter);
        usize::from(columns.claim.is_some()) + usize::from(columns.verdict.is_some())
    };
    let mut best = b',';
    for other in [b';', b'\t', b'|'] {
        if n_found(other) > n_found(best) {
            best = other;
        }
    }
    best
}

fn columns_by(start: &[u8], delimiter: u8) -> Found {
    let line = start
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let line = String::from_utf8_lossy(line);
    Found::of(
        line.trim_start_matches('\u{FEFF}')
            .split(char::from(delimiter)),
    )
}

/// Where the columns that are read stand, as far as there are any.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    claim: Option<usize>,
    verdict: Option<usize>,
    reviewer: Option<usize>,
    comment: Option<usize>,
}

impl Found {
    /// Letter case and what stands around the names does not matter.
    fn of<'c>(header: impl Iterator<Item = &'c str>) -> Self {
        let mut found = Self::default();
        for (position, cell) in header.enumerate() {
            let name = cell.trim().trim_matches('"').trim().to_ascii_lowercase();
            let column = match name.as_str() {
                "claim" => &mut found.claim,
                "verdict" => &mut found.verdict,
                "reviewer" => &mut found.reviewer,
                "comment" => &mut found.comment,
                _ => continue,
            };
            column.get_or_insert(position);
        }
        found
    }
}

/// Where the columns stand in a table that has what is needed.
struct Columns {
    claim: usize,
    verdict: usize,
    reviewer: Option<usize>,
    comment: Option<usize>,
}

enum Wrong {
    Error(String),
    Warning(String),
}

impl Columns {
    fn of(header: &csv::StringRecord) -> Result<Self, String> {
        let found = Found::of(header.iter());
        match (found.claim, found.verdict) {
            (Some(claim), Some(verdict)) => Ok(Self {
                claim,
                verdict,
                reviewer: found.reviewer,
                comment: found.comment,
            }),
            (claim, verdict) => {
                let missing = [("claim", claim), ("verdict", verdict)];
                let missing = missing.iter().filter(|(_, place)| place.is_none());
                let missing: Vec<&str> = missing.map(|(name, _)| *name).collect();
                let shown: Vec<String> = header.iter().take(5).map(quoted).collect();
                Err(format!(
                    "a table for review has the columns claim and verdict; missing: {} (the header has {})",
                    missing.join(", "),
                    shown.join(", ")
                ))
            }
        }
    }

    /// A row without a verdict was not reviewed.
    fn review(
        &self,
        row: &csv::StringRecord,
        default_reviewer: Option<&str>,
    ) -> Result<Option<ClaimReview>, Wrong> {
        let cell = |column: Option<usize>| {
            let cell = column
                .and_then(|column| row.get(column))
                .unwrap_or_default();
            without_guard(cell)
        };
        // IRIs have neither in them.
        let claims: Vec<String> = cell(Some(self.claim))
            .split([' ', '|'])
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect();
        let written = cell(Some(self.verdict)).trim();
        let comment = Some(cell(self.comment)).filter(|text| !text.trim().is_empty());
        if written.is_empty() {
            return match comment {
                Some(_) => Err(Wrong::Warning(
                    "a comment without a verdict is not kept; say ok, wrong or unsure".to_owned(),
                )),
                None => Ok(None),
            };
        }
        let lower = written.to_lowercase();
        let named = Verdict::NAMES.iter().find(|(name, _)| *name == lower);
        let Some((_, verdict)) = named else {
            return Err(Wrong::Error(format!(
                "verdict {} is none of ok, wrong, unsure (an empty one is for later)",
                quoted(written)
            )));
        };
        if claims.is_empty() {
            return Err(Wrong::Error(
                "a verdict without the id of its claim: the column claim is empty".to_owned(),
            ));
        }
        let reviewer = Some(cell(self.reviewer).trim()).filter(|name| !name.is_empty());
        Ok(Some(ClaimReview {
            claims,
            review: Review {
                reviewer: reviewer.or(default_reviewer).map(str::to_owned),
                verdict: *verdict,
                comment: comment.map(str::to_owned),
            },
        }))
    }
}

/// The cell without the apostrophe that `--csv-safe` puts in front of what a spreadsheet program would take for
/// a formula.
fn without_guard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest)
            if rest
                .trim_start_matches('\'')
                .starts_with(['=', '+', '-', '@', '\t', '\r']) =>
        {
            rest
        }
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(table: &str) -> String {
        let options = ReviewOptions {
            reviewer: Some("desk"),
            ..ReviewOptions::default()
        };
        let (reviews, faults) = read_review(table.as_bytes(), &"r.csv".into(), options).unwrap();
        let mut lines: Vec<String> = Vec::new();
        for Placed { record, .. } in reviews {
            let ClaimReview { claims, review } = record;
            let [who, what] = [review.reviewer, review.comment].map(Option::unwrap_or_default);
            lines.push(format!(
                "{} {} [{who}] [{what}]",
                claims.join("+"),
                review.verdict.name()
            ));
        }
        lines.extend(faults.iter().map(ToString::to_string));
        lines.join("\n")
    }

    #[test]
    fn what_a_spreadsheet_program_does_to_a_table_is_forgiven() {
        for table in [
            "verdict,reviewer,comment,claim\r\nok,Awa,\"fine, yes\",c1\r\n,,,c2\r\n",
            "\u{FEFF}verdict;reviewer;comment;claim\r\n ok ;Awa;fine, yes;c1\r\n;;;\r\n",
            "claim\tsubject\tComment\tVERDICT\tReviewer\nc1\tx\tfine, yes\tOK\tAwa\n\n",
            "\"Verdict\";\"claim\";\"reviewer\";\"comment\"\n\"Ok\";\"c1\";\"Awa\";\"fine, yes\"\nok\n",
        ] {
            let found = read(table);
            assert_eq!(
                found.lines().next(),
                Some("c1 ok [Awa] [fine, yes]"),
                "{table}"
            );
        }
        assert_eq!(read("claim,verdict\nc1,wrong\n"), "c1 wrong [desk] []");
    }

    #[test]
    fn each_thing_wrong_is_told_with_its_line() {
        let found = read(
            "claim,verdict,comment\r\nc1,maybe,\r\nc2,,why\r\n,ok,\r\nc3,unsure,\"two\nlines\"\r\nc4,true,\r\n",
        );
        for wanted in ["r.csv:2: ", "r.csv:3: ", "r.csv:4: ", "r.csv:7: "] {
            assert!(found.contains(wanted), "{found}");
        }
        assert!(read("subject,verdict\nx,ok\n").contains("missing: claim"));
    }

    #[test]
    fn a_guard_is_taken_off_again() {
        assert_eq!(
            read("claim,verdict,comment\nc1,ok,'=1+1\nc2,ok,'tis\nc3,ok,''=1\n"),
            "c1 ok [desk] [=1+1]\nc2 ok [desk] ['tis]\nc3 ok [desk] ['=1]"
        );
    }
}
