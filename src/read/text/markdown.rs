//! Markdown: the words that a reader sees, block by block.

use crate::model::SourceRecord;
use crate::read::text::{breaks, on_one_line};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// The readable text: headings, paragraphs, items and cells, with the words of links and of code within a
/// line. Code blocks, images, raw HTML, struck-out words, marks of footnotes and a metadata block are left
/// out. The title is the first heading of the first level.
pub(super) fn read(markdown: &str) -> SourceRecord {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut readable = Readable::default();
    for event in Parser::new_ext(markdown, options) {
        readable.take(event);
    }
    SourceRecord {
        title: readable.title,
        text: Some(breaks::settle(&readable.text)),
        ..SourceRecord::default()
    }
}

#[derive(Default)]
struct Readable {
    text: String,
    title: Option<String>,
    /// Where the first heading of the first level starts, while it is being read.
    title_start: Option<usize>,
    /// How many elements are open whose content is left out.
    n_hidden: usize,
}

impl Readable {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) if is_hidden(&tag) => self.n_hidden += 1,
            Event::End(tag) if is_hidden_end(tag) => self.n_hidden -= 1,
            _ if self.n_hidden > 0 => {}
            Event::Start(tag) => {
                let is_title = matches!(
                    tag,
                    Tag::Heading {
                        level: HeadingLevel::H1,
                        ..
                    }
                );
                self.start_block(&tag);
                if is_title && self.title.is_none() {
                    self.title_start = Some(self.text.len());
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(start) = self.title_start.take() {
                    self.title = self.text.get(start..).and_then(on_one_line);
                }
            }
            Event::Text(words) | Event::Code(words) => self.text.push_str(&words),
            // A sentence goes on over the line breaks of its source.
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            _ => {}
        }
    }

    /// Blocks are parted by an empty line, and so are cells: no sentence goes on from one to the next.
    fn start_block(&mut self, tag: &Tag<'_>) {
        let is_block = matches!(
            tag,
            Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::Item
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell
                | Tag::FootnoteDefinition(_)
        );
        if is_block && !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push_str("\n\n");
        }
    }
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::CodeBlock(_)
            | Tag::Image { .. }
            | Tag::HtmlBlock
            | Tag::MetadataBlock(_)
            | Tag::Strikethrough
    )
}

fn is_hidden_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::CodeBlock
            | TagEnd::Image
            | TagEnd::HtmlBlock
            | TagEnd::MetadataBlock(_)
            | TagEnd::Strikethrough
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_marks_go() {
        let markdown = "---\ntitle: x\n---\n# Talks  in *Ouagadougou*\n\nRussia [trains](https://a.example) the\n\
            army&nbsp;of **Burkina Faso**.[^1] ~~Not~~ `now`.\n\n- One item\n- [x] Another\n\n```rust\ncode()\n```\n\n\
            > We help.\n\n<div>raw</div>\n\n![a picture](p.png)\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: A note.\n";
        let record = read(markdown);
        assert_eq!(record.title.as_deref(), Some("Talks in Ouagadougou"));
        let text = record.text.unwrap().replace('\u{a0}', "~");
        insta::assert_snapshot!(text, @r#"
        Talks  in Ouagadougou

        Russia trains the army~of Burkina Faso.  now.

        One item

        Another

        We help.

        a

        b

        c

        d

        A note.
        "#);
    }

    #[test]
    fn a_sentence_goes_on_over_a_break_and_ends_with_its_cell() {
        let text = |markdown| read(markdown).text.unwrap();
        assert_eq!(
            text("Russia attacked\\\nUkraine.\n"),
            "Russia attacked Ukraine."
        );
        assert_eq!(
            text(
                "| Kenya | invaded |\n|---|---|\n| [Mali](m) | `Chad` |\n\n    Chad invaded Mali.\n"
            ),
            "Kenya\n\ninvaded\n\nMali\n\nChad"
        );
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(read("").text.as_deref(), Some(""));
    }
}
