use crate::model::Place;
use std::sync::Arc;

/// The line and column of a byte, for the one fault that ends the reading; what names many faults counts on.
pub(super) fn place_of_byte(name: &Arc<str>, bytes: &[u8], at: usize) -> Place {
    let before = &bytes[..at];
    let line_start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
    let line = memchr::memchr_iter(b'\n', before).count();
    let column = String::from_utf8_lossy(&before[line_start..])
        .chars()
        .count();
    Place {
        column: Some(column as u64),
        ..Place::line(name, line as u64)
    }
}
