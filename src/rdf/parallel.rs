//! Jobs on several threads.

use std::panic::resume_unwind;
use std::thread;

/// Fewer items than this are dealt with before another thread would have started.
pub(super) const FEW: usize = 1 << 14;

/// Does jobs at the same time, the last of them on this thread; one after the other if they are not `long`. Gives their
/// results in their order.
pub(crate) fn in_parallel<R: Send>(long: bool, mut jobs: Vec<impl FnOnce() -> R + Send>) -> Vec<R> {
    if !long {
        return jobs.into_iter().map(|job| job()).collect();
    }
    let Some(last) = jobs.pop() else {
        return Vec::new();
    };
    thread::scope(|scope| {
        let others: Vec<_> = jobs.into_iter().map(|job| scope.spawn(job)).collect();
        let last = last();
        let others = others
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        others.chain([last]).collect()
    })
}
