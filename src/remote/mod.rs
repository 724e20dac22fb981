//! Other machines' stores: graphs are sent to them, and queries are asked there.
//!
//! Nothing here runs unless the user names an address. [`push`] sends triples by the SPARQL 1.1 Graph Store HTTP Protocol
//! or by SPARQL Update, [`Endpoint::ask`] sends a query as a form, as the SPARQL 1.1 Protocol has it.
//!
//! # Why does a failed push do no harm when it is repeated?
//! Triples are sent in chunks that add, and a set to which the same is added twice is the same set. A blank node would be a
//! new one in each request, so a graph that has any is refused until its blank nodes have [names](skolemize). So each
//! request may be sent again after a time-out too, which is what [`Endpoint`] does.

mod chunks;
mod credentials;
mod digest;
mod endpoint;
mod entry;
mod push;
mod skolem;

pub use credentials::{Credentials, CredentialsError};
pub use endpoint::{Endpoint, EndpointOptions, RemoteError, Reply};
pub use push::{How, PushError, PushOptions, Pushed, push};
pub use skolem::skolemize;
