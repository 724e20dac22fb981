//! What literals stand for: which of two comes first, and whether one is a value of its datatype.

use crate::rdf::{Index, TermId};
use crate::shacl::graph::XSD;
use oxigraph::model::{LiteralRef, TermRef};
use oxsdatatypes::{
    Boolean, Date, DateTime, DayTimeDuration, Double, Duration, Float, GDay, GMonth, GMonthDay,
    GYear, GYearMonth, Time, YearMonthDuration,
};
use spareval::ExpressionTerm;
use std::cmp::Ordering;
use std::str::FromStr;

/// How two terms compare by `<` of SPARQL; `None` where it knows no order between them.
pub(super) fn compare(index: &Index, left: TermId, right: TermId) -> Option<Ordering> {
    use ExpressionTerm as E;
    let (first, second) = (index.term(left), index.term(right));
    if !(is_value(first) && is_value(second)) {
        return None;
    }
    if let (Some(first), Some(second)) = (exact(first), exact(second)) {
        return Some(first.cmp(&second));
    }
    let values = (index.value(left), index.value(right));
    let (Some(left), Some(right)) = values else {
        return compare_texts(first, second);
    };
    match (left, right) {
        (E::BooleanLiteral(left), E::BooleanLiteral(right)) => left.partial_cmp(right),
        (E::IntegerLiteral(left), E::IntegerLiteral(right)) => left.partial_cmp(right),
        (E::DateTimeLiteral(left), E::DateTimeLiteral(right)) => left.partial_cmp(right),
        (E::DateLiteral(left), E::DateLiteral(right)) => left.partial_cmp(right),
        (E::TimeLiteral(left), E::TimeLiteral(right)) => left.partial_cmp(right),
        (E::DurationLiteral(left), E::DurationLiteral(right)) => left.partial_cmp(right),
        (E::DayTimeDurationLiteral(left), E::DayTimeDurationLiteral(right)) => {
            left.partial_cmp(right)
        }
        (E::YearMonthDurationLiteral(left), E::YearMonthDurationLiteral(right)) => {
            left.partial_cmp(right)
        }
        _ => compare_numbers(left, right),
    }
}

/// Whether it is a literal whose words are a value of its datatype.
fn is_value(term: TermRef<'_>) -> bool {
    matches!(term, TermRef::Literal(literal) if is_well_formed(literal))
}

/// A whole or decimal number of any size, so written that `Ord` orders it.
#[derive(Debug, PartialEq, Eq)]
struct Exact<'t> {
    is_negative: bool,
    whole: &'t str,
    fraction: &'t str,
}

/// A number as it is written; `None` for other terms. `xsd:decimal` of any size is more than 128 bits hold.
fn exact(term: TermRef<'_>) -> Option<Exact<'_>> {
    let TermRef::Literal(literal) = term else {
        return None;
    };
    let datatype = literal.datatype().as_str().strip_prefix(XSD)?;
    if datatype != "decimal" && range(datatype).is_none() {
        return None;
    }
    let text = literal.value();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole = whole.trim_start_matches(['+', '-']).trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let is_zero = whole.is_empty() && fraction.is_empty();
    Some(Exact {
        is_negative: text.starts_with('-') && !is_zero,
        whole,
        fraction,
    })
}

impl Ord for Exact<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let size = |one: &Self, other: &Self| {
            let by_length = one.whole.len().cmp(&other.whole.len());
            by_length
                .then_with(|| one.whole.cmp(other.whole))
                .then_with(|| one.fraction.cmp(other.fraction))
        };
        match (self.is_negative, other.is_negative) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => size(self, other),
            (true, true) => size(other, self),
        }
    }
}

impl PartialOrd for Exact<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Strings without a language compare by their code points.
fn compare_texts(left: TermRef<'_>, right: TermRef<'_>) -> Option<Ordering> {
    let text = |term| match term {
        TermRef::Literal(literal) if is_xsd(literal, "string") => Some(literal.value()),
        _ => None,
    };
    Some(text(left)?.cmp(text(right)?))
}

fn is_xsd(literal: LiteralRef<'_>, local: &str) -> bool {
    literal.datatype().as_str().strip_prefix(XSD) == Some(local)
}

/// Numbers are promoted to the wider of the two types (<https://www.w3.org/TR/xpath20/#promotion>).
fn compare_numbers(left: &ExpressionTerm, right: &ExpressionTerm) -> Option<Ordering> {
    use ExpressionTerm as E;
    let decimal = |term: &E| match term {
        E::IntegerLiteral(number) => Some((*number).into()),
        E::DecimalLiteral(number) => Some(*number),
        _ => None,
    };
    if let (Some(left), Some(right)) = (decimal(left), decimal(right)) {
        return left.partial_cmp(&right);
    }
    let float = |term: &E| match term {
        E::FloatLiteral(number) => Some(*number),
        _ => decimal(term).map(Float::from),
    };
    if let (Some(left), Some(right)) = (float(left), float(right)) {
        return left.partial_cmp(&right);
    }
    let double = |term: &E| match term {
        E::DoubleLiteral(number) => Some(*number),
        E::FloatLiteral(number) => Some((*number).into()),
        _ => decimal(term).map(Double::from),
    };
    double(left)?.partial_cmp(&double(right)?)
}

/// Whether the words of a literal are a value of its datatype (XML Schema 1.1 part 2); datatypes of others are taken at
/// their word.
pub(super) fn is_well_formed(literal: LiteralRef<'_>) -> bool {
    let text = literal.value();
    let Some(datatype) = literal.datatype().as_str().strip_prefix(XSD) else {
        return true;
    };
    match datatype {
        "boolean" => parses::<Boolean>(text),
        "decimal" => is_decimal(text),
        "float" => is_float_word(text) || (is_float_digits(text) && parses::<Float>(text)),
        "double" => is_float_word(text) || (is_float_digits(text) && parses::<Double>(text)),
        "dateTime" => parses::<DateTime>(text),
        "dateTimeStamp" => DateTime::from_str(text).is_ok_and(|time| time.timezone().is_some()),
        "date" => parses::<Date>(text),
        "time" => parses::<Time>(text),
        "duration" => parses::<Duration>(text),
        "dayTimeDuration" => parses::<DayTimeDuration>(text),
        "yearMonthDuration" => parses::<YearMonthDuration>(text),
        "gYear" => parses::<GYear>(text),
        "gYearMonth" => parses::<GYearMonth>(text),
        "gMonth" => parses::<GMonth>(text),
        "gMonthDay" => parses::<GMonthDay>(text),
        "gDay" => parses::<GDay>(text),
        "hexBinary" => text.len().is_multiple_of(2) && text.bytes().all(|b| b.is_ascii_hexdigit()),
        "base64Binary" => is_base64(text),
        "normalizedString" => !text.contains(['\t', '\n', '\r']),
        "token" => is_token(text),
        "language" => is_language(text),
        _ => match range(datatype) {
            Some((least, most)) => is_integer(text, least, most),
            None => true,
        },
    }
}

fn is_float_word(text: &str) -> bool {
    matches!(text, "INF" | "+INF" | "-INF" | "NaN")
}

/// The readers of numbers take words for infinity that XML Schema does not have.
fn is_float_digits(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
}

fn parses<T: FromStr>(text: &str) -> bool {
    T::from_str(text).is_ok()
}

/// The least and the greatest value of a datatype of whole numbers; `None` in it is no limit.
fn range(datatype: &str) -> Option<(Option<i128>, Option<i128>)> {
    let signed = |bits: u32| (Some(-(1 << (bits - 1))), Some((1 << (bits - 1)) - 1));
    let unsigned = |bits: u32| (Some(0), Some((1 << bits) - 1));
    Some(match datatype {
        "integer" => (None, None),
        "nonNegativeInteger" => (Some(0), None),
        "positiveInteger" => (Some(1), None),
        "nonPositiveInteger" => (None, Some(0)),
        "negativeInteger" => (None, Some(-1)),
        "byte" => signed(8),
        "short" => signed(16),
        "int" => signed(32),
        "long" => signed(64),
        "unsignedByte" => unsigned(8),
        "unsignedShort" => unsigned(16),
        "unsignedInt" => unsigned(32),
        "unsignedLong" => unsigned(64),
        _ => return None,
    })
}

fn is_integer(text: &str, least: Option<i128>, most: Option<i128>) -> bool {
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let digits = digits.trim_start_matches('0');
    let size: i128 = if digits.is_empty() {
        0
    } else {
        // What has more digits is beyond every limit that there is.
        digits.parse().unwrap_or(i128::MAX)
    };
    let value = if is_negative { -size } else { size };
    least.is_none_or(|least| value >= least) && most.is_none_or(|most| value <= most)
}

fn is_decimal(text: &str) -> bool {
    let number = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(whole) && are_digits(fraction) && !(whole.is_empty() && fraction.is_empty())
}

fn is_base64(text: &str) -> bool {
    let letters: Vec<u8> = text.bytes().filter(|byte| *byte != b' ').collect();
    let n_filling = letters
        .iter()
        .rev()
        .take_while(|byte| **byte == b'=')
        .count();
    let body = &letters[..letters.len() - n_filling];
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    letters.len().is_multiple_of(4) && n_filling <= 2 && body.iter().all(is_letter)
}

fn is_token(text: &str) -> bool {
    let is_edge = |letter: char| letter == ' ';
    !text.contains(['\t', '\n', '\r']) && !text.contains("  ") && text.trim_matches(is_edge) == text
}

fn is_language(text: &str) -> bool {
    text.split('-').enumerate().all(|(place, part)| {
        let fits = |byte: u8| byte.is_ascii_alphabetic() || (place > 0 && byte.is_ascii_digit());
        (1..=8).contains(&part.len()) && part.bytes().all(fits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::Quads;
    use oxigraph::model::{Literal, NamedNode};

    fn typed(text: &str, datatype: &str) -> Literal {
        Literal::new_typed_literal(text, NamedNode::new_unchecked(format!("{XSD}{datatype}")))
    }

    #[test]
    fn values_of_their_datatypes_are_well_formed() {
        for (datatype, right, wrong) in [
            ("byte", "127 -128 +5 007", "128 -129 c 1.0"),
            (
                "unsignedLong",
                "18446744073709551615 0 -0",
                "18446744073709551616 -1",
            ),
            (
                "integer",
                "123456789012345678901234567890123456789012345",
                "- + 1e3",
            ),
            ("positiveInteger", "1", "0 -1"),
            ("decimal", "1 1. .5 -0.123456789012345678901", ". 1e3 1,5"),
            ("double", "1e3 INF NaN -0", "one inf infinity nan"),
            ("boolean", "true 0", "TRUE yes"),
            (
                "dateTime",
                "2024-03-01T00:00:00",
                "2024-13-01T00:00:00 2024-03-01",
            ),
            (
                "dateTimeStamp",
                "2024-03-01T00:00:00Z",
                "2024-03-01T00:00:00",
            ),
            ("date", "2024-02-29", "2023-02-29 yesterday"),
            ("hexBinary", "0fB7", "0fB 0g"),
            ("base64Binary", "Zm9v Zg==", "Zg= Z==="),
            (
                "language",
                "en en-GB x-1",
                "1 english-really-too-very-longlonglong",
            ),
            ("anyURI", "x", ""),
        ] {
            for text in right.split_whitespace() {
                assert!(
                    is_well_formed(typed(text, datatype).as_ref()),
                    "{text} is a {datatype}"
                );
            }
            for text in wrong.split_whitespace() {
                assert!(
                    !is_well_formed(typed(text, datatype).as_ref()),
                    "{text} is no {datatype}"
                );
            }
        }
        assert!(is_well_formed(typed("a b", "token").as_ref()));
        assert!(!is_well_formed(typed("a  b", "token").as_ref()));
    }

    #[test]
    fn what_sparql_orders_is_ordered() {
        let literals = [
            typed("9", "integer"),
            typed("10", "byte"),
            typed("9.5", "decimal"),
            typed("1e1", "double"),
            typed("9", "string"),
            typed("10", "string"),
            typed("2024-03-01T00:00:00", "dateTime"),
            typed("2024-03-01T00:00:00Z", "dateTime"),
            Literal::new_language_tagged_literal_unchecked("9", "en"),
            typed("99999999999999999999998", "integer"),
            typed("-0.00000000000000000000000000001", "decimal"),
            typed("300", "byte"),
            typed("-0", "integer"),
            typed("0.0", "decimal"),
        ];
        let mut quads = Quads::default();
        let iri = NamedNode::new_unchecked("http://e/p");
        for literal in &literals {
            quads
                .insert(iri.clone(), iri.clone(), literal.clone())
                .unwrap();
        }
        let index = Index::new(quads).unwrap();
        let order = |left: usize, right: usize| {
            let id = |place: usize| index.find(literals[place].as_ref()).unwrap();
            compare(&index, id(left), id(right))
        };
        assert_eq!(order(0, 1), Some(Ordering::Less));
        assert_eq!(order(2, 1), Some(Ordering::Less));
        assert_eq!(order(1, 3), Some(Ordering::Equal));
        assert_eq!(
            order(4, 5),
            Some(Ordering::Greater),
            "texts go by their letters"
        );
        assert_eq!(order(0, 4), None);
        assert_eq!(order(6, 7), None, "a time without a zone may be either");
        assert_eq!(order(8, 4), None);
        assert_eq!(order(0, 9), Some(Ordering::Less), "numbers of any size");
        assert_eq!(order(10, 0), Some(Ordering::Less));
        assert_eq!(order(10, 13), Some(Ordering::Less));
        assert_eq!(order(12, 13), Some(Ordering::Equal));
        assert_eq!(order(11, 0), None, "no value of its datatype");
    }
}
