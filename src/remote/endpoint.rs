use crate::limits::{REMOTE_CONNECT, REMOTE_TIME};
use crate::query::visible;
use crate::remote::Credentials;
use crate::remote::entry::Entry;
use std::io::Read;
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use thiserror::Error;
use ureq::Agent;
use ureq::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, LOCATION, RETRY_AFTER};
use ureq::http::{HeaderMap, Method, Request, StatusCode, Uri};
use ureq::tls::{RootCerts, TlsConfig};

/// How much of what a server says about an error is shown.
const SAID: usize = 500;
/// The longest that a server may make us wait between two attempts.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// How an endpoint is spoken to.
#[derive(Debug, Clone)]
pub struct EndpointOptions {
    /// What lets us in.
    pub credentials: Credentials,
    /// How long one request may take.
    pub time: Duration,
    /// How often a request is sent again when the server cannot be reached, is busy, or fails.
    pub retries: u32,
    /// How long the pause before the first of those is; each further one is twice as long.
    pub pause: Duration,
}

impl Default for EndpointOptions {
    fn default() -> Self {
        Self {
            credentials: Credentials::None,
            time: REMOTE_TIME,
            retries: 4,
            pause: Duration::from_millis(500),
        }
    }
}

/// An address that requests go to.
#[derive(Debug)]
pub struct Endpoint {
    uri: Uri,
    agent: Agent,
    entry: Entry,
    options: EndpointOptions,
}

/// Why a server did not do what was asked.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RemoteError {
    /// The address is none.
    #[error("{0} is no address of a server; http://… or https://… is wanted")]
    NoAddress(String),
    /// The address holds a user or a password, which would end up in lists of processes and in logs. It is not told.
    #[error("the address holds a user or a password; give them by the environment or a file")]
    SecretInAddress,
    /// It could not be reached, or broke off.
    #[error("{address}: {reason}")]
    Unreached {
        /// Where it was looked for.
        address: String,
        /// What went wrong.
        reason: String,
    },
    /// It refused.
    #[error("{address}: {status}{}", after_colon(.said))]
    Refused {
        /// The server's.
        address: String,
        /// The status with its name.
        status: StatusCode,
        /// What it says of that.
        said: String,
    },
    /// It wants to be asked elsewhere; credentials do not follow by themselves.
    #[error("{address} sends on to {to}; give that address if you trust it")]
    Moved {
        /// The server's.
        address: String,
        /// Where it sends.
        to: String,
    },
}

fn after_colon(words: &str) -> String {
    if words.is_empty() {
        String::new()
    } else {
        format!(": {words}")
    }
}

/// What a server answered.
pub struct Reply {
    /// The media type, without its parameters.
    pub media_type: String,
    /// The bytes of the answer as they come.
    pub body: Box<dyn Read + Send>,
}

impl std::fmt::Debug for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Reply");
        shown
            .field("media_type", &self.media_type)
            .finish_non_exhaustive()
    }
}

/// What is sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sent<'a> {
    pub(super) method: &'a Method,
    /// What comes after the address of the endpoint, with its question mark.
    pub(super) parameters: &'a str,
    pub(super) content_type: &'a str,
    pub(super) accept: &'a str,
    pub(super) body: &'a [u8],
}

impl Endpoint {
    /// An endpoint at an address. Nothing is sent yet.
    ///
    /// # Errors
    /// [`RemoteError::NoAddress`] unless it begins with `http://` or `https://` and names a host.
    pub fn new(address: &str, options: EndpointOptions) -> Result<Self, RemoteError> {
        let host = address.split_once("://").map_or(address, |(_, rest)| rest);
        if host
            .split('/')
            .next()
            .is_some_and(|host| host.contains('@'))
        {
            return Err(RemoteError::SecretInAddress);
        }
        let wrong = || RemoteError::NoAddress(visible(address).into_owned());
        let uri: Uri = address.parse().map_err(|_| wrong())?;
        let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
        let host = uri.authority().map(ureq::http::uri::Authority::as_str);
        if !is_web || host.is_none_or(str::is_empty) {
            return Err(wrong());
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(provider)
            .build();
        let agent = Agent::config_builder()
            .user_agent(concat!("graphwright/", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(options.time))
            .timeout_connect(Some(REMOTE_CONNECT))
            .tls_config(tls)
            .build();
        Ok(Self {
            uri,
            agent: agent.into(),
            entry: Entry::new(options.credentials.clone()),
            options,
        })
    }

    /// The address, for messages.
    pub fn address(&self) -> String {
        visible(&self.uri.to_string()).into_owned()
    }

    /// Whether secrets would go over the network as anybody on the way can read them.
    pub fn is_open(&self) -> bool {
        let host = self.uri.host().unwrap_or_default();
        let is_here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        self.uri.scheme_str() == Some("http") && !is_here
    }

    /// Asks a query. `accept` is what the answer may be, as in the header.
    ///
    /// # Errors
    /// [`RemoteError`].
    pub fn ask(&self, query: &str, accept: &str) -> Result<Reply, RemoteError> {
        let mut form = form_urlencoded::Serializer::new(String::new());
        let body = form.append_pair("query", query).finish();
        self.send(Sent {
            method: &Method::POST,
            parameters: "",
            content_type: "application/x-www-form-urlencoded",
            accept,
            body: body.as_bytes(),
        })
    }

    /// Sends a request that does no harm when it arrives twice: it is sent again where that may help.
    pub(super) fn send(&self, sent: Sent<'_>) -> Result<Reply, RemoteError> {
        let mut pause = self.options.pause;
        let mut n_left = self.options.retries;
        loop {
            let (error, wanted) = match self.enter(sent) {
                Ok(reply) => return Ok(reply),
                Err(failed) => failed,
            };
            let Some(wanted) = wanted.filter(|_| n_left > 0) else {
                return Err(error);
            };
            n_left -= 1;
            thread::sleep(wanted.max(pause).min(LONGEST_PAUSE));
            pause *= 2;
        }
    }

    /// One attempt, with a second one where the server asks who we are. An error tells how long to wait before it may
    /// help to try again; `None` where it will not.
    fn enter(&self, sent: Sent<'_>) -> Result<Reply, (RemoteError, Option<Duration>)> {
        let mut n_asked = 0;
        loop {
            let response = self.once(sent).map_err(|reason| {
                let again = may_pass(&reason).then_some(Duration::ZERO);
                let (address, reason) = (self.address(), self.in_words(&reason));
                (RemoteError::Unreached { address, reason }, again)
            })?;
            let (parts, body) = response.into_parts();
            // What to answer, and once more where the first nonce was too old.
            if parts.status == StatusCode::UNAUTHORIZED
                && n_asked < 2
                && self.entry.learn(&parts.headers)
            {
                n_asked += 1;
                continue;
            }
            let mut body = body.into_reader();
            if parts.status.is_success() {
                let media_type = media_type(&parts.headers);
                let body = Box::new(body);
                return Ok(Reply { media_type, body });
            }
            let again = is_passing(parts.status).then(|| wanted_pause(&parts.headers));
            return Err((self.refusal(parts.status, &parts.headers, &mut body), again));
        }
    }

    fn once(&self, sent: Sent<'_>) -> Result<ureq::http::Response<ureq::Body>, ureq::Error> {
        let path = self.uri.path_and_query().map_or("/", |path| path.as_str());
        let parameters = match sent.parameters.strip_prefix('?') {
            Some(more) if path.contains('?') => format!("&{more}"),
            _ => sent.parameters.to_owned(),
        };
        let path = format!("{path}{parameters}");
        let scheme = self.uri.scheme_str().unwrap_or("http");
        let host = self.uri.authority().map_or("", |host| host.as_str());
        let mut request = Request::builder()
            .method(sent.method)
            .uri(format!("{scheme}://{host}{path}"))
            .header(CONTENT_TYPE, sent.content_type)
            .header(ACCEPT, sent.accept);
        if let Some(header) = self.entry.header(sent.method.as_str(), &path) {
            request = request.header(AUTHORIZATION, header);
        }
        self.agent.run(request.body(sent.body)?)
    }

    fn in_words(&self, error: &ureq::Error) -> String {
        let seconds = self.options.time.as_secs();
        let text = match error {
            ureq::Error::Timeout(_) => format!("no answer within {seconds} s"),
            ureq::Error::Io(error) => error.to_string(),
            other => other.to_string(),
        };
        // The number of an error of the system tells people nothing.
        let text = text.split(" (os error").next().unwrap_or_default();
        visible(text).into_owned()
    }

    fn refusal(&self, status: StatusCode, headers: &HeaderMap, body: &mut dyn Read) -> RemoteError {
        let address = self.address();
        let to = headers.get(LOCATION).and_then(|to| to.to_str().ok());
        if let Some(to) = to.filter(|_| status.is_redirection()) {
            let to = visible(to).into_owned();
            return RemoteError::Moved { address, to };
        }
        let mut text = Vec::new();
        // What it says is of help, but no more than that.
        let _ = body.take(16 << 10).read_to_end(&mut text);
        RemoteError::Refused {
            address,
            status,
            said: in_short(&String::from_utf8_lossy(&text)),
        }
    }
}

/// The words of a page or text in one line.
fn in_short(text: &str) -> String {
    let text = if text.trim_start().starts_with('<') {
        let outside = text.split('<').filter_map(|part| part.split_once('>'));
        outside
            .map(|(_, words)| words)
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        text.to_owned()
    };
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words.chars().take(SAID).collect();
    visible(&short).into_owned()
}

fn media_type(headers: &HeaderMap) -> String {
    let value = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let media_type = value.and_then(|value| value.split(';').next());
    media_type.unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a server may answer otherwise a little later.
fn is_passing(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::REQUEST_TIMEOUT
            | StatusCode::TOO_MANY_REQUESTS
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT
    )
}

/// The pause that a server asks for, in seconds; its other form, a date, is not worth a calendar.
fn wanted_pause(headers: &HeaderMap) -> Duration {
    let seconds = headers
        .get(RETRY_AFTER)
        .and_then(|value| value.to_str().ok());
    let seconds = seconds.and_then(|seconds| seconds.trim().parse().ok());
    Duration::from_secs(seconds.unwrap_or(0))
}

/// Whether what went wrong on the way may go right the next time.
fn may_pass(error: &ureq::Error) -> bool {
    matches!(
        error,
        ureq::Error::Io(_) | ureq::Error::Timeout(_) | ureq::Error::ConnectionFailed
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_the_web_without_a_password() {
        let endpoint = |address| Endpoint::new(address, EndpointOptions::default());
        assert!(endpoint("http://127.0.0.1:7878/store").is_ok());
        assert!(endpoint("https://example.org/sparql?x=1").is_ok());
        for wrong in [
            "",
            "example.org",
            "ftp://example.org/",
            "file:///x",
            "http://a:b@example.org/",
        ] {
            assert!(endpoint(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn secrets_are_open_on_the_network_alone() {
        let is_open = |address| {
            Endpoint::new(address, EndpointOptions::default())
                .unwrap()
                .is_open()
        };
        assert!(is_open("http://example.org/"));
        assert!(!is_open("https://example.org/") && !is_open("http://127.0.0.1:1/"));
    }

    #[test]
    fn what_a_server_says_is_one_line() {
        assert_eq!(in_short("no\n such\tgraph\n"), "no such graph");
        assert_eq!(in_short("<html><p>no <b>graph</b></p></html>"), "no graph");
    }
}
