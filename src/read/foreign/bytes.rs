use crate::model::{Fault, Place};
use crate::read::not_utf8::WHAT_HELPS;
use crate::read::place::place_of_byte;
use std::sync::Arc;

/// The bytes as text without a byte-order mark. Other encodings than UTF-8 are refused by name: to guess one
/// wrong would change every name in the file.
pub(super) fn text<'b>(
    bytes: &'b [u8],
    name: &Arc<str>,
    faults: &mut Vec<Fault>,
) -> Option<&'b str> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let message = "the input is UTF-16; UTF-8 is wanted";
        faults.push(Fault::error(Place::input(name), message));
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let at = error.valid_up_to();
            let place = place_of_byte(name, bytes, at);
            let found = bytes[at];
            let message = format!("byte 0x{found:02X} is not UTF-8; {WHAT_HELPS}");
            faults.push(Fault::error(place, message));
            None
        }
    }
}
