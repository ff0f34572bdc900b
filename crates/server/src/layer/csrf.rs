//! Protection against cross-site request forgery. Browsers attach cookies to requests of any site, so
//! a changing request with a cookie has to carry an `Origin` or `Sec-Fetch-Site` of ours. A request with
//! a bearer token needs neither: no browser attaches one.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::gate::Gate;
use crate::config::ServerConfig;
use crate::problem::{HttpProblem, Problem};
use crate::session::{bearer_token, cookie_token};

/// Lets nothing through that another site made a browser send.
pub(crate) async fn guard(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    if is_ours(request.method(), request.headers(), gate.state.config()) {
        next.run(request).await
    } else {
        cross_site().into_response()
    }
}

fn is_ours(method: &Method, headers: &HeaderMap, config: &ServerConfig) -> bool {
    if method.is_safe() || bearer_token(headers).is_some() {
        return true;
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    // Pages cannot set this header; browsers that know it say the truth.
    if text("sec-fetch-site") == Some("same-origin") {
        return true;
    }
    match headers.get(header::ORIGIN) {
        Some(origin) => origin
            .to_str()
            .is_ok_and(|origin| config.allows_origin(origin)),
        None => cookie_token(headers, config).is_none(),
    }
}

fn cross_site() -> Problem {
    Problem::from(HttpProblem::CrossSite)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COOKIE: (&str, &str) = ("cookie", "caixiang=abc");

    #[track_caller]
    fn check(method: &Method, sent: &[(&'static str, &str)], expected: bool) {
        let mut headers = HeaderMap::new();
        for (name, value) in sent {
            headers.insert(*name, value.parse().unwrap());
        }
        let config = ServerConfig::default();
        assert_eq!(is_ours(method, &headers, &config), expected, "{sent:?}");
    }

    #[test]
    fn a_cookie_alone_changes_nothing() {
        check(&Method::GET, &[COOKIE], true);
        check(&Method::POST, &[COOKIE], false);
        check(&Method::DELETE, &[COOKIE], false);
        let own = ("origin", "http://localhost:8080");
        check(&Method::POST, &[COOKIE, own], true);
        check(
            &Method::POST,
            &[COOKIE, ("sec-fetch-site", "same-origin")],
            true,
        );
        check(
            &Method::POST,
            &[COOKIE, ("sec-fetch-site", "same-site")],
            false,
        );
        for foreign in ["http://localhost:9090", "https://evil.example", "null"] {
            check(&Method::POST, &[COOKIE, ("origin", foreign)], false);
            check(&Method::POST, &[("origin", foreign)], false);
        }
    }

    #[test]
    fn programs_need_no_origin() {
        check(&Method::POST, &[], true);
        check(
            &Method::POST,
            &[COOKIE, ("authorization", "Bearer abc")],
            true,
        );
    }
}
