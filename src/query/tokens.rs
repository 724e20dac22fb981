use crate::query::characters::{
    hex_escape, is_name_character, is_name_start, long_quote, name_run, number, variable_name,
};
use std::ops::Range;

/// What a token is, as far as positions in a query need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `<…>`
    Iri,
    /// `p:local`, `p:` or `:local`
    PrefixedName,
    /// `?x` or `$x`
    Variable,
    /// `_:b`
    BlankNode,
    /// A keyword, a function's name, `a`, `true`.
    Word,
    /// A quoted text, in any of the four quotings, whether or not it ends.
    Text,
    /// A number, its sign apart.
    Number,
    /// `@en`
    Language,
    /// `(`, `[` or `{`
    Open,
    /// `)`, `]` or `}`
    Close,
    /// Any other character, or one of the signs made of several, such as `||`.
    Sign,
}

/// A token with the bytes where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub span: Range<usize>,
}

impl Token {
    /// The token as it was written.
    pub(super) fn text<'t>(&self, query: &'t str) -> &'t str {
        &query[self.span.clone()]
    }

    /// Whether it is this keyword, in any case.
    pub(super) fn is_word(&self, query: &str, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text(query).eq_ignore_ascii_case(word)
    }
}

/// The tokens of a query, of one with errors too. Comments and white space are left out.
///
/// This is no parser: it finds where things stand, in time linear in the length of the text.
pub(super) fn tokens(query: &str) -> Vec<Token> {
    let mut reader = Reader {
        query,
        no_colon_before: 0,
        found: Vec::new(),
    };
    let mut start = 0;
    while let Some(first) = query[start..].chars().next() {
        let (kind, length) = reader.next(start, first);
        let end = start + length.max(first.len_utf8());
        if let Some(kind) = kind {
            let span = start..end;
            reader.found.push(Token { kind, span });
        }
        start = end;
    }
    reader.found
}

struct Reader<'t> {
    query: &'t str,
    /// Up to here a run of name characters and dots is known not to end at a colon, so that `a.a.a.…` is
    /// not searched again from each dot.
    no_colon_before: usize,
    found: Vec<Token>,
}

impl Reader<'_> {
    /// The kind (`None`: to be left out) and length of what starts at `start`.
    fn next(&mut self, start: usize, first: char) -> (Option<TokenKind>, usize) {
        let rest = &self.query[start..];
        let some = |kind, length| (Some(kind), length);
        match first {
            _ if first.is_whitespace() => (None, first.len_utf8()),
            '#' => (None, rest.find(['\n', '\r']).unwrap_or(rest.len())),
            '"' | '\'' => some(TokenKind::Text, quoted(rest, first).0),
            '<' => match self.iri(start) {
                Some(length) => some(TokenKind::Iri, length),
                None => some(TokenKind::Sign, long_sign(rest).max(1)),
            },
            '?' | '$' => match variable_name(&rest[1..]) {
                0 => some(TokenKind::Sign, 1),
                length => some(TokenKind::Variable, 1 + length),
            },
            '@' => match rest[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '-') {
                Some(0) => some(TokenKind::Sign, 1),
                length => some(TokenKind::Language, 1 + length.unwrap_or(rest.len() - 1)),
            },
            '_' if rest.starts_with("_:") => {
                let length = name_run(&rest[2..]);
                some(
                    TokenKind::BlankNode,
                    2 + rest[2..2 + length].trim_end_matches('.').len(),
                )
            }
            ':' => some(TokenKind::PrefixedName, 1 + local_name(&rest[1..])),
            '0'..='9' | '.' => match number(rest) {
                0 => some(TokenKind::Sign, 1),
                length => some(TokenKind::Number, length),
            },
            _ if long_sign(rest) > 0 => some(TokenKind::Sign, long_sign(rest)),
            '(' | '[' | '{' => some(TokenKind::Open, 1),
            ')' | ']' | '}' => some(TokenKind::Close, 1),
            _ if is_name_start(first) => self.word_or_name(start),
            _ => some(TokenKind::Sign, first.len_utf8()),
        }
    }

    /// The length of the IRI that starts here; `None` for the sign of a comparison.
    fn iri(&self, start: usize) -> Option<usize> {
        let rest = &self.query[start + 1..];
        let end = rest.find(|c: char| c <= ' ' || "<>\"{}|^`".contains(c))?;
        if !rest[end..].starts_with('>') {
            return None;
        }
        // `?x<?y&&?z>?w`: by the grammar `<?y&&?z>` is an IRI, but nobody means one that touches an operand
        // and starts like a variable.
        let touches_operand = self.found.last().is_some_and(|last| {
            last.span.end == start
                && matches!(
                    last.kind,
                    TokenKind::Variable | TokenKind::Number | TokenKind::Text | TokenKind::Close
                )
        });
        (!(touches_operand && rest.starts_with(['?', '$']))).then_some(end + 2)
    }

    fn word_or_name(&mut self, start: usize) -> (Option<TokenKind>, usize) {
        let rest = &self.query[start..];
        if start >= self.no_colon_before {
            let run = name_run(rest);
            if rest[run..].starts_with(':') && !rest[..run].ends_with('.') {
                let length = run + 1 + local_name(&rest[run + 1..]);
                return (Some(TokenKind::PrefixedName), length);
            }
            self.no_colon_before = start + run;
        }
        let length = rest
            .find(|c: char| !is_name_character(c))
            .unwrap_or(rest.len());
        (Some(TokenKind::Word), length)
    }
}

/// The signs made of several characters, of which none may be parted.
const SIGNS: [&str; 12] = [
    "<<(", ")>>", "<<", ">>", "{|", "|}", "||", "&&", "^^", "!=", "<=", ">=",
];

/// The length of such a sign at the beginning; 0 if there is none.
fn long_sign(rest: &str) -> usize {
    SIGNS
        .iter()
        .find(|sign| rest.starts_with(**sign))
        .map_or(0, |sign| sign.len())
}

/// Whether a text has its closing quote.
pub(super) fn is_closed(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|quote| quoted(text, quote).1)
}

/// The length of a quoted text with its quotes, and whether it has both. One that does not end takes the rest of the line, or of the
/// query where the quotes are three.
fn quoted(rest: &str, quote: char) -> (usize, bool) {
    let long = long_quote(rest, quote);
    let opening = if long { 3 } else { 1 };
    let mut characters = rest[opening..].char_indices();
    while let Some((position, character)) = characters.next() {
        let end = opening + position;
        match character {
            '\\' => {
                characters.next();
            }
            '\n' | '\r' if !long => return (end, false),
            _ if character != quote => {}
            _ if !long => return (end + 1, true),
            _ if long_quote(&rest[end..], quote) => return (end + 3, true),
            _ => {}
        }
    }
    (rest.len(), false)
}

/// The length of what follows the colon of a prefixed name (`PN_LOCAL`); dots at its end are not part of it.
fn local_name(rest: &str) -> usize {
    let mut end = 0;
    let mut position = 0;
    while let Some(character) = rest[position..].chars().next() {
        let length = match character {
            '\\' => match rest[position + 1..].chars().next() {
                Some(escaped) if escaped.is_ascii_punctuation() => 1 + escaped.len_utf8(),
                _ => break,
            },
            '%' if hex_escape(&rest[position..]) => 3,
            '-' if position == 0 => break,
            '.' if position > 0 => {
                position += 1;
                continue;
            }
            ':' => 1,
            _ if is_name_character(character) => character.len_utf8(),
            _ => break,
        };
        position += length;
        end = position;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use TokenKind::{BlankNode, Iri, Language, Number, PrefixedName, Text, Variable, Word};

    /// The tokens that are no signs and brackets.
    fn named(query: &str) -> Vec<(TokenKind, &str)> {
        tokens(query)
            .iter()
            .filter(|token| {
                !matches!(
                    token.kind,
                    TokenKind::Sign | TokenKind::Open | TokenKind::Close
                )
            })
            .map(|token| (token.kind, token.text(query)))
            .collect()
    }

    #[test]
    fn less_than_is_no_iri() {
        let comparison = [(Variable, "?x"), (Variable, "?y")];
        assert_eq!(named("?x<?y"), comparison);
        assert_eq!(named("?x < ?y"), comparison);
        assert_eq!(named("?x<?y&&?x>?y"), [comparison, comparison].concat());
        assert_eq!(named("?s <http://e/p>?o")[1], (Iri, "<http://e/p>"));
        assert_eq!(named("?s<http://e/p>?o")[1], (Iri, "<http://e/p>"));
        assert_eq!(named("<>"), [(Iri, "<>")]);
    }

    #[test]
    fn names_in_texts_and_comments_are_not_names() {
        let query = "# a:b 'c\n 'a:b' \"a:\\\"b\" '''a:'b\n c:d''' \"\"\"e:f\"\" \"\"\" x:y#z:z";
        let kinds: Vec<_> = named(query).iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [Text, Text, Text, Text, PrefixedName]);
    }

    #[test]
    fn a_prefixed_name_keeps_its_escapes_and_leaves_the_final_dot() {
        let query = r"ex:a\/b\.c. :x. : _:b1. ex:%20a ex.a:b ex:a.b.";
        assert_eq!(
            named(query),
            [
                (PrefixedName, r"ex:a\/b\.c"),
                (PrefixedName, ":x"),
                (PrefixedName, ":"),
                (BlankNode, "_:b1"),
                (PrefixedName, "ex:%20a"),
                (PrefixedName, "ex.a:b"),
                (PrefixedName, "ex:a.b"),
            ]
        );
    }

    #[test]
    fn numbers_words_and_languages() {
        assert_eq!(
            named("LIMIT 10 1.5e-3 .5 'x'@en-GB true"),
            [
                (Word, "LIMIT"),
                (Number, "10"),
                (Number, "1.5e-3"),
                (Number, ".5"),
                (Text, "'x'"),
                (Language, "@en-GB"),
                (Word, "true"),
            ]
        );
    }

    #[test]
    fn any_text_is_cut_without_gaps_and_in_linear_time() {
        let snippets = [
            "<", "'''", "a.", "\\", "%", ":", "?", "é中", "\"", "@", "_", "#\n", "\u{0}",
        ];
        for left in snippets {
            for right in snippets {
                let query = format!("{left}{right}").repeat(20_000);
                let mut end = 0;
                for token in tokens(&query) {
                    assert!(token.span.start >= end && token.span.end > token.span.start);
                    end = token.span.end;
                }
                assert!(end <= query.len());
            }
        }
    }
}
