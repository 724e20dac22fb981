//! Answers to what a server asks of somebody who wants in.

use crate::remote::Credentials;
use crate::remote::digest::Challenge;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::sync::{Mutex, PoisonError};
use ureq::http::header::WWW_AUTHENTICATE;
use ureq::http::{HeaderMap, HeaderValue};

/// The credentials with what the server has asked for so far.
#[derive(Debug)]
pub(super) struct Entry {
    credentials: Credentials,
    asked: Mutex<Asked>,
}

#[derive(Debug, Default)]
enum Asked {
    /// Nothing yet: passwords are not sent unasked.
    #[default]
    Nothing,
    Basic,
    /// Its nonce serves for several requests, each with a number.
    Digest(Challenge),
}

impl Entry {
    pub(super) fn new(credentials: Credentials) -> Self {
        let asked = Mutex::default();
        Self { credentials, asked }
    }

    /// What stands in Authorization, as far as that is known before the request.
    pub(super) fn header(&self, method: &str, path: &str) -> Option<HeaderValue> {
        let text = match &self.credentials {
            Credentials::None => return None,
            Credentials::Token(token) => format!("Bearer {token}"),
            Credentials::Password { user, password } => {
                let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
                match &mut *asked {
                    Asked::Nothing => return None,
                    Asked::Basic => {
                        format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
                    }
                    Asked::Digest(challenge) => challenge.answer(user, password, method, path),
                }
            }
        };
        let mut header = HeaderValue::from_str(&text).ok()?;
        header.set_sensitive(true);
        Some(header)
    }

    /// Learns from a refusal how to try again; whether there is a way. A new nonce in place of a stale one is one.
    pub(super) fn learn(&self, headers: &HeaderMap) -> bool {
        if !matches!(self.credentials, Credentials::Password { .. }) {
            return false;
        }
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let challenges = headers.get_all(WWW_AUTHENTICATE).iter();
        let challenges: Vec<&str> = challenges.filter_map(|value| value.to_str().ok()).collect();
        let is_of = |challenge: &str, scheme: &str| {
            let start = challenge.get(..scheme.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        };
        for challenge in &challenges {
            if is_of(challenge, "digest")
                && let Some(challenge) = Challenge::read(&challenge["digest".len()..])
            {
                let is_first = !matches!(*asked, Asked::Digest(_));
                let is_stale = challenge.is_stale;
                *asked = Asked::Digest(challenge);
                return is_first || is_stale;
            }
        }
        let wants_basic = challenges.iter().any(|challenge| is_of(challenge, "basic"));
        let is_first = matches!(*asked, Asked::Nothing);
        if wants_basic && is_first {
            *asked = Asked::Basic;
            return true;
        }
        false
    }
}
