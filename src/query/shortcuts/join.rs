//! How many rows a basic graph pattern has, counted without making one.

use crate::query::plan::{self, Place};
use crate::query::stop;
use crate::rdf::{GraphSelection, Index, Quad, TermId};

/// One pattern, the variables as places in the row.
struct Step([Wanted; 3]);

#[derive(Clone, Copy)]
enum Wanted {
    Constant(TermId),
    /// What an earlier place of the row holds.
    Known(usize),
    /// What this pattern finds.
    New,
    /// What this pattern finds at an earlier place of its own.
    Same(usize),
}

/// How many rows the patterns of a group have; `None` if something else than patterns is in it, or if they are more
/// than can be counted.
pub(super) fn n_rows(pattern: &spargebra::algebra::GraphPattern, index: &Index) -> Option<usize> {
    let mut product = 1_usize;
    for chain in plan::chains_of_places(pattern, index)? {
        let n_rows = match steps(&chain) {
            Some(steps) => count(&steps, &mut Vec::new(), index)?,
            None => 0,
        };
        product = product.checked_mul(n_rows)?;
    }
    Some(product)
}

/// The patterns of a chain; `None` if one has a term that the index has not, so that there is no row.
fn steps(chain: &[[Place; 3]]) -> Option<Vec<Step>> {
    let mut names: Vec<&str> = Vec::new();
    let mut steps = Vec::with_capacity(chain.len());
    for places in chain {
        let n_known = names.len();
        let mut step = Step([Wanted::New; 3]);
        for (place, wanted) in places.iter().zip(&mut step.0) {
            *wanted = match place {
                Place::Constant(id) => Wanted::Constant((*id)?),
                Place::Name(name) => match names.iter().position(|known| known == name) {
                    Some(slot) if slot < n_known => Wanted::Known(slot),
                    Some(slot) => Wanted::Same(slot),
                    None => {
                        names.push(name);
                        Wanted::New
                    }
                },
                Place::Nested(_) => return None,
            };
        }
        steps.push(step);
    }
    Some(steps)
}

fn count(steps: &[Step], row: &mut Vec<TermId>, index: &Index) -> Option<usize> {
    let [step, rest @ ..] = steps else {
        return Some(1);
    };
    stop::check();
    let [subject, predicate, object] = step.0.map(|wanted| match wanted {
        Wanted::Constant(id) => Some(id),
        Wanted::Known(slot) => Some(row[slot]),
        Wanted::New | Wanted::Same(_) => None,
    });
    let found = index.matching(subject, predicate, object, GraphSelection::Default);
    let is_circle = step
        .0
        .iter()
        .any(|wanted| matches!(wanted, Wanted::Same(_)));
    if rest.is_empty() && !is_circle {
        return Some(found.count());
    }
    let n_known = row.len();
    let mut n_rows = 0_usize;
    for quad in found {
        if step.take(&quad, row) {
            n_rows = n_rows.checked_add(count(rest, row, index)?)?;
        }
        row.truncate(n_known);
    }
    Some(n_rows)
}

impl Step {
    /// Adds what is new to the row; whether a variable that stands in the pattern twice has one value.
    fn take(&self, quad: &Quad, row: &mut Vec<TermId>) -> bool {
        let found = [quad.subject, quad.predicate, quad.object];
        self.0.iter().zip(found).all(|(wanted, id)| match wanted {
            Wanted::New => {
                row.push(id);
                true
            }
            Wanted::Same(slot) => row[*slot] == id,
            Wanted::Constant(_) | Wanted::Known(_) => true,
        })
    }
}
