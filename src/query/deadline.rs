use oxigraph::sparql::CancellationToken;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// The time a query may take. It runs from its making until it is dropped, so the reading of the rows counts.
#[derive(Debug, Default)]
pub(super) struct Deadline {
    limit: Option<Duration>,
    watcher: Option<Watcher>,
    token: Token,
}

/// Wraps oxigraph's token, which has no `Debug`.
#[derive(Clone, Default)]
struct Token(CancellationToken);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Token(cancelled: {})", self.0.is_cancelled())
    }
}

#[derive(Debug)]
struct Watcher {
    finished: Sender<()>,
    thread: JoinHandle<()>,
}

impl Deadline {
    /// Starts the clock; `None` is no limit.
    ///
    /// # Errors
    /// What the system says when it gives us no thread.
    pub(super) fn start(limit: Option<Duration>) -> std::io::Result<Self> {
        let token = Token::default();
        let watcher = match limit {
            None => None,
            Some(limit) => {
                let (finished, wait) = mpsc::channel();
                let cancel = token.clone();
                let thread = thread::Builder::new()
                    .name("query deadline".to_owned())
                    .spawn(move || {
                        if wait.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                            cancel.0.cancel();
                        }
                    })?;
                Some(Watcher { finished, thread })
            }
        };
        Ok(Self {
            limit,
            watcher,
            token,
        })
    }

    /// What stops the evaluation when the time is over.
    pub(super) fn token(&self) -> CancellationToken {
        self.token.0.clone()
    }

    /// The limit, if it has been reached.
    pub(super) fn passed(&self) -> Option<Duration> {
        self.limit.filter(|_| self.token.0.is_cancelled())
    }
}

impl Drop for Deadline {
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
    use std::time::Instant;

    #[test]
    fn a_finished_query_does_not_wait_for_its_limit() {
        let start = Instant::now();
        let deadline = Deadline::start(Some(Duration::from_secs(60))).unwrap();
        assert_eq!(deadline.passed(), None);
        drop(deadline);
        assert!(start.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn the_limit_cancels() {
        let limit = Duration::from_millis(5);
        let deadline = Deadline::start(Some(limit)).unwrap();
        thread::sleep(Duration::from_millis(200));
        assert_eq!(deadline.passed(), Some(limit));
    }
}
