//! What stands before every answer: whose requests are taken, and what browsers may do with pages.

use crate::serve::problem::Problem;
use crate::serve::{Shared, page};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_MAX_AGE, CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::uri::Authority;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::IpAddr;

/// Nothing is loaded from elsewhere, and only files of ours run.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; \
                      img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; \
                      require-trusted-types-for 'script'; trusted-types 'none'";

/// Refuses requests that call this server by a name that it does not have: a page of another site can make a browser
/// send them (DNS rebinding), and would read what is meant for this machine alone.
pub(super) async fn check_host(
    State(service): State<Shared>,
    request: Request,
    next: Next,
) -> Response {
    let host = match request.uri().authority() {
        Some(authority) => Some(authority.host().to_owned()),
        None => request
            .headers()
            .get(HOST)
            .and_then(|host| host.to_str().ok())
            .and_then(|host| host.parse::<Authority>().ok())
            .map(|authority| authority.host().to_owned()),
    };
    match host {
        Some(host) if is_ours(&host, &service.hosts) => {
            let mut response = next.run(request).await;
            let nosniff = HeaderValue::from_static("nosniff");
            response
                .headers_mut()
                .insert(X_CONTENT_TYPE_OPTIONS, nosniff);
            response
        }
        Some(host) => {
            let host = crate::query::visible(&host).into_owned();
            let message =
                format!("this server is not called {host}; --host {host} would make it so");
            Problem::new(StatusCode::MISDIRECTED_REQUEST, message).into_response()
        }
        None => Problem::bad("the request names no host").into_response(),
    }
}

fn is_ours(host: &str, hosts: &[String]) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let known = hosts.iter().map(String::as_str).chain(["localhost"]);
    bare.parse::<IpAddr>().is_ok()
        || known
            .into_iter()
            .any(|known| known.eq_ignore_ascii_case(host))
}

/// Lets pages of other sites read answers, where that was asked for (<https://fetch.spec.whatwg.org/#http-cors-protocol>).
pub(super) async fn allow_origin(
    State(service): State<Shared>,
    request: Request,
    next: Next,
) -> Response {
    let Some(allowed) = &service.allow_origin else {
        return next.run(request).await;
    };
    let is_preflight =
        request.method() == Method::OPTIONS && request.headers().contains_key(ORIGIN);
    let mut response = if is_preflight {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    if let Ok(origin) = HeaderValue::from_str(allowed) {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    if is_preflight {
        for (name, value) in [
            (ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST"),
            (ACCESS_CONTROL_ALLOW_HEADERS, "accept, content-type"),
            (ACCESS_CONTROL_MAX_AGE, "86400"),
            (VARY, "origin"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    response
}

/// What every page and its files say to browsers, errors as pages included. A page that brings a policy of its own keeps it: two of them would
/// both have to allow.
pub(super) async fn page_headers(
    State(service): State<Shared>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        // Without a page that says it already: one with a way back.
        response = page::trouble(&service.site, &problem);
    }
    let headers = response.headers_mut();
    headers
        .entry(CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(POLICY));
    for (name, value) in [
        (REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_own_names_are_ours() {
        let hosts = ["graph.example".to_owned()];
        for host in [
            "127.0.0.1",
            "[::1]",
            "localhost",
            "LOCALHOST",
            "10.0.0.7",
            "graph.example",
        ] {
            assert!(is_ours(host, &hosts), "{host}");
        }
        for host in [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "",
        ] {
            assert!(!is_ours(host, &hosts), "{host}");
        }
    }
}
