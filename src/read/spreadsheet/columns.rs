use crate::model::{FactsFile, Fault, Loss, Place, quoted};
use crate::read::facts_table::{delimiter_hint, shown};
use crate::read::rows::Rows;
use crate::spelling::distance;

/// The columns of a spreadsheet by its header, and which of them are read.
pub(super) struct Columns {
    names: Vec<String>,
    is_read: Vec<bool>,
    /// How many cells of each column that is not read hold something.
    n_left: Vec<usize>,
    /// What was wrong with the header or what was asked of it.
    faults: Vec<Fault>,
    place: Place,
    hint: String,
}

impl Columns {
    /// Reads the header; `None` where the table is empty.
    pub(super) fn of(rows: &mut Rows<'_>, delimiter: u8) -> Result<Option<Self>, Fault> {
        let mut header = csv::StringRecord::new();
        let Some(place) = rows.read(&mut header)? else {
            return Ok(None);
        };
        header.trim();
        if header.iter().all(str::is_empty) {
            return Ok(None);
        }
        Ok(Some(Self {
            names: header.iter().map(str::to_owned).collect(),
            is_read: vec![false; header.len()],
            n_left: vec![0; header.len()],
            faults: Vec::new(),
            hint: format!(
                "; the header has {}{}",
                shown(&header),
                delimiter_hint(&header, delimiter)
            ),
            place,
        }))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// Where the header stands.
    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// What the header has, and what parts it if that is not the delimiter.
    pub(super) fn hint(&self) -> &str {
        &self.hint
    }

    /// Where a column is, if there is one of this name; from then on it counts as read.
    pub(super) fn find(&mut self, name: &str) -> Option<usize> {
        let mut found = (0..self.names.len()).filter(|at| self.names[*at] == name);
        let (first, second) = (found.next()?, found.next());
        if second.is_some() {
            let message = format!("column {} stands twice in the header", quoted(name));
            self.faults.push(Fault::error(self.place.clone(), message));
        }
        self.is_read[first] = true;
        Some(first)
    }

    /// The same for a column that has to be there.
    pub(super) fn require(&mut self, name: &str, of: &str) -> Option<usize> {
        let found = self.find(name);
        if found.is_none() {
            let message = format!("no column {}{of}{}", quoted(name), self.nearest(name));
            self.faults.push(Fault::error(self.place.clone(), message));
        }
        found
    }

    /// Goes through all that is wrong so far; whether the rows can be read.
    pub(super) fn are_sound(&mut self, faults: &mut Vec<Fault>) -> bool {
        let is_sound = self.faults.is_empty();
        faults.append(&mut self.faults);
        is_sound
    }

    /// The columns that may have been meant, else what columns there are.
    fn nearest(&self, name: &str) -> String {
        let with_distance = |known: &String| Some((distance(name, known)?, quoted(known)));
        let mut near: Vec<(usize, String)> = self.names.iter().filter_map(with_distance).collect();
        near.sort();
        let least = near.first().map(|(distance, _)| *distance);
        near.retain(|(distance, _)| Some(*distance) == least);
        let near: Vec<String> = near.into_iter().map(|(_, name)| name).take(3).collect();
        if near.is_empty() {
            self.hint.clone()
        } else {
            format!("; did you mean {}?", near.join(" or "))
        }
    }

    /// The next row that has a cell with something in it, and as many cells as the header; each cell without
    /// white space around it.
    pub(super) fn read(
        &mut self,
        rows: &mut Rows<'_>,
        row: &mut csv::StringRecord,
        faults: &mut Vec<Fault>,
    ) -> Result<Option<Place>, Fault> {
        while let Some(place) = rows.read(row)? {
            row.trim();
            if row.len() != self.names.len() {
                let (found, wanted) = (row.len(), self.names.len());
                let message = format!("the row has {found} cells, the header {wanted}");
                faults.push(Fault::error(place, message));
                continue;
            }
            // Spreadsheet programs write rows of empty cells behind the last.
            if row.iter().all(str::is_empty) {
                continue;
            }
            for (at, cell) in row.iter().enumerate() {
                self.n_left[at] += usize::from(!self.is_read[at] && !cell.is_empty());
            }
            return Ok(Some(place));
        }
        Ok(None)
    }

    /// Counts what stands in the columns that nobody read.
    pub(super) fn tell_losses(self, file: &mut FactsFile) {
        for (name, count) in self.names.iter().zip(self.n_left) {
            let what = format!("value of column {}", quoted(name));
            file.losses.add_many(Loss::Dropped, &what, count);
        }
    }
}

/// A cell that is not empty.
pub(super) fn cell(row: &csv::StringRecord, at: Option<usize>) -> Option<&str> {
    row.get(at?).filter(|cell| !cell.is_empty())
}

/// A cell that every row has.
///
/// # Errors
/// What is wrong where it is empty.
pub(super) fn required<'r>(
    row: &'r csv::StringRecord,
    at: Option<usize>,
    name: &str,
) -> Result<&'r str, String> {
    cell(row, at).ok_or_else(|| format!("column {} is empty", quoted(name)))
}
