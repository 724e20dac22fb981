//! Stress by stochastic gradient descent: Zheng, Pawar, Goodman, "Graph Drawing by Stochastic Gradient
//! Descent" (2018). Each pair of things in turn is moved towards the distance it wants, by steps that become
//! smaller; many pairs of one thing, in changing order, settle on what suits all.

use crate::draw::layout::distance::distances;
use crate::draw::layout::geometry::{Point, float, point};
use crate::draw::layout::random::Random;

/// The rounds: a power of two and one, so that the ratio of one step to the next is had by square roots.
const ROUNDS: u32 = 33;
/// Above so many things, distances are looked at only from some of them, the pivots.
const MOST_PAIRED: usize = 700;
const N_PIVOTS: usize = 60;

/// Two things, the distance that they want, and how much that counts (for the first, for the second).
struct Pair {
    ends: [usize; 2],
    apart: f64,
    weights: [f64; 2],
}

/// What pulls and pushes in one component, independent of the seed.
pub(super) struct Pulls {
    pairs: Vec<Pair>,
    n_things: usize,
}

impl Pulls {
    /// Of one component; its things are told by their positions in it.
    pub(super) fn of(component: &[usize], near: &[Vec<(usize, f64)>]) -> Self {
        let mut position = vec![usize::MAX; near.len()];
        for (place, &thing) in component.iter().enumerate() {
            position[thing] = place;
        }
        let within: Vec<Vec<(usize, f64)>> = component
            .iter()
            .map(|&thing| {
                let near = near[thing].iter();
                near.map(|&(other, apart)| (position[other], apart))
                    .collect()
            })
            .collect();
        let pairs = if component.len() > MOST_PAIRED {
            pivot_pairs(&within)
        } else {
            all_pairs(&within)
        };
        Self {
            pairs,
            n_things: component.len(),
        }
    }

    /// Where the things come to lie; another seed starts elsewhere and may end elsewhere.
    pub(super) fn settle(&self, random: &mut Random) -> Vec<Point> {
        let furthest = self
            .pairs
            .iter()
            .fold(1.0, |most: f64, pair| most.max(pair.apart));
        let nearest = self
            .pairs
            .iter()
            .fold(furthest, |least, pair| least.min(pair.apart));
        let side = furthest * 0.5;
        let mut places: Vec<Point> = (0..self.n_things)
            .map(|_| point(random.signed() * side, random.signed() * side))
            .collect();
        let mut order: Vec<usize> = (0..self.pairs.len()).collect();
        let mut step = furthest * furthest;
        let ratio = thirty_second_root(0.1 * nearest * nearest / step);
        for _ in 0..ROUNDS {
            random.shuffle(&mut order);
            for &chosen in &order {
                let pair = &self.pairs[chosen];
                let [one, two] = pair.ends;
                let mut way = places[one] - places[two];
                let mut length = way.length();
                if length < 1e-6 {
                    way = point(random.signed(), random.signed());
                    length = way.length().max(1e-6);
                }
                let change = way * ((length - pair.apart) / (2.0 * length));
                places[one] = places[one] - change * (pair.weights[0] * step).min(1.0);
                places[two] = places[two] + change * (pair.weights[1] * step).min(1.0);
            }
            step *= ratio;
        }
        places
    }
}

fn thirty_second_root(value: f64) -> f64 {
    value.sqrt().sqrt().sqrt().sqrt().sqrt()
}

fn all_pairs(near: &[Vec<(usize, f64)>]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for one in 0..near.len() {
        for (two, &apart) in distances(one, near).iter().enumerate().skip(one + 1) {
            let weight = 1.0 / (apart * apart);
            pairs.push(Pair {
                ends: [one, two],
                apart,
                weights: [weight, weight],
            });
        }
    }
    pairs
}

/// Neighbours as they are, and each thing with pivots that lie far from each other. A pivot stands for those
/// nearest to it, so it pulls with their number and is not pulled itself (section 4.2 of the paper).
fn pivot_pairs(near: &[Vec<(usize, f64)>]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (one, near) in near.iter().enumerate() {
        for &(two, apart) in near.iter().filter(|(two, _)| one < *two) {
            let weight = 1.0 / (apart * apart);
            pairs.push(Pair {
                ends: [one, two],
                apart,
                weights: [weight, weight],
            });
        }
    }
    let mut nearest = vec![(f64::INFINITY, 0_usize); near.len()];
    let mut rows: Vec<(usize, Vec<f64>)> = Vec::new();
    let mut pivot = 0;
    for number in 0..N_PIVOTS {
        let row = distances(pivot, near);
        for (thing, &apart) in row.iter().enumerate() {
            if apart < nearest[thing].0 {
                nearest[thing] = (apart, number);
            }
        }
        rows.push((pivot, row));
        let furthest = (0..near.len()).rev();
        pivot = furthest
            .max_by(|one, two| nearest[*one].0.total_cmp(&nearest[*two].0))
            .unwrap_or(0);
    }
    for (number, (pivot, row)) in rows.iter().enumerate() {
        let n_near = nearest.iter().filter(|(_, near)| *near == number).count();
        for (thing, &apart) in row.iter().enumerate().filter(|(thing, _)| thing != pivot) {
            pairs.push(Pair {
                ends: [thing, *pivot],
                apart,
                weights: [float(n_near) / (apart * apart), 0.0],
            });
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(count: usize) -> Vec<Vec<(usize, f64)>> {
        let mut near = vec![Vec::new(); count];
        for one in 1..count {
            near[one - 1].push((one, 10.0));
            near[one].push((one - 1, 10.0));
        }
        near
    }

    fn ends_of_chain(count: usize) -> f64 {
        let near = chain(count);
        let all: Vec<usize> = (0..count).collect();
        let places = Pulls::of(&all, &near).settle(&mut Random::new(1));
        (places[0] - places[count - 1]).length()
    }

    #[test]
    fn a_chain_is_drawn_out_to_its_length() {
        let long = ends_of_chain(20);
        assert!((180.0..191.0).contains(&long), "{long}");
    }

    #[test]
    fn with_pivots_a_long_chain_is_drawn_out_too() {
        let long = ends_of_chain(MOST_PAIRED + 100);
        assert!(long > 6_000.0, "{long}");
    }
}
