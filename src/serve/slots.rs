//! How many queries run at once, and who gives way.

use crate::query::Cancel;
use crate::serve::limits::ServeLimits;
use crate::serve::problem::Problem;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// How long a request waits before it looks for a query that could give way.
const PATIENCE: Duration = Duration::from_millis(250);

/// The places for queries.
#[derive(Debug, Clone)]
pub(super) struct Slots {
    free: Arc<Semaphore>,
    running: Arc<Mutex<Running>>,
    wait: Duration,
    fair: Duration,
}

#[derive(Debug, Default)]
struct Running {
    n_started: u64,
    /// By number, so in the order in which they started.
    queries: BTreeMap<u64, Query>,
}

#[derive(Debug)]
struct Query {
    start: Instant,
    cancel: Cancel,
    gave_way: Arc<AtomicBool>,
}

/// The place of one query, free again when this is dropped.
#[derive(Debug)]
pub(super) struct Slot {
    number: u64,
    slots: Slots,
    /// Stops the query.
    pub(super) cancel: Cancel,
    gave_way: Arc<AtomicBool>,
    _permit: OwnedSemaphorePermit,
}

impl Slots {
    pub(super) fn new(limits: &ServeLimits) -> Self {
        Self {
            free: Arc::new(Semaphore::new(limits.parallel)),
            running: Arc::default(),
            wait: limits.wait,
            fair: limits.fair,
        }
    }

    /// Waits for a place. Meanwhile, whatever has had more than its fair share of time has to give way, so that a few
    /// endless queries do not keep everybody out.
    pub(super) async fn enter(&self) -> Result<Slot, Problem> {
        let start = Instant::now();
        loop {
            let permit = timeout(PATIENCE, Arc::clone(&self.free).acquire_owned()).await;
            if let Ok(permit) = permit {
                // The semaphore is never closed.
                let permit = permit.map_err(|_| Problem::busy("the server is about to stop"))?;
                return Ok(self.take(permit));
            }
            if start.elapsed() >= self.wait {
                return Err(Problem::busy("the server is busy with other queries"));
            }
            self.give_way();
        }
    }

    /// Stops every query that runs.
    pub(super) fn cancel_all(&self) {
        for query in self.lock().queries.values() {
            query.cancel.cancel();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, permit: OwnedSemaphorePermit) -> Slot {
        let (cancel, gave_way) = (Cancel::default(), Arc::new(AtomicBool::new(false)));
        let mut running = self.lock();
        running.n_started += 1;
        let number = running.n_started;
        let query = Query {
            start: Instant::now(),
            cancel: cancel.clone(),
            gave_way: Arc::clone(&gave_way),
        };
        running.queries.insert(number, query);
        Slot {
            number,
            slots: self.clone(),
            cancel,
            gave_way,
            _permit: permit,
        }
    }

    /// Stops the query that has run longest, if that was long.
    fn give_way(&self) {
        let running = self.lock();
        let mut waiting = running.queries.values();
        let longest = waiting.find(|query| !query.gave_way.load(Ordering::Relaxed));
        if let Some(query) = longest.filter(|query| query.start.elapsed() >= self.fair) {
            query.gave_way.store(true, Ordering::Relaxed);
            query.cancel.cancel();
        }
    }
}

impl Slot {
    /// Whether the query was stopped for others.
    pub(super) fn gave_way(&self) -> bool {
        self.gave_way.load(Ordering::Relaxed)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.slots.lock().queries.remove(&self.number);
    }
}

/// Stops a query whose client goes away: its request is dropped then, and this with it.
#[derive(Debug)]
pub(super) struct CancelOnDrop(Option<Cancel>);

impl CancelOnDrop {
    pub(super) fn new(slot: &Slot) -> Self {
        Self(Some(slot.cancel.clone()))
    }

    /// Lets the query go on: what it finds is read by somebody else from now on.
    pub(super) fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        if let Some(cancel) = &self.0 {
            cancel.cancel();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots() -> Slots {
        Slots::new(&ServeLimits {
            parallel: 1,
            wait: Duration::from_secs(2),
            fair: Duration::from_millis(400),
            ..ServeLimits::DEFAULT
        })
    }

    fn block_on<T>(work: impl Future<Output = T>) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build();
        runtime.unwrap().block_on(work)
    }

    #[test]
    fn who_has_run_long_gives_way_to_who_waits() {
        block_on(async {
            let slots = slots();
            let first = slots.enter().await.unwrap();
            assert!(!first.gave_way());
            let second = slots.enter();
            let free = async {
                while !first.gave_way() {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
                drop(first);
            };
            let (second, ()) = tokio::join!(second, free);
            assert!(!second.unwrap().gave_way());
        });
    }

    #[test]
    fn a_server_that_stays_busy_says_so() {
        block_on(async {
            let slots = slots();
            let _held = slots.enter().await.unwrap();
            assert_eq!(slots.enter().await.unwrap_err().status, 503);
        });
    }
}
