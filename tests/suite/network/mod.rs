//! What speaks HTTP: `serve` is asked over a socket, `push` and `query --endpoint` speak to a store made for the test.

#[cfg(feature = "remote")]
mod endpoint;
mod limits;
mod pages;
mod process;
mod protocol;
#[cfg(feature = "remote")]
mod remote;
mod server;
#[cfg(feature = "remote")]
mod store;
