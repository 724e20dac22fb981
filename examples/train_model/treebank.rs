//! Reads treebanks in CoNLL-U.

use graphwright::extract::{FineTag, Relation, Tag, UniversalTag, plain};
use std::ops::Range;
use std::{fs, io, path::Path};

/// A word as people analysed it.
#[derive(Debug, Clone)]
pub(crate) struct GoldWord {
    /// Its form with typography made plain.
    pub(crate) form: String,
    /// Where it stands in the text of its document, in bytes.
    pub(crate) range: Range<usize>,
    /// Its dictionary form.
    pub(crate) lemma: String,
    /// Its parts of speech.
    pub(crate) tag: Tag,
    /// Its head; `None` for the root.
    pub(crate) head: Option<usize>,
    /// Its relation.
    pub(crate) relation: Relation,
}

/// A sentence as people analysed it.
pub(crate) type GoldSentence = Vec<GoldWord>;

/// A text with its sentences; paragraphs are parted by empty lines.
#[derive(Debug, Clone, Default)]
pub(crate) struct Document {
    /// The text.
    pub(crate) text: String,
    /// Its sentences in order.
    pub(crate) sentences: Vec<GoldSentence>,
}

/// What a line of a word carries besides.
struct Line {
    word: GoldWord,
    space_after: bool,
}

/// Reads the documents of a file.
pub(crate) fn read(path: &Path) -> io::Result<Vec<Document>> {
    let content = fs::read_to_string(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    let mut documents: Vec<Document> = Vec::new();
    for block in content
        .split("\n\n")
        .filter(|block| !block.trim().is_empty())
    {
        let opens = |mark: &str| block.lines().any(|line| line.starts_with(mark));
        if documents.is_empty() || opens("# newdoc") {
            documents.push(Document::default());
        }
        if let Some(document) = documents.last_mut() {
            add(document, block, opens("# newpar"));
        }
    }
    Ok(documents)
}

fn add(document: &mut Document, block: &str, new_paragraph: bool) {
    if new_paragraph && !document.text.is_empty() {
        document.text.truncate(document.text.trim_end().len());
        document.text.push_str("\n\n");
    }
    let mut sentence = Vec::new();
    // The surface of a contraction: its text, how many of its words are still to come, and a space after it.
    let mut surface: Option<(String, usize, bool)> = None;
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, form, .., misc] = fields[..] else {
            continue;
        };
        if id.contains('.') {
            continue;
        }
        let space_after = !misc.split('|').any(|item| item == "SpaceAfter=No");
        if let Some((first, last)) = id.split_once('-') {
            let n_words =
                last.parse::<usize>().unwrap_or(0) + 1 - first.parse::<usize>().unwrap_or(0);
            surface = Some((form.to_owned(), n_words, space_after));
            continue;
        }
        let Some(mut line) = word(&fields, space_after) else {
            continue;
        };
        let start = document.text.len();
        match &mut surface {
            None => document.text.push_str(form),
            Some((rest, 1, space)) => {
                document.text.push_str(rest);
                line.space_after = *space;
                surface = None;
            }
            Some((rest, n_words, _)) => {
                // Words whose forms do not spell the contraction take one letter each.
                let n_letters = if rest.starts_with(form) {
                    form.chars().count()
                } else {
                    1
                };
                let cut = rest
                    .char_indices()
                    .nth(n_letters)
                    .map_or(rest.len(), |(at, _)| at);
                document.text.push_str(&rest[..cut]);
                rest.drain(..cut);
                *n_words -= 1;
                line.space_after = false;
            }
        }
        line.word.range = start..document.text.len();
        if line.space_after {
            document.text.push(' ');
        }
        sentence.push(line.word);
    }
    document.sentences.push(sentence);
}

fn word(fields: &[&str], space_after: bool) -> Option<Line> {
    let head: usize = fields.get(6)?.parse().ok()?;
    Some(Line {
        word: GoldWord {
            form: plain(fields[1]).into_owned(),
            range: 0..0,
            lemma: plain(fields[2]).into_owned(),
            tag: Tag {
                universal: UniversalTag::from_text(fields[3])?,
                fine: FineTag::from_text(fields[4]).unwrap_or(FineTag::XX),
            },
            head: head.checked_sub(1),
            relation: Relation::from_label(fields[7]).unwrap_or(Relation::Dep),
        },
        space_after,
    })
}
