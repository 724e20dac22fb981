//! JSON objects field by field: doubles, unknown fields and wrong types are each named with their column.
//!
//! Serde's derive would stop at the first fault of a record, and its internally tagged enums would lose
//! doubled keys; so each field is taken as raw text by `serde_json` and decoded by itself.

mod entries;
mod fields;
mod first_keys;
mod marks;
mod raw;

pub(super) use fields::Fields;
pub(super) use first_keys::{ends_in_first_object, first_keys};
pub(super) use raw::too_deep;

use crate::limits::NESTING;
use crate::model::{Fault, Number, NumberError, OneOrMany, Place, quoted};
use crate::read::json::entries::Entries;
use crate::read::json::marks::Marks;
use crate::read::json::raw::{bare_message, describe, place_and_message};
use serde_json::value::RawValue;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// Where reading stands, and what went wrong so far.
pub(super) struct Context<'t> {
    name: Arc<str>,
    /// The text that all raw values are slices of.
    text: &'t str,
    /// The line that `text` starts at.
    first_line: u64,
    marks: RefCell<Marks>,
    path: Vec<(&'static str, Option<usize>)>,
    faults: &'t mut Vec<Fault>,
    pub(super) n_errors: usize,
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
            marks: RefCell::default(),
            path: Vec::new(),
            faults,
            n_errors: 0,
        }
    }

    /// The object that the whole text holds.
    pub(super) fn whole(&mut self) -> Option<Fields<'t>> {
        let raw = self.value()?;
        self.object(raw)
    }

    /// The value that the whole text holds, whatever it is.
    pub(super) fn value(&mut self) -> Option<&'t RawValue> {
        if let Some(at) = too_deep(self.text.as_bytes()) {
            let place = self.place(at);
            self.error_at(
                place,
                format!("arrays and objects nest deeper than {NESTING}"),
            );
            return None;
        }
        match serde_json::from_str::<&RawValue>(self.text) {
            Ok(raw) => Some(raw),
            Err(error) => {
                let (byte, message) = place_and_message(self.text, &error);
                let place = self.place(byte);
                self.error_at(place, message);
                None
            }
        }
    }

    /// The fields of an object, each key once.
    #[inline]
    pub(super) fn object(&mut self, raw: &'t RawValue) -> Option<Fields<'t>> {
        if !raw.get().starts_with('{') {
            self.wrong_type(raw, "an object");
            return None;
        }
        // The text was found to be JSON, so only the shape of keys could fail.
        let Entries(mut fields) = serde_json::from_str(raw.get()).ok()?;
        let mut keys = BTreeSet::new();
        // A double that stayed would be told of again, as a field that nobody knows.
        fields.retain(|(key, value)| {
            let is_new = keys.insert(key.clone());
            if !is_new {
                let place = self.place_of(value);
                let message = format!("{}field {} is given twice", self.path(), quoted(key));
                self.error_at(place, message);
            }
            is_new
        });
        Some(Fields::new(raw, fields))
    }

    /// The items of a list.
    pub(super) fn items(&mut self, raw: &'t RawValue) -> Option<Vec<&'t RawValue>> {
        if !raw.get().starts_with('[') {
            self.wrong_type(raw, "a list");
            return None;
        }
        serde_json::from_str(raw.get()).ok()
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

    #[inline]
    fn place(&self, byte: usize) -> Place {
        let (line, column) = self.marks.borrow_mut().line_and_column(self.text, byte);
        Place {
            input: Arc::clone(&self.name),
            line: Some(self.first_line + line),
            column: Some(column),
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

    pub(super) fn warning_at(&mut self, place: Place, message: impl Into<String>) {
        self.faults.push(Fault::warning(place, message));
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
