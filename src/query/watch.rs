use crate::query::{QueryLimits, Reached};
use oxigraph::sparql::CancellationToken;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How often the size of the process is read: seldom enough to cost nothing, often enough that a query that fills
/// memory at five gigabytes a second is caught within fifty megabytes.
const LOOK: Duration = Duration::from_millis(10);

/// Watches over a query's time and memory, from its making until it is dropped, so the reading of the rows counts.
#[derive(Debug, Default)]
pub(super) struct Watch {
    stopper: Stopper,
    watcher: Option<Watcher>,
}

/// Stops a query and says why. Copies stop the same query.
#[derive(Clone, Default)]
pub(super) struct Stopper {
    token: CancellationToken,
    reached: Arc<OnceLock<Reached>>,
}

impl std::fmt::Debug for Stopper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Stopper").field(&self.reached.get()).finish()
    }
}

impl Stopper {
    /// Stops the query; the first reason stays.
    pub(super) fn stop(&self, reached: Reached) {
        self.reached.get_or_init(|| reached);
        self.token.cancel();
    }
}

#[derive(Debug)]
struct Watcher {
    finished: Sender<()>,
    thread: JoinHandle<()>,
}

impl Watch {
    /// Starts the clock.
    ///
    /// # Errors
    /// What the system says when it gives us no thread.
    pub(super) fn start(limits: &QueryLimits) -> std::io::Result<Self> {
        let stopper = Stopper::default();
        let memory = limits
            .memory
            .and_then(|limit| Some((limit, resident()?.saturating_add(limit))));
        let watcher = if limits.time.is_none() && memory.is_none() {
            None
        } else {
            let (finished, wait) = mpsc::channel();
            let (stopper, time) = (stopper.clone(), limits.time);
            let thread = thread::Builder::new()
                .name("query limits".to_owned())
                .spawn(move || watch(&wait, time, memory, &stopper))?;
            Some(Watcher { finished, thread })
        };
        Ok(Self { stopper, watcher })
    }

    /// What the evaluator looks at.
    pub(super) fn token(&self) -> CancellationToken {
        self.stopper.token.clone()
    }

    /// What stops the query for another reason.
    pub(super) fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    /// The limit that has been reached.
    pub(super) fn reached(&self) -> Option<Reached> {
        self.stopper.reached.get().copied()
    }
}

/// Waits until the query is finished or a limit is reached. `memory` is the limit and the size of the process at it.
fn watch(
    finished: &Receiver<()>,
    time: Option<Duration>,
    memory: Option<(u64, u64)>,
    stopper: &Stopper,
) {
    let start = Instant::now();
    loop {
        let left = time.map(|limit| limit.saturating_sub(start.elapsed()));
        let pause = match (left, memory) {
            (Some(left), None) => left,
            (Some(left), Some(_)) => left.min(LOOK),
            (None, _) => LOOK,
        };
        if finished.recv_timeout(pause) != Err(RecvTimeoutError::Timeout) {
            return;
        }
        if let Some(limit) = time
            && start.elapsed() >= limit
        {
            return stopper.stop(Reached::Time(limit));
        }
        if let Some((limit, most)) = memory
            && resident().is_some_and(|size| size > most)
        {
            return stopper.stop(Reached::Memory(limit));
        }
    }
}

/// How many bytes of memory the process has.
fn resident() -> Option<u64> {
    memory_stats::memory_stats().map(|stats| stats.physical_mem as u64)
}

impl Drop for Watch {
    /// Wakes the watcher and waits for its end, which comes at once: no thread sleeps on after the query.
    fn drop(&mut self) {
        if let Some(Watcher { finished, thread }) = self.watcher.take() {
            drop(finished);
            // A watcher that panicked has nothing left to say.
            drop(thread.join());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finished_query_does_not_wait_for_its_limit() {
        let start = Instant::now();
        let watch = Watch::start(&QueryLimits::default()).unwrap();
        assert_eq!(watch.reached(), None);
        drop(watch);
        assert!(start.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn time_and_memory_cancel() {
        let time = Duration::from_millis(5);
        let limits = QueryLimits {
            time: Some(time),
            ..QueryLimits::NONE
        };
        let watch = Watch::start(&limits).unwrap();
        thread::sleep(Duration::from_millis(200));
        assert_eq!(watch.reached(), Some(Reached::Time(time)));
        assert!(watch.token().is_cancelled());

        let limits = QueryLimits {
            memory: Some(64 << 20),
            ..QueryLimits::NONE
        };
        let watch = Watch::start(&limits).unwrap();
        let held = vec![1_u8; 256 << 20];
        thread::sleep(Duration::from_millis(500));
        assert_eq!(watch.reached(), Some(Reached::Memory(64 << 20)));
        assert_eq!(held[1], 1);
    }
}
