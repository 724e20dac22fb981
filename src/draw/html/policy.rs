//! The content security policy of a page (W3C Content Security Policy Level 3): nothing is loaded from
//! anywhere, and of scripts and styles only those run that were there when the page was written.

use sha2::{Digest, Sha256};

/// The policy for a page of one script and these style sheets, each the exact text between its tags.
pub(super) fn policy<'a>(script: &str, styles: impl IntoIterator<Item = &'a str>) -> String {
    let styles: Vec<String> = styles.into_iter().map(hash).collect();
    format!(
        "default-src 'none'; script-src {}; style-src {}; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        hash(script),
        styles.join(" ")
    )
}

/// The text as a hash source, quotes included.
pub(super) fn hash(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())))
}

/// RFC 4648, section 4, with padding.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three
            .iter()
            .enumerate()
            .fold(0_usize, |bits, (place, byte)| {
                bits | (usize::from(*byte) << (16 - 8 * place))
            });
        for place in 0..4 {
            text.push(if place <= three.len() {
                char::from(ALPHABET[(bits >> (18 - 6 * place)) & 63])
            } else {
                '='
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        let vectors = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(str::as_bytes);
        assert_eq!(
            vectors.map(base64),
            [
                "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"
            ]
        );
        assert_eq!(base64(&[0xFB, 0xFF, 0xFE]), "+//+");
    }

    #[test]
    fn the_hash_is_that_of_the_specification() {
        // Content Security Policy Level 3, section 8.3.
        assert_eq!(
            hash("doSomething();"),
            "'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='"
        );
    }

    #[test]
    fn nothing_is_allowed_but_what_is_there() {
        let policy = policy("a", ["b", "c"]);
        assert!(
            policy.starts_with("default-src 'none'; script-src 'sha256-"),
            "{policy}"
        );
        assert_eq!(policy.matches("'sha256-").count(), 3);
        assert!(!policy.contains("unsafe"), "{policy}");
    }
}
