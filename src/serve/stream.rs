//! Answers as bytes: short ones whole, so that whatever goes wrong has a status of its own; long ones while they are
//! made, at the pace of the client.

use crate::serve::problem::Problem;
use axum::body::{Body, Bytes, HttpBody};
use hyper::body::Frame;
use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

/// How many bytes are sent at once. Answers below that are sent whole.
const CHUNK: usize = 64 << 10;
/// How many chunks may wait for the client.
const AHEAD: usize = 2;

/// What a request learns of its answer.
pub(super) type Begun = Result<Body, Problem>;

/// Where the thread that makes an answer writes to.
pub(super) struct Answer {
    buffer: Vec<u8>,
    begun: Option<oneshot::Sender<Begun>>,
    chunks: Option<mpsc::Sender<io::Result<Bytes>>>,
    runtime: Handle,
    /// How long a client may read nothing.
    patience: Duration,
}

impl Answer {
    /// An answer, and what the request waits for. It has to be called on a thread of the runtime.
    pub(super) fn new(patience: Duration) -> (Self, oneshot::Receiver<Begun>) {
        let (sender, receiver) = oneshot::channel();
        let answer = Self {
            buffer: Vec::new(),
            begun: Some(sender),
            chunks: None,
            runtime: Handle::current(),
            patience,
        };
        (answer, receiver)
    }

    /// Ends the answer. A problem that comes after the first bytes breaks the connection off: the client must not take
    /// what it has for all there is.
    pub(super) fn end(mut self, result: Result<(), Problem>) {
        let buffer = std::mem::take(&mut self.buffer);
        match (self.begun.take(), result) {
            (Some(begun), Ok(())) => drop(begun.send(Ok(Body::from(buffer)))),
            (Some(begun), Err(problem)) => drop(begun.send(Err(problem))),
            // A client that is gone has no use for the end.
            (None, Ok(())) => drop(self.send(Ok(buffer.into()))),
            (None, Err(problem)) => drop(self.send(Err(io::Error::other(problem.message)))),
        }
    }

    fn send(&mut self, chunk: io::Result<Bytes>) -> io::Result<()> {
        let Some(chunks) = &self.chunks else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let sent = timeout(self.patience, chunks.send(chunk));
        match self.runtime.block_on(sent) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => {
                self.chunks = None;
                Err(io::ErrorKind::TimedOut.into())
            }
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
                let body = Body::new(Chunks(receiver));
                begun
                    .send(Ok(body))
                    .map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
            }
            let chunk = std::mem::take(&mut self.buffer);
            self.send(Ok(chunk.into()))?;
        }
        Ok(bytes.len())
    }

    /// Nothing is sent before it has to be: serializers flush at their end.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The body of a long answer.
struct Chunks(mpsc::Receiver<io::Result<Bytes>>);

impl HttpBody for Chunks {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let next = self.0.poll_recv(context);
        next.map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }
}
