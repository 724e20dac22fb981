//! Whether an IRI is one.

use oxigraph::model::NamedNode;

/// Whether a text is an absolute IRI (RFC 3987).
///
/// Plain ones, which nearly all are, are told byte by byte; the rest is left to the parser of the oxigraph
/// family, whose word counts.
pub(super) fn is_iri(text: &str) -> bool {
    is_plain(text.as_bytes()) || NamedNode::new(text).is_ok()
}

/// What a byte may be in an IRI.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// Nothing that is plain.
    Other,
    /// Anywhere after the scheme.
    Anywhere,
    /// Only behind the authority: it has a meaning of its own there or before.
    Path,
}

const BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Other; 256];
    let mut letter = 0_u8;
    while letter < 128 {
        bytes[letter as usize] =
            if letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'.' | b'_' | b'~') {
                Byte::Anywhere
            } else if matches!(
                letter,
                b'/' | b'?'
                    | b':'
                    | b'@'
                    | b'!'
                    | b'$'
                    | b'&'
                    | b'\''
                    | b'('
                    | b')'
                    | b'*'
                    | b'+'
                    | b','
                    | b';'
                    | b'='
            ) {
                Byte::Path
            } else {
                Byte::Other
            };
        letter += 1;
    }
    bytes
};

/// A scheme, `://`, a host of letters, a path, and at most one `#` in it.
fn is_plain(text: &[u8]) -> bool {
    let Some(colon) = text.iter().position(|byte| *byte == b':') else {
        return false;
    };
    let (scheme, rest) = text.split_at(colon);
    let is_scheme = scheme.first().is_some_and(u8::is_ascii_alphabetic)
        && scheme.iter().all(u8::is_ascii_alphanumeric);
    let Some(rest) = rest.strip_prefix(b"://").filter(|_| is_scheme) else {
        return false;
    };
    let is = |wanted: Byte| move |byte: &u8| BYTES[usize::from(*byte)] == wanted;
    let host = rest
        .iter()
        .take_while(|byte| is(Byte::Anywhere)(byte))
        .count();
    let path = &rest[host..];
    if host == 0 || !matches!(path.first(), None | Some(b'/' | b'#' | b'?')) {
        return false;
    }
    let mut n_hashes = 0;
    path.iter().all(|byte| {
        n_hashes += usize::from(*byte == b'#');
        !is(Byte::Other)(byte) || *byte == b'#'
    }) && n_hashes <= 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

        #[test]
        fn a_plain_iri_is_one(text in "[a-z1]{0,3}:?/{0,3}[a-z.:@%\\[\\]#/?~1é'-]{0,9}") {
            if is_plain(text.as_bytes()) {
                prop_assert!(NamedNode::new(&text).is_ok(), "{}", text);
            }
        }
    }

    #[test]
    fn what_most_iris_look_like_is_plain() {
        for iri in [
            "https://example.org/kg/entity/e1",
            "http://www.w3.org/2001/XMLSchema#date",
            "urn://a?b=c",
        ] {
            assert!(is_plain(iri.as_bytes()), "{iri}");
        }
        for iri in [
            "http://e/a#b#c",
            "e/a",
            "http://e/a b",
            "http://[::1]/",
            "http://e/%zz",
            "1http://e/",
        ] {
            assert!(!is_plain(iri.as_bytes()), "{iri}");
        }
        assert!(is_iri("http://[::1]/") && is_iri("urn:x:y") && !is_iri("http://e/a b"));
    }
}
