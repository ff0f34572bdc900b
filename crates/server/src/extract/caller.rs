//! Who asks: a bearer token (students, programs) or the cookie of a browser session (staff).

use app::{Caller, Failure, sign_in};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use domain::Staff;

use crate::config::ServerConfig;
use crate::problem::Problem;
use crate::state::ServerState;

/// The cookie of a staff session. The prefix makes browsers refuse it without TLS and from other
/// hosts.
const SECURE_COOKIE: &str = "__Host-caixiang";

/// Its name where nothing is encrypted, on a machine of one's own.
const PLAIN_COOKIE: &str = "caixiang";

/// Name of the session cookie.
pub(crate) fn cookie_name(config: &ServerConfig) -> &'static str {
    if config.is_secure() {
        SECURE_COOKIE
    } else {
        PLAIN_COOKIE
    }
}

/// The token of an `Authorization: Bearer` header.
pub(crate) fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

/// The token of the session cookie.
pub(crate) fn cookie_token<'a>(headers: &'a HeaderMap, config: &ServerConfig) -> Option<&'a str> {
    let name = cookie_name(config);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, token)| token)
}

/// The token of either.
pub(crate) fn session_token<'a>(headers: &'a HeaderMap, config: &ServerConfig) -> Option<&'a str> {
    bearer_token(headers).or_else(|| cookie_token(headers, config))
}

/// Anyone who is signed in.
#[derive(Debug, Clone)]
pub(crate) struct AnyCaller(pub(crate) Caller);

/// A student who is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Student(pub(crate) Caller);

/// A member of staff who is signed in.
#[derive(Debug, Clone)]
pub(crate) struct StaffMember(pub(crate) Box<Staff>);

impl FromRequestParts<ServerState> for AnyCaller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &ServerState) -> Result<Self, Problem> {
        let token = session_token(&parts.headers, state.config()).ok_or(Failure::NotSignedIn)?;
        Ok(Self(sign_in::resume(state.app(), token).await?))
    }
}

impl FromRequestParts<ServerState> for Student {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &ServerState) -> Result<Self, Problem> {
        match AnyCaller::from_request_parts(parts, state).await? {
            AnyCaller(caller @ Caller::Student(_)) => Ok(Self(caller)),
            AnyCaller(_) => Err(Failure::NotAllowed.into()),
        }
    }
}

impl FromRequestParts<ServerState> for StaffMember {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &ServerState) -> Result<Self, Problem> {
        match AnyCaller::from_request_parts(parts, state).await? {
            AnyCaller(Caller::Staff(staff)) => Ok(Self(staff)),
            AnyCaller(_) => Err(Failure::NotAllowed.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: header::HeaderName, value: &str, expected: Option<&str>) {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        let config = ServerConfig::default();
        assert_eq!(session_token(&headers, &config), expected);
    }

    #[test]
    fn tokens_come_from_the_header_or_the_cookie() {
        check(header::AUTHORIZATION, "Bearer abc", Some("abc"));
        check(header::AUTHORIZATION, "bearer abc", Some("abc"));
        check(header::AUTHORIZATION, "Basic abc", None);
        check(header::COOKIE, "a=b; caixiang=abc", Some("abc"));
        check(header::COOKIE, "__Host-caixiang=abc", None);
    }
}
