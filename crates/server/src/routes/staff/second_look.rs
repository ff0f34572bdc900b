//! Second looks: a decision that another reviewer makes once more, without knowing of the first.

use app::{Caller, Failure, review};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::ReviewId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::review::TAG;
use crate::extract::{Json, Path, StaffMember};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::shared::submission::ReviewRound;
use crate::views::staff::review::{DecisionWord, SecondLookView};

/// An answer with links is not kept to be given again.
const WITH_LINKS: Needs = Needs {
    replay: false,
    ..Needs::write(Who::Staff)
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        next: WITH_LINKS,
        answer: Needs::write(Who::Staff),
    }
}

/// Which round.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OfRound {
    /// The own one without it.
    round: Option<ReviewRound>,
}

/// What the second reviewer would have decided.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SecondAnswer {
    decision: DecisionWord,
}

/// The oldest photo that waits for a second look, as it was before the first decision.
#[utoipa::path(post, path = "/reviews/second-looks/next",
    responses((status = 200, description = "The photo", body = SecondLookView),
        (status = 204, description = "None waits for the caller")))]
async fn next(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Json(body): Json<OfRound>,
) -> ApiResult<Response> {
    let caller = Caller::Staff(staff);
    let round = match body.round {
        Some(round) => Ok::<_, Failure>(round.into()),
        None => review::own_round(&caller),
    };
    let look = review::next_second_look(state.app(), &caller, round?).await?;
    Ok(match look {
        Some(look) => Json(SecondLookView::from(look)).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

/// Says what the caller would have decided; nothing about the photo changes by it.
#[utoipa::path(post, path = "/reviews/second-looks/{id}",
    params(("id" = Uuid, Path, description = "The second look")),
    responses((status = 204, description = "Noted")))]
async fn answer(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<SecondAnswer>,
) -> ApiResult<StatusCode> {
    let caller = Caller::Staff(staff);
    let (id, decision) = (ReviewId::from_uuid(id), body.decision.into());
    review::answer_second_look(state.app(), &caller, id, decision).await?;
    Ok(StatusCode::NO_CONTENT)
}
