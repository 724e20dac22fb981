//! What stands above the picture, as SVG.

use crate::draw::escape::xml;
use crate::draw::heading::{Caption, Heading, Kind, ROW, SAMPLE_LENGTH, SAMPLE_SIZE, Sample};
use crate::draw::layout::geometry::{Curve, Frame, point};
use crate::draw::standing::Standing;
use crate::draw::style::{PEN_WIDTH, arrow_style, entity_look};
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
    let style = entity_look(row);
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
    format!(
        "<g class=\"relation {}\">{}<text class=\"start words\" x=\"{}\" y=\"{}\" font-size=\"{}\">{}</text></g>",
        style.key,
        sample_line(standing, ROW * 0.5),
        figure(SAMPLE_LENGTH + 6.0),
        figure(ROW * 0.5 + SAMPLE_SIZE * 0.35),
        figure(SAMPLE_SIZE),
        style.caption
    )
}

/// A short arrow to the right at this height.
pub(in crate::draw) fn sample_line(standing: Standing, height: f64) -> String {
    let curve = Curve {
        from: point(0.0, height),
        towards: point(SAMPLE_LENGTH * 0.5, height),
        to: point(SAMPLE_LENGTH, height),
    };
    let (line, shape) = head(arrow_style(standing).head, curve, PEN_WIDTH);
    format!(
        "<path class=\"line dash\" stroke-width=\"{PEN_WIDTH}\" d=\"{}\"/>{shape}",
        path(line)
    )
}
