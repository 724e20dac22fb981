//! A picture without crossings from its faces: Tutte, "How to Draw a Graph" (1963). One face becomes the rim,
//! and every other vertex goes to the middle of its neighbours. Each face has a point in it that counts as a
//! neighbour, so that no face is squeezed to a line.

use crate::draw::layout::embed::Face;
use crate::draw::layout::geometry::{Point, float, point};

/// How often each vertex goes to the middle of its neighbours.
const ROUNDS: usize = 250;

/// Places for the vertices, within 1 of the middle in each direction; the face of number `rim` is outermost.
pub(super) fn spread(n_vertices: usize, faces: &[Face], rim: usize) -> Vec<Point> {
    let mut near = vec![Vec::new(); n_vertices + faces.len()];
    for (number, face) in faces.iter().enumerate() {
        for (position, &vertex) in face.iter().enumerate() {
            // The face on the other side tells the way back.
            let next = face[(position + 1) % face.len()];
            near[vertex].push(next);
            near[next].push(vertex);
            if number != rim {
                near[vertex].push(n_vertices + number);
                near[n_vertices + number].push(vertex);
            }
        }
    }
    let mut places = vec![Point::default(); near.len()];
    let mut is_fixed = vec![false; near.len()];
    for (position, &vertex) in faces[rim].iter().enumerate() {
        places[vertex] = on_circle(float(position) / float(faces[rim].len()));
        is_fixed[vertex] = true;
    }
    for _ in 0..ROUNDS {
        for vertex in 0..near.len() {
            if !is_fixed[vertex] && !near[vertex].is_empty() {
                let sum = near[vertex]
                    .iter()
                    .fold(Point::default(), |sum, other| sum + places[*other]);
                places[vertex] = sum * (1.0 / float(near[vertex].len()));
            }
        }
    }
    places.truncate(n_vertices);
    places
}

/// A point of the circle of radius 1, after a part of the way round, without sine and cosine: each quarter by
/// the half angle, whose tangent nearly grows as the way does.
fn on_circle(part: f64) -> Point {
    let quarters = part * 4.0;
    let tangent = |rest: f64| rest * (0.948 + 0.052 * rest * rest);
    let at = |rest: f64| {
        // `rest` runs from -1 to 1 over a quarter; half of its angle is at most an eighth of the circle.
        let half = tangent(rest) * 0.414_213_562_373_095_1;
        let below = 1.0 + half * half;
        point((1.0 - half * half) / below, 2.0 * half / below)
    };
    let turn = |place: Point| point(-place.y, place.x);
    let mut rest = quarters * 2.0 - 1.0;
    let mut n_turns = 0;
    while rest > 1.0 {
        rest -= 2.0;
        n_turns += 1;
    }
    (0..n_turns).fold(at(rest), |place, _| turn(place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::layout::geometry::cross;

    #[test]
    fn the_circle_is_gone_round_evenly() {
        let places: Vec<Point> = (0..12).map(|step| on_circle(float(step) / 12.0)).collect();
        for step in 0..12 {
            let way = places[(step + 1) % 12] - places[step];
            assert!((way.length() - 0.5176).abs() < 0.03, "{}", way.length());
            assert!((places[step].length() - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn a_cube_is_drawn_without_crossings() {
        let faces: Vec<Face> = [
            [0, 1, 3, 2],
            [4, 5, 7, 6],
            [0, 1, 5, 4],
            [1, 3, 7, 5],
            [3, 2, 6, 7],
            [2, 0, 4, 6],
        ]
        .map(Vec::from)
        .into();
        let places = spread(8, &faces, 0);
        let lines: Vec<[usize; 2]> = (0..8_usize)
            .flat_map(|one| [1, 2, 4].map(|bit| [one, one ^ bit]))
            .collect();
        for one in &lines {
            for two in &lines {
                let [[a, b], [c, d]] = [one, two].map(|ends| ends.map(|end| places[end]));
                assert!(!cross(a, b, c, d));
            }
        }
    }
}
