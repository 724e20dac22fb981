//! Trouble that has nothing to do with the columns: bytes and ends of lines.

use super::{assert_refused, export, run, sample};

/// Each sample with the options that it is read with.
const SAMPLES: [(&str, &[&str]); 5] = [
    ("incidents.csv", &["--map", "subject=Actor1,object=Actor2"]),
    ("acled.csv", &["--preset", "acled"]),
    ("20240606.export.CSV", &["--preset", "gdelt-events"]),
    (
        "nodes.tsv",
        &["--preset", "kgx", "--prefix", "EX=http://example.net/"],
    ),
    (
        "edges.tsv",
        &["--preset", "kgx", "--prefix", "EX=http://example.net/"],
    ),
];

#[test]
fn a_byte_order_mark_and_carriage_returns_change_nothing() {
    for (name, options) in SAMPLES {
        let plain = export(name, &sample(name), options);
        assert_eq!(plain.code, Some(0), "{name}: {}", plain.stderr);
        let marked = format!("\u{FEFF}{}", sample(name).replace('\n', "\r\n"));
        let marked = export(name, &marked, options);
        assert_eq!(marked.stdout, plain.stdout, "{name}");
        assert_eq!(marked.stderr, plain.stderr, "{name}");
    }
}

#[test]
fn other_encodings_are_refused_with_the_place() {
    for (name, options) in SAMPLES {
        let text = sample(name);
        let arguments = [&["export", name], options].concat();
        let line = text.lines().count() + 1;
        let latin = [text.as_bytes(), b"caf\xE9\n"].concat();
        let says = format!(
            "{name}:{line}: byte 0xE9 at offset {} is not UTF-8",
            text.len() + 3
        );
        assert_refused(&run(&[(name, &latin)], &arguments), 3, &[&says]);
        let utf16: Vec<u8> = format!("\u{FEFF}{text}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let says = "the input is UTF-16; UTF-8 is wanted";
        assert_refused(&run(&[(name, &utf16)], &arguments), 3, &[says]);
    }
}

#[test]
fn an_empty_table_is_an_empty_graph() {
    for (name, options) in SAMPLES {
        for text in ["", "\n", "\r\n\r\n"] {
            let run = export(name, text, options);
            assert_eq!(
                (run.code, run.stdout.as_str()),
                (Some(0), ""),
                "{name}: {}",
                run.stderr
            );
        }
    }
}

#[test]
fn a_line_is_the_editors_also_behind_carriage_returns() {
    let table = "a,b\r\n\"x\r\ny\",z\r\n1,2,3\r\n";
    let run = export("a.csv", table, &["--map", "subject=a,object=b"]);
    assert_refused(&run, 3, &["a.csv:4: the row has 3 cells, the header 2"]);
}
