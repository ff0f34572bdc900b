//! What happens around every handler, from the outside in: the request gets an id and a line in the
//! log, the answer its headers and its words, a panic becomes an answer, browsers prove where they
//! come from, clients that ask too often wait, and what takes too long ends.

pub(crate) mod csrf;
pub(crate) mod deadline;
pub(crate) mod headers;
pub(crate) mod idempotency;
pub(crate) mod pace;
pub(crate) mod problem;
pub(crate) mod rate;
pub(crate) mod trace;

use axum::Router;
use axum::http::{Method, Uri};
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;

use crate::state::ServerState;

/// Puts the layers around the routes of the API; the last one is the outermost.
pub(crate) fn wrap(router: Router<ServerState>, state: &ServerState) -> Router<ServerState> {
    let router = router
        .layer(from_fn_with_state(state.clone(), idempotency::replay))
        .layer(from_fn_with_state(state.clone(), pace::pace))
        .layer(from_fn(deadline::limit))
        .layer(from_fn_with_state(state.clone(), rate::limit))
        .layer(from_fn_with_state(state.clone(), csrf::guard));
    wrap_pages(router, state)
}

/// The layers that files need too: they cost nothing, change nothing and are the same for everybody.
pub(crate) fn wrap_pages(router: Router<ServerState>, state: &ServerState) -> Router<ServerState> {
    router
        .layer(CatchPanicLayer::custom(problem::of_panic))
        .layer(from_fn(problem::speak))
        .layer(from_fn_with_state(state.clone(), headers::add))
        .layer(from_fn_with_state(state.clone(), trace::follow))
}

/// What a request costs, which decides how many a client may make and how long one may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    /// Signing in and asking for codes.
    SignIn,
    /// Looking up batches and regions without being signed in.
    Lookup,
    /// Handing in pictures.
    Upload,
    /// Whatever changes something.
    Write,
    /// Whatever only reads.
    Read,
}

impl Class {
    /// Of a request.
    pub(crate) fn of(method: &Method, uri: &Uri) -> Self {
        let path = uri.path().strip_prefix("/api/v1").unwrap_or(uri.path());
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        match (method.is_safe(), segments.as_slice()) {
            (false, ["sign-in", ..] | ["staff", "sign-in"]) => Self::SignIn,
            (true, ["links" | "batches", ..] | ["regions"]) => Self::Lookup,
            (false, ["degrees"] | ["captures", _, "photo" | "parts", ..]) => Self::Upload,
            (false, _) => Self::Write,
            (true, _) => Self::Read,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(method: &Method, path: &str, expected: Class) {
        assert_eq!(
            Class::of(method, &path.parse().unwrap()),
            expected,
            "{path}"
        );
    }

    #[test]
    fn requests_are_counted_by_what_they_cost() {
        check(&Method::POST, "/api/v1/sign-in/codes", Class::SignIn);
        check(&Method::POST, "/api/v1/staff/sign-in", Class::SignIn);
        check(
            &Method::GET,
            "/api/v1/batches/by-code/J9VG24",
            Class::Lookup,
        );
        check(&Method::GET, "/api/v1/regions?query=a", Class::Lookup);
        check(&Method::POST, "/api/v1/degrees", Class::Upload);
        check(&Method::GET, "/api/v1/degrees", Class::Read);
        check(&Method::POST, "/api/v1/degrees/7/captures", Class::Write);
        check(&Method::POST, "/api/v1/captures/7/photo", Class::Upload);
        check(&Method::PUT, "/api/v1/captures/7/parts/0", Class::Upload);
        check(&Method::GET, "/api/v1/captures/7/parts", Class::Read);
        check(&Method::POST, "/api/v1/captures/7/complete", Class::Write);
        check(&Method::DELETE, "/api/v1/account", Class::Write);
    }
}
