//! The form of a word with typographic variants made plain, so that models meet what they were trained on.

use std::borrow::Cow;

/// Curly quotation marks become straight, long dashes hyphens, and the ellipsis three dots; soft hyphens go.
#[must_use]
pub fn plain(written: &str) -> Cow<'_, str> {
    if written.is_ascii() {
        return Cow::Borrowed(written);
    }
    if !written.chars().any(|letter| replacement(letter).is_some()) {
        return Cow::Borrowed(written);
    }
    let mut form = String::with_capacity(written.len());
    for letter in written.chars() {
        match replacement(letter) {
            Some(plain) => form.push_str(plain),
            None => form.push(letter),
        }
    }
    if form.is_empty() {
        return Cow::Borrowed(written);
    }
    Cow::Owned(form)
}

fn replacement(letter: char) -> Option<&'static str> {
    Some(match letter {
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' => "'",
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"",
        '‐' | '‑' | '‒' | '–' | '−' => "-",
        '—' | '―' => "--",
        '…' => "...",
        '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' => "",
        _ => return None,
    })
}
