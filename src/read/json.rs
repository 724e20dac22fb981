//! JSON objects field by field: doubles, unknown fields and wrong types are each named with their column.
//!
//! Serde's derive would stop at the first fault of a record, and its internally tagged enums would lose
//! doubled keys; so each field is taken as raw text by `serde_json` and decoded by itself.

use crate::model::{Fault, Number, NumberError, OneOrMany, Place, quoted};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// How deep arrays and objects may stand in each other.
const MAX_DEPTH: usize = 128;

/// Where reading stands, and what went wrong so far.
pub(super) struct Context<'t> {
    name: Arc<str>,
    /// The text that all raw values are slices of.
    text: &'t str,
    /// The line that `text` starts at.
    first_line: u64,
    /// A byte of the text that was located, its line within the text, and where that line starts.
    counted: Cell<(usize, u64, usize)>,
    path: Vec<(&'static str, Option<usize>)>,
    faults: &'t mut Vec<Fault>,
    pub(super) n_errors: usize,
}

/// The fields of one object that nobody has taken yet.
pub(super) struct Fields<'t> {
    fields: Vec<(Cow<'t, str>, &'t RawValue)>,
}

impl<'t> Context<'t> {
    pub(super) fn new(
        name: &Arc<str>,
        text: &'t str,
        first_line: u64,
        faults: &'t mut Vec<Fault>,
    ) -> Self {
        Self {
            name: Arc::clone(name),
            text,
            first_line,
            counted: Cell::default(),
            path: Vec::new(),
            faults,
            n_errors: 0,
        }
    }

    /// The object that the whole text holds.
    pub(super) fn whole(&mut self) -> Option<Fields<'t>> {
        if let Some(at) = too_deep(self.text) {
            let place = self.place(at);
            self.error_at(
                place,
                format!("arrays and objects nest deeper than {MAX_DEPTH}"),
            );
            return None;
        }
        match serde_json::from_str::<&RawValue>(self.text) {
            Ok(raw) => self.object(raw),
            Err(error) => {
                let place = self.place(byte_of(self.text, &error));
                self.error_at(place, bare_message(&error));
                None
            }
        }
    }

    /// The fields of an object, each key once.
    pub(super) fn object(&mut self, raw: &'t RawValue) -> Option<Fields<'t>> {
        if !raw.get().starts_with('{') {
            self.wrong_type(raw, "an object");
            return None;
        }
        // The text was found to be JSON, so only the shape of keys could fail.
        let Entries(fields) = serde_json::from_str(raw.get()).ok()?;
        let mut keys = BTreeSet::new();
        for (key, value) in &fields {
            if !keys.insert(key) {
                let place = self.place_of(value);
                let message = format!("{}field {} is given twice", self.path(), quoted(key));
                self.error_at(place, message);
            }
        }
        Some(Fields { fields })
    }

    /// Runs `read` with a longer path for messages.
    pub(super) fn within<T>(
        &mut self,
        field: &'static str,
        index: Option<usize>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.path.push((field, index));
        let result = read(self);
        self.path.pop();
        result
    }

    /// Where the text starts.
    pub(super) fn start(&self) -> Place {
        Place::line(&self.name, self.first_line)
    }

    pub(super) fn place_of(&self, raw: &RawValue) -> Place {
        self.place(raw.get().as_ptr() as usize - self.text.as_ptr() as usize)
    }

    fn place(&self, byte: usize) -> Place {
        // Places mostly come in the order of the text: count on from the last one.
        let (counted, line, line_start) = match self.counted.get() {
            last if last.0 <= byte => last,
            _ => (0, 0, 0),
        };
        let since = self.text.get(counted..byte).unwrap_or_default();
        let line = line + since.bytes().filter(|byte| *byte == b'\n').count() as u64;
        let line_start = since
            .rfind('\n')
            .map_or(line_start, |newline| counted + newline + 1);
        self.counted.set((byte, line, line_start));
        let before = self.text.get(line_start..byte).unwrap_or_default();
        Place {
            input: Arc::clone(&self.name),
            line: Some(self.first_line + line),
            column: Some(before.chars().count() as u64),
        }
    }

    /// A fault of the field that the path leads to.
    pub(super) fn error(&mut self, raw: &RawValue, message: impl fmt::Display) {
        let place = self.place_of(raw);
        let message = format!("{}{message}", self.path());
        self.error_at(place, message);
    }

    pub(super) fn error_at(&mut self, place: Place, message: impl Into<String>) {
        self.n_errors += 1;
        self.faults.push(Fault::error(place, message));
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for (field, index) in &self.path {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(field);
            if let Some(index) = index {
                path.push('[');
                path.push_str(&index.to_string());
                path.push(']');
            }
        }
        if !path.is_empty() {
            path.push_str(": ");
        }
        path
    }

    pub(super) fn wrong_type(&mut self, raw: &RawValue, wanted: &str) {
        self.error(raw, format!("found {}; {wanted} is wanted", describe(raw)));
    }

    /// A string that is not empty.
    pub(super) fn string(&mut self, raw: &'t RawValue) -> Option<String> {
        let text = self.any_string(raw)?;
        if text.is_empty() {
            self.error(raw, "is empty");
            return None;
        }
        Some(text)
    }

    /// A string.
    pub(super) fn any_string(&mut self, raw: &'t RawValue) -> Option<String> {
        if !raw.get().starts_with('"') {
            self.wrong_type(raw, "a string");
            return None;
        }
        serde_json::from_str(raw.get())
            .map_err(|error| self.error(raw, bare_message(&error)))
            .ok()
    }

    /// A string or a list of strings.
    pub(super) fn strings(&mut self, raw: &'t RawValue) -> Option<OneOrMany> {
        if raw.get().starts_with('"') {
            return Some(OneOrMany(vec![self.string(raw)?]));
        }
        if !raw.get().starts_with('[') {
            self.wrong_type(raw, "a string or a list of strings");
            return None;
        }
        let items: Vec<&RawValue> = serde_json::from_str(raw.get()).ok()?;
        let strings: Option<Vec<String>> =
            items.into_iter().map(|item| self.string(item)).collect();
        strings.map(OneOrMany)
    }

    /// A count of code points.
    pub(super) fn offset(&mut self, raw: &'t RawValue) -> Option<u64> {
        let digits = raw.get();
        let is_number = digits.starts_with(|first: char| first == '-' || first.is_ascii_digit());
        if is_number && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return digits
                .parse()
                .map_err(|_| self.error(raw, format!("{digits} is out of range")))
                .ok();
        }
        self.wrong_type(raw, "a whole number from 0 up, in Unicode code points,");
        None
    }

    /// A number, to its last digit.
    pub(super) fn number(&mut self, raw: &'t RawValue) -> Option<Number> {
        match Number::parse(raw.get()) {
            Ok(number) => Some(number),
            Err(NumberError::NotANumber) => {
                self.wrong_type(raw, "a number");
                None
            }
            Err(error @ NumberError::OutOfRange) => {
                self.error(raw, error);
                None
            }
        }
    }

    /// True or false.
    pub(super) fn boolean(&mut self, raw: &'t RawValue) -> Option<bool> {
        match raw.get() {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                self.wrong_type(raw, "true or false");
                None
            }
        }
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        raw: &'t RawValue,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let word = self.any_string(raw)?;
        let found = choices.iter().find(|(name, _)| *name == word);
        if found.is_none() {
            let known: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.error(
                raw,
                format!("found {}; known: {}", quoted(&word), known.join(", ")),
            );
        }
        found.map(|(_, choice)| *choice)
    }
}

impl<'t> Fields<'t> {
    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(key, _)| key == name)
    }

    /// Takes a field out; `null` counts as absent.
    pub(super) fn take(&mut self, name: &str) -> Option<&'t RawValue> {
        self.take_even_null(name).filter(|raw| raw.get() != "null")
    }

    pub(super) fn take_even_null(&mut self, name: &str) -> Option<&'t RawValue> {
        let position = self.fields.iter().position(|(key, _)| key == name)?;
        Some(self.fields.swap_remove(position).1)
    }

    /// A field that may be missing.
    pub(super) fn optional<T>(
        &mut self,
        context: &mut Context<'t>,
        name: &'static str,
        read: impl FnOnce(&mut Context<'t>, &'t RawValue) -> Option<T>,
    ) -> Option<T> {
        let raw = self.take(name)?;
        context.within(name, None, |context| read(context, raw))
    }

    /// A field that must be there and not null.
    pub(super) fn required<T>(
        &mut self,
        context: &mut Context<'t>,
        name: &'static str,
        read: impl FnOnce(&mut Context<'t>, &'t RawValue) -> Option<T>,
    ) -> Option<T> {
        let Some(raw) = self.take_even_null(name) else {
            let place = context.start();
            let message = format!("{}field {} is missing", context.path(), quoted(name));
            context.error_at(place, message);
            return None;
        };
        context.within(name, None, |context| read(context, raw))
    }

    /// A list field; missing is empty.
    pub(super) fn list<T>(
        &mut self,
        context: &mut Context<'t>,
        name: &'static str,
        mut read: impl FnMut(&mut Context<'t>, &'t RawValue) -> Option<T>,
    ) -> Vec<T> {
        let Some(raw) = self.take(name) else {
            return Vec::new();
        };
        if !raw.get().starts_with('[') {
            context.within(name, None, |context| context.wrong_type(raw, "a list"));
            return Vec::new();
        }
        let items: Vec<&'t RawValue> = serde_json::from_str(raw.get()).unwrap_or_default();
        let read = |(index, item)| context.within(name, Some(index), |context| read(context, item));
        items.into_iter().enumerate().filter_map(read).collect()
    }

    /// Warns of every field that nobody took: it is not kept.
    pub(super) fn finish(self, context: &mut Context<'t>) {
        for (key, value) in self.fields {
            let place = context.place_of(value);
            let message = format!(
                "{}unknown field {} is not kept",
                context.path(),
                quoted(&key)
            );
            context.faults.push(Fault::warning(place, message));
        }
    }
}

/// The entries of an object in the order they stand, doubles included.
struct Entries<'t>(Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;
        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some((Key(key), value)) = map.next_entry()? {
                    entries.push((key, value));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(EntriesVisitor)
    }
}

/// A key, borrowed where it has no escapes.
struct Key<'t>(Cow<'t, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Borrowed(key)))
            }

            fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

/// What a raw value is, and its text where that is short.
fn describe(raw: &RawValue) -> String {
    let text = raw.get();
    let kind = match text.as_bytes().first() {
        Some(b'"') => "a string",
        Some(b'{') => return "an object".to_owned(),
        Some(b'[') => return "a list".to_owned(),
        Some(b'n') => return "null".to_owned(),
        Some(b't' | b'f') => return text.to_owned(),
        _ => "the number",
    };
    match serde_json::from_str::<String>(text) {
        Ok(string) => format!("{kind}, {}", quoted(&string)),
        Err(_) => format!("{kind} {}", text.chars().take(40).collect::<String>()),
    }
}

/// What `serde_json` says without the position, which stands in front of ours.
fn bare_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(text, _)| text);
    format!("not JSON: {message}")
}

/// Where an error of `serde_json` stands, in bytes.
fn byte_of(text: &str, error: &serde_json::Error) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let mut byte = (before + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// Where arrays and objects first nest deeper than [`MAX_DEPTH`].
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Some(at);
                }
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}
