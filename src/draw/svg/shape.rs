//! Outlines of entities and heads of arrows as SVG.

use crate::draw::layout::geometry::{Curve, Frame, Point, point};
use crate::draw::style::{Head, Outline};
use std::fmt::Write;

/// A number with at most one digit after the point.
pub(super) fn figure(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

fn pair(place: Point) -> String {
    format!("{} {}", figure(place.x), figure(place.y))
}

fn rectangle(frame: Frame, radius: f64, class: &str, more: &str) -> String {
    let (low, half) = (frame.lowest(), frame.half);
    let radius = if radius > 0.0 {
        format!(" rx=\"{}\"", figure(radius))
    } else {
        String::new()
    };
    format!(
        "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{radius}{more}/>",
        figure(low.x),
        figure(low.y),
        figure(half.x * 2.0),
        figure(half.y * 2.0)
    )
}

/// The outline of an entity as elements of class `shape`; what has no ground of its own is of class `stroke`.
pub(in crate::draw) fn outline(outline: Outline, frame: Frame) -> String {
    let (low, high) = (frame.lowest(), frame.highest());
    // Corners, from the upper left one with the hands of a clock.
    let [a, b, c, d] = [low, point(high.x, low.y), high, point(low.x, high.y)];
    let closed = |points: &[Point]| {
        let points: Vec<String> = points.iter().map(|place| pair(*place)).collect();
        format!("<path class=\"shape\" d=\"M{}Z\"/>", points.join("L"))
    };
    let open = |path: String| format!("<path class=\"stroke\" d=\"{path}\"/>");
    match outline {
        Outline::Box => rectangle(frame, 0.0, "shape", ""),
        Outline::RoundedBox => rectangle(frame, 9.0, "shape", ""),
        Outline::DashedBox => rectangle(frame, 9.0, "shape", " stroke-dasharray=\"5 4\""),
        Outline::DoubleBox => {
            rectangle(frame, 0.0, "shape", "") + &rectangle(frame.grown(-3.5), 0.0, "stroke", "")
        }
        Outline::CutBox => {
            const CUT: f64 = 8.0;
            let corners = [
                (a, 1.0, 1.0),
                (b, -1.0, 1.0),
                (c, -1.0, -1.0),
                (d, 1.0, -1.0),
            ];
            let mut path = String::new();
            for (corner, x, y) in corners {
                let (one, two) = (corner + point(CUT * x, 0.0), corner + point(0.0, CUT * y));
                let _ = write!(path, "M{}L{}", pair(one), pair(two));
            }
            rectangle(frame, 0.0, "shape", "") + &open(path)
        }
        Outline::Ellipse => format!(
            "<ellipse class=\"shape\" cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\"/>",
            figure(frame.center.x),
            figure(frame.center.y),
            figure(frame.half.x),
            figure(frame.half.y)
        ),
        Outline::Signpost => {
            let tip = point(high.x, frame.center.y);
            let neck = (frame.half.y * 0.7).min(10.0);
            closed(&[a, b - point(neck, 0.0), tip, c - point(neck, 0.0), d])
        }
        Outline::Note => {
            const FOLD: f64 = 8.0;
            let (one, two) = (b - point(FOLD, 0.0), b + point(0.0, FOLD));
            let inner = point(one.x, two.y);
            closed(&[a, one, two, c, d])
                + &open(format!("M{}L{}L{}", pair(one), pair(inner), pair(two)))
        }
        Outline::Tab => {
            const TAB: f64 = 6.0;
            let wide = (frame.half.x * 0.7).min(34.0);
            let (end, foot) = (a + point(wide, 0.0), a + point(wide, TAB));
            let (left, right) = (a + point(0.0, TAB), b + point(0.0, TAB));
            closed(&[a, end, foot, right, c, d]) + &open(format!("M{}L{}", pair(left), pair(foot)))
        }
    }
}

/// How far below the middle of an outline the words stand, and how far right of it.
pub(super) fn words_shift(outline: Outline) -> Point {
    match outline {
        Outline::Tab => point(0.0, 3.0),
        Outline::Signpost => point(-3.0, 0.0),
        _ => Point::default(),
    }
}

/// A curve as the data of a path.
pub(super) fn path(curve: Curve) -> String {
    format!(
        "M{}Q{} {}",
        pair(curve.from),
        pair(curve.towards),
        pair(curve.to)
    )
}

/// The last part of an arrow: what is left of its line, and its head.
pub(super) fn head(head: Head, curve: Curve, width: f64) -> (Curve, String) {
    let length = match head {
        Head::Filled => 7.5 + width * 1.2,
        Head::Open => 8.5 + width,
        Head::Bar => 1.5,
    };
    let backwards = Curve {
        from: curve.to,
        towards: curve.towards,
        to: curve.from,
    };
    let tip = curve.to;
    let cut = backwards.exit(|place| (place - tip).length() < length);
    // A line that is shorter than its head becomes the head alone.
    let cut = cut.unwrap_or(1.0);
    let foot = backwards.at(cut);
    let direction = (tip - foot).unit();
    let line = match head {
        Head::Open => curve,
        Head::Filled | Head::Bar => curve.piece(0.0, 1.0 - cut),
    };
    let foot = tip - direction * length;
    let aside = direction.left();
    let spread = 2.6 + width * 0.8;
    let (one, two) = (foot + aside * spread, foot - aside * spread);
    let shape = match head {
        Head::Filled => format!(
            "<path class=\"head\" d=\"M{}L{}L{}Z\"/>",
            pair(one),
            pair(tip),
            pair(two)
        ),
        Head::Open => format!(
            "<path class=\"line\" stroke-width=\"{}\" d=\"M{}L{}L{}\"/>",
            figure(width),
            pair(one),
            pair(tip),
            pair(two)
        ),
        Head::Bar => {
            let (one, two) = (foot + aside * 6.5, foot - aside * 6.5);
            format!(
                "<path class=\"line\" stroke-width=\"{}\" d=\"M{}L{}\"/>",
                figure(width + 1.2),
                pair(one),
                pair(two)
            )
        }
    };
    (line, shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_digit_after_the_point_or_none() {
        assert_eq!(
            [1.0, 1.26, -0.01, 1234.5].map(figure),
            ["1", "1.3", "0", "1234.5"]
        );
    }

    #[test]
    fn a_line_ends_where_its_filled_head_begins() {
        let curve = Curve {
            from: point(0.0, 0.0),
            towards: point(50.0, 0.0),
            to: point(100.0, 0.0),
        };
        let (line, shape) = head(Head::Filled, curve, 1.4);
        assert!((90.0..92.0).contains(&line.to.x), "{line:?}");
        assert_eq!(
            shape,
            r#"<path class="head" d="M90.8 -3.7L100 0L90.8 3.7Z"/>"#
        );
    }
}
