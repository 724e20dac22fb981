//! Words in lines and the room that they take, on entities and on arrows.

use crate::draw::arrow::Arrow;
use crate::draw::layout::geometry::{Point, float, point};
use crate::draw::measure::Font;
use crate::draw::picture::Node;
use crate::draw::style::{Outline, font_size};
use crate::draw::wrap::{ARROW_COLUMNS, NODE_COLUMNS, cut_label, or_no_name, wrap};

/// The height of a line in parts of the size of its letters.
pub(super) const LINE_HEIGHT: f64 = 1.18;
/// Sizes of the words on arrows, and of the notes below them.
pub(super) const WORDS_SIZE: f64 = 11.0;
pub(super) const NOTE_SIZE: f64 = 10.0;
/// How far the second line of a bulleted item is set in.
const BULLET: &str = "• ";

/// Words in lines.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) lines: Vec<Line>,
    /// Half the width and height of all, with the room around it.
    pub(super) half: Point,
}

#[derive(Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) size: f64,
    /// A note is in italics; it is never struck through.
    pub(super) is_note: bool,
    /// Where it starts, from the middle of the block; `None`: its middle is the block's.
    pub(super) start: Option<f64>,
}

/// An entity's label, and the room that its outline takes.
pub(super) fn entity_block(node: &Node<'_>, font: &Font) -> Block {
    let size = font_size(node.n_relations);
    let lines = wrap(&or_no_name(cut_label(&node.label())), NODE_COLUMNS);
    let width = lines
        .iter()
        .map(|line| font.width(line, size))
        .fold(0.0, f64::max);
    let height = float(lines.len()) * size * LINE_HEIGHT;
    let room = outline_room(node.style().outline, point(width * 0.5, height * 0.5), size);
    let lines = lines.into_iter().map(|text| Line {
        text,
        size,
        is_note: false,
        start: None,
    });
    Block {
        lines: lines.collect(),
        half: point(room.x.max(14.0), room.y.max(12.0)),
    }
}

/// Half the width and height of an outline around words that take so much.
fn outline_room(outline: Outline, words: Point, size: f64) -> Point {
    let (x, y) = match outline {
        Outline::Box | Outline::DashedBox => (9.0, 5.0),
        Outline::RoundedBox => (11.0, 6.0),
        Outline::DoubleBox => (12.0, 8.0),
        Outline::CutBox => (13.0, 6.0),
        Outline::Note => (12.0, 5.0),
        Outline::Signpost => (14.0, 5.0),
        Outline::Tab => (10.0, 8.0),
        Outline::Ellipse => {
            // The corners of the words, ascenders aside, lie on the ellipse.
            return point(words.x * 1.2 + 4.0, (words.y - size * 0.2) * 1.81 + 2.0);
        }
    };
    words + point(x, y)
}

/// The words on an arrow, with bullets where there are several, and its note.
pub(super) fn arrow_block(arrow: &Arrow<'_>, font: &Font) -> Block {
    let has_bullets = arrow.lines.len() > 1;
    let indent = font.width(BULLET, WORDS_SIZE);
    // Each line with how far it is set in.
    let mut found: Vec<(f64, Line)> = Vec::new();
    let line = |text: String, size, is_note| Line {
        text,
        size,
        is_note,
        start: None,
    };
    for words in &arrow.short_lines() {
        for (number, part) in wrap(words, ARROW_COLUMNS).into_iter().enumerate() {
            found.push(match (has_bullets, number) {
                (false, _) => (0.0, line(part, WORDS_SIZE, false)),
                (true, 0) => (0.0, line(format!("{BULLET}{part}"), WORDS_SIZE, false)),
                (true, _) => (indent, line(part, WORDS_SIZE, false)),
            });
        }
    }
    if !arrow.note.is_empty() {
        let set_in = if has_bullets { indent } else { 0.0 };
        let note = wrap(&arrow.note, ARROW_COLUMNS).into_iter();
        found.extend(note.map(|part| (set_in, line(part, NOTE_SIZE, true))));
    }
    let widths = found
        .iter()
        .map(|(set_in, line)| set_in + font.width(&line.text, line.size));
    let half_width = widths.fold(0.0, f64::max) * 0.5;
    if has_bullets {
        for (set_in, line) in &mut found {
            line.start = Some(*set_in - half_width);
        }
    }
    let lines: Vec<Line> = found.into_iter().map(|(_, line)| line).collect();
    let height: f64 = lines.iter().map(|line| line.size * LINE_HEIGHT).sum();
    Block {
        lines,
        half: point(half_width + 3.0, height * 0.5 + 2.0),
    }
}

impl Block {
    /// The lines, each with the place of its base line below the middle of the block.
    pub(super) fn placed(&self) -> impl Iterator<Item = (&Line, f64)> {
        let height: f64 = self.lines.iter().map(|line| line.size * LINE_HEIGHT).sum();
        let mut top = -height * 0.5;
        self.lines.iter().map(move |line| {
            let middle = top + line.size * LINE_HEIGHT * 0.5;
            top += line.size * LINE_HEIGHT;
            (line, middle + line.size * 0.35)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::picture::Picture;
    use crate::draw::sample::Sample;
    use crate::ontology::Ontology;

    #[test]
    fn words_fit_their_outline() {
        let font = Font::carried();
        let label = "law enforcement agencies of Burkina Faso";
        for class in [
            "State",
            "Person",
            "Organization",
            "ArmedForce",
            "Place",
            "Event",
            "Group",
            "Work",
            "Topic",
        ] {
            let graph = Sample::default().entity("a", class, label).graph();
            let ontology = Ontology::built_in().unwrap();
            let picture = Picture::of(&graph, &ontology);
            let block = entity_block(&picture.nodes[0], &font);
            let widest = block
                .lines
                .iter()
                .map(|line| font.width(&line.text, line.size));
            assert!(
                block.half.x * 2.0 > widest.fold(0.0, f64::max) + 8.0,
                "{class}"
            );
            let (_, last) = block.placed().last().unwrap();
            assert!(last + 4.0 < block.half.y, "{class}");
        }
    }

    #[test]
    fn several_relations_have_bullets_and_start_flush_left() {
        let sample = Sample::default()
            .entity("a", "State", "A")
            .entity("b", "State", "B")
            .relation("a", "cooperatesMilitarilyWith", "b")
            .relation("a", "trains", "b");
        let graph = sample.graph();
        let ontology = Ontology::built_in().unwrap();
        let picture = Picture::of(&graph, &ontology);
        let block = arrow_block(&picture.arrows[0], &Font::carried());
        let texts: Vec<&str> = block.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["• cooperates", "militarily with", "• trains"]);
        assert_eq!(block.lines[0].start, block.lines[2].start);
        assert!(block.lines[1].start > block.lines[0].start);
    }
}
