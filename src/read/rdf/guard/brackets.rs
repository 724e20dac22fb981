use crate::limits::NESTING;

/// Follows the brackets of N-Triples, N-Quads, Turtle and `TriG` through their bytes, to tell where they first nest
/// too deep. What stands in strings, IRIs and comments is no bracket; on broken input it may be mistaken, but never
/// stops what nests less deep.
#[derive(Debug, Default)]
pub(in crate::read::rdf) struct Brackets {
    depth: usize,
    state: State,
    /// Lines that are over.
    line: u64,
    /// Bytes of this line that are over, those that begin no character apart.
    column: u64,
}

/// What a byte stands in.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Plain,
    /// After one `<`: an IRI unless another follows.
    Less,
    /// After `<<`, which a `(` belongs to.
    Opened,
    /// After `)`, which a `>>` belongs to.
    Closed,
    /// After one `>` that ends no IRI.
    Greater,
    /// After `)>`.
    ClosedGreater,
    Iri,
    Comment,
    /// After so many quotation marks of one kind.
    Opening(u8, u8),
    /// In a string; after so many of its quotation marks in a row.
    String {
        mark: u8,
        is_long: bool,
        seen: u8,
        is_escaped: bool,
    },
    /// Behind a backslash in a name.
    Escaped,
}

impl Brackets {
    /// Takes the next bytes; the line and column, from 0, where there is one bracket too many.
    pub(in crate::read::rdf) fn take(&mut self, bytes: &[u8]) -> Result<(), [u64; 2]> {
        for &byte in bytes {
            self.state = self.next(byte);
            if self.depth > NESTING {
                return Err([self.line, self.column]);
            }
            match byte {
                b'\n' => (self.line, self.column) = (self.line + 1, 0),
                0x80..0xC0 => {}
                _ => self.column += 1,
            }
        }
        Ok(())
    }

    fn next(&mut self, byte: u8) -> State {
        match self.state {
            State::Escaped => State::Plain,
            State::Less if byte == b'<' => {
                self.depth += 1;
                State::Opened
            }
            State::Opened if byte == b'(' => State::Plain,
            State::Closed if byte == b'>' => State::ClosedGreater,
            State::ClosedGreater if byte == b'>' => State::Plain,
            // An IRI of no characters ends at once.
            State::Less | State::Iri => match byte {
                b'>' | b'\n' => State::Plain,
                _ => State::Iri,
            },
            State::Greater if byte == b'>' => {
                self.depth = self.depth.saturating_sub(1);
                State::Plain
            }
            State::Plain
            | State::Opened
            | State::Closed
            | State::ClosedGreater
            | State::Greater => self.plain(byte),
            State::Comment if matches!(byte, b'\n' | b'\r') => State::Plain,
            State::Comment => State::Comment,
            State::Opening(mark, n) => self.opening(mark, n, byte),
            State::String {
                mark,
                is_long,
                seen,
                is_escaped,
            } => in_string(mark, is_long, seen, is_escaped, byte),
        }
    }

    fn plain(&mut self, byte: u8) -> State {
        match byte {
            b'(' | b'[' | b'{' => self.depth += 1,
            b')' | b']' | b'}' => {
                self.depth = self.depth.saturating_sub(1);
                if byte == b')' {
                    return State::Closed;
                }
            }
            b'<' => return State::Less,
            b'>' => return State::Greater,
            b'#' => return State::Comment,
            b'\\' => return State::Escaped,
            b'"' | b'\'' => return State::Opening(byte, 1),
            _ => {}
        }
        State::Plain
    }

    /// Two quotation marks are an empty string, three open a long one.
    fn opening(&mut self, mark: u8, n: u8, byte: u8) -> State {
        match (n, byte == mark) {
            (1, true) => State::Opening(mark, 2),
            (2, false) => self.plain(byte),
            (2, true) => State::String {
                mark,
                is_long: true,
                seen: 0,
                is_escaped: false,
            },
            _ => in_string(mark, false, 0, false, byte),
        }
    }
}

fn in_string(mark: u8, is_long: bool, seen: u8, is_escaped: bool, byte: u8) -> State {
    let inside = |seen, is_escaped| State::String {
        mark,
        is_long,
        seen,
        is_escaped,
    };
    match byte {
        _ if is_escaped => inside(0, false),
        b'\\' => inside(0, true),
        b'\n' if !is_long => State::Plain,
        byte if byte == mark && (!is_long || seen == 2) => State::Plain,
        byte if byte == mark => inside(seen + 1, false),
        _ => inside(0, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(text: &str) -> Brackets {
        let mut brackets = Brackets::default();
        brackets.take(text.as_bytes()).unwrap();
        brackets
    }

    #[test]
    fn brackets_are_told_from_what_looks_like_them() {
        for (text, depth) in [
            ("<a> <b> ( [ <c> ] ) .", 0),
            ("<a> <b> ( [ <c>", 2),
            ("<<( <a> <b> <<( <c> <d> 1", 2),
            ("<<( <a> <b> <<( <c> <d> 1 )>> )>>", 0),
            ("<< <a> <b> 1 >> <p> <( [>", 0),
            (
                "<a> <b> \"([\", '([', \"\"\"([ \" \"\" ([\"\"\", '''([' ''', \"\", '' .",
                0,
            ),
            ("<a> <b> \"\\\"([\" , '\\'([' . # ([{", 0),
            ("a:b\\(c a:d ( 1", 1),
            ("# (\r ( # (\r\n", 1),
            ("<g> { <a> <b> <>, \"\"@en (", 2),
            ("<a> <b> \"unclosed ( \n (", 1),
            ("<a> <b> \"\"\"\"\"( \"\"\" (", 1),
        ] {
            assert_eq!(end(text).depth, depth, "{text}");
        }
    }

    #[test]
    fn the_place_of_one_too_many_is_told() {
        let text = format!("# \u{e9}\n\u{e9}{}", "[ ".repeat(NESTING + 1));
        let place = Brackets::default().take(text.as_bytes());
        assert_eq!(place, Err([1, 1 + 2 * NESTING as u64]));
        assert_eq!(end(&"( ) ".repeat(1000)).depth, 0);
    }
}
