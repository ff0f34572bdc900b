//! What the centre announces to its students.

use app::announcement::{self, NewAnnouncement};
use app::{Caller, Failure};
use axum::extract::State;
use axum::http::StatusCode;
use domain::BatchId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::extract::{Json, Path, StaffMember, instant};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::List;
use crate::views::announcement::{AnnouncedTextView, AnnouncementView};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "announcements",
    about: "What centres tell their students",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        announced: Needs::read(Who::Staff),
        publish: Needs::write(Who::Staff),
        withdraw: Needs::write(Who::Staff),
    }
}

/// What is to be announced.
#[derive(Debug, Deserialize, ToSchema)]
struct PublishAnnouncement {
    /// To the students of one batch alone.
    batch: Option<Uuid>,
    zh: AnnouncedTextView,
    en: Option<AnnouncedTextView>,
    /// From when it is shown, RFC 3339; now without it.
    #[schema(format = DateTime)]
    from: Option<String>,
    /// Until when it is shown, RFC 3339, within a year.
    #[schema(format = DateTime)]
    until: String,
}

/// Announcements of the own centre: those to come, those that are shown, and those that ended within 90 days.
#[utoipa::path(get, path = "/staff/announcements",
    responses((status = 200, description = "At most a hundred, the newest first", body = List<AnnouncementView>)))]
async fn announced(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
) -> ApiResult<Json<List<AnnouncementView>>> {
    let found = announcement::list(state.app(), &Caller::Staff(staff)).await?;
    Ok(Json(List::of(found, AnnouncementView::from)))
}

/// Announces something to the students of the own centre, or of one batch.
#[utoipa::path(post, path = "/staff/announcements", request_body = PublishAnnouncement,
    responses((status = 201, description = "The announcement", body = AnnouncementView)))]
async fn publish(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Json(asked): Json<PublishAnnouncement>,
) -> ApiResult<(StatusCode, Json<AnnouncementView>)> {
    let app = state.app();
    let from = asked.from.as_deref().map(|from| instant("from", from));
    let new = NewAnnouncement {
        batch: asked.batch.map(BatchId::from_uuid),
        zh: asked.zh.into(),
        en: asked.en.map(Into::into),
        from: from.transpose()?.unwrap_or_else(|| app.now()),
        until: instant("until", &asked.until)?,
    };
    let published: Result<_, Failure> =
        announcement::publish(app, &Caller::Staff(staff), new).await;
    Ok((StatusCode::CREATED, Json(published?.into())))
}

/// Takes an announcement back before its end.
#[utoipa::path(post, path = "/staff/announcements/{id}/withdraw",
    params(("id" = Uuid, Path, description = "The announcement")),
    responses((status = 200, description = "The announcement", body = AnnouncementView)))]
async fn withdraw(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<AnnouncementView>> {
    let taken = announcement::withdraw(state.app(), &Caller::Staff(staff), id).await?;
    Ok(Json(taken.into()))
}
