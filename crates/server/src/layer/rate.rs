//! The rate limit, in two steps. Before anything is looked at, a request counts for its address: a wide
//! budget, and for routes without a session that of the route. Once the session is known, the request
//! counts for its account ([`of_account`]). A token alone has no budget: tokens can be made up, and one
//! account can have many.
//!
//! Whoever goes on regardless of refusals gets them late: a flood then costs its sender connections
//! instead of costing everybody else the processor.

use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::time::Duration;

use app::Caller;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::gate::Gate;
use crate::limits::Client;
use crate::needs::Who;
use crate::network::ClientAddress;
use crate::problem::Problem;

/// How late a refusal comes to an address that was refused often.
const LATE: Duration = Duration::from_secs(1);

/// Answers 429 `too-many-requests` to an address that is over its budget.
pub(crate) async fn limit(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let address = client(&ClientAddress::of(&parts, gate.state.config()));
    let response = match of_address(&gate, address) {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(problem) => problem.into_response(),
    };
    let is_refused = response.status() == StatusCode::TOO_MANY_REQUESTS;
    if is_refused && gate.state.limits().is_refused_often(address) {
        tokio::time::sleep(LATE).await;
    }
    response
}

fn of_address(gate: &Gate, address: Client) -> Result<(), Problem> {
    let Gate { state, needs } = gate;
    state.limits().count_address(address).map_err(too_many)?;
    if needs.who == Who::Public {
        return count(gate, address);
    }
    Ok(())
}

/// Counts a request for the account of its session.
pub(super) fn of_account(gate: &Gate, caller: &Caller) -> Result<(), Problem> {
    count(gate, client(&caller.actor()))
}

/// Counts a token that is no session's for the address that sent it.
pub(super) fn of_stranger(gate: &Gate, address: ClientAddress) -> Result<(), Problem> {
    let counted = gate.state.limits().count_stranger(client(&address));
    counted.map_err(too_many)
}

fn count(gate: &Gate, client: Client) -> Result<(), Problem> {
    let counted = gate.state.limits().count(gate.needs.rate, client);
    counted.map_err(too_many)
}

fn client(of: &impl Hash) -> Client {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

fn too_many(wait: Duration) -> Problem {
    let wait = u32::try_from(wait.as_secs() + 1).unwrap_or(u32::MAX);
    let retry_after = domain::Duration::from_seconds(wait);
    app::Failure::TooMany { retry_after }.into()
}
