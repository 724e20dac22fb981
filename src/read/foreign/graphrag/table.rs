use crate::model::{Fault, Place};
use crate::read::rows::{Quoting, Rows};
use std::sync::Arc;

/// A row's cells that nobody has taken yet, by column.
pub(super) struct Row {
    cells: Vec<(String, String)>,
    pub(super) place: Place,
}

impl Row {
    /// A cell that is not empty.
    pub(super) fn take(&mut self, column: &str) -> Option<String> {
        let position = self.cells.iter().position(|(known, _)| known == column)?;
        let cell = self.cells.swap_remove(position).1;
        (!cell.trim().is_empty()).then_some(cell)
    }

    /// A cell that every row of the table has.
    pub(super) fn required(&mut self, column: &str) -> Result<String, String> {
        self.take(column)
            .ok_or_else(|| format!("the cell of column \"{column}\" is empty or missing"))
    }

    /// What nobody took and is not empty.
    pub(super) fn rest(self) -> impl Iterator<Item = (String, String)> {
        let cells = self.cells.into_iter();
        cells.filter(|(_, cell)| !cell.trim().is_empty())
    }
}

/// The header and all rows; `None` where the text is no table.
pub(super) fn rows(
    text: &str,
    name: &Arc<str>,
    faults: &mut Vec<Fault>,
) -> Option<(Vec<String>, Vec<Row>)> {
    let mut table = match Rows::new(text.as_bytes(), name, b',', Quoting::Marks) {
        Ok(table) => table,
        Err(fault) => {
            faults.push(fault);
            return None;
        }
    };
    let mut header: Option<Vec<String>> = None;
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        let place = match table.read(&mut record) {
            Ok(Some(place)) => place,
            Ok(None) => break,
            Err(fault) => {
                faults.push(fault);
                break;
            }
        };
        let cells = record.iter().map(str::to_owned);
        let Some(header) = &header else {
            header = Some(cells.map(|cell| cell.trim().to_owned()).collect());
            continue;
        };
        if record.len() != header.len() {
            let message = format!(
                "the row has {} cells, the header {}",
                record.len(),
                header.len()
            );
            faults.push(Fault::error(place, message));
            continue;
        }
        let cells = header.iter().cloned().zip(cells).collect();
        rows.push(Row { cells, place });
    }
    Some((header.unwrap_or_default(), rows))
}

/// The ids in a cell that holds a list, as JSON, Python or numpy prints one: `["a","b"]`, `['a', 'b']`, `['a' 'b']`.
pub(super) fn ids(cell: Option<String>) -> Vec<String> {
    let cell = cell.unwrap_or_default();
    let between = |letter: char| letter.is_whitespace() || "[](),'\"".contains(letter);
    let ids = cell.split(between).filter(|id| !id.is_empty());
    ids.map(str::to_owned).collect()
}
