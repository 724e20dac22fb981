//! Regular expressions as REGEX of SPARQL has them, in the syntax of the `regex` crate.

use crate::rdf::TermId;
use crate::shacl::read::Reader;
use crate::shacl::shape::{Constraint, ShapeRef};
use oxigraph::model::TermRef;
use oxigraph::model::vocab::xsd;
use regex::{Regex, RegexBuilder};

/// A regular expression takes no more memory than this.
const LARGEST_PATTERN: usize = 1 << 20;

/// The characters that names in XML begin with, and the further ones that they go on with
/// (<https://www.w3.org/TR/xml/#NT-NameStartChar>).
const NAME_START: &str = r":A-Z_a-z\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{2FF}\u{370}-\u{37D}\u{37F}-\u{1FFF}\u{200C}-\u{200D}\u{2070}-\u{218F}\u{2C00}-\u{2FEF}\u{3001}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{EFFFF}";
const NAME_FURTHER: &str = r"\-.0-9\u{B7}\u{300}-\u{36F}\u{203F}-\u{2040}";

impl Reader<'_> {
    /// Patterns, which are read with the flags beside them.
    pub(super) fn patterns(
        &mut self,
        shape: ShapeRef,
        node: TermId,
        constraints: &mut Vec<Constraint>,
    ) {
        let patterns = self.graph.of(node, "pattern");
        let flags = match self.single(shape, node, "flags") {
            None => String::new(),
            Some(value) => match self.graph.index.term(value) {
                TermRef::Literal(literal) => literal.value().to_owned(),
                other => {
                    self.error(shape, format!("sh:flags has {other}; letters are wanted"));
                    return;
                }
            },
        };
        for value in patterns {
            let read = match self.graph.index.term(value) {
                TermRef::Literal(literal) if literal.datatype() == xsd::STRING => {
                    pattern(literal.value(), &flags)
                }
                other => Err(format!(
                    "sh:pattern has {other}; a regular expression in quotation marks is wanted"
                )),
            };
            match read {
                Ok(constraint) => constraints.push(constraint),
                Err(message) => self.error(shape, message),
            }
        }
    }
}

fn pattern(written: &str, flags: &str) -> Result<Constraint, String> {
    let ours = if flags.contains('q') {
        regex::escape(written)
    } else {
        translated(written)
    };
    let mut builder = RegexBuilder::new(&ours);
    builder.size_limit(LARGEST_PATTERN);
    for flag in flags.chars() {
        match flag {
            'i' => builder.case_insensitive(true),
            's' => builder.dot_matches_new_line(true),
            'm' => builder.multi_line(true),
            'x' => builder.ignore_whitespace(true),
            'q' => &mut builder,
            _ => {
                return Err(format!(
                    "sh:flags has {flag:?}; the letters i, s, m, x and q mean something"
                ));
            }
        };
    }
    let regex: Regex = builder.build().map_err(|error| {
        // The library draws the place over several lines.
        let error = error.to_string();
        let reason = error.lines().last().unwrap_or_default();
        let reason = reason.trim_start_matches("error: ");
        format!("sh:pattern has {written:?}, which is no regular expression: {reason}")
    })?;
    Ok(Constraint::Pattern {
        regex: Box::new(regex),
        written: written.to_owned(),
    })
}

/// What the regular expressions of XML Schema write otherwise (<https://www.w3.org/TR/xpath-functions-31/#regex-syntax>): one class taken from another,
/// `[a-z-[y]]`, and characters of names, `\i` and `\c`.
fn translated(written: &str) -> String {
    let mut ours = String::with_capacity(written.len());
    let mut depth = 0usize;
    let mut letters = written.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('\\', Some('i' | 'c')) => {
                let further = if letters.next() == Some('c') {
                    NAME_FURTHER
                } else {
                    ""
                };
                let [before, after] = if depth > 0 { ["", ""] } else { ["[", "]"] };
                for part in [before, NAME_START, further, after] {
                    ours.push_str(part);
                }
            }
            ('\\', Some(_)) => {
                ours.push(letter);
                ours.extend(letters.next());
            }
            ('-', Some('[')) if depth > 0 => ours.push_str("--"),
            _ => {
                match letter {
                    '[' => depth += 1,
                    ']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                ours.push(letter);
            }
        }
    }
    ours
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_what_xpath_says() {
        for (written, flags, right, wrong) in [
            ("^[a-z-[y]]+$", "", "abc", "yy"),
            ("^[a-z-[y]]+$", "", "a", "x-"),
            (r"^\i\c*$", "", "a1-b.c", "1a"),
            (r"^[\c]+$", "", "-1é", "a b"),
            (r"^\[a-\[$", "", "[a-[", "a"),
            ("a.b", "q", "xa.bx", "aab"),
            ("A", "i", "a", "b"),
        ] {
            let Ok(Constraint::Pattern { regex, .. }) = pattern(written, flags) else {
                panic!("{written}");
            };
            assert!(regex.is_match(right), "{written} matches {right}");
            assert!(!regex.is_match(wrong), "{written} does not match {wrong}");
        }
        assert!(pattern("(", "").is_err());
        assert!(pattern("a", "z").is_err());
    }
}
