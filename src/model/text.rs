use std::sync::Arc;

/// Code points between two remembered byte positions: a lookup reads at most this many characters.
const STRIDE: usize = 256;

/// The text of a source with its offsets, cheap to copy: facts count code points, Rust slices count bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    text: Arc<str>,
    /// The byte position of every [`STRIDE`]th code point; empty for ASCII, where both counts agree.
    strides: Arc<[usize]>,
    length: u64,
}

impl SourceText {
    /// Counts the text once.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        if text.is_ascii() {
            let length = text.len() as u64;
            return Self {
                text,
                strides: Arc::default(),
                length,
            };
        }
        let mut strides = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut length = 0;
        for (index, (byte, _)) in text.char_indices().enumerate() {
            if index % STRIDE == 0 {
                strides.push(byte);
            }
            length += 1;
        }
        Self {
            text,
            strides: strides.into(),
            length,
        }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its length in code points.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The characters from `start` to `end`, in code points, end excluded; `None` outside the text.
    pub fn slice(&self, start: u64, end: u64) -> Option<&str> {
        if start > end {
            return None;
        }
        self.text.get(self.byte(start)?..self.byte(end)?)
    }

    /// Where `quote` stands, in code points from the start: every place, overlapping ones included.
    pub fn find(&self, quote: &str) -> Vec<u64> {
        let mut found = Vec::new();
        let mut from = 0;
        let mut counted = (0, 0);
        while let Some(at) = self.text.get(from..).and_then(|rest| rest.find(quote)) {
            let byte = from + at;
            counted = (
                byte,
                counted.1 + self.text[counted.0..byte].chars().count() as u64,
            );
            found.push(counted.1);
            let Some(first) = self.text[byte..].chars().next() else {
                break;
            };
            from = byte + first.len_utf8();
        }
        found
    }

    fn byte(&self, position: u64) -> Option<usize> {
        if position > self.length {
            return None;
        }
        let position = usize::try_from(position).ok()?;
        if self.strides.is_empty() {
            return Some(position);
        }
        let Some(&base) = self.strides.get(position / STRIDE) else {
            return Some(self.text.len());
        };
        let rest = &self.text[base..];
        let within = rest
            .char_indices()
            .nth(position % STRIDE)
            .map_or(rest.len(), |(byte, _)| byte);
        Some(base + within)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points() {
        let text = SourceText::new("Traoré 😀 leads");
        assert_eq!(text.slice(0, 6), Some("Traoré"));
        assert_eq!(text.slice(7, 8), Some("😀"));
        assert_eq!(text.slice(9, 14), Some("leads"));
        assert_eq!(text.slice(9, 15), None);
        assert_eq!(text.slice(5, 4), None);
        assert_eq!(text.find("leads"), [9]);
    }

    #[test]
    fn long_texts_agree_with_a_plain_count() {
        let long: String = "aé😀z".repeat(400);
        let text = SourceText::new(long.as_str());
        let characters: Vec<char> = long.chars().collect();
        for start in (0..1590).step_by(37) {
            let expected: String = characters[start..start + 9].iter().collect();
            assert_eq!(
                text.slice(start as u64, start as u64 + 9),
                Some(expected.as_str())
            );
        }
        assert_eq!(text.slice(1600, 1600), Some(""));
        assert_eq!(text.slice(1600, 1601), None);
    }

    #[test]
    fn every_place_of_a_quote_is_found() {
        assert_eq!(SourceText::new("éaaa").find("aa"), [1, 2]);
    }
}
