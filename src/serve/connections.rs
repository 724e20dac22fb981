use crate::query::process_memory;
use crate::serve::limits::ServeLimits;
use crate::serve::site::{Site, SiteOptions};
use crate::serve::slots::Slots;
use crate::serve::{Service, router};
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

/// The stack of a query's thread, as much as a program's main thread has; the pages come only as they are touched.
const STACK_BYTES: usize = 8 << 20;
/// How long the loop rests when the system has no file left for a connection.
const REST: Duration = Duration::from_millis(50);
/// How many bytes the head of a request may have: addresses hold queries.
const HEAD_BYTES: usize = 64 << 10;

/// Why there is no server.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The address cannot be listened on.
    #[error("{address}: cannot listen: {reason}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        #[source]
        reason: io::Error,
    },
    /// The system gives no threads.
    #[error("no threads for the server")]
    Threads(#[source] io::Error),
}

/// Ends a server: it takes no further connections, lets answers finish for a while, and then stops the queries that
/// still run. Copies end the same server.
#[derive(Debug, Clone)]
pub struct Stop(watch::Sender<bool>);

impl Stop {
    /// Stops the server soon. It is the same to do so several times.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

impl Default for Stop {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

/// Serves a site until `stop` is told. `started` learns the address, with the port that the system chose where it was
/// told 0.
///
/// # Errors
/// [`ServeError`] if it does not come to that.
pub fn serve(
    site: Site,
    address: SocketAddr,
    options: SiteOptions,
    limits: ServeLimits,
    stop: &Stop,
    started: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let slots = Slots::new(&limits);
    let service = Service {
        site,
        limits,
        slots: slots.clone(),
        memory: process_memory(),
        allow_origin: options.allow_origin,
        hosts: options.hosts,
    };
    let runtime = runtime(&limits).map_err(ServeError::Threads)?;
    let ended = runtime.block_on(async {
        let failed = |reason| ServeError::Listen { address, reason };
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        started(listener.local_addr().map_err(failed)?);
        let connections = Connections {
            router: router(Arc::new(service)),
            free: Arc::new(Semaphore::new(limits.connections)),
            idle: limits.idle,
            graceful: GracefulShutdown::new(),
        };
        let graceful = connections.accept(&listener, stop.0.subscribe()).await;
        drop(listener);
        let finished = graceful.shutdown();
        if timeout(limits.drain, finished).await.is_err() {
            slots.cancel_all();
            // For what was cancelled to say so.
            sleep(10 * REST).await;
        }
        Ok(())
    });
    runtime.shutdown_timeout(limits.drain);
    ended
}

fn runtime(limits: &ServeLimits) -> io::Result<Runtime> {
    Builder::new_multi_thread()
        .enable_all()
        .thread_name("serve")
        .thread_stack_size(STACK_BYTES)
        // Pages are made on such threads too.
        .max_blocking_threads(limits.parallel + 8)
        .build()
}

struct Connections {
    router: Router,
    free: Arc<Semaphore>,
    idle: Duration,
    graceful: GracefulShutdown,
}

impl Connections {
    /// Takes connections until it is told to stop; gives what waits for those that are open.
    async fn accept(
        self,
        listener: &TcpListener,
        mut stop: watch::Receiver<bool>,
    ) -> GracefulShutdown {
        loop {
            let next = async {
                // The semaphore is never closed. One that is full leaves newcomers to the system's queue.
                let permit = Arc::clone(&self.free).acquire_owned().await;
                (permit, listener.accept().await)
            };
            let (permit, accepted) = tokio::select! {
                next = next => next,
                _ = stop.wait_for(|is_stopped| *is_stopped) => return self.graceful,
            };
            match accepted {
                Ok((stream, _)) => {
                    let connection = self.connection(stream);
                    tokio::spawn(async move {
                        // What goes wrong with a connection concerns its client alone.
                        let _ = connection.await;
                        drop(permit);
                    });
                }
                // Out of files, mostly: it passes when connections end.
                Err(_) => sleep(REST).await,
            }
        }
    }

    fn connection(&self, stream: TcpStream) -> impl Future<Output = hyper::Result<()>> + use<> {
        // Without it an answer of two packets may wait for the client's next word; where it fails, it does.
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(self.router.clone());
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.idle)
            .max_buf_size(HEAD_BYTES)
            .serve_connection(TokioIo::new(stream), service);
        self.graceful.watch(connection)
    }
}
