//! What is said of bytes that are not UTF-8.

/// What helps: another encoding is never guessed, since to guess wrong would change every name.
pub(super) const WHAT_HELPS: &str =
    "Latin-1 and Windows-1252 texts need converting first (iconv -f latin1 -t utf-8)";
