//! What stands above the picture, as SVG.

use crate::draw::escape::xml;
use crate::draw::heading::{Caption, Heading, Kind, ROW, SAMPLE_LENGTH, SAMPLE_SIZE, Sample};
use crate::draw::layout::geometry::{Curve, Frame, point};
use crate::draw::standing::Standing;
use crate::draw::style::{ENTITY_STYLES, PEN_WIDTH, arrow_style};
use crate::draw::svg::shape::{figure, head, outline, path, words_shift};

/// The elements of a heading, each on a line.
pub(super) fn heading(heading: &Heading) -> String {
    let captions = heading.captions.iter().map(caption);
    let samples = heading.samples.iter().map(sample);
    captions.chain(samples).collect()
}

fn caption(caption: &Caption) -> String {
    let class = if caption.is_title { "title" } else { "counts" };
    format!(
        "<text class=\"{class}\" x=\"{}\" y=\"{}\" font-size=\"{}\">{}</text>\n",
        figure(caption.place.x),
        figure(caption.place.y),
        figure(caption.size),
        xml(&caption.text)
    )
}

fn sample(sample: &Sample) -> String {
    let elements = match sample.kind {
        Kind::Entities(row) => entity_sample(row, sample.width),
        Kind::Relations(standing) => arrow_sample(standing),
    };
    format!(
        "<g transform=\"translate({} {})\">{elements}</g>\n",
        figure(sample.place.x),
        figure(sample.place.y)
    )
}

fn entity_sample(row: usize, width: f64) -> String {
    let style = &ENTITY_STYLES[row];
    let frame = Frame::around(point(0.0, 2.0), point(width, ROW - 4.0));
    let at = frame.center + words_shift(style.outline) * 0.7;
    format!(
        "<g class=\"entity {}\">{}<text x=\"{}\" y=\"{}\" font-size=\"{}\">{}</text></g>",
        style.key,
        outline(style.outline, frame),
        figure(at.x),
        figure(at.y + SAMPLE_SIZE * 0.35),
        figure(SAMPLE_SIZE),
        style.caption
    )
}

fn arrow_sample(standing: Standing) -> String {
    let style = arrow_style(standing);
    let middle = ROW * 0.5;
    let curve = Curve {
        from: point(0.0, middle),
        towards: point(SAMPLE_LENGTH * 0.5, middle),
        to: point(SAMPLE_LENGTH, middle),
    };
    let (line, shape) = head(style.head, curve, PEN_WIDTH);
    format!(
        "<g class=\"relation {}\"><path class=\"line dash\" stroke-width=\"{PEN_WIDTH}\" d=\"{}\"/>{shape}\
         <text class=\"start words\" x=\"{}\" y=\"{}\" font-size=\"{}\">{}</text></g>",
        style.key,
        path(line),
        figure(SAMPLE_LENGTH + 6.0),
        figure(middle + SAMPLE_SIZE * 0.35),
        figure(SAMPLE_SIZE),
        style.caption
    )
}
