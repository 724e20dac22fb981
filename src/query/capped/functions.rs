use crate::query::capped::text::{Maker, Text, plain};
use oxigraph::model::Term;
use regex::{Regex, RegexBuilder};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

pub(super) const CONCAT: &str = "concat";
pub(super) const REPLACE: &str = "replace";

/// The size of a compiled pattern, as in spareval.
const MAX_PATTERN_SIZE: usize = 1_000_000;

/// How many patterns are kept compiled: a query that makes one a row would fill the memory.
const MAX_PATTERNS: usize = 64;

/// CONCAT: the language is that of all arguments, if they agree.
pub(super) fn concat(arguments: &[Term], maker: &Maker) -> Option<Term> {
    let mut joined: Option<Text> = None;
    for argument in arguments {
        let text = Text::of(argument)?;
        match &mut joined {
            None => {
                maker.check(text.value.len())?;
                joined = Some(text);
            }
            Some(joined) => {
                maker.add(&mut joined.value, &text.value)?;
                if joined.language != text.language {
                    joined.language = None;
                }
            }
        }
    }
    let empty = Text {
        value: String::new(),
        language: None,
    };
    Some(joined.unwrap_or(empty).into_term())
}

/// REPLACE, with the patterns that it has compiled, by pattern and flags; `None` is one that is none.
#[derive(Debug)]
pub(super) struct Replace {
    maker: Maker,
    compiled: Mutex<BTreeMap<[String; 2], Option<Regex>>>,
}

impl Replace {
    pub(super) fn new(maker: Maker) -> Self {
        Self {
            maker,
            compiled: Mutex::default(),
        }
    }

    pub(super) fn call(&self, arguments: &[Term]) -> Option<Term> {
        let [text, pattern, replacement, flags @ ..] = arguments else {
            return None;
        };
        let flags = flags.first().map_or(Some(""), plain)?;
        let (text, replacement) = (Text::of(text)?, plain(replacement)?);
        let pattern = self.compile(plain(pattern)?, flags)?;
        let mut value = String::new();
        let mut end = 0;
        for captures in pattern.captures_iter(&text.value) {
            let found = captures.get(0)?;
            self.maker
                .add(&mut value, &text.value[end..found.start()])?;
            // A group lies within what was found, so an expansion is at most so long.
            let n_groups = replacement.bytes().filter(|byte| *byte == b'$').count();
            let longest = replacement.len() + n_groups.saturating_mul(found.len());
            self.maker
                .check_roughly(value.len().saturating_add(longest))?;
            captures.expand(replacement, &mut value);
            self.maker.check(value.len())?;
            end = found.end();
        }
        self.maker.add(&mut value, &text.value[end..])?;
        let language = text.language;
        Some(Text { value, language }.into_term())
    }

    fn compile(&self, pattern: &str, flags: &str) -> Option<Regex> {
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if compiled.len() >= MAX_PATTERNS {
            compiled.clear();
        }
        compiled
            .entry([pattern.to_owned(), flags.to_owned()])
            .or_insert_with(|| compile(pattern, flags))
            .clone()
    }
}

/// A pattern with the flags of "`XPath` and `XQuery` Functions and Operators 3.1", section 5.6.2; `None` if either is none.
fn compile(pattern: &str, flags: &str) -> Option<Regex> {
    let mut builder = if flags.contains('q') {
        RegexBuilder::new(&regex::escape(pattern))
    } else {
        RegexBuilder::new(pattern)
    };
    builder.size_limit(MAX_PATTERN_SIZE);
    for flag in flags.chars() {
        match flag {
            's' => builder.dot_matches_new_line(true),
            'm' => builder.multi_line(true),
            'i' => builder.case_insensitive(true),
            'x' => builder.ignore_whitespace(true),
            'q' => &mut builder,
            _ => return None,
        };
    }
    builder.build().ok()
}
