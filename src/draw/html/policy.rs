//! The content security policy of a page (W3C Content Security Policy Level 3): nothing is loaded from
//! anywhere, and of scripts and styles only those run that were there when the page was written.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
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
    format!(
        "'sha256-{}'",
        STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

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
