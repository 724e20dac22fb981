//! Facts as CSV.

use super::Check::{Count, Entities, Has, Labels};
use super::{either, fails, run_all, works};

const HEADER: &str = "subject,predicate,object\n";
const TRAINS: &str = "https://w3id.org/graphwright/security#trains";

fn labels(labels: &[&str]) -> super::Check {
    Labels(labels.iter().map(|label| (*label).to_owned()).collect())
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn facts_as_csv() {
    let rows = |rows: &str| format!("{HEADER}{rows}");
    let many: Vec<String> = (0..100_000).map(|n| format!("column{n}")).collect();
    run_all([
        works(
            "control",
            "facts.csv",
            rows("Ann,sec:trains,Bob\n"),
            vec![labels(&["Ann", "Bob"]), Count(TRAINS, 1)],
        ),
        works(
            "control, tabs",
            "facts.tsv",
            rows("Ann,sec:trains,Bob\n").replace(',', "\t"),
            vec![labels(&["Ann", "Bob"]), Count(TRAINS, 1)],
        ),
        works(
            "no newline at the end",
            "facts.csv",
            rows("Ann,sec:trains,Bob"),
            vec![Count(TRAINS, 1)],
        ),
        either(
            "empty CSV",
            "facts.csv",
            "",
            vec![Entities(0)],
            &["facts.csv", "header"],
        ),
        works("header only", "facts.csv", HEADER, vec![Entities(0)]),
        fails(
            "ragged rows: short",
            "facts.csv",
            rows("Ann,sec:trains,Bob\nAnn,sec:trains\n"),
            &["facts.csv:3", "2 cells", "header 3"],
        ),
        fails(
            "ragged rows: long",
            "facts.csv",
            rows("Ann,sec:trains,Bob,x\n"),
            &["facts.csv:2", "4 cells", "header 3"],
        ),
        fails(
            "empty cell",
            "facts.csv",
            rows("Ann,,Bob\n"),
            &["facts.csv:2", r#"column "predicate": is empty"#],
        ),
        works(
            "RFC 4180 quotes, embedded newline",
            "facts.csv",
            rows("\"Ann, \"\"the\nold\"\"\",sec:trains,\"Bob\r\nX\"\nBob,sec:trains,Ann\n"),
            vec![
                labels(&["Ann, \"the\nold\"", "Bob\r\nX", "Ann", "Bob"]),
                Count(TRAINS, 2),
            ],
        ),
        fails(
            "line after an embedded newline",
            "facts.csv",
            rows("\"a\nb\",p,c\nx,y\n"),
            &["facts.csv:4", "2 cells"],
        ),
        fails(
            "unclosed quote",
            "facts.csv",
            rows("Ann,sec:trains,Bob\nAnn,sec:trains,\"Bob\nBob,sec:trains,Ann\n"),
            &["facts.csv:3", "never closes"],
        ),
        works(
            "CRLF",
            "facts.csv",
            rows("Ann,sec:trains,Bob\n").replace('\n', "\r\n"),
            vec![labels(&["Ann", "Bob"])],
        ),
        works(
            "BOM + header",
            "facts.csv",
            format!("\u{FEFF}{}", rows("Ann,sec:trains,Bob\n")),
            vec![labels(&["Ann", "Bob"])],
        ),
        works(
            "BOM + quoted header",
            "facts.csv",
            "\u{FEFF}\"subject\",predicate,object\nAnn,sec:trains,Bob\n",
            vec![labels(&["Ann", "Bob"])],
        ),
        fails(
            "wrong delimiter",
            "facts.csv",
            rows("Ann,sec:trains,Bob\n").replace(',', ";"),
            &["facts.csv:1", "--delimiter ';'"],
        ),
        fails(
            "wrong delimiter: tabs",
            "facts.csv",
            rows("Ann,sec:trains,Bob\n").replace(',', "\t"),
            &["facts.csv:1", "--delimiter tab"],
        ),
        works(
            "right delimiter",
            "facts.csv",
            rows("Ann,sec:trains,Bob\n").replace(',', ";"),
            vec![labels(&["Ann", "Bob"])],
        )
        .with(&["--delimiter", ";"]),
        fails(
            "duplicate header",
            "facts.csv",
            "subject,predicate,object,subject\na,b,c,d\n",
            &["facts.csv:1", r#""subject" stands twice"#],
        ),
        fails(
            "no header",
            "facts.csv",
            "Ann,sec:trains,Bob\n",
            &["facts.csv:1", "missing: subject, predicate, object"],
        ),
        works(
            "formula injection",
            "facts.csv",
            rows("\"=HYPERLINK(\"\"http://e\"\")\",sec:trains,+1\n-1,sec:trains,@SUM(A1)\n"),
            vec![labels(&[
                "=HYPERLINK(\"http://e\")",
                "+1",
                "-1",
                "@SUM(A1)",
            ])],
        ),
        either(
            "NUL in a cell",
            "facts.csv",
            rows("A\0nn,sec:trains,Bob\n"),
            vec![labels(&["A\0nn", "Bob"])],
            &["facts.csv:2"],
        ),
        fails(
            "100k columns",
            "facts.csv",
            many.join(",") + "\n",
            &[
                "facts.csv:1",
                r#""column0""#,
                "missing: subject, predicate, object",
            ],
        ),
        fails(
            "100k columns in a row",
            "facts.csv",
            rows(&(many.join(",") + "\n")),
            &["facts.csv:2", "100000 cells"],
        ),
        fails(
            "UTF-16",
            "facts.csv",
            b"\xFF\xFEs\0u\0".to_vec(),
            &["facts.csv", "UTF-16"],
        ),
        fails(
            "invalid UTF-8",
            "facts.csv",
            [HEADER.as_bytes(), b"Ann,knows,Jos\xE9\n"].concat(),
            &[
                "facts.csv:2: byte 0xE9 at offset 38 is not UTF-8; Latin-1 and Windows-1252 texts need converting first (iconv -f latin1 -t utf-8)",
            ],
        ),
        fails(
            "confidence out of range",
            "facts.csv",
            "subject,predicate,object,confidence\na,b,c,1.5\n",
            &["facts.csv:2", r#"column "confidence""#, "1.5"],
        ),
        fails(
            "confidence that is NaN",
            "facts.csv",
            "subject,predicate,object,confidence\na,b,c,NaN\n",
            &["facts.csv:2", r#"column "confidence""#],
        ),
        works(
            "IRI injection through a cell",
            "facts.csv",
            rows("x> <http://e/p> <http://e/o,sec:trains,Bob\n"),
            vec![
                Entities(2),
                super::Check::Lacks("http://e/p"),
                Has(
                    "<https://example.org/entity/Bob> <http://www.w3.org/2004/02/skos/core#prefLabel> \"Bob\" .",
                ),
            ],
        ),
    ]);
}
