use std::thread;

/// Room for a query as deep as [`parse`](crate::query::parse) lets through: its parser, optimiser and
/// evaluator call themselves once a level, at up to 50 kB in a build without optimisation. The system gives
/// the pages only as they are touched.
const STACK_BYTES: usize = 256 * 1024 * 1024;

/// Does some work on a thread with a stack for deep queries, and waits for it.
///
/// [`evaluate`](crate::query::evaluate) and the reading of its rows belong in here: the stack of a program's
/// main thread is enough for the queries that people write, but not for all that a program may make up.
///
/// # Errors
/// What the system says when it gives us no thread.
///
/// # Panics
/// If the work does.
pub fn with_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> std::io::Result<T> {
    thread::scope(|scope| {
        let worker = thread::Builder::new()
            .name("query".to_owned())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work)?;
        match worker.join() {
            Ok(result) => Ok(result),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
