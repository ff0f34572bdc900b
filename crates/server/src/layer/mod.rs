//! The middleware. Every request gets an id, a line in the log, security headers, and a problem in place
//! of an error or a panic ([`wrap`]). Each route gets the rest as its needs say ([`mod@gate`]), from the
//! outside in: protection against cross-site requests, rate limit, deadline, pace of the body, session,
//! place, replay of repeated requests, body limit.

mod caller;
mod csrf;
mod deadline;
mod gate;
mod headers;
mod idempotency;
pub(crate) mod pace;
mod place;
mod problem;
mod rate;
mod trace;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::MethodRouter;
use tower_http::catch_panic::CatchPanicLayer;

use self::gate::Gate;
use crate::needs::{Needs, Who};
use crate::state::ServerState;

/// Puts the layers that a route needs around its handler; the last one is the outermost.
pub(crate) fn gate(
    needs: Needs,
    route: MethodRouter<ServerState>,
    state: &ServerState,
) -> MethodRouter<ServerState> {
    let max_bytes = needs.body.max_bytes(state.app().settings());
    let gate = Gate {
        state: state.clone(),
        needs,
    };
    route
        .route_layer(DefaultBodyLimit::max(max_bytes))
        .route_layer(from_fn_with_state(gate.clone(), idempotency::replay))
        .route_layer(from_fn_with_state(gate.clone(), place::take))
        .route_layer(from_fn_with_state(gate.clone(), caller::identify))
        .route_layer(from_fn_with_state(gate.clone(), pace::pace))
        .route_layer(from_fn_with_state(gate.clone(), deadline::limit))
        .route_layer(from_fn_with_state(gate.clone(), rate::limit))
        .route_layer(from_fn_with_state(gate, csrf::guard))
}

/// Answers requests that no route takes, and counts them like reading.
pub(crate) fn with_fallbacks(
    router: Router<ServerState>,
    state: &ServerState,
) -> Router<ServerState> {
    let gate = Gate {
        state: state.clone(),
        needs: Needs::read(Who::Public),
    };
    let rate = from_fn_with_state(gate, rate::limit);
    let not_found = async || StatusCode::NOT_FOUND;
    let not_allowed = async || StatusCode::METHOD_NOT_ALLOWED;
    router
        .fallback(not_found.layer(rate.clone()))
        .method_not_allowed_fallback(not_allowed.layer(rate))
}

/// Puts the layers around that everything needs, files too; the last one is the outermost.
pub(crate) fn wrap(router: Router<ServerState>, state: &ServerState) -> Router<ServerState> {
    router
        .layer(CatchPanicLayer::custom(problem::of_panic))
        .layer(from_fn(problem::speak))
        .layer(from_fn_with_state(state.clone(), headers::add))
        .layer(from_fn_with_state(state.clone(), trace::follow))
}
