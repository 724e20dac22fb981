//! A reader of DOT after <https://graphviz.org/doc/info/lang.html>, for what we write of it: statements with
//! attributes, quoted and HTML-like strings, no subgraphs and no ports.

use std::collections::BTreeMap;

/// A string in DOT.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Text {
    /// Letters or a number as they are, or a quoted string without its escaped quotation marks.
    Plain(String),
    /// XML between angle brackets.
    Html(String),
}

impl Text {
    pub(super) fn plain(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Html(text) => panic!("HTML where a plain string is wanted: {text}"),
        }
    }
}

/// The ends of a statement (one for a node, two for an edge) and its attributes.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) ends: Vec<String>,
    pub(super) attributes: BTreeMap<String, Text>,
}

/// Reads a whole digraph; panics where it is none.
pub(super) fn statements(dot: &str) -> Vec<Statement> {
    let mut reader = Reader(dot);
    assert_eq!(reader.text(), Some(Text::Plain("digraph".to_owned())));
    assert!(reader.text().is_some());
    reader.expect("{");
    let mut statements = Vec::new();
    while !reader.has("}") {
        statements.push(reader.statement());
    }
    reader.blanks();
    assert_eq!(reader.0, "", "something stands behind the graph");
    statements
}

struct Reader<'d>(&'d str);

impl Reader<'_> {
    fn blanks(&mut self) {
        self.0 = self.0.trim_start_matches([' ', '\n']);
        if let Some(comment) = self.0.strip_prefix("//") {
            self.0 = comment.split_once('\n').map_or("", |(_, rest)| rest);
            self.blanks();
        }
    }

    fn has(&mut self, mark: &str) -> bool {
        self.blanks();
        let rest = self.0.strip_prefix(mark);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn expect(&mut self, mark: &str) {
        assert!(self.has(mark), "{mark} is wanted before {:.80}", self.0);
    }

    fn statement(&mut self) -> Statement {
        let mut ends = vec![self.word()];
        while self.has("->") {
            ends.push(self.word());
        }
        let mut attributes = BTreeMap::new();
        self.expect("[");
        loop {
            let name = self.word();
            self.expect("=");
            let value = self.text().expect("an attribute has a value");
            let known = attributes.insert(name, value);
            assert!(known.is_none(), "an attribute is given twice");
            if !self.has(",") {
                break;
            }
        }
        self.expect("]");
        self.expect(";");
        Statement { ends, attributes }
    }

    fn word(&mut self) -> String {
        let start = self.0;
        let word = self
            .text()
            .unwrap_or_else(|| panic!("a name is wanted: {start:.80}"));
        word.plain().to_owned()
    }

    fn text(&mut self) -> Option<Text> {
        self.blanks();
        let mut letters = self.0.char_indices();
        match letters.next()?.1 {
            '"' => self.quoted(),
            '<' => self.html(),
            _ => {
                let is_inside =
                    |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.');
                let end = self
                    .0
                    .find(|letter| !is_inside(letter))
                    .unwrap_or(self.0.len());
                let (word, rest) = self.0.split_at(end);
                self.0 = rest;
                (!word.is_empty()).then(|| Text::Plain(word.to_owned()))
            }
        }
    }

    /// In quoted strings the only escaped character is the quotation mark; other backslashes are kept.
    fn quoted(&mut self) -> Option<Text> {
        let mut text = String::new();
        let mut letters = self.0.char_indices().skip(1);
        while let Some((at, letter)) = letters.next() {
            match letter {
                '"' => {
                    self.0 = &self.0[at + 1..];
                    return Some(Text::Plain(text));
                }
                '\\' => match letters.next()?.1 {
                    '"' => text.push('"'),
                    other => text.extend(['\\', other]),
                },
                other => text.push(other),
            }
        }
        None
    }

    fn html(&mut self) -> Option<Text> {
        let mut depth = 0;
        for (at, letter) in self.0.char_indices() {
            match letter {
                '<' => depth += 1,
                '>' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let inside = self.0[1..at].to_owned();
                self.0 = &self.0[at + 1..];
                return Some(Text::Html(inside));
            }
        }
        None
    }
}

/// What Graphviz shows for a plain label: its lines, without escapes and entities. For tooltips backslashes are
/// expanded twice.
pub(super) fn shown(label: &str, n_times: usize) -> String {
    let mut text = label.to_owned();
    for _ in 0..n_times {
        let mut expanded = String::new();
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some('n') => expanded.push('\n'),
                    Some('\\') => expanded.push('\\'),
                    other => {
                        panic!("Graphviz puts something in the place of \\{other:?} in {label}")
                    }
                },
                other => expanded.push(other),
            }
        }
        text = expanded;
    }
    let mut parts = text.split('&');
    let mut decoded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part
            .strip_prefix("amp;")
            .expect("every & is written as &amp;");
        decoded.push('&');
        decoded.push_str(rest);
    }
    decoded
}
