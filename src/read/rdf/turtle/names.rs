//! Prefixes and the base of a Turtle document.

use oxiri::Iri;

/// What names stand for, at one place of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Names {
    prefixes: Vec<(Vec<u8>, String)>,
    base: Option<Iri<String>>,
}

impl Names {
    pub(super) fn new(base: Option<&str>) -> Self {
        Self {
            prefixes: Vec::new(),
            base: base.and_then(|base| Iri::parse(base.to_owned()).ok()),
        }
    }

    /// What a prefix stands for.
    #[inline]
    pub(super) fn namespace(&self, prefix: &[u8]) -> Option<&str> {
        let found = self.prefixes.iter().find(|(known, _)| known == prefix);
        found.map(|(_, namespace)| namespace.as_str())
    }

    /// Declares a prefix, in place of what it stood for before.
    pub(super) fn declare(&mut self, prefix: &[u8], namespace: String) {
        match self.prefixes.iter_mut().find(|(known, _)| known == prefix) {
            Some((_, known)) => *known = namespace,
            None => self.prefixes.push((prefix.to_vec(), namespace)),
        }
    }

    pub(super) fn base(&self) -> Option<&Iri<String>> {
        self.base.as_ref()
    }

    pub(super) fn set_base(&mut self, base: &str) -> Option<()> {
        self.base = Some(Iri::parse(base.to_owned()).ok()?);
        Some(())
    }

    /// The prefixes as text.
    pub(super) fn prefixes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.prefixes.iter().filter_map(|(prefix, namespace)| {
            Some((std::str::from_utf8(prefix).ok()?, namespace.as_str()))
        })
    }

    /// The same as directives, a line each; gives how many there are.
    pub(super) fn directives(&self) -> (String, u64) {
        let mut n_lines = 0;
        let mut text = String::new();
        let base = self.base.iter().map(|base| format!("@base <{base}> .\n"));
        let prefixes = self
            .prefixes()
            .map(|(prefix, namespace)| format!("@prefix {prefix}: <{namespace}> .\n"));
        for line in prefixes.chain(base) {
            text.push_str(&line);
            n_lines += 1;
        }
        (text, n_lines)
    }
}
