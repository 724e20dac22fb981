use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt;
use std::fmt::Write;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// The IRI of something in the graph. Cheap to copy: the text is shared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<str>);

impl Name {
    /// Takes an absolute IRI that has been checked or minted.
    pub fn new(iri: impl Into<Arc<str>>) -> Self {
        Self(iri.into())
    }

    /// The IRI.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after its last `/` or `#`, or the whole where nothing does.
    pub fn local(&self) -> &str {
        match self.0.rsplit(['/', '#']).next() {
            Some(local) if !local.is_empty() => local,
            _ => &self.0,
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Mints names below one namespace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minter {
    namespace: String,
}

impl Minter {
    /// Names start with `namespace`, an absolute IRI that ends in `/` or `#`.
    pub fn new(namespace: impl Into<String>) -> Self {
        Self {
            namespace: namespace.into(),
        }
    }

    /// What all names start with.
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The namespace of one kind of name, such as `entity/`, and its usual prefix.
    pub fn kinds(&self) -> [(&'static str, String); 8] {
        let kind = |folder: &str| format!("{}{folder}/", self.namespace);
        [
            ("at", kind("attribution")),
            ("c", kind("claim")),
            ("cls", kind("class")),
            ("e", kind("entity")),
            ("ev", kind("evidence")),
            ("inf", kind("inference")),
            ("rel", kind("relation")),
            ("src", kind("source")),
        ]
    }

    /// Whether a name is one that this would mint.
    pub fn is_minted(&self, name: &Name) -> bool {
        name.as_str().starts_with(&self.namespace)
    }

    /// An entity by its id: an absolute IRI stays itself.
    pub fn entity(&self, id: &str) -> Name {
        if is_absolute_iri(id) {
            return Name::new(id);
        }
        let id = composed(id);
        Name::new(format!("{}entity/{}", self.namespace, percent_encode(&id)))
    }

    /// An entity that has a label only.
    pub fn entity_by_label(&self, label: &str) -> Name {
        if is_absolute_iri(label) {
            return Name::new(label);
        }
        Name::new(format!(
            "{}entity/{}",
            self.namespace,
            words_to_local(label)
        ))
    }

    /// The id that [`Minter::entity`] would make this name from: as short as can be.
    pub fn entity_id(&self, name: &Name) -> String {
        name.as_str()
            .strip_prefix(&self.namespace)
            .and_then(|rest| rest.strip_prefix("entity/"))
            .and_then(percent_decode)
            .filter(|id| !id.is_empty() && self.entity(id) == *name)
            .unwrap_or_else(|| name.as_str().to_owned())
    }

    /// A relation that the ontology does not have, by its words.
    pub fn relation(&self, words: &str) -> Name {
        Name::new(format!(
            "{}relation/{}",
            self.namespace,
            words_to_local(words)
        ))
    }

    /// A class that the ontology does not have, by its words.
    pub fn class(&self, words: &str) -> Name {
        Name::new(format!("{}class/{}", self.namespace, words_to_local(words)))
    }

    /// What stands for a name until the content that gives it is complete.
    pub fn unnamed() -> Name {
        Name::new("")
    }

    /// A source by a SHA-256 in hexadecimal digits.
    pub fn source(&self, sha256: &str) -> Name {
        Name::new(format!("{}source/{sha256}", self.namespace))
    }

    /// Evidence by its canonical JSON.
    pub fn evidence(&self, canonical: &str) -> Name {
        self.hashed("evidence", canonical)
    }

    /// An attribution by its canonical JSON.
    pub fn attribution(&self, canonical: &str) -> Name {
        self.hashed("attribution", canonical)
    }

    /// A claim by its canonical JSON.
    pub fn claim(&self, canonical: &str) -> Name {
        self.hashed("claim", canonical)
    }

    /// What stands for a conclusion, by its triple as N-Triples write it.
    pub fn inference(&self, canonical: &str) -> Name {
        self.hashed("inference", canonical)
    }

    fn hashed(&self, folder: &str, canonical: &str) -> Name {
        let hash = sha256_hex(canonical.as_bytes());
        let mut name = String::with_capacity(self.namespace.len() + folder.len() + 33);
        for part in [&self.namespace, folder, "/", &hash[..32]] {
            name.push_str(part);
        }
        Name::new(name)
    }
}

/// An id or a label as the names made from it compare it: two that give one name are one.
pub(crate) fn as_compared(id: &str) -> Cow<'_, str> {
    if is_absolute_iri(id) {
        id.into()
    } else {
        composed(id)
    }
}

fn composed(text: &str) -> Cow<'_, str> {
    // What is ASCII is composed as it is.
    if text.is_ascii() {
        text.into()
    } else {
        text.nfc().collect()
    }
}

/// SHA-256 in lower-case hexadecimal digits.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        for half in [byte >> 4, byte & 15] {
            hex.push(char::from(b"0123456789abcdef"[usize::from(half)]));
        }
    }
    hex
}

/// Whether a text is an absolute IRI: a scheme that IRIs of things have, and no forbidden character.
pub(crate) fn is_absolute_iri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character));
    // "Russia: a profile" or "sec:trains" is a name, "urn:isbn:0" and "https://…" are IRIs.
    let is_hierarchical = rest.starts_with("//") && rest.len() > 2;
    let is_urn = scheme.eq_ignore_ascii_case("urn") && rest.contains(':');
    is_scheme && (is_hierarchical || is_urn) && oxigraph::model::NamedNode::new(text).is_ok()
}

/// Spaces become `_`, a literal `_` becomes `%5F`, so that no two labels meet.
fn words_to_local(words: &str) -> String {
    let words = composed(words);
    let mut local = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            ' ' => local.push('_'),
            '_' => local.push_str("%5F"),
            other => encode_character(&mut local, other),
        }
    }
    local
}

fn percent_encode(id: &str) -> String {
    let mut local = String::with_capacity(id.len());
    for character in id.chars() {
        encode_character(&mut local, character);
    }
    // "." and ".." would be taken for folders when the IRI is resolved.
    if matches!(local.as_str(), "." | "..") {
        return local.replace('.', "%2E");
    }
    local
}

/// Writes a character as it may stand in the last segment of an IRI (RFC 3987, `ipchar`); `/`, `?` and `#`
/// are encoded too, so that an id never reaches beyond its segment.
fn encode_character(local: &mut String, character: char) {
    let plain = character.is_ascii_alphanumeric()
        || "-._~!$&'()*+,;=:@".contains(character)
        || matches!(character,
            '\u{A0}'..='\u{200D}' | '\u{2010}'..='\u{2029}' | '\u{202F}'..='\u{2065}'
            | '\u{206A}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFEF}')
            && !matches!(character, '\u{2028}' | '\u{2029}')
        || (matches!(u32::from(character), 0x1_0000..=0xE_FFFD)
            && u32::from(character) & 0xFFFF < 0xFFFE
            && !matches!(u32::from(character), 0xE_0000..=0xE_0FFF));
    if plain {
        local.push(character);
    } else {
        let mut bytes = [0; 4];
        for byte in character.encode_utf8(&mut bytes).bytes() {
            let _ = write!(local, "%{byte:02X}");
        }
    }
}

/// The text that [`Minter`] percent-encoded; `None` where that is none.
pub(crate) fn percent_decode(local: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(local.len());
    let mut rest = local.as_bytes();
    while let [first, tail @ ..] = rest {
        if *first == b'%' {
            let pair = std::str::from_utf8(tail.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(pair, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn minter() -> Minter {
        Minter::new("https://example.org/")
    }

    #[test]
    fn ids_are_kept_as_they_are() {
        assert_eq!(
            minter().entity("Bf-1_x").as_str(),
            "https://example.org/entity/Bf-1_x"
        );
        assert_eq!(
            minter().entity("Traoré").as_str(),
            "https://example.org/entity/Traoré"
        );
        assert_eq!(
            minter().entity("a b<c>/#?").as_str(),
            "https://example.org/entity/a%20b%3Cc%3E%2F%23%3F"
        );
        assert_eq!(minter().entity("http://e/x").as_str(), "http://e/x");
        assert_eq!(
            minter().entity("..").as_str(),
            "https://example.org/entity/%2E%2E"
        );
    }

    #[test]
    fn labels_that_look_alike_get_names_of_their_own() {
        let labels = ["a b", "a_b", "a-b", "A b", "a  b", "a%5Fb", "a/b", "a.b"];
        let names: BTreeSet<Name> = labels
            .iter()
            .map(|label| minter().entity_by_label(label))
            .collect();
        assert_eq!(names.len(), labels.len());
    }

    #[test]
    fn composed_and_decomposed_letters_are_one_name() {
        assert_eq!(minter().entity("Traore\u{301}"), minter().entity("Traoré"));
    }

    #[test]
    fn a_name_gives_back_an_id_that_gives_the_name() {
        for id in [
            "russia",
            "a b",
            "a%b",
            "Traoré",
            "http://e/x",
            "\u{1F600}",
            "x\u{202E}y",
        ] {
            let name = minter().entity(id);
            assert_eq!(minter().entity(&minter().entity_id(&name)), name, "{id}");
            assert_eq!(minter().entity_id(&name), id);
        }
        let by_label = minter().entity_by_label("a_b");
        assert_eq!(minter().entity(&minter().entity_id(&by_label)), by_label);
    }

    #[test]
    fn every_minted_name_is_an_iri() {
        for code in (0..0x11_0000).step_by(7).filter_map(char::from_u32) {
            let name = minter().entity(&format!("x{code}y"));
            assert!(
                oxigraph::model::NamedNode::new(name.as_str()).is_ok(),
                "{code:?} {name}"
            );
        }
    }

    #[test]
    fn only_iris_stay_themselves() {
        for iri in ["http://e/x", "https://e/", "urn:isbn:0451450523"] {
            assert!(is_absolute_iri(iri), "{iri}");
        }
        for name in [
            "sec:trains",
            "Russia: a profile",
            "http://e/ x",
            "http://",
            "a//b",
            "mailto:x@y",
        ] {
            assert!(!is_absolute_iri(name), "{name}");
        }
    }
}
