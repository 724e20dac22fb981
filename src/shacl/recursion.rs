//! What is known of nodes while shapes that refer to themselves are held against them.

use crate::rdf::TermId;
use crate::shacl::shape::ShapeRef;
use std::collections::BTreeMap;

type Key = (ShapeRef, TermId);

/// Pairs of recursive shapes and nodes: those being looked at, and what came of the others.
///
/// No contradiction can arise (shapes with one are refused), so what was found wrong under the assumption that the rest
/// is right is wrong. What was found right under an assumption is forgotten when that turns out wrong; if none does
/// until the outermost node is done, all assumptions hold together.
#[derive(Debug, Default)]
pub(super) struct Recursion {
    /// With how many had been found right when each was opened.
    open: BTreeMap<Key, usize>,
    /// Whether a node has a shape, and for which outermost node that was found.
    known: BTreeMap<Key, (bool, usize)>,
    /// What was found right since the outermost node was opened.
    assumed: Vec<Key>,
    n_outermost: usize,
}

/// What is known of a node and a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    Has,
    /// It was found for the same outermost node.
    HasNot,
    /// It was found for an earlier one.
    HadNot,
}

impl Recursion {
    /// Begins with a pair; `false` if it is being looked at already, so that it is taken to be right.
    pub(super) fn open(&mut self, shape: ShapeRef, node: TermId) -> bool {
        if self.open.is_empty() {
            self.n_outermost += 1;
        }
        if self.open.contains_key(&(shape, node)) {
            return false;
        }
        self.open.insert((shape, node), self.assumed.len());
        true
    }

    /// Ends with a pair.
    pub(super) fn close(&mut self, shape: ShapeRef, node: TermId, is_right: bool) {
        let key = (shape, node);
        let n_before = self.open.remove(&key).unwrap_or(0);
        if !is_right {
            for doubtful in self.assumed.drain(n_before..) {
                self.known.remove(&doubtful);
            }
        } else if !self.open.is_empty() {
            self.assumed.push(key);
        }
        self.known.insert(key, (is_right, self.n_outermost));
        if self.open.is_empty() {
            self.assumed.clear();
        }
    }

    pub(super) fn known(&self, shape: ShapeRef, node: TermId) -> Option<Known> {
        let (is_right, when) = *self.known.get(&(shape, node))?;
        Some(match (is_right, when == self.n_outermost) {
            (true, _) => Known::Has,
            (false, true) => Known::HasNot,
            (false, false) => Known::HadNot,
        })
    }
}
