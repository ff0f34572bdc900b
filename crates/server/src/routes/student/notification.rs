//! Messages to a student.

use app::{announcement, notification};
use axum::extract::State;
use domain::NotificationId;
use uuid::Uuid;

use crate::extract::{Json, PageQuery, Path, Query, Student};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::announcement::AnnouncementView;
use crate::views::student::notification::{NotificationView, NotificationsView};
use crate::views::{List, Page};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "notifications",
    about: "Messages to the student",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        list: Needs::read(Who::Student),
        mark_read: Needs::write(Who::Student),
        announcements: Needs::read(Who::Student),
    }
}

/// The student's messages, newest first.
#[utoipa::path(get, path = "/notifications", params(PageQuery),
    responses((status = 200, description = "The messages", body = NotificationsView)))]
async fn list(
    State(state): State<ServerState>,
    Student(caller): Student,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<NotificationsView>> {
    let found = notification::list(state.app(), &caller, page.request()?).await?;
    Ok(Json(NotificationsView {
        page: Page::of(found, NotificationView::from),
        unread: notification::unread(state.app(), &caller).await?,
    }))
}

/// Notes that a message was opened.
#[utoipa::path(post, path = "/notifications/{id}/read",
    params(("id" = Uuid, Path, description = "The message")),
    responses((status = 200, description = "The message", body = NotificationView)))]
async fn mark_read(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<NotificationView>> {
    let id = NotificationId::from_uuid(id);
    let read = notification::read(state.app(), &caller, id).await?;
    Ok(Json(read.into()))
}

/// What the centres of the student's degrees announce now, the newest first.
#[utoipa::path(get, path = "/announcements",
    responses((status = 200, description = "Those that are shown now", body = List<AnnouncementView>)))]
async fn announcements(
    State(state): State<ServerState>,
    Student(caller): Student,
) -> ApiResult<Json<List<AnnouncementView>>> {
    let shown = announcement::shown(state.app(), &caller).await?;
    Ok(Json(List::of(shown, AnnouncementView::from)))
}
