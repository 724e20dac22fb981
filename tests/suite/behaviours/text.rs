//! Texts that are empty, broken, foreign or hostile.

use super::Check::{Entities, Has, Says};
use super::{either, fails, run_all, works};

const KENYA: &str = "Kenya invaded Mali in 2020. The army of Kenya left Bamako in May.";
/// What that text says, in N-Quads.
const INVADES: &str = "<https://example.org/entity/Kenya> <https://w3id.org/graphwright/security#invades> <https://example.org/entity/Mali> .";

#[test]
fn texts_of_every_kind_are_read() {
    let utf16: Vec<u8> = format!("\u{feff}{KENYA}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    run_all([
        works(
            "plain text",
            "a.txt",
            KENYA,
            vec![Has(INVADES), Says("a.txt: read as text")],
        ),
        works(
            "Markdown",
            "a.md",
            format!("# News\n\n- {KENYA}\n\n`code`"),
            vec![Has(INVADES)],
        ),
        works(
            "HTML",
            "a.html",
            format!("<h1>News</h1><p>{KENYA}</p><pre>Mali invaded Kenya.</pre>"),
            vec![Has(INVADES)],
        ),
        works(
            "XHTML",
            "a.htm",
            format!("<?xml version=\"1.0\"?><html><body><p>{KENYA}</p></body></html>"),
            vec![Has(INVADES)],
        ),
        works(
            "documents",
            "a.jsonl",
            format!("{{\"id\":\"a\",\"text\":\"{KENYA}\"}}\n"),
            vec![Has(INVADES), Says("a.jsonl: read as documents")],
        ),
        works(
            "UTF-8 BOM",
            "a.txt",
            format!("\u{feff}{KENYA}"),
            vec![Has(INVADES)],
        ),
        works("UTF-16", "a.txt", utf16, vec![Has(INVADES)]),
        works(
            "CRLF",
            "a.txt",
            KENYA.replace(". ", ".\r\n"),
            vec![Has(INVADES)],
        ),
        works("forced", "a.data", KENYA, vec![Has(INVADES)]).with(&["--from", "text"]),
        works(
            "English by its word",
            "a.jsonl",
            format!("{{\"language\":\"en-GB\",\"text\":\"{KENYA}\"}}"),
            vec![Has(INVADES)],
        ),
    ]);
}

#[test]
fn empty_texts_are_empty_graphs() {
    run_all([
        works("empty text", "a.txt", "", vec![Entities(0)]),
        works("blank text", "a.txt", " \n\n\t", vec![Entities(0)]),
        works("empty Markdown", "a.md", "", vec![Entities(0)]),
        works("empty page", "a.html", "", vec![Entities(0)]),
        works(
            "page without words",
            "a.html",
            "<html><body><script>x()</script></body></html>",
            vec![Entities(0)],
        ),
        works(
            "document without words",
            "a.jsonl",
            "{\"text\":\"\"}",
            vec![Entities(0)],
        ),
        works("only a mark", "a.txt", "\u{feff}", vec![Entities(0)]),
        works(
            "punctuation",
            "a.txt",
            "... !? -- \u{1F600} \u{200b}",
            vec![Entities(0)],
        ),
    ]);
}

#[test]
fn what_is_no_text_is_refused_with_its_place() {
    run_all([
        fails(
            "Latin-1",
            "a.txt",
            b"Caf\xE9 Mali".to_vec(),
            &["a.txt: byte 0xE9 at byte offset 3 is not UTF-8"],
        ),
        fails(
            "Latin-1 page",
            "a.html",
            b"<meta charset=iso-8859-1><p>Caf\xE9".to_vec(),
            &["calls itself iso-8859-1"],
        ),
        fails(
            "binary",
            "a.txt",
            (0..=255).collect::<Vec<u8>>(),
            &["a.txt: is no text: byte 0x00 at byte offset 0"],
        ),
        fails("NUL in text", "a.txt", "Kenya\0invaded", &["byte offset 5"]),
        fails("PDF", "a.md", "%PDF-1.7\n", &["is a PDF document"]),
        fails(
            "Word",
            "a.txt",
            b"PK\x03\x04....".to_vec(),
            &["ZIP archive (as .docx"],
        ),
        fails(
            "half a UTF-16 pair",
            "a.txt",
            b"\xFF\xFEa".to_vec(),
            &["odd number of bytes"],
        ),
        fails(
            "escapes in a bad document",
            "a.jsonl",
            "{\"text\":\"a\"}\n{\"text\":\"\x1b[31m",
            &["a.jsonl:2"],
        ),
    ]);
}

#[test]
fn other_languages_are_refused_by_name() {
    let french = "Le ministre russe des Affaires étrangères est arrivé mardi à Ouagadougou, où il a été reçu par le \
        président de la transition. Les deux pays ont annoncé un accord de coopération militaire.";
    run_all([
        fails(
            "French",
            "a.txt",
            french,
            &["a.txt: the text seems to be in French", "--language en"],
        ),
        works("French as English", "a.txt", french, vec![]).with(&["--language", "en"]),
        works("two French words", "a.txt", "Bonjour Mali", vec![]),
        fails(
            "Russian",
            "a.txt",
            "Россия напала на Украину.",
            &[
                "a.txt: the text seems to be in Cyrillic letters",
                "--language en",
            ],
        ),
        fails(
            "Swahili",
            "a.txt",
            "Waziri wa mambo ya nje wa Urusi aliwasili siku ya Jumanne katika mji mkuu wa nchi hiyo, ambapo \
             alipokelewa na rais wa serikali ya mpito, na baada ya mazungumzo waliondoka.",
            &["a.txt: the text seems to be in another language than English"],
        ),
        fails(
            "declared",
            "a.jsonl",
            "{\"language\":\"fr\",\"text\":\"Mali\"}",
            &["a.jsonl:1: language is \"fr\""],
        ),
    ]);
}

#[test]
fn one_bad_document_is_named_and_does_not_hide_the_next() {
    let corpus = "{\"id\":\"a\",\"text\":\"Kenya invaded Mali.\"}\n{\"id\":\"b\"}\nnot JSON\n{\"id\":\"c\",\"text\":7}\n\
        {\"id\":\"d\",\"text\":\"Mali\\u0000left.\"}\n{\"id\":\"a\",\"text\":\"Mali left.\"}\n";
    run_all([fails(
        "bad documents",
        "a.jsonl",
        corpus,
        &[
            "a.jsonl:2: field \"text\" is missing",
            "a.jsonl:3:2: not JSON",
            "a.jsonl:4:18: text: found the number 7",
            "a.jsonl:5:18: text: is no text: character U+0000",
            "a.jsonl:6: the document at a.jsonl:1 has the id \"a\" too, and another text",
        ],
    )]);
}

#[test]
fn hostile_texts_take_linear_time() {
    run_all([
        works("one word of 5 MB", "a.txt", "a".repeat(5_000_000), vec![]),
        works(
            "one capitalised word of 5 MB",
            "a.txt",
            format!("A{}", "b".repeat(5_000_000)),
            vec![],
        ),
        works("5 MB of full stops", "a.txt", ".".repeat(5_000_000), vec![]),
        works(
            "100,000 capitalised words",
            "a.txt",
            "Kenya ".repeat(100_000),
            vec![],
        ),
        works(
            "100,000 different names",
            "a.txt",
            (0..100_000)
                .map(|n| format!("Name{n} "))
                .collect::<Vec<String>>()
                .concat(),
            vec![],
        ),
        works(
            "pair explosion",
            "a.txt",
            {
                let side = ["Russia", "Niger", "Mali", "France"].repeat(750).join(", ");
                format!("{side} and Peru attacked {side} and Chile.")
            },
            vec![],
        ),
        works(
            "pair explosion over sentences",
            "a.txt",
            (0..3000)
                .map(|n| format!("Ann{n} Smith attacked Bob{n} Brown. "))
                .collect::<Vec<String>>()
                .concat(),
            vec![],
        ),
        works(
            "100,000 sentences",
            "a.txt",
            "He said it. ".repeat(100_000),
            vec![],
        ),
        works(
            "100,000 quotation marks",
            "a.txt",
            "\u{201c}a\u{201d} ".repeat(100_000),
            vec![],
        ),
        works("100,000 brackets", "a.txt", "((".repeat(50_000), vec![]),
        works("100,000 block quotes", "a.md", "> ".repeat(100_000), vec![]),
        works("100,000 emphases", "a.md", "*a ".repeat(100_000), vec![]),
        works("100,000 links", "a.md", "[".repeat(100_000), vec![]),
        either(
            "100,000 nested blocks",
            "a.html",
            "<div>".repeat(100_000),
            vec![],
            &["nest deeper than 1000"],
        ),
        either(
            "100,000 nested letters",
            "a.html",
            "<b>".repeat(100_000),
            vec![],
            &["nest deeper than 1000"],
        ),
        either(
            "100,000 attributes",
            "a.html",
            format!("<p {}>", "a ".repeat(100_000)),
            vec![],
            &["longer than 8192 bytes"],
        ),
        works(
            "unclosed comment",
            "a.html",
            format!("<!--{}", "<div>".repeat(100_000)),
            vec![],
        ),
    ]);
}
