//! The rate limit: counts a request against the budget of its route.

use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::gate::Gate;
use crate::config::ServerConfig;
use crate::extract::ClientAddress;
use crate::limits::Client;
use crate::needs::RateClass;
use crate::problem::Problem;
use crate::session::session_token;

/// Answers 429 `too-many-requests` to a client that is over its budget.
pub(crate) async fn limit(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let Gate { state, needs } = gate;
    let (parts, body) = request.into_parts();
    let client = client(needs.rate, &parts, state.config());
    match state.limits().count(needs.rate, client) {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(wait) => too_many(wait).into_response(),
    }
}

/// By session where there is one: a school's students share an address. What needs no session is
/// counted by address, or made-up tokens would be counted one by one.
fn client(class: RateClass, parts: &Parts, config: &ServerConfig) -> Client {
    let token = match class {
        RateClass::SignIn | RateClass::Lookup => None,
        RateClass::Upload | RateClass::Write | RateClass::Read => {
            session_token(&parts.headers, config)
        }
    };
    let mut hasher = DefaultHasher::new();
    match token {
        Some(token) => token.hash(&mut hasher),
        None => ClientAddress::of(parts, config).hash(&mut hasher),
    }
    hasher.finish()
}

fn too_many(wait: Duration) -> Problem {
    let wait = u32::try_from(wait.as_secs() + 1).unwrap_or(u32::MAX);
    let retry_after = domain::Duration::from_seconds(wait);
    app::Failure::TooMany { retry_after }.into()
}
