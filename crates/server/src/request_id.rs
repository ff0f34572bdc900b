//! The id of a request, as in its log lines, its response and its problem.

use std::fmt;

use app::App;
use axum::http::{HeaderMap, HeaderName};

/// The header that carries it, both ways.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Longest id that is taken over.
const LONGEST: usize = 64;

/// Id of a request, the client's own or a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequestId(String);

impl RequestId {
    /// The client's own if it is plain, else a new one.
    pub(crate) fn of(headers: &HeaderMap, app: &App) -> Self {
        let own = headers.get(REQUEST_ID).and_then(|id| id.to_str().ok());
        let own = own.filter(|id| is_plain(id)).map(str::to_owned);
        Self(own.unwrap_or_else(|| app.new_id().to_string()))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Whether an id can stand in a header and a log line as it is.
fn is_plain(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (1..=LONGEST).contains(&id.len()) && id.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_ids_are_taken_over() {
        assert!(is_plain("0199f0a1-7b4e-7000-8000-000000000001"));
        assert!(is_plain("web.42_a"));
        assert!(!is_plain(""));
        assert!(!is_plain("a b"));
        assert!(!is_plain("张"));
        assert!(!is_plain(&"a".repeat(65)));
    }
}
