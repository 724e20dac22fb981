//! Answers as bytes: short ones whole, so that whatever goes wrong has a status of its own; long ones while they are
//! made, at the pace of the client.

use crate::query::Cancel;
use crate::serve::problem::Problem;
use axum::body::{Body, Bytes, HttpBody};
use hyper::body::Frame;
use std::io::{self, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

/// How many bytes are sent at once. Answers below that are sent whole.
const CHUNK: usize = 64 << 10;
/// How many chunks may wait for the client.
const AHEAD: usize = 2;

/// How often it is looked whether others need the place of a client that does not read.
const GLANCE: Duration = Duration::from_millis(250);

/// What a request learns of its answer: the body and its media type.
pub(super) type Begun = Result<(Body, &'static str), Problem>;

/// Where the thread that makes an answer writes to.
pub(super) struct Answer {
    buffer: Vec<u8>,
    media_type: &'static str,
    begun: Option<oneshot::Sender<Begun>>,
    chunks: Option<mpsc::Sender<Bytes>>,
    /// Whether what was sent is not all there is.
    is_broken: Arc<AtomicBool>,
    runtime: Handle,
    /// How long a client may read nothing.
    patience: Duration,
    /// What gives the place of this answer to others.
    cancel: Cancel,
}

impl Answer {
    /// An answer, and what the request waits for. It has to be called on a thread of the runtime.
    pub(super) fn new(patience: Duration, cancel: &Cancel) -> (Self, oneshot::Receiver<Begun>) {
        let (sender, receiver) = oneshot::channel();
        let answer = Self {
            buffer: Vec::new(),
            media_type: "text/plain",
            begun: Some(sender),
            chunks: None,
            is_broken: Arc::default(),
            runtime: Handle::current(),
            patience,
            cancel: cancel.clone(),
        };
        (answer, receiver)
    }

    /// Says what the bytes will be, before the first of them.
    pub(super) fn set_media_type(&mut self, media_type: &'static str) {
        self.media_type = media_type;
    }

    /// Ends the answer. A problem that comes after the first bytes breaks the connection off: the client must not take
    /// what it has for all there is.
    pub(super) fn end(mut self, result: Result<(), Problem>) {
        let buffer = std::mem::take(&mut self.buffer);
        match (self.begun.take(), result) {
            (Some(begun), Ok(())) => drop(begun.send(Ok((Body::from(buffer), self.media_type)))),
            (Some(begun), Err(problem)) => drop(begun.send(Err(problem))),
            (None, result) => {
                if result.is_err() || self.send(buffer.into()).is_err() {
                    self.is_broken.store(true, Ordering::Release);
                }
                self.chunks = None;
            }
        }
    }

    /// Hands a chunk on. A client that reads nothing for too long, or whose place others need, is given up.
    fn send(&mut self, chunk: Bytes) -> io::Result<()> {
        let Some(chunks) = &self.chunks else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (cancel, patience) = (&self.cancel, self.patience);
        self.runtime.block_on(async {
            let start = Instant::now();
            let place = loop {
                match timeout(GLANCE, chunks.reserve()).await {
                    Ok(place) => break place,
                    Err(_) if start.elapsed() >= patience || cancel.is_over() => {
                        return Err(io::ErrorKind::TimedOut.into());
                    }
                    Err(_) => {}
                }
            };
            let place = place.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
            place.send(chunk);
            Ok(())
        })
    }
}

impl Drop for Answer {
    /// An answer that nobody ended, since what made it panicked, must not look whole.
    fn drop(&mut self) {
        if self.chunks.is_some() {
            self.is_broken.store(true, Ordering::Release);
        }
    }
}

impl Write for Answer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= CHUNK {
            if let Some(begun) = self.begun.take() {
                let (sender, receiver) = mpsc::channel(AHEAD);
                self.chunks = Some(sender);
                let is_broken = Arc::clone(&self.is_broken);
                let body = Body::new(Chunks {
                    receiver,
                    is_broken,
                });
                begun
                    .send(Ok((body, self.media_type)))
                    .map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
            }
            let chunk = std::mem::take(&mut self.buffer);
            self.send(chunk.into())?;
        }
        Ok(bytes.len())
    }

    /// Nothing is sent before it has to be: serializers flush at their end.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The body of a long answer. It ends with an error where the answer did: the connection is broken off then.
struct Chunks {
    receiver: mpsc::Receiver<Bytes>,
    is_broken: Arc<AtomicBool>,
}

impl HttpBody for Chunks {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.receiver.poll_recv(context).map(|chunk| match chunk {
            Some(chunk) => Some(Ok(Frame::data(chunk))),
            None if self.is_broken.load(Ordering::Acquire) => {
                Some(Err(io::Error::other("the answer was not finished")))
            }
            None => None,
        })
    }
}
