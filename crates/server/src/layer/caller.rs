//! Finds out who calls, where the route asks for a session, and turns away whom the route is not for.

use app::{Caller, Failure, sign_in};
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::gate::Gate;
use crate::extract::AnyCaller;
use crate::needs::Who;
use crate::problem::Problem;
use crate::session::session_token;
use crate::state::ServerState;

/// Hands the caller on to the handler; 401 `not-signed-in`, 403 `not-allowed`.
pub(crate) async fn identify(
    State(gate): State<Gate>,
    mut request: Request,
    next: Next,
) -> Response {
    let who = gate.needs.who;
    if who == Who::Public {
        return next.run(request).await;
    }
    match signed_in(&gate.state, who, request.headers()).await {
        Ok(caller) => {
            request.extensions_mut().insert(AnyCaller(caller));
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

async fn signed_in(state: &ServerState, who: Who, headers: &HeaderMap) -> Result<Caller, Problem> {
    let token = session_token(headers, state.config()).ok_or(Failure::NotSignedIn)?;
    let caller = sign_in::resume(state.app(), token).await?;
    let is_meant = match caller {
        Caller::Student(_) => matches!(who, Who::Student | Who::StudentOrStaff),
        Caller::Staff(_) => matches!(who, Who::Staff | Who::StudentOrStaff),
        Caller::System | Caller::OnBehalfOf(_) => false,
    };
    if is_meant {
        Ok(caller)
    } else {
        Err(Failure::NotAllowed.into())
    }
}
