//! RDF as input: what is wrong gets a place, what is right stays letter for letter.

use super::Check::Same;
use super::{either, fails, run_all, works};

const CONTROL: &str = "<http://e/s> <http://e/p> <http://e/o> .\n";

#[test]
fn sound_rdf() {
    const ILL: &str =
        "<http://e/s> <http://e/p> \"abc\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n";
    const LEXICAL: &str = concat!(
        "<http://e/s> <http://e/p> \"007\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n",
        "<http://e/s> <http://e/p> \"+7\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n",
        "<http://e/s> <http://e/p> \"1.50\"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n",
        "<http://e/s> <http://e/p> \"1.0E+00\"^^<http://www.w3.org/2001/XMLSchema#double> .\n",
        "<http://e/s> <http://e/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#boolean> .\n",
        "<http://e/s> <http://e/p> \"2024-06-06T24:00:00+00:00\"^^<http://www.w3.org/2001/XMLSchema#dateTime> .\n",
        "<http://e/s> <http://e/p> \" 1 \"^^<http://www.w3.org/2001/XMLSchema#integer> .\n",
        "<http://E/%7es/../x> <http://e/p> \"Traore\u{301}\" .\n",
    );
    const SHORT: &str = "@prefix e: <http://e/> .\ne:s e:p 007, +7, 1.50, 1.0E+00, \"1\"^^<http://www.w3.org/2001/XMLSchema#boolean>, \"2024-06-06T24:00:00+00:00\"^^<http://www.w3.org/2001/XMLSchema#dateTime>, \" 1 \"^^<http://www.w3.org/2001/XMLSchema#integer> .\n<http://E/%7es/../x> e:p \"Traore\u{301}\" .\n";
    const LIST: &str = concat!(
        "<http://e/s> <http://e/p> _:a .\n",
        "_:a <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> <http://e/1> .\n",
        "_:a <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:b .\n",
        "_:b <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> <http://e/2> .\n",
        "_:b <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:a .\n",
    );
    const QUADS: &str = "<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\n<http://e/s> <http://e/p> <http://e/o> .\n";
    run_all([
        works("control", "in.ttl", CONTROL, vec![Same(CONTROL)]),
        works("control, named graphs", "in.nq", QUADS, vec![Same(QUADS)]),
        works(
            "control, RDF/XML",
            "in.rdf",
            "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://e/'><r:Description r:about='http://e/s'><e:p r:resource='http://e/o'/></r:Description></r:RDF>",
            vec![Same(CONTROL)],
        ),
        works(
            "control, JSON-LD",
            "in.jsonld",
            r#"{"@id":"http://e/s","http://e/p":{"@id":"http://e/o"}}"#,
            vec![Same(CONTROL)],
        ),
        works("empty document", "in.ttl", "", vec![Same("")]),
        works(
            "empty document, triples",
            "in.nt",
            "\n# nothing\n",
            vec![Same("")],
        ),
        works("empty document, graphs", "in.trig", "", vec![Same("")]),
        works(
            "relative IRI with a base",
            "in.ttl",
            "<s> <p> <o> .",
            vec![Same(CONTROL)],
        )
        .with(&["--base", "http://e/"]),
        works(
            "comment that a carriage return alone ends",
            "in.ttl",
            format!("# old Mac\r{CONTROL}"),
            vec![Same(CONTROL)],
        ),
        works("ill-typed literal", "in.ttl", ILL, vec![Same(ILL)]),
        works("lexical forms", "in.nt", LEXICAL, vec![Same(LEXICAL)]),
        works("lexical forms, short", "in.ttl", SHORT, vec![Same(LEXICAL)]),
        works("cyclic rdf:List", "in.nt", LIST, vec![Same(LIST)]),
        either(
            "BOM",
            "in.ttl",
            format!("\u{FEFF}{CONTROL}"),
            vec![Same(CONTROL)],
            &["in.ttl:1:1:"],
        ),
    ]);
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn unsound_rdf() {
    let late = CONTROL.repeat(1000) + "<http://e/s> <http://e/p> oops .\n";
    let utf16: Vec<u8> = CONTROL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    run_all([
        fails(
            "space in IRI",
            "in.ttl",
            format!("{CONTROL}<http://e/a b> <http://e/p> 1 .\n"),
            &["in.ttl:2:"],
        ),
        fails(
            "space in IRI, triples",
            "in.nt",
            format!("{CONTROL}<http://e/a b> <http://e/p> <http://e/o> .\n"),
            &["in.nt:2:"],
        ),
        fails(
            "relative IRI, no base",
            "in.ttl",
            "<s> <http://e/p> 1 .",
            &["in.ttl:1:", "--base"],
        ),
        fails(
            "relative IRI in N-Triples",
            "in.nt",
            "<s> <http://e/p> <http://e/o> .\n",
            &["in.nt:1:"],
        ),
        fails(
            "unescaped newline",
            "in.ttl",
            "<http://e/s> <http://e/p> \"a\nb\" .\n",
            &["in.ttl:1:"],
        ),
        fails(
            "bad escapes",
            "in.ttl",
            r#"<http://e/s> <http://e/p> "\q" ."#,
            &["in.ttl:1:", r"\q"],
        ),
        fails(
            "bad escapes: short",
            "in.ttl",
            r#"<http://e/s> <http://e/p> "\u12" ."#,
            &["in.ttl:1:"],
        ),
        fails(
            "bad escapes: surrogate",
            "in.nt",
            "<http://e/s> <http://e/p> \"\\uD800\" .\n",
            &["in.nt:1:"],
        ),
        fails(
            "bad escapes: beyond Unicode",
            "in.nt",
            "<http://e/s> <http://e/p> \"\\U00110000\" .\n",
            &["in.nt:1:"],
        ),
        fails(
            "bad escapes: in an IRI",
            "in.nt",
            "<http://e/\\u0020> <http://e/p> <http://e/o> .\n",
            &["in.nt:1:"],
        ),
        fails(
            "bad language tags",
            "in.ttl",
            r#"<http://e/s> <http://e/p> "x"@ ."#,
            &["in.ttl:1:"],
        ),
        fails(
            "bad language tags: digits",
            "in.nt",
            "<http://e/s> <http://e/p> \"x\"@123 .\n",
            &["in.nt:1:"],
        ),
        fails(
            "bad language tags: too long",
            "in.nt",
            "<http://e/s> <http://e/p> \"x\"@abcdefghijk .\n",
            &["in.nt:1:"],
        ),
        fails(
            "truncated",
            "in.ttl",
            format!("{CONTROL}<http://e/s> <http://e/p>"),
            &["in.ttl:2:"],
        ),
        fails(
            "truncated literal",
            "in.ttl",
            format!("{CONTROL}<http://e/s> <http://e/p> \"\"\"abc\n"),
            &["in.ttl:"],
        ),
        fails(
            "truncated RDF/XML",
            "in.rdf",
            "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n<r:Description>",
            &["in.rdf:2"],
        ),
        fails(
            "truncated JSON-LD",
            "in.jsonld",
            r#"{"@id":"http://e/s","http://e/p":{"#,
            &["in.jsonld"],
        ),
        fails(
            "error at line 1001",
            "in.ttl",
            late.clone(),
            &["in.ttl:1001:"],
        ),
        fails(
            "error at line 1001, triples",
            "in.nt",
            late,
            &["in.nt:1001:"],
        ),
        fails(
            "more than 20 faults",
            "in.nt",
            "oops\n".repeat(30),
            &["in.nt:20:", "and 10 more errors"],
        ),
        fails(
            "undeclared prefix",
            "in.ttl",
            "foo:s <http://e/p> 1 .",
            &["in.ttl:1:", "foo"],
        ),
        fails(
            "invalid UTF-8",
            "in.ttl",
            b"<http://e/s> <http://e/p> \"\xE9\" .\n".to_vec(),
            &["in.ttl:1"],
        ),
        fails(
            "invalid UTF-8, triples",
            "in.nt",
            b"<http://e/s> <http://e/p> \"\xE9\" .\n".to_vec(),
            &["in.nt:1"],
        ),
        fails(
            "UTF-16 Turtle",
            "in.ttl",
            [b"\xFF\xFE".to_vec(), utf16].concat(),
            &["in.ttl"],
        ),
        fails(
            "terminal escapes echoed in an error",
            "in.ttl",
            "<http://e/s> <http://e/p> \u{1b}[31m\u{202e} .",
            &["in.ttl:1:"],
        ),
        fails(
            "terminal escapes in an IRI",
            "in.nt",
            "<http://e/\u{1b}[31m> <http://e/p> <http://e/o> .\n",
            &["in.nt:1:"],
        ),
        fails(
            "JSON-LD named .ttl",
            "in.ttl",
            r#"{"@id":"http://e/s","http://e/p":1}"#,
            &["in.ttl:1:"],
        ),
        either(
            "no extension",
            "in",
            CONTROL,
            vec![Same(CONTROL)],
            &["in: ", "--from"],
        ),
        works("no extension, told", "in", CONTROL, vec![Same(CONTROL)]).with(&["--from", "nt"]),
        fails(
            "unknown extension",
            "in.docx",
            CONTROL,
            &["in.docx", "--from"],
        ),
    ]);
}
