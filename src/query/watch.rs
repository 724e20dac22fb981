use crate::query::{QueryLimits, Reached};
use oxigraph::sparql::CancellationToken;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How often the clock and the size of the process are read: seldom enough to cost nothing, often enough that a query
/// that fills memory at five gigabytes a second is caught within fifty megabytes.
const LOOK: Duration = Duration::from_millis(10);
/// How long the process may take to become smaller after a query was stopped, before another one is.
const RELIEF: Duration = Duration::from_millis(200);

/// Watches over a query's time and memory, from its making until it is dropped, so the reading of the rows counts.
#[derive(Debug, Default)]
pub(super) struct Watch {
    stopper: Cancel,
    /// Its number among those that are watched; `None` for one without limits.
    number: Option<u64>,
}

/// Stops a query from outside, and tells why it was stopped. Copies stop the same query.
///
/// ```
/// use graphwright::query::{
///     Cancel, EvaluationOptions, ParseOptions, QueryError, Reached, evaluate_until, parse,
/// };
/// use graphwright::rdf::{Index, Quads};
///
/// let index = Index::new(Quads::default())?;
/// let query = parse("SELECT * { ?s ?p ?o }", &ParseOptions::default())?;
/// let cancel = Cancel::default();
/// cancel.cancel();
/// let stopped = evaluate_until(&query, &index, &EvaluationOptions::default(), &cancel);
/// assert!(matches!(stopped, Err(QueryError::Stopped(Reached::Cancelled))));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Cancel {
    token: CancellationToken,
    reached: Arc<OnceLock<Reached>>,
    /// When it stops of its own accord.
    deadline: Option<Instant>,
}

impl std::fmt::Debug for Cancel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Cancel").field(&self.reached.get()).finish()
    }
}

impl Cancel {
    /// Stops the query soon: it ends with [`Reached::Cancelled`], unless a limit came first.
    pub fn cancel(&self) {
        self.stop(Reached::Cancelled);
    }

    /// One that cancels after some time, without a watcher: the evaluation itself looks at the clock now and then. For
    /// a first try at what is mostly short.
    pub fn within(time: Duration) -> Self {
        Self {
            deadline: Some(Instant::now() + time),
            ..Self::default()
        }
    }

    /// Whether it has been cancelled, or its time is over, which cancels it.
    pub fn is_over(&self) -> bool {
        if self
            .deadline
            .is_some_and(|deadline| Instant::now() >= deadline)
        {
            self.cancel();
        }
        self.token.is_cancelled()
    }

    /// Why the query was stopped.
    pub fn reached(&self) -> Option<Reached> {
        self.reached.get().copied()
    }

    /// Stops the query; the first reason stays.
    pub(super) fn stop(&self, reached: Reached) {
        self.reached.get_or_init(|| reached);
        self.token.cancel();
    }
}

/// A query that runs.
struct Watched {
    number: u64,
    stopper: Cancel,
    start: Instant,
    time: Option<Duration>,
    /// The limit, and the size of the process at it.
    memory: Option<(u64, u64)>,
}

/// One thread watches over all queries: a server has thousands a second, and a thread takes longer to start than most
/// of them to be answered.
struct Watcher {
    state: Mutex<State>,
    /// Wakes the thread when there is something to watch again.
    work: Condvar,
}

struct State {
    /// In the order in which they started.
    running: Vec<Watched>,
    n_started: u64,
    has_thread: bool,
    is_asleep: bool,
    /// The size of the process, and when it was read.
    size: Option<(Instant, u64)>,
    /// When a query was last stopped for its memory.
    relieved: Option<Instant>,
}

static WATCHER: Watcher = Watcher {
    state: Mutex::new(State {
        running: Vec::new(),
        n_started: 0,
        has_thread: false,
        is_asleep: false,
        size: None,
        relieved: None,
    }),
    work: Condvar::new(),
};

impl Watch {
    /// Starts the clock.
    ///
    /// # Errors
    /// What the system says when it gives us no thread.
    pub(super) fn start(limits: &QueryLimits, cancel: &Cancel) -> std::io::Result<Self> {
        let stopper = cancel.clone();
        let is_limited = limits.time.is_some() || limits.memory.is_some() || limits.total.is_some();
        let number = if is_limited {
            Some(WATCHER.watch(limits, &stopper)?)
        } else {
            None
        };
        Ok(Self { stopper, number })
    }

    /// What the evaluator looks at.
    pub(super) fn token(&self) -> CancellationToken {
        self.stopper.token.clone()
    }

    /// What stops the query for another reason.
    pub(super) fn stopper(&self) -> &Cancel {
        &self.stopper
    }

    /// The limit that has been reached.
    pub(super) fn reached(&self) -> Option<Reached> {
        self.stopper.reached()
    }
}

impl Watcher {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a query under watch and gives its number.
    fn watch(&'static self, limits: &QueryLimits, stopper: &Cancel) -> std::io::Result<u64> {
        let mut state = self.lock();
        if !state.has_thread {
            thread::Builder::new()
                .name("query limits".to_owned())
                .spawn(|| self.run())?;
            state.has_thread = true;
        }
        let grown = limits.memory;
        let grown = grown.and_then(|limit| Some((limit, state.size()?.saturating_add(limit))));
        let total = limits.total.map(|limit| (limit, limit));
        let memory = grown.into_iter().chain(total).min_by_key(|(_, most)| *most);
        state.n_started += 1;
        let number = state.n_started;
        state.running.push(Watched {
            number,
            stopper: stopper.clone(),
            start: Instant::now(),
            time: limits.time,
            memory,
        });
        if state.is_asleep {
            self.work.notify_one();
        }
        Ok(number)
    }

    fn forget(&self, number: u64) {
        let running = &mut self.lock().running;
        if let Ok(place) = running.binary_search_by_key(&number, |watched| watched.number) {
            running.remove(place);
        }
    }

    /// What the thread does for as long as the process lives. It sleeps while nothing runs.
    fn run(&self) {
        loop {
            let mut state = self.lock();
            while state.running.is_empty() {
                state.is_asleep = true;
                state = self
                    .work
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner);
                state.is_asleep = false;
            }
            drop(state);
            thread::sleep(LOOK);
            self.lock().look();
        }
    }
}

impl State {
    /// The size of the process as it was at most two looks ago; nothing where the system does not tell.
    fn size(&mut self) -> Option<u64> {
        match self.size {
            Some((read, size)) if read.elapsed() < 2 * LOOK => Some(size),
            _ => self.read_size(),
        }
    }

    fn read_size(&mut self) -> Option<u64> {
        let size = process_memory()?;
        self.size = Some((Instant::now(), size));
        Some(size)
    }

    /// Stops what has reached a limit. Nobody can tell which of several queries fills the memory: the one that has run
    /// longest is stopped, and the next only where that did not help.
    fn look(&mut self) {
        for watched in &self.running {
            if let Some(limit) = watched.time
                && watched.start.elapsed() >= limit
            {
                watched.stopper.stop(Reached::Time(limit));
            }
        }
        let is_limited = |watched: &Watched| watched.memory.is_some();
        if !self.running.iter().any(is_limited) {
            return;
        }
        let Some(size) = self.read_size() else {
            return;
        };
        if self.relieved.is_some_and(|at| at.elapsed() < RELIEF) {
            return;
        }
        let beyond = self.running.iter().find_map(|watched| {
            let (limit, most) = watched.memory?;
            (size > most && watched.stopper.reached.get().is_none()).then_some((watched, limit))
        });
        if let Some((watched, limit)) = beyond {
            watched.stopper.stop(Reached::Memory(limit));
            self.relieved = Some(Instant::now());
        }
    }
}

/// How many bytes of memory the process has, as the system counts them; `None` where it does not tell.
pub fn process_memory() -> Option<u64> {
    memory_stats::memory_stats().map(|stats| stats.physical_mem as u64)
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(number) = self.number {
            WATCHER.forget(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(limits: &QueryLimits) -> Watch {
        Watch::start(limits, &Cancel::default()).unwrap()
    }

    #[test]
    fn a_finished_query_is_forgotten() {
        let watch = start(&QueryLimits::default());
        assert_eq!(watch.reached(), None);
        let number = watch.number;
        let is_watched = || {
            let state = WATCHER.lock();
            let mut numbers = state.running.iter().map(|watched| Some(watched.number));
            numbers.any(|running| running == number)
        };
        assert!(is_watched());
        drop(watch);
        assert!(!is_watched());
    }

    #[test]
    fn time_and_memory_cancel() {
        let time = Duration::from_millis(5);
        let limits = QueryLimits {
            time: Some(time),
            ..QueryLimits::NONE
        };
        let watch = start(&limits);
        thread::sleep(Duration::from_millis(200));
        assert_eq!(watch.reached(), Some(Reached::Time(time)));
        assert!(watch.token().is_cancelled());

        let limits = QueryLimits {
            memory: Some(64 << 20),
            ..QueryLimits::NONE
        };
        let watch = start(&limits);
        let held = vec![1_u8; 256 << 20];
        thread::sleep(Duration::from_millis(500));
        assert_eq!(watch.reached(), Some(Reached::Memory(64 << 20)));
        assert_eq!(held[1], 1);
    }

    #[test]
    fn the_first_reason_stays() {
        let cancel = Cancel::default();
        let watch = Watch::start(&QueryLimits::NONE, &cancel).unwrap();
        cancel.cancel();
        cancel.stop(Reached::Rows(1));
        assert_eq!(watch.reached(), Some(Reached::Cancelled));
    }
}
