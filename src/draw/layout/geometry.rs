//! Points, boxes and curves. Only + − × ÷ and √, which are exact to the last bit on every machine.

use std::ops::{Add, Mul, Sub};

/// A place in the picture, or the way from one place to another; x grows to the right, y downwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(in crate::draw) struct Point {
    pub(in crate::draw) x: f64,
    pub(in crate::draw) y: f64,
}

pub(in crate::draw) const fn point(x: f64, y: f64) -> Point {
    Point { x, y }
}

impl Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        point(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        point(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f64> for Point {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        point(self.x * factor, self.y * factor)
    }
}

impl Point {
    pub(in crate::draw) fn length(self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }

    /// The same direction with length 1; of no direction, to the right.
    pub(in crate::draw) fn unit(self) -> Self {
        let length = self.length();
        if length < 1e-9 {
            point(1.0, 0.0)
        } else {
            self * (1.0 / length)
        }
    }

    pub(in crate::draw) fn left(self) -> Self {
        point(self.y, -self.x)
    }

    pub(super) fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y
    }

    #[inline]
    fn cross(self, other: Self) -> f64 {
        self.x * other.y - self.y * other.x
    }
}

/// A box, by its middle and half its width and height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::draw) struct Frame {
    pub(in crate::draw) center: Point,
    pub(in crate::draw) half: Point,
}

impl Frame {
    pub(in crate::draw) fn around(lowest: Point, highest: Point) -> Self {
        Self {
            center: (lowest + highest) * 0.5,
            half: (highest - lowest) * 0.5,
        }
    }

    /// The box that a line is the diagonal of.
    pub(super) fn spanned(from: Point, to: Point) -> Self {
        let lowest = point(from.x.min(to.x), from.y.min(to.y));
        let highest = point(from.x.max(to.x), from.y.max(to.y));
        Self::around(lowest, highest)
    }

    pub(in crate::draw) fn lowest(self) -> Point {
        self.center - self.half
    }

    pub(in crate::draw) fn highest(self) -> Point {
        self.center + self.half
    }

    pub(in crate::draw) fn grown(self, by: f64) -> Self {
        Self {
            center: self.center,
            half: self.half + point(by, by),
        }
    }

    pub(in crate::draw) fn joined(self, other: Self) -> Self {
        let (a, b) = (self.lowest(), other.lowest());
        let (c, d) = (self.highest(), other.highest());
        Self::around(
            point(a.x.min(b.x), a.y.min(b.y)),
            point(c.x.max(d.x), c.y.max(d.y)),
        )
    }

    pub(super) fn overlaps(self, other: Self) -> bool {
        let apart = self.center - other.center;
        let reach = self.half + other.half;
        apart.x.abs() < reach.x && apart.y.abs() < reach.y
    }

    /// Whether two boxes have a point in common, be it on a border; a hair apart counts, for rounding.
    pub(super) fn meets(self, other: Self) -> bool {
        self.grown(1e-6).overlaps(other)
    }

    /// How much of the way from one point to another lies inside.
    #[inline]
    pub(super) fn inside(self, from: Point, to: Point) -> f64 {
        let (start, way) = (from - self.center, to - from);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (start, way, half) in [(start.x, way.x, self.half.x), (start.y, way.y, self.half.y)] {
            if way.abs() < 1e-12 {
                if start.abs() >= half {
                    return 0.0;
                }
                continue;
            }
            let (one, two) = ((-half - start) / way, (half - start) / way);
            enter = enter.max(one.min(two));
            leave = leave.min(one.max(two));
        }
        if leave > enter {
            (leave - enter) * way.length()
        } else {
            0.0
        }
    }
}

/// How far the border of a box is from its middle, in a direction of length 1.
pub(super) fn reach(half: Point, direction: Point) -> f64 {
    let along = |half: f64, part: f64| half / part.abs().max(1e-9);
    along(half.x, direction.x).min(along(half.y, direction.y))
}

/// Whether two lines cross at an inner point of both.
#[inline]
pub(super) fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |from: Point, to: Point, other: Point| (to - from).cross(other - from);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

/// A curve from a point to another that bends towards a third (a quadratic Bézier curve).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::draw) struct Curve {
    pub(in crate::draw) from: Point,
    pub(in crate::draw) towards: Point,
    pub(in crate::draw) to: Point,
}

impl Curve {
    pub(in crate::draw) fn at(self, part: f64) -> Point {
        let rest = 1.0 - part;
        self.from * (rest * rest) + self.towards * (2.0 * part * rest) + self.to * (part * part)
    }

    /// The piece between two parts of the way.
    pub(in crate::draw) fn piece(self, start: f64, end: f64) -> Self {
        let at_start = self.from * (1.0 - start) + self.towards * start;
        let at_end = self.towards * (1.0 - start) + self.to * start;
        Self {
            from: self.at(start),
            towards: at_start * (1.0 - end) + at_end * end,
            to: self.at(end),
        }
    }

    pub(super) fn reversed(self) -> Self {
        Self {
            from: self.to,
            towards: self.towards,
            to: self.from,
        }
    }

    /// The part of the way after which the curve no longer is where `inside` says, by bisection; it starts
    /// there. `None` where it never leaves.
    pub(in crate::draw) fn exit(self, inside: impl Fn(Point) -> bool) -> Option<f64> {
        const STEPS: u32 = 32;
        let part = |step: u32| f64::from(step) / f64::from(STEPS);
        let last_inside = (0..=STEPS)
            .rev()
            .find(|step| inside(self.at(part(*step))))?;
        if last_inside == STEPS {
            return None;
        }
        let (mut low, mut high) = (part(last_inside), part(last_inside + 1));
        for _ in 0..20 {
            let middle = (low + high) * 0.5;
            if inside(self.at(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Some(high)
    }
}

/// Numbers of things in a picture are small.
pub(in crate::draw) fn float(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_through_a_box_is_inside_for_the_width_of_it() {
        let frame = Frame {
            center: point(10.0, 0.0),
            half: point(2.0, 1.0),
        };
        let inside = |a: (f64, f64), b: (f64, f64)| frame.inside(point(a.0, a.1), point(b.0, b.1));
        assert!((inside((0.0, 0.0), (20.0, 0.0)) - 4.0).abs() < 1e-9);
        assert!(inside((0.0, 2.0), (20.0, 2.0)).abs() < 1e-9);
        assert!(inside((0.0, 0.0), (7.0, 0.0)).abs() < 1e-9);
    }

    #[test]
    fn lines_that_only_touch_do_not_cross() {
        let [a, b, c, d] =
            [(0.0, 0.0), (2.0, 2.0), (0.0, 2.0), (2.0, 0.0)].map(|(x, y)| point(x, y));
        assert!(cross(a, b, c, d));
        assert!(!cross(a, b, b, c));
    }

    #[test]
    fn a_piece_of_a_curve_lies_on_it() {
        let curve = Curve {
            from: point(0.0, 0.0),
            towards: point(5.0, 9.0),
            to: point(10.0, 0.0),
        };
        let piece = curve.piece(0.25, 0.75);
        assert!((piece.at(0.5) - curve.at(0.5)).length() < 1e-9);
        let exit = curve.exit(|at| at.x < 4.0).unwrap();
        assert!((curve.at(exit).x - 4.0).abs() < 1e-4);
    }
}
