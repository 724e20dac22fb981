//! The character classes of the SPARQL grammar (<https://www.w3.org/TR/sparql11-query/#sparqlGrammar>), a
//! little wider where that is simpler: what is no SPARQL at all is the parser's to say.

/// `PN_CHARS_BASE` or an underscore.
pub(super) fn is_name_start(character: char) -> bool {
    character.is_ascii_alphabetic() || character == '_' || (character > '\u{bf}' && wide(character))
}

/// `PN_CHARS`.
pub(super) fn is_name_character(character: char) -> bool {
    is_name_start(character) || character.is_ascii_digit() || matches!(character, '-' | '\u{b7}')
}

/// Beyond Latin the grammar leaves out symbols; letters, marks and digits of all scripts are in it.
fn wide(character: char) -> bool {
    !matches!(character, '×' | '÷' | '\u{37e}' | '\u{2000}'..='\u{200b}' | '\u{200e}'..='\u{203e}'
        | '\u{2041}'..='\u{206f}' | '\u{2190}'..='\u{2bff}' | '\u{2ff0}'..='\u{3000}'
        | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}'..='\u{ffff}')
}

/// The length of the name characters and dots at the beginning.
pub(super) fn name_run(rest: &str) -> usize {
    rest.find(|c: char| c != '.' && !is_name_character(c))
        .unwrap_or(rest.len())
}

/// The length of the variable's name at the beginning (`VARNAME`).
pub(super) fn variable_name(rest: &str) -> usize {
    rest.find(|c: char| c == '-' || !is_name_character(c))
        .unwrap_or(rest.len())
}

/// The length of the unsigned number at the beginning; 0 if there is none.
pub(super) fn number(rest: &str) -> usize {
    let digits = |rest: &str| {
        rest.find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len())
    };
    let whole = digits(rest);
    let mut length = whole;
    if rest[length..].starts_with('.') {
        let fraction = digits(&rest[length + 1..]);
        // `1.` ends a triple more often than it is a number.
        if fraction > 0 {
            length += 1 + fraction;
        }
    }
    if length > 0 && rest[length..].starts_with(['e', 'E']) {
        let exponent = &rest[length + 1..];
        let sign = usize::from(exponent.starts_with(['+', '-']));
        let size = digits(&exponent[sign..]);
        if size > 0 {
            length += 1 + sign + size;
        }
    }
    length
}

/// Whether a percent sign and two hexadecimal digits stand here.
pub(super) fn hex_escape(rest: &str) -> bool {
    matches!(rest.as_bytes(), [b'%', high, low, ..]
        if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

/// Whether three of these quotes stand here.
pub(super) fn long_quote(rest: &str, quote: char) -> bool {
    let mut characters = rest.chars();
    (0..3).all(|_| characters.next() == Some(quote))
}
