//! Which neighbours follow each other around each entity, and so which rings of entities bound the faces of a
//! picture without crossings: Demoucron, Malgrange, Pertuiset, "Graphes planaires" (1964). From a first ring
//! on, way after way is laid into a face that it fits. Of a graph that has no such picture, lines are left out.

use crate::order::{CompactCollect, CompactSort};
use std::collections::BTreeSet;

/// One line of so many may be left out.
const MOST_LEFT_OUT: usize = 8;

/// A graph in the making: what is joined with what.
pub(super) struct Net {
    near: Vec<BTreeSet<usize>>,
}

/// A ring of vertices.
pub(super) type Face = Vec<usize>;

/// What is not laid yet and hangs together: vertices that are not laid, or none and a line between two that are.
struct Fragment {
    inner: Vec<usize>,
    attached: Vec<usize>,
}

impl Net {
    pub(super) fn new(n_vertices: usize, edges: impl Iterator<Item = [usize; 2]>) -> Self {
        let mut near = vec![BTreeSet::new(); n_vertices];
        for [one, two] in edges {
            if one != two {
                near[one].insert(two);
                near[two].insert(one);
            }
        }
        Self { near }
    }

    /// The faces of a connected net, the largest first. Empty where it has fewer than three vertices, and where
    /// so many lines are left out that the picture is not nearly without crossings.
    pub(super) fn faces(mut self) -> Vec<Face> {
        if self.near.len() < 3 {
            return Vec::new();
        }
        let n_lines = self.near.iter().map(BTreeSet::len).sum::<usize>() / 2;
        self.close();
        let ring = self.ring();
        let mut work = Work::new(self, &ring);
        while work.lay_one() {}
        if work.n_left_out * MOST_LEFT_OUT > n_lines {
            return Vec::new();
        }
        let mut faces = work.faces;
        faces.order_by_key(|face| std::cmp::Reverse(face.len()));
        faces
    }

    fn join(&mut self, one: usize, two: usize) {
        self.near[one].insert(two);
        self.near[two].insert(one);
    }

    fn part(&mut self, one: usize, two: usize) {
        self.near[one].remove(&two);
        self.near[two].remove(&one);
    }

    /// Adds lines until no vertex alone holds the net together. Neighbours of such a vertex on its two sides are
    /// joined, which needs no crossing if there was none.
    fn close(&mut self) {
        for vertex in 0..self.near.len() {
            let around: Vec<usize> = self.near[vertex].iter().copied().collect();
            let mut seen = vec![false; self.near.len()];
            seen[vertex] = true;
            let mut last = None;
            for neighbour in around {
                if seen[neighbour] {
                    continue;
                }
                if let Some(last) = last {
                    self.join(last, neighbour);
                }
                let side = self.reached(neighbour, &mut seen);
                let of_vertex = side
                    .iter()
                    .rev()
                    .find(|other| self.near[vertex].contains(other));
                last = of_vertex.copied();
            }
        }
    }

    /// What can be reached from a vertex over those not seen; it then is seen.
    fn reached(&self, from: usize, seen: &mut [bool]) -> Vec<usize> {
        seen[from] = true;
        let mut found = vec![from];
        let mut next = 0;
        while let Some(&vertex) = found.get(next) {
            next += 1;
            for &other in &self.near[vertex] {
                if !seen[other] {
                    seen[other] = true;
                    found.push(other);
                }
            }
        }
        found
    }

    /// The shortest way from a vertex to one that is wanted, over allowed ones; both ends are part of it.
    fn way(
        &self,
        from: usize,
        wanted: impl Fn(usize) -> bool,
        allowed: impl Fn(usize) -> bool,
        is_step: impl Fn(usize, usize) -> bool,
    ) -> Option<Vec<usize>> {
        let mut before = vec![usize::MAX; self.near.len()];
        before[from] = from;
        let mut open = vec![from];
        let mut next = 0;
        while let Some(&vertex) = open.get(next) {
            next += 1;
            for &other in &self.near[vertex] {
                if before[other] != usize::MAX || !is_step(vertex, other) {
                    continue;
                }
                if wanted(other) {
                    let mut way = vec![other, vertex];
                    while way.last() != Some(&from) {
                        way.push(before[way[way.len() - 1]]);
                    }
                    return Some(way);
                }
                if allowed(other) {
                    before[other] = vertex;
                    open.push(other);
                }
            }
        }
        None
    }

    /// A ring through the first vertex.
    fn ring(&self) -> Face {
        let second = self.near[0].first().copied().unwrap_or(0);
        let is_step = |one, two| [one, two] != [second, 0];
        self.way(second, |end| end == 0, |_| true, is_step)
            .unwrap_or_default()
    }
}

/// What is laid so far.
struct Work {
    net: Net,
    laid: Vec<bool>,
    lines: BTreeSet<[usize; 2]>,
    faces: Vec<Face>,
    n_left_out: usize,
}

impl Work {
    fn new(net: Net, ring: &Face) -> Self {
        let mut work = Self {
            laid: vec![false; net.near.len()],
            net,
            lines: BTreeSet::new(),
            faces: vec![ring.clone(), ring.clone()],
            n_left_out: 0,
        };
        let closed: Vec<usize> = ring.iter().chain(ring.first()).copied().collect();
        work.mark(&closed);
        work
    }

    fn mark(&mut self, way: &[usize]) {
        for &vertex in way {
            self.laid[vertex] = true;
        }
        for pair in way.windows(2) {
            self.lines
                .insert([pair[0].min(pair[1]), pair[0].max(pair[1])]);
        }
    }

    /// Lays one way, or makes one possible; false when all is laid.
    fn lay_one(&mut self) -> bool {
        let fitting = |fragment: Fragment| {
            let faces = (0..self.faces.len()).filter(|face| {
                let face = &self.faces[*face];
                fragment.attached.iter().all(|vertex| face.contains(vertex))
            });
            let faces: Vec<usize> = faces.collect();
            (fragment, faces)
        };
        let fragments = self.fragments().into_iter().map(fitting);
        let Some((fragment, faces)) = fragments.min_by_key(|(_, faces)| faces.len()) else {
            return false;
        };
        let roomiest = faces.iter().max_by_key(|face| self.faces[**face].len());
        match roomiest {
            None => self.loosen(&fragment),
            Some(_) if fragment.attached.len() < 2 => self.tie(&fragment),
            Some(&face) => self.lay(&fragment, face),
        }
        true
    }

    fn fragments(&self) -> Vec<Fragment> {
        let mut fragments = Vec::new();
        let mut seen = self.laid.clone();
        for vertex in 0..seen.len() {
            if self.laid[vertex] {
                let others = self.net.near[vertex].range(vertex + 1..);
                let open = others
                    .filter(|other| self.laid[**other] && !self.lines.contains(&[vertex, **other]));
                fragments.extend(open.map(|other| Fragment {
                    inner: Vec::new(),
                    attached: vec![vertex, *other],
                }));
            } else if !seen[vertex] {
                let inner = self.net.reached(vertex, &mut seen);
                let attached: BTreeSet<usize> = inner
                    .iter()
                    .flat_map(|vertex| &self.net.near[*vertex])
                    .copied()
                    .filter(|vertex| self.laid[*vertex])
                    .into_set();
                fragments.push(Fragment {
                    inner,
                    attached: attached.into_iter().collect(),
                });
            }
        }
        fragments
    }

    /// Leaves out lines until what is left of a fragment fits one face.
    fn loosen(&mut self, fragment: &Fragment) {
        let fits = |face: &&Face| {
            let held = fragment
                .attached
                .iter()
                .filter(|vertex| face.contains(vertex));
            held.map(|vertex| self.ties(fragment, *vertex).len())
                .sum::<usize>()
        };
        let Some(best) = self.faces.iter().max_by_key(fits) else {
            return;
        };
        let mut out = Vec::new();
        for &vertex in fragment
            .attached
            .iter()
            .filter(|vertex| !best.contains(vertex))
        {
            out.extend(
                self.ties(fragment, vertex)
                    .iter()
                    .map(|inner| [vertex, *inner]),
            );
        }
        if fragment.inner.is_empty() {
            out.push([fragment.attached[0], fragment.attached[1]]);
        }
        self.n_left_out += out.len();
        for [one, two] in out {
            self.net.part(one, two);
        }
    }

    /// The inner vertices of a fragment that are joined with one outside.
    fn ties(&self, fragment: &Fragment, vertex: usize) -> Vec<usize> {
        let near = &self.net.near[vertex];
        let inner = fragment.inner.iter().filter(|inner| near.contains(inner));
        inner.copied().collect()
    }

    /// Joins a fragment that has lost its ties with two neighbours on a face.
    fn tie(&mut self, fragment: &Fragment) {
        let anchor = fragment.attached.first().copied();
        let holding = self
            .faces
            .iter()
            .filter(|face| anchor.is_none_or(|anchor| face.contains(&anchor)));
        let Some(face) = holding.max_by_key(|face| face.len()) else {
            return;
        };
        let start = face
            .iter()
            .position(|vertex| Some(*vertex) == anchor)
            .unwrap_or(0);
        let [one, two] = [face[start], face[(start + 1) % face.len()]];
        let inner = fragment.inner[0];
        self.net.join(one, inner);
        self.net.join(two, fragment.inner[fragment.inner.len() - 1]);
    }

    /// Lays a way through a fragment, which cuts a face in two.
    fn lay(&mut self, fragment: &Fragment, number: usize) {
        let from = fragment.attached[0];
        let is_end = |vertex: usize| vertex != from && fragment.attached.contains(&vertex);
        let is_step = |one: usize, two: usize| {
            if fragment.inner.is_empty() {
                [one, two] == [from, fragment.attached[1]]
            } else {
                one != from || fragment.inner.contains(&two)
            }
        };
        let inner = |vertex: usize| fragment.inner.contains(&vertex);
        let Some(way) = self.net.way(from, is_end, inner, is_step) else {
            return;
        };
        self.mark(&way);
        let face = self.faces.swap_remove(number);
        let start = face.iter().position(|vertex| *vertex == from).unwrap_or(0);
        let turned: Face = face[start..]
            .iter()
            .chain(&face[..start])
            .copied()
            .collect();
        let end = turned
            .iter()
            .position(|vertex| *vertex == way[0])
            .unwrap_or(0);
        // The way runs from its end back to its start.
        let between = &way[1..way.len() - 1];
        let one = turned[..=end].iter().chain(between).copied().collect();
        let back = between.iter().rev();
        let two = turned[end..]
            .iter()
            .chain(&turned[..1])
            .chain(back)
            .copied()
            .collect();
        self.faces.extend([one, two]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Vertices − edges + faces is 2 in a picture without crossings.
    fn euler(n_vertices: usize, edges: &[[usize; 2]]) -> (usize, usize) {
        let faces = Net::new(n_vertices, edges.iter().copied()).faces();
        let borders: usize = faces.iter().map(Vec::len).sum();
        (faces.len(), borders / 2)
    }

    #[test]
    fn a_cube_has_six_faces() {
        let edges: Vec<[usize; 2]> = (0..8_usize)
            .flat_map(|one| [1, 2, 4].map(|bit| [one, one ^ bit]))
            .collect();
        assert_eq!(euler(8, &edges), (6, 12));
    }

    #[test]
    fn a_tree_is_closed_to_rings() {
        let edges = [[0, 1], [0, 2], [0, 3], [3, 4]];
        let (n_faces, n_lines) = euler(5, &edges);
        assert_eq!(5 + n_faces, n_lines + 2);
        assert!(n_lines > 4);
    }

    #[test]
    fn of_a_graph_that_needs_crossings_lines_are_left_out() {
        let complete = |count: usize| -> Vec<[usize; 2]> {
            (0..count)
                .flat_map(|one| (0..one).map(move |two| [one, two]))
                .collect()
        };
        // Of ten lines, nine; of 28, no more than 18 could stay.
        assert_eq!(euler(5, &complete(5)), (6, 9));
        assert_eq!(euler(8, &complete(8)), (0, 0));
    }
}
