use crate::query::QueryError;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// Why a request has no answer: a status and words for people.
#[derive(Debug, Clone)]
pub(super) struct Problem {
    pub(super) status: StatusCode,
    pub(super) message: String,
}

impl Problem {
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { status, message }
    }

    /// The request itself is wrong.
    pub(super) fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// The answer would be in a form that the client does not take.
    pub(super) fn not_acceptable(known: &[&str]) -> Self {
        let message = format!(
            "none of the media types in Accept can be given; there are {}",
            known.join(", ")
        );
        Self::new(StatusCode::NOT_ACCEPTABLE, message)
    }

    /// All places are taken.
    pub(super) fn busy(message: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, message)
    }

    /// Gives an answer the status of the problem.
    pub(super) fn mark(&self, response: &mut Response) {
        *response.status_mut() = self.status;
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            let soon = HeaderValue::from_static("1");
            response.headers_mut().insert(RETRY_AFTER, soon);
        }
    }
}

impl From<QueryError> for Problem {
    /// A limit is the server's, everything else the query's.
    fn from(error: QueryError) -> Self {
        let status = match error {
            _ if error.is_limit() => StatusCode::SERVICE_UNAVAILABLE,
            QueryError::NoThread(_) => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        };
        Self::new(status, error.to_string())
    }
}

impl IntoResponse for Problem {
    /// As text. The problem goes along, for whoever would rather say it as a page.
    fn into_response(self) -> Response {
        let text = HeaderValue::from_static("text/plain; charset=utf-8");
        let mut response = format!("{}\n", self.message).into_response();
        response.headers_mut().insert(CONTENT_TYPE, text);
        self.mark(&mut response);
        response.extensions_mut().insert(self);
        response
    }
}
