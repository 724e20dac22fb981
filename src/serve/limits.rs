use crate::limits;
use crate::query::QueryLimits;
use std::time::Duration;

/// What requests may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServeLimits {
    /// What each query may use. Its limits of memory are not looked at.
    pub query: QueryLimits,
    /// By how many bytes all queries together may grow the process. The one that has run longest is stopped then, and
    /// the next if that was not enough.
    pub query_memory: Option<u64>,
    /// How many queries run at once.
    pub parallel: usize,
    /// How long a request waits for its turn before it is told that the server is busy.
    pub wait: Duration,
    /// How long a query may run while others wait for its place.
    pub fair: Duration,
    /// How many connections are open at once; further ones wait.
    pub connections: usize,
    /// How many bytes the body of a request may have.
    pub body: usize,
    /// How long a request may take to arrive, an idle connection may stay open, and a client may stop reading.
    pub idle: Duration,
    /// How long answers may still take after the server was told to stop.
    pub drain: Duration,
}

impl ServeLimits {
    /// Queries of 30 s, 32 at once, 512 connections, bodies of 1 MiB.
    pub const DEFAULT: Self = Self {
        query: QueryLimits {
            time: Some(limits::SERVED_QUERY_TIME),
            memory: None,
            ..QueryLimits::DEFAULT
        },
        query_memory: Some(limits::QUERY_MEMORY),
        parallel: limits::SERVED_QUERIES,
        wait: limits::SERVED_WAIT,
        fair: limits::SERVED_FAIR,
        connections: limits::SERVED_CONNECTIONS,
        body: limits::SERVED_BODY,
        idle: limits::SERVED_IDLE,
        drain: limits::SERVED_DRAIN,
    };
}

impl Default for ServeLimits {
    /// [`ServeLimits::DEFAULT`].
    fn default() -> Self {
        Self::DEFAULT
    }
}
