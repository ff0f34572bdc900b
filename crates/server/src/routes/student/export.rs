//! The archive of a student's own data: a job packs it, a link gives it out.

use app::account;
use axum::extract::State;
use axum::http::StatusCode;

use super::account::TAG;
use crate::extract::{Json, Student};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::student::account::{ExportView, LastExportView};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        request: Needs::write(Who::Student),
        read: Needs::read(Who::Student),
    }
}

/// Asks for a copy of everything about the student, as a ZIP archive; while one is packed, that one is the
/// answer.
#[utoipa::path(post, path = "/account/export",
    responses((status = 202, description = "It is packed now", body = ExportView)))]
async fn request(
    State(state): State<ServerState>,
    Student(caller): Student,
) -> ApiResult<(StatusCode, Json<ExportView>)> {
    let export = account::request_export(state.app(), &caller).await?;
    Ok((StatusCode::ACCEPTED, Json(export.into())))
}

/// Shows the archive that was asked for last, with its address once it is packed.
#[utoipa::path(get, path = "/account/export",
    responses((status = 200, description = "The archive", body = LastExportView)))]
async fn read(
    State(state): State<ServerState>,
    Student(caller): Student,
) -> ApiResult<Json<LastExportView>> {
    let export = account::read_export(state.app(), &caller).await?;
    Ok(Json(export.into()))
}
