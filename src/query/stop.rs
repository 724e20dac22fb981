use crate::query::{Cancel, Reached};
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

thread_local! {
    /// What may stop the evaluation that runs on this thread.
    static CANCEL: RefCell<Option<Cancel>> = const { RefCell::new(None) };
    /// How often somebody asked.
    static N_ASKED: Cell<u32> = const { Cell::new(0) };
}

/// Only so often is it looked at: terms are cloned many millions of times a second.
const SELDOM: u32 = 256;

/// What an evaluation is unwound with.
struct Stopped;

/// Runs a step of an evaluation that [`check`] may end; `None` if it did.
///
/// Oxigraph 0.5.13 looks at its cancellation token where it reads a quad and nowhere else: the product of
/// three tables of 1000 rows reads 3000 quads and then counts or sorts 10⁹ rows, deaf to it. But it clones
/// terms in each of its loops, and cloning a [`QueryTerm`](crate::query::QueryTerm) asks here. `Clone` has no
/// error to give, so the way out is to unwind, without a panic's message, up to this function. Nothing of
/// the step may be used after that, and a build with `panic = "abort"` would abort here.
pub(super) fn stoppable<T>(cancel: &Cancel, step: impl FnOnce() -> T) -> Option<T> {
    let outer = CANCEL.replace(Some(cancel.clone()));
    let result = catch_unwind(AssertUnwindSafe(step));
    CANCEL.set(outer);
    match result {
        Ok(value) => Some(value),
        Err(reason) if reason.is::<Stopped>() => None,
        // The standard library's sort panics where the evaluator's order of values is none, as with dates of which some
        // have a time zone. That is the end of the query, not of the program.
        Err(_) => {
            cancel.stop(Reached::Failure);
            None
        }
    }
}

/// Whether an evaluation runs on this thread: a panic in it becomes an error, so that nobody need be told otherwise.
pub fn is_evaluating() -> bool {
    CANCEL.with_borrow(Option::is_some)
}

/// Ends the step that runs on this thread if it has been cancelled.
#[inline]
pub(super) fn check() {
    let n_asked = N_ASKED.get().wrapping_add(1);
    N_ASKED.set(n_asked);
    if n_asked.is_multiple_of(SELDOM) {
        look();
    }
}

#[cold]
fn look() {
    let is_cancelled = CANCEL.with_borrow(|cancel| cancel.as_ref().is_some_and(Cancel::is_over));
    if is_cancelled {
        resume_unwind(Box::new(Stopped));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cancelled_step_ends_and_others_go_on() {
        let cancel = Cancel::default();
        check();
        assert_eq!(stoppable(&cancel, || 1), Some(1));
        cancel.cancel();
        let stopped: Option<()> = stoppable(&cancel, || {
            loop {
                check();
            }
        });
        assert_eq!(stopped, None);
        check();
    }

    #[test]
    fn a_step_that_panics_is_a_query_that_failed() {
        let cancel = Cancel::default();
        let sorted: Option<()> = stoppable(&cancel, || {
            assert!(is_evaluating());
            resume_unwind(Box::new("no total order"));
        });
        assert!(sorted.is_none() && !is_evaluating());
        assert_eq!(cancel.reached(), Some(Reached::Failure));
    }

    #[test]
    fn a_step_that_has_a_time_of_its_own_ends_with_it() {
        let cancel = Cancel::within(std::time::Duration::from_millis(2));
        let stopped: Option<()> = stoppable(&cancel, || {
            loop {
                check();
            }
        });
        assert!(stopped.is_none() && cancel.is_over());
    }
}
