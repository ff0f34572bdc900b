//! Finds out who calls, where the route asks for a session, and turns away whom the route is not for.

use app::refusal::SecondFactorRefusal;
use app::{Caller, Failure, sign_in};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::gate::Gate;
use super::rate;
use crate::extract::AnyCaller;
use crate::needs::Who;
use crate::network::ClientAddress;
use crate::problem::Problem;
use crate::session::session_token;

/// Hands the caller on to the handler; 401 `not-signed-in`, 403 `not-allowed`.
pub(crate) async fn identify(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let who = gate.needs.who;
    if who == Who::Public {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    match signed_in(&gate, who, &parts).await {
        Ok(caller) => {
            parts.extensions.insert(AnyCaller(caller));
            next.run(Request::from_parts(parts, body)).await
        }
        Err(problem) => problem.into_response(),
    }
}

async fn signed_in(gate: &Gate, who: Who, parts: &Parts) -> Result<Caller, Problem> {
    let state = &gate.state;
    let token = session_token(&parts.headers, state.config()).ok_or(Failure::NotSignedIn)?;
    let caller = match sign_in::resume(state.app(), token).await {
        Err(Failure::NotSignedIn) => {
            rate::of_stranger(gate, ClientAddress::of(parts, state.config()))?;
            return Err(Failure::NotSignedIn.into());
        }
        resumed => resumed?,
    };
    rate::of_account(gate, &caller)?;
    let is_meant = match caller {
        Caller::Student(_) => matches!(who, Who::Student | Who::StudentOrStaff),
        Caller::Staff(_) => !matches!(who, Who::Student),
        Caller::WithoutSecondFactor(_) => match who {
            Who::StaffInSetUp | Who::StudentOrStaff => true,
            _ => return Err(Failure::from(SecondFactorRefusal::SetUpNeeded).into()),
        },
        Caller::System | Caller::OnBehalfOf(_) => false,
    };
    if is_meant {
        Ok(caller)
    } else {
        Err(Failure::NotAllowed.into())
    }
}
