//! Any columns, by what the user says they hold.

use crate::model::{Fault, Loss, quoted};
use crate::read::facts_table::{FIELDS, Fields, Filled, Table};
use crate::read::spreadsheet::Sheet;
use crate::read::spreadsheet::columns::Columns;
use crate::spelling::nearest;

/// The property of a row that has no predicate.
const RELATED_TO: &str = "relatedTo";

/// Which column of a spreadsheet holds which field.
///
/// ```
/// use graphwright::read::Mapping;
///
/// let mapping: Mapping = r#"subject=Actor1,predicate==trains,quote="Notes, long""#.parse()?;
/// assert!(Mapping::join([mapping]).is_err(), "no object");
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping(Vec<(&'static str, Origin)>);

/// Where a field is taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    /// The cell of a column.
    Column(String),
    /// The same text in every row.
    Text(String),
}

impl std::str::FromStr for Mapping {
    type Err = String;

    /// Reads `FIELD=COLUMN` or `FIELD==TEXT`, several of them between commas. A name or a text with a comma stands
    /// between quotation marks; a piece behind a comma that has no `=` belongs to what is before it.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut pairs: Vec<(&'static str, String)> = Vec::new();
        for piece in pieces(text) {
            match (split(&piece), pairs.last_mut()) {
                (Some((field, origin)), _) => pairs.push((known_field(field)?, origin.to_owned())),
                (None, Some((_, origin))) => {
                    origin.push(',');
                    origin.push_str(&piece);
                }
                (None, None) => {
                    return Err(format!(
                        "FIELD=COLUMN is wanted, such as subject=Actor1; fields: {}",
                        FIELDS.join(", ")
                    ));
                }
            }
        }
        let origins = pairs.into_iter().map(|(field, written)| {
            let origin = origin(written.trim());
            match &origin {
                Origin::Column(name) | Origin::Text(name) if name.is_empty() => Err(format!(
                    "{field}= names no column; {field}==TEXT gives a text"
                )),
                _ => Ok((field, origin)),
            }
        });
        Ok(Self(origins.collect::<Result<_, _>>()?))
    }
}

impl Mapping {
    /// Puts several together.
    ///
    /// # Errors
    /// A field that is given twice, or one that a relation cannot do without and that nobody gives.
    pub fn join(mappings: impl IntoIterator<Item = Self>) -> Result<Self, String> {
        let mut joined = Self::default();
        for (field, origin) in mappings.into_iter().flat_map(|mapping| mapping.0) {
            if joined.has(field) {
                return Err(format!("{field} is given twice"));
            }
            joined.0.push((field, origin));
        }
        if !joined.has("subject") {
            return Err("subject is missing: who or what a relation starts from".to_owned());
        }
        match (joined.has("object"), joined.has("value")) {
            (false, false) => {
                Err("object is missing: who or what a relation ends at (or value)".to_owned())
            }
            // Nobody could tell what the value is.
            (_, true) if !joined.has("predicate") => Err(
                "a value needs a predicate: predicate=COLUMN, or predicate==TEXT for all rows"
                    .to_owned(),
            ),
            _ => Ok(joined),
        }
    }

    fn has(&self, field: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == field)
    }
}

/// What stands between commas; marks hold a piece together and stay for now.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut is_quoted = false;
    for letter in text.chars() {
        is_quoted ^= letter == '"';
        match pieces.last_mut() {
            Some(piece) if letter != ',' || is_quoted => piece.push(letter),
            _ => pieces.push(String::new()),
        }
    }
    pieces
}

/// Field and origin; `None` where there is no `=` outside of quotation marks.
fn split(piece: &str) -> Option<(&str, &str)> {
    let (field, origin) = piece.split_once('=')?;
    (!field.contains('"')).then_some((field.trim(), origin))
}

fn known_field(written: &str) -> Result<&'static str, String> {
    let found = FIELDS.into_iter().find(|field| *field == written);
    found.ok_or_else(|| {
        let near = nearest(written, FIELDS);
        let near = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
        format!(
            "no field {}{near}; fields: {}",
            quoted(written),
            FIELDS.join(", ")
        )
    })
}

fn origin(written: &str) -> Origin {
    match written.strip_prefix('=') {
        Some(text) => Origin::Text(unquoted(text.trim())),
        None => Origin::Column(unquoted(written)),
    }
}

fn unquoted(text: &str) -> String {
    let inside = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inside.map_or_else(|| text.to_owned(), |inside| inside.replace("\"\"", "\""))
}

/// Reads the rows of a spreadsheet by what its columns hold.
pub(super) fn read(sheet: Sheet<'_>, mapping: &Mapping) -> Result<(), Fault> {
    let Sheet {
        mut rows,
        delimiter,
        file,
        faults,
    } = sheet;
    let Some(mut columns) = Columns::of(&mut rows, delimiter)? else {
        return Ok(());
    };
    let fields = fields(mapping, &mut columns);
    if !columns.are_sound(faults) {
        return Ok(());
    }
    let mut related = fields.clone();
    related.fill("predicate", Filled::Text(RELATED_TO.to_owned()));
    let mut table = Table::new(file, faults);
    let mut row = csv::StringRecord::new();
    while let Some(place) = columns.read(&mut rows, &mut row, table.faults)? {
        let losses = &mut table.file.losses;
        if let Some(what) = missing_end(&fields, &row) {
            losses.add(Loss::Dropped, what);
        } else if fields.get("predicate", &row).is_none() && fields.get("object", &row).is_some() {
            losses.add(Loss::WithoutPredicate, "row, kept as relatedTo");
            table.row(&related, &row, place);
        } else {
            table.row(&fields, &row, place);
        }
    }
    columns.tell_losses(file);
    Ok(())
}

/// What fills each field; columns that are not there become faults of theirs.
fn fields(mapping: &Mapping, columns: &mut Columns) -> Fields {
    let mut fields = Fields::default();
    for (field, origin) in &mapping.0 {
        match origin {
            Origin::Text(text) => fields.fill(field, Filled::Text(text.clone())),
            Origin::Column(name) => {
                if let Some(position) = columns.require(name, &format!(" for {field}")) {
                    let called = name.clone();
                    fields.fill(field, Filled::Cell { position, called });
                }
            }
        }
    }
    fields
}

/// Tables of any origin have rows that speak of one end alone: no relation, and no fault of theirs.
fn missing_end(fields: &Fields, row: &csv::StringRecord) -> Option<&'static str> {
    let has = |field| fields.get(field, row).is_some();
    if !has("subject") {
        Some("row without a subject")
    } else if !has("object") && !has("value") {
        Some("row without an object")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Mapping, String> {
        text.parse()
    }

    fn column(name: &str) -> Origin {
        Origin::Column(name.to_owned())
    }

    #[test]
    fn commas_stand_between_pairs_and_inside_of_names() {
        let quote = |name: &str| Mapping(vec![("subject", column("A")), ("quote", column(name))]);
        for (text, name) in [
            ("subject=A,quote=B", "B"),
            (" subject = A , quote = B c ", "B c"),
            ("subject=A,quote=Notes, long", "Notes, long"),
            ("subject=A,quote=\"Notes, long\"", "Notes, long"),
            ("subject=A,quote=\"a \"\"b\"\", c=d\"", "a \"b\", c=d"),
            ("subject=A,quote=\"=x\"", "=x"),
        ] {
            assert_eq!(read(text), Ok(quote(name)), "{text}");
        }
    }

    #[test]
    fn a_second_sign_makes_a_text() {
        let text = |text: &str| Ok(Mapping(vec![("predicate", Origin::Text(text.to_owned()))]));
        assert_eq!(read("predicate==trains"), text("trains"));
        assert_eq!(read("predicate==\"a, b\""), text("a, b"));
        assert_eq!(read("predicate==a=b"), text("a=b"));
    }

    #[test]
    fn what_is_no_mapping_is_refused() {
        for (text, says) in [
            ("", "FIELD=COLUMN is wanted"),
            ("Actor1", "FIELD=COLUMN is wanted"),
            ("sbject=A", "no field \"sbject\"; did you mean subject?"),
            ("subject=", "subject= names no column"),
            ("subject==", "subject= names no column"),
        ] {
            let refused = read(text).unwrap_err();
            assert!(refused.contains(says), "{text}: {refused}");
        }
        for (text, says) in [
            ("object=B", "subject is missing"),
            ("subject=A", "object is missing"),
            ("subject=A,value=B", "a value needs a predicate"),
            ("subject=A,subject=B,object=C", "subject is given twice"),
        ] {
            let refused = Mapping::join([read(text).unwrap()]).unwrap_err();
            assert!(refused.contains(says), "{text}: {refused}");
        }
    }
}
