use crate::order::CompactSort;
use indexmap::IndexMap;

/// Names as they stand in texts, found at a place in a text, the longest first.
///
/// A name has to start and end at the edge of a word, in its own case. Straight and curly apostrophes are
/// one, so are the hyphens, and a space is any run of white space within a paragraph. A name that starts with
/// a small letter is also found with a capital, as at the start of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Surfaces<T> {
    /// By the letters before the first character that is none, the longest name first once it is sorted.
    by_first_word: IndexMap<String, Vec<Surface<T>>>,
}

#[derive(Debug, Clone)]
struct Surface<T> {
    name: String,
    senses: Vec<T>,
}

impl<T> Default for Surfaces<T> {
    fn default() -> Self {
        Self {
            by_first_word: IndexMap::new(),
        }
    }
}

impl<T: Copy + PartialEq> Surfaces<T> {
    /// Adds a name; one that starts with no letter or digit is never found.
    pub(super) fn add(&mut self, name: &str, sense: T) {
        self.add_as_written(&plain(name), sense);
        let mut letters = name.chars();
        if let Some(first) = letters.next().filter(|first| first.is_lowercase()) {
            let capitalised: String = first.to_uppercase().chain(letters).collect();
            self.add_as_written(&plain(&capitalised), sense);
        }
    }

    fn add_as_written(&mut self, name: &str, sense: T) {
        let first_word = first_word(name);
        if first_word.is_empty() {
            return;
        }
        if !self.by_first_word.contains_key(first_word) {
            self.by_first_word.insert(first_word.to_owned(), Vec::new());
        }
        let names = &mut self.by_first_word[first_word];
        match names.iter_mut().find(|surface| surface.name == name) {
            Some(surface) if surface.senses.contains(&sense) => {}
            Some(surface) => surface.senses.push(sense),
            None => names.push(Surface {
                name: name.to_owned(),
                senses: vec![sense],
            }),
        }
    }

    /// Brings the longest names to the front; to be called once all are added.
    pub(super) fn sort(&mut self) {
        for names in self.by_first_word.values_mut() {
            names.order_by(|left, right| {
                let by_length = right.name.len().cmp(&left.name.len());
                by_length.then_with(|| left.name.cmp(&right.name))
            });
        }
    }

    /// What the whole of a string may mean.
    pub(super) fn exactly(&self, name: &str) -> &[T] {
        match self.longest_at(name, 0) {
            Some((end, senses)) if end == name.len() => senses,
            _ => &[],
        }
    }

    /// The longest name that starts at a byte of a text: the byte where it ends and what it may mean.
    pub(super) fn longest_at(&self, text: &str, start: usize) -> Option<(usize, &[T])> {
        let rest = text.get(start..)?;
        let starts_inside_a_word = text[..start]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric);
        if starts_inside_a_word {
            return None;
        }
        let names = self.by_first_word.get(first_word(rest))?;
        names.iter().find_map(|surface| {
            let length = length_here(&surface.name, rest)?;
            Some((start + length, surface.senses.as_slice()))
        })
    }
}

/// A name with straight apostrophes and plain hyphens.
fn plain(name: &str) -> String {
    name.chars().map(plain_letter).collect()
}

fn plain_letter(letter: char) -> char {
    match letter {
        '’' | '‘' | 'ʼ' => '\'',
        '‐' | '‑' => '-',
        other => other,
    }
}

fn first_word(text: &str) -> &str {
    let end = text
        .find(|letter: char| !letter.is_alphanumeric())
        .unwrap_or(text.len());
    &text[..end]
}

/// How many bytes of the text a name takes, if the text starts with it.
fn length_here(name: &str, text: &str) -> Option<usize> {
    let mut rest = text;
    for wanted in name.chars() {
        if wanted == ' ' {
            let after = rest.trim_start();
            let gap = &rest[..rest.len() - after.len()];
            if gap.is_empty() || gap.matches('\n').count() > 1 {
                return None;
            }
            rest = after;
        } else {
            let letter = rest.chars().next()?;
            if plain_letter(letter) != wanted {
                return None;
            }
            rest = &rest[letter.len_utf8()..];
        }
    }
    let goes_on = rest.chars().next().is_some_and(char::is_alphanumeric);
    let ends_in_a_word = name.chars().next_back().is_some_and(char::is_alphanumeric);
    (!(goes_on && ends_in_a_word)).then(|| text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surfaces() -> Surfaces<u8> {
        let mut surfaces = Surfaces::default();
        let names = [
            "Guinea",
            "Guinea-Bissau",
            "Côte d'Ivoire",
            "U.S.",
            "US",
            "al-Qaeda",
        ];
        for (sense, name) in (1..).zip(names) {
            surfaces.add(name, sense);
        }
        surfaces.sort();
        surfaces
    }

    #[test]
    fn the_longest_name_wins_and_words_are_whole() {
        let found = |text: &str, start| {
            surfaces()
                .longest_at(text, start)
                .map(|(end, senses)| (end, senses.to_vec()))
        };
        assert_eq!(found("Guinea-Bissau votes", 0), Some((13, vec![2])));
        assert_eq!(found("Guinea votes", 0), Some((6, vec![1])));
        assert_eq!(found("Guineans vote", 0), None);
        assert_eq!(found("the USA", 4), None);
        assert_eq!(found("BUS", 1), None, "inside a word");
        assert_eq!(found("the U.S. said", 4), Some((8, vec![4])));
    }

    #[test]
    fn apostrophes_and_spaces_are_taken_as_they_come_and_case_counts() {
        let surfaces = surfaces();
        assert_eq!(surfaces.exactly("Côte d’Ivoire"), [3]);
        assert_eq!(surfaces.exactly("Côte\nd'Ivoire"), [3]);
        assert_eq!(surfaces.exactly("Côte\n\nd'Ivoire"), [0_u8; 0]);
        assert_eq!(surfaces.exactly("us"), [0_u8; 0]);
        assert_eq!(surfaces.exactly("Al-Qaeda"), [6]);
    }
}
