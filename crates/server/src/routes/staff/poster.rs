//! Posters of batches and regions, drawn when they are asked for.

use app::Caller;
use app::poster::{self, PosterFile, PosterOf};
use axum::extract::State;
use axum::response::Response;
use domain::{BatchId, RegionId};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::file::attached;
use crate::extract::{Path, Query, StaffMember};
use crate::needs::{Needs, Who};
use crate::network::ClientAddress;
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::Binary;
use crate::word::wire_words;

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "posters",
    about: "What is pinned up for students to scan",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        of_batch: Needs::read(Who::Staff),
        of_region: Needs::read(Who::Staff),
    }
}

wire_words! {
    /// A file that a poster is drawn into.
    PosterFileWord of PosterFile;
}

/// Which file.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AsPoster {
    /// A PDF to be printed, a PNG to be sent into a chat, an SVG to be shown.
    #[param(value_type = PosterFileWord, inline)]
    file: PosterFileWord,
}

/// The poster of a batch on A4, of a draft too.
#[utoipa::path(get, path = "/staff/batches/{id}/poster",
    params(("id" = Uuid, Path, description = "The batch"), AsPoster),
    responses((status = 200, description = "The poster", content((Binary = "application/pdf"),
        (Binary = "image/png"), (Binary = "image/svg+xml")))))]
async fn of_batch(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Query(asked): Query<AsPoster>,
    address: ClientAddress,
) -> ApiResult<Response> {
    let of = PosterOf::Batch(BatchId::from_uuid(id));
    drawn(&state, Caller::Staff(staff), of, asked, address).await
}

/// The poster of a region on A4, with the batch that is open in it.
#[utoipa::path(get, path = "/staff/regions/{id}/poster",
    params(("id" = Uuid, Path, description = "The region"), AsPoster),
    responses((status = 200, description = "The poster", content((Binary = "application/pdf"),
        (Binary = "image/png"), (Binary = "image/svg+xml")))))]
async fn of_region(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Query(asked): Query<AsPoster>,
    address: ClientAddress,
) -> ApiResult<Response> {
    let of = PosterOf::Region(RegionId::from_uuid(id));
    drawn(&state, Caller::Staff(staff), of, asked, address).await
}

/// One poster of a person at a time: it takes a core for a part of a second.
async fn drawn(
    state: &ServerState,
    caller: Caller,
    of: PosterOf,
    asked: AsPoster,
    address: ClientAddress,
) -> ApiResult<Response> {
    let file = PosterFile::from(asked.file);
    let _place = state.exports().begin(caller.actor(), address)?;
    let public_url = &state.config().public_url;
    let poster = poster::draw(state.app(), &caller, of, file, public_url).await?;
    let (kind, ending) = match file {
        PosterFile::Pdf => ("application/pdf", "pdf"),
        PosterFile::Png => ("image/png", "png"),
        PosterFile::Svg => ("image/svg+xml", "svg"),
    };
    let name = format!("poster-{}.{ending}", poster.slug);
    Ok(attached(kind, &name, poster.bytes))
}
