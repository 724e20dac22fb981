use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use thiserror::Error;

/// How many digits a number may have when written without an exponent: those of the largest IEEE 754 double.
const MAX_DIGITS: usize = 309;

/// A decimal number kept to its last digit, in one canonical form: no exponent, no needless zeros.
///
/// A double would turn 12345678901234567890 into another number in silence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(String);

/// Why a text is not a [`Number`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NumberError {
    /// The text is not a decimal number.
    #[error("not a number")]
    NotANumber,
    /// Beyond what a double can hold, or with more digits.
    #[error("out of range: more than {MAX_DIGITS} digits")]
    OutOfRange,
}

impl Number {
    /// Reads a decimal number with an optional exponent, as JSON and XML Schema write it.
    ///
    /// # Errors
    /// [`NumberError`] if the text is no number or needs more than 309 digits.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (
                mantissa,
                exponent
                    .parse::<i32>()
                    .map_err(|_| exponent_error(exponent))?,
            ),
            None => (digits, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction)
        {
            return Err(NumberError::NotANumber);
        }
        if exponent.unsigned_abs() as usize > MAX_DIGITS
            || whole.len() + fraction.len() > MAX_DIGITS
        {
            return Err(NumberError::OutOfRange);
        }
        let (whole, fraction) = shift_point(whole, fraction, exponent);
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        if whole.len() > MAX_DIGITS {
            return Err(NumberError::OutOfRange);
        }
        let mut canonical = String::new();
        if negative && !(whole.is_empty() && fraction.is_empty()) {
            canonical.push('-');
        }
        canonical.push_str(if whole.is_empty() { "0" } else { whole });
        if !fraction.is_empty() {
            canonical.push('.');
            canonical.push_str(fraction);
        }
        Ok(Self(canonical))
    }

    /// The canonical form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it has no fraction.
    pub fn is_integer(&self) -> bool {
        !self.0.contains('.')
    }
}

/// An exponent of digits only is merely too large; anything else is no exponent.
fn exponent_error(exponent: &str) -> NumberError {
    let digits = exponent.trim_start_matches(['+', '-']);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        NumberError::OutOfRange
    } else {
        NumberError::NotANumber
    }
}

/// Moves the decimal point `exponent` digits to the right.
fn shift_point(whole: &str, fraction: &str, exponent: i32) -> (String, String) {
    let digits = format!("{whole}{fraction}");
    let point = i64::try_from(whole.len()).unwrap_or(i64::MAX) + i64::from(exponent);
    match usize::try_from(point) {
        Err(_) => {
            let zeros = usize::try_from(-point).unwrap_or(0);
            (String::new(), "0".repeat(zeros) + &digits)
        }
        Ok(point) if point >= digits.len() => (
            digits.clone() + &"0".repeat(point - digits.len()),
            String::new(),
        ),
        Ok(point) => (digits[..point].to_owned(), digits[point..].to_owned()),
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The canonical form is a JSON number, so it can be passed on digit by digit.
        RawValue::from_string(self.0.clone())
            .map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

impl JsonSchema for Number {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "number"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_one_form() {
        for text in [
            "2000000",
            "2e6",
            "2.0E+6",
            "2000000.000",
            "+2000000",
            "0.2e7",
        ] {
            assert_eq!(Number::parse(text).unwrap().as_str(), "2000000", "{text}");
        }
        assert_eq!(Number::parse("-0").unwrap().as_str(), "0");
        assert_eq!(Number::parse("12.50e-3").unwrap().as_str(), "0.0125");
        assert_eq!(Number::parse("-0.5").unwrap().as_str(), "-0.5");
    }

    #[test]
    fn digits_beyond_64_bits_are_kept() {
        let text = "123456789012345678901234567890";
        assert_eq!(Number::parse(text).unwrap().as_str(), text);
    }

    #[test]
    fn what_no_double_holds_is_out_of_range() {
        for text in ["1e400", "1e999999999999", &"9".repeat(400)] {
            assert_eq!(Number::parse(text), Err(NumberError::OutOfRange), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for text in ["", "-", ".", "1e", "NaN", "1.2.3", "0x10", "1 ", "--1"] {
            assert_eq!(Number::parse(text), Err(NumberError::NotANumber), "{text}");
        }
    }
}
