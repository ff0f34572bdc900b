//! The token of a session in HTTP headers: `Authorization: Bearer` (students, programs) or a cookie (staff
//! in a browser).

use app::Failure;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::config::ServerConfig;
use crate::problem::Problem;

/// The cookie of a staff session. The prefix makes browsers refuse it without TLS and from other
/// hosts.
const SECURE_COOKIE: &str = "__Host-caixiang";

/// Its name without TLS, on a developer's machine.
const PLAIN_COOKIE: &str = "caixiang";

/// Name of the session cookie.
fn cookie_name(config: &ServerConfig) -> &'static str {
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

/// The cookie by which a device of staff is known again.
fn device_cookie_name(config: &ServerConfig) -> &'static str {
    if config.is_secure() {
        "__Host-caixiang-device"
    } else {
        "caixiang-device"
    }
}

/// The token of the device.
pub(crate) fn device_token<'a>(headers: &'a HeaderMap, config: &ServerConfig) -> Option<&'a str> {
    cookie_value(headers, device_cookie_name(config))
}

/// The cookie of a device; a browser keeps it for a year.
pub(crate) fn device_cookie(config: &ServerConfig, token: &str) -> String {
    let name = device_cookie_name(config);
    let secure = if config.is_secure() { "; Secure" } else { "" };
    format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000{secure}")
}

/// The token of the session cookie.
pub(crate) fn cookie_token<'a>(headers: &'a HeaderMap, config: &ServerConfig) -> Option<&'a str> {
    cookie_value(headers, cookie_name(config))
}

fn cookie_value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
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

/// The cookie of a session. It has no expiry, so the browser drops it when it closes; the session
/// expires on the server.
pub(crate) fn cookie(config: &ServerConfig, token: &str) -> String {
    let name = cookie_name(config);
    let secure = if config.is_secure() { "; Secure" } else { "" };
    format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax{secure}")
}

/// Makes browsers forget the cookie.
pub(crate) fn ended_cookie(config: &ServerConfig) -> String {
    cookie(config, "") + "; Max-Age=0"
}

/// 204, which makes the browser forget the cookie of a session that has ended.
pub(crate) fn signed_out(headers: &HeaderMap, config: &ServerConfig) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    if cookie_token(headers, config).is_some() {
        set_cookie(&mut response, &ended_cookie(config));
    }
    response
}

/// Adds a cookie to an answer.
pub(crate) fn set_cookie(response: &mut Response, cookie: &str) {
    match HeaderValue::from_str(cookie) {
        Ok(value) => {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
        // Tokens are of the URL alphabet.
        Err(error) => {
            *response = Problem::from(Failure::internal(error)).into_response();
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

    #[test]
    fn cookies_are_for_this_host_and_no_script() {
        let plain = ServerConfig::default();
        let cookie = cookie(&plain, "abc");
        assert_eq!(cookie, "caixiang=abc; Path=/; HttpOnly; SameSite=Lax");
        let secure = ServerConfig {
            public_url: "https://photo.example.edu".to_owned(),
            ..plain
        };
        assert_eq!(
            ended_cookie(&secure),
            "__Host-caixiang=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0"
        );
    }
}
