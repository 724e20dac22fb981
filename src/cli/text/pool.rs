//! Work on many threads whose results come in the order of the work.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Builder};

/// How many items a thread may be ahead of the first one that is not done: enough that one long document
/// holds nobody up, few enough that memory stays flat.
const AHEAD: usize = 16;
/// As much as the main thread has, so that what works on one thread works on many.
const STACK_BYTES: usize = 8 << 20;

/// Does `work` on every item and hands the results to `take` in the order of the items. At most a fixed number
/// of items and results is held at any time.
///
/// # Errors
/// The first that `take` gives; the rest is then left undone.
pub fn in_order<T: Send, R: Send, E>(
    n_threads: usize,
    mut items: impl Iterator<Item = T>,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if n_threads <= 1 {
        return items.try_for_each(|item| take(work(item)));
    }
    let (jobs, todo) = channel::<(usize, T)>();
    let todo = Mutex::new(todo);
    thread::scope(|scope| {
        // Owned in here, so that the threads learn of the end before they are waited for.
        let jobs = jobs;
        let (done, results) = channel();
        let started = (0..n_threads).map_while(|_| {
            let done = done.clone();
            let (todo, work) = (&todo, &work);
            let thread = Builder::new().stack_size(STACK_BYTES);
            thread
                .spawn_scoped(scope, move || serve(todo, work, &done))
                .ok()
        });
        // A system that gives fewer threads than wanted gets less work at a time.
        let n_threads = started.count();
        if n_threads == 0 {
            return items.try_for_each(|item| take(work(item)));
        }
        drop(done);
        let mut items = items.enumerate();
        let mut early = BTreeMap::new();
        let mut n_given = 0;
        let mut n_taken = 0;
        loop {
            while n_given - n_taken < n_threads * AHEAD
                && let Some(job) = items.next()
            {
                n_given += 1;
                // Nobody to take it means that a thread died; its result says why.
                let _ = jobs.send(job);
            }
            if n_given == n_taken {
                return Ok(());
            }
            let Ok((place, result)) = results.recv() else {
                return Ok(());
            };
            early.insert(place, result);
            while let Some(result) = early.remove(&n_taken) {
                n_taken += 1;
                take(result.unwrap_or_else(|panic| resume_unwind(panic)))?;
            }
        }
    })
}

/// What one thread does: a panic is handed on, since a thread that merely ended would be waited for forever.
fn serve<T, R>(
    todo: &Mutex<Receiver<(usize, T)>>,
    work: &impl Fn(T) -> R,
    done: &Sender<(usize, thread::Result<R>)>,
) {
    loop {
        let job = todo.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((place, item)) = job else {
            return;
        };
        let result = catch_unwind(AssertUnwindSafe(|| work(item)));
        if done.send((place, result)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for n_threads in [1, 2, 7] {
            let mut taken = Vec::new();
            in_order(
                n_threads,
                0..200_u64,
                |item| {
                    thread::sleep(Duration::from_micros(item * 7919 % 500));
                    item * 2
                },
                |result| {
                    taken.push(result);
                    Ok::<_, ()>(())
                },
            )
            .unwrap();
            assert_eq!(taken, (0..200).map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_more_is_read_than_the_window_holds() {
        let n_read = std::cell::Cell::new(0_usize);
        let items = (0..10_000_usize).inspect(|_| n_read.set(n_read.get() + 1));
        let mut n_taken = 0;
        in_order(
            2,
            items,
            |item| item,
            |_| {
                n_taken += 1;
                assert!(n_read.get() - n_taken <= 2 * AHEAD, "{} read", n_read.get());
                Ok::<_, ()>(())
            },
        )
        .unwrap();
        assert_eq!(n_taken, 10_000);
    }

    #[test]
    fn a_failure_ends_the_work() {
        let result = in_order(
            2,
            0..,
            |item: u64| item,
            |item| {
                if item == 5 {
                    return Err("full");
                }
                Ok(())
            },
        );
        assert_eq!(result, Err("full"));
    }

    #[test]
    #[should_panic(expected = "at three")]
    fn a_panic_is_no_hang() {
        let work = |item: u64| assert!(item != 3, "at three");
        let _ = in_order(2, 0..100, work, |()| Ok::<_, ()>(()));
    }
}
