use crate::query::visible::cut;
use crate::query::{Rows, WriteAnswerError, visible};
use crate::rdf::{Prefixes, prefixed_name};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, Term};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// What stands between two columns.
const GAP: &str = "  ";

/// How a table is laid out.
#[derive(Debug, Clone, Copy, Default)]
pub struct TableOptions<'a> {
    /// The columns of the terminal, to which lines are cut; `None` cuts nothing.
    pub width: Option<usize>,
    /// Prefixes that shorten IRIs, the first that knows a namespace wins.
    pub prefixes: &'a [&'a Prefixes],
}

/// What is shown of a term.
#[derive(Default)]
struct Cell {
    text: String,
    /// `None` for an unbound variable, which has no say in how its column is aligned.
    is_number: Option<bool>,
}

struct Column {
    name: String,
    width: usize,
    /// All its values are numbers.
    is_numeric: bool,
}

/// Writes rows as a table, which needs all of them first, for the widths of its columns.
pub(super) fn write_table(
    rows: Rows<'_>,
    options: &TableOptions<'_>,
    mut output: impl Write,
) -> Result<(), WriteAnswerError> {
    let names: Vec<String> = rows
        .variables()
        .map(|name| visible(name).into_owned())
        .collect();
    let mut lines: Vec<Vec<Cell>> = Vec::new();
    for row in rows {
        let values = row?.into_iter();
        lines.push(values.map(|value| cell(value.as_ref(), options)).collect());
    }
    let mut columns: Vec<Column> = names
        .into_iter()
        .enumerate()
        .map(|(number, name)| column(number, name, &lines))
        .collect();
    if let Some(total) = options.width {
        fit(&mut columns, total);
    }
    if !columns.is_empty() {
        let header = columns.iter().map(|column| column.name.as_str());
        write_line(&mut output, &columns, header, options)?;
        let rules: Vec<String> = columns
            .iter()
            .map(|column| "─".repeat(column.width))
            .collect();
        write_line(
            &mut output,
            &columns,
            rules.iter().map(String::as_str),
            options,
        )?;
        for line in &lines {
            let texts = line.iter().map(|cell| cell.text.as_str());
            write_line(&mut output, &columns, texts, options)?;
        }
    }
    match lines.len() {
        1 => writeln!(output, "1 row")?,
        count => writeln!(output, "{count} rows")?,
    }
    Ok(())
}

fn cell(value: Option<&Term>, options: &TableOptions<'_>) -> Cell {
    let Some(term) = value else {
        return Cell::default();
    };
    let plain = match term {
        Term::Literal(literal) => literal.value().to_owned(),
        other => name(other, options.prefixes),
    };
    let shown = visible(&plain);
    let text = match options.width {
        // No cell gets more than the line, so that long quotes do not fill the memory.
        Some(width) => cut(&shown, width).into_owned(),
        None => shown.into_owned(),
    };
    let is_number = matches!(term, Term::Literal(literal) if is_number(literal));
    Cell {
        text,
        is_number: Some(is_number),
    }
}

/// A term as a query would name it; IRIs by their prefixes.
fn name(term: &Term, prefixes: &[&Prefixes]) -> String {
    match term {
        Term::NamedNode(iri) => {
            prefixed_name(prefixes, iri.as_str()).unwrap_or_else(|| iri.as_str().to_owned())
        }
        Term::Triple(triple) => {
            let subject = name(&Term::from(triple.subject.clone()), prefixes);
            let predicate = name(&Term::from(triple.predicate.clone()), prefixes);
            format!(
                "<<( {subject} {predicate} {} )>>",
                name(&triple.object, prefixes)
            )
        }
        Term::BlankNode(_) | Term::Literal(_) => term.to_string(),
    }
}

fn is_number(literal: &Literal) -> bool {
    let numeric = [
        xsd::INTEGER,
        xsd::DECIMAL,
        xsd::DOUBLE,
        xsd::FLOAT,
        xsd::LONG,
        xsd::INT,
    ];
    let others = [
        xsd::SHORT,
        xsd::BYTE,
        xsd::NON_NEGATIVE_INTEGER,
        xsd::POSITIVE_INTEGER,
        xsd::NON_POSITIVE_INTEGER,
        xsd::NEGATIVE_INTEGER,
        xsd::UNSIGNED_LONG,
        xsd::UNSIGNED_INT,
        xsd::UNSIGNED_SHORT,
        xsd::UNSIGNED_BYTE,
    ];
    let datatype = literal.datatype();
    numeric.contains(&datatype) || others.contains(&datatype)
}

fn column(number: usize, name: String, lines: &[Vec<Cell>]) -> Column {
    let cells = || lines.iter().filter_map(|line| line.get(number));
    let widest = cells().map(|cell| cell.text.width()).max().unwrap_or(0);
    let mut bound = cells().filter_map(|cell| cell.is_number).peekable();
    let is_numeric = bound.peek().is_some() && bound.all(|is_number| is_number);
    Column {
        width: widest.max(name.width()),
        name,
        is_numeric,
    }
}

/// Makes the widest columns narrower, all to the same width, until the line fits.
fn fit(columns: &mut [Column], total: usize) {
    let gaps = GAP.len() * columns.len().saturating_sub(1);
    let room = total.saturating_sub(gaps);
    let used = |cap: usize| -> usize { columns.iter().map(|column| column.width.min(cap)).sum() };
    let widest = columns.iter().map(|column| column.width).max().unwrap_or(0);
    let Some(cap) = (1..=widest.min(room)).rev().find(|cap| used(*cap) <= room) else {
        // Not even a sign for each: the line as a whole is cut.
        for column in columns {
            column.width = 1;
        }
        return;
    };
    let mut left = room - used(cap);
    for column in columns.iter_mut().filter(|column| column.width > cap) {
        let extra = usize::from(left > 0);
        left -= extra;
        column.width = cap + extra;
    }
}

/// Writes one line, without blanks at its end.
fn write_line<'t>(
    output: &mut impl Write,
    columns: &[Column],
    texts: impl Iterator<Item = &'t str>,
    options: &TableOptions<'_>,
) -> io::Result<()> {
    let mut line = String::new();
    for (number, (column, text)) in columns.iter().zip(texts).enumerate() {
        if number > 0 {
            line.push_str(GAP);
        }
        let text = cut(text, column.width);
        let padding = " ".repeat(column.width.saturating_sub(text.width()));
        if column.is_numeric {
            line.push_str(&padding);
            line.push_str(&text);
        } else {
            line.push_str(&text);
            line.push_str(&padding);
        }
    }
    let line = line.trim_end();
    match options.width {
        Some(width) => writeln!(output, "{}", cut(line, width)),
        None => writeln!(output, "{line}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::ResultFormat;
    use crate::query::fixture::select;
    use crate::query::results::write_rows;
    use crate::rdf::Index;

    fn table(query: &str, width: Option<usize>) -> String {
        let index = Index::default();
        let prefixes: Prefixes = [("e", "http://e/")].into_iter().collect();
        let options = TableOptions {
            width,
            prefixes: &[&prefixes],
        };
        let mut output = Vec::new();
        write_rows(
            select(query, &index),
            ResultFormat::Table,
            &options,
            &mut output,
        )
        .unwrap();
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn wide_characters_align_and_numbers_stand_right() {
        let query = "SELECT ?who ?n ?note { VALUES (?who ?n ?note) {
            (<http://e/russia> 7 '俄罗斯') (<http://e/a/b> 1200 '👩‍👩‍👧 family'@en)
            ('Traoré' -1.5 UNDEF) (UNDEF UNDEF 'x')
        } }";
        insta::assert_snapshot!(table(query, None), @"
        who              n  note
        ────────────  ────  ─────────
        e:russia         7  俄罗斯
        http://e/a/b  1200  👩‍👩‍👧 family
        Traoré        -1.5
                            x
        4 rows
        ");
    }

    #[test]
    fn the_widest_columns_give_way() {
        let query = "SELECT ?id ?long ?quote { VALUES (?id ?long ?quote) {
            (1 'we are training members of the armed forces' '中国人民中国人民中国人民中国人民中国人民') (22 'short' '')
        } }";
        insta::assert_snapshot!(table(query, Some(40)), @"
        id  long               quote
        ──  ─────────────────  ─────────────────
         1  we are training …  中国人民中国人民…
        22  short
        2 rows
        ");
        for width in 0..60 {
            for line in table(query, Some(width))
                .lines()
                .filter(|line| *line != "2 rows")
            {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn nothing_in_the_data_moves_the_cursor() {
        let query = "SELECT ?x { VALUES ?x { '\\u001b[31mred\\u001b[0m' 'two\\r\\nlines\\ttab' '\\u202eevil' '\\u009b2J' } }";
        let shown = table(query, None);
        assert!(shown.chars().all(|c| c == '\n' || !c.is_control()));
        insta::assert_snapshot!(shown, @r"
        x
        ─────────────
        ␛[31mred␛[0m
        two⏎lines␉tab
        \u{202e}evil
        \u{9b}2J
        4 rows
        ");
    }

    #[test]
    fn rows_are_counted_where_there_is_nothing_to_show() {
        insta::assert_snapshot!(table("SELECT ?x { ?x ?y ?z }", None), @"
        x
        ─
        0 rows
        ");
        insta::assert_snapshot!(table("SELECT * {}", None), @"1 row");
        insta::assert_snapshot!(table("SELECT (<<( <http://e/a> <x:b> 'c'@en )>> AS ?t) {}", None), @r#"
        t
        ──────────────────────
        <<( e:a x:b "c"@en )>>
        1 row
        "#);
    }
}
