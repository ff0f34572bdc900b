//! Messages to a student.

use app::notification;
use axum::extract::State;
use domain::NotificationId;
use uuid::Uuid;

use super::{Answer, PageQuery};
use crate::extract::{Json, Path, Query, Student};
use crate::state::ServerState;
use crate::views::Page;
use crate::views::notification::{NotificationView, NotificationsView};

/// The student's messages, newest first.
#[utoipa::path(get, path = "/notifications", tag = "notifications", params(PageQuery),
    security(("student" = [])),
    responses((status = 200, description = "The messages", body = NotificationsView)))]
pub(super) async fn list(
    State(state): State<ServerState>,
    Student(caller): Student,
    Query(page): Query<PageQuery>,
) -> Answer<Json<NotificationsView>> {
    let found = notification::list(state.app(), &caller, page.request()?).await?;
    Ok(Json(NotificationsView {
        page: Page::of(found, NotificationView::from),
        unread: notification::unread(state.app(), &caller).await?,
    }))
}

/// Notes that a message was opened.
#[utoipa::path(post, path = "/notifications/{id}/read", tag = "notifications",
    security(("student" = [])), params(("id" = Uuid, Path, description = "The message")),
    responses((status = 200, description = "The message", body = NotificationView)))]
pub(super) async fn mark_read(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
) -> Answer<Json<NotificationView>> {
    let id = NotificationId::from_uuid(id);
    let read = notification::read(state.app(), &caller, id).await?;
    Ok(Json(read.into()))
}
