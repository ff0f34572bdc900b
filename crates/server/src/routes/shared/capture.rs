//! Capture sessions and uploads of photos, whole or in parts.

use app::capture::{self, PhotoUpload};
use app::refusal::UploadRefusal;
use app::{App, Failure};
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use domain::{CaptureSessionId, CaptureSource as Source, DegreeId};
use futures_util::StreamExt as _;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::photo::TAG;
use crate::extract::{AnyCaller, Json, Path, Tagged, too_large};
use crate::layer::pace;
use crate::needs::{BodyLimit, Needs, Who};
use crate::network::ClientAddress;
use crate::problem::Problem;
use crate::readiness::check_room;
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::Binary;
use crate::views::public::batch::CaptureSource;
use crate::views::shared::capture::{CaptureView, PartsView};
use crate::views::shared::photo::PhotoSummaryView;

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        open: Needs::write(Who::StudentOrStaff),
        photo: Needs { replay: false, ..Needs::upload(Who::StudentOrStaff, BodyLimit::Streamed) },
        put_part: Needs::upload(Who::StudentOrStaff, BodyLimit::PhotoPart),
        parts: Needs::read(Who::StudentOrStaff),
        complete: Needs::write(Who::StudentOrStaff),
    }
}

const CAPTURE_TOKEN: &str = "capture-token";
const CAPTURE_SOURCE: &str = "capture-source";

/// All parts are there.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Completion {
    source: CaptureSource,
    /// How many parts the photo has.
    parts: u16,
}

/// Opens a session for one photo: for the student, or for staff on site.
#[utoipa::path(post, path = "/degrees/{id}/captures",
    params(("id" = Uuid, Path, description = "The degree")),
    responses((status = 201, description = "The session and its token", body = CaptureView)))]
async fn open(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(id): Path<Uuid>,
) -> ApiResult<(StatusCode, Json<CaptureView>)> {
    let opened = capture::open(state.app(), &caller, DegreeId::from_uuid(id)).await?;
    Ok((StatusCode::CREATED, Json(opened.into())))
}

/// Hands the photo of a session in, as the bytes of its file.
#[utoipa::path(post, path = "/captures/{id}/photo",
    params(
        ("id" = Uuid, Path, description = "The session"),
        ("Capture-Token" = String, Header, description = "The session's token"),
        ("Capture-Source" = CaptureSource, Header, description = "Where the photo comes from"),
    ),
    request_body(content = Binary, content_type = "image/*"),
    responses((status = 202, description = "Received; it is looked at now",
        body = PhotoSummaryView)))]
async fn photo(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    address: ClientAddress,
    Path(id): Path<Uuid>,
    request: Request,
) -> ApiResult<(StatusCode, Tagged<PhotoSummaryView>)> {
    check_room(state.config())?;
    let id = CaptureSessionId::from_uuid(id);
    let (parts, body) = request.into_parts();
    let (token, source) = (token(&parts.headers)?, source(&parts.headers)?);
    let declared = declared_bytes(&parts.headers);
    // A place is for who may upload: strangers to the session must not hold one.
    let upload = capture::begin_upload(state.app(), &caller, id, token, source, declared).await?;
    let place = state.uploads().begin(caller.actor(), address)?;
    let photo = filled(upload, place.follow(body)).await?.finish().await?;
    let view = PhotoSummaryView::from(&photo);
    Ok((StatusCode::ACCEPTED, Tagged::new(photo.version, view)))
}

/// Writes the body into the upload; one that ends early is given up.
async fn filled(mut upload: PhotoUpload, body: Body) -> ApiResult<PhotoUpload> {
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let written = match chunk {
            Ok(chunk) => upload.write(&chunk).await.map_err(Problem::from),
            Err(error) => Err(pace::of_body_error(&error)),
        };
        if let Err(problem) = written {
            upload.abort().await;
            return Err(problem);
        }
    }
    Ok(upload)
}

/// Keeps one part of a photo, in place of an earlier one of the same number.
#[utoipa::path(put, path = "/captures/{id}/parts/{number}",
    params(
        ("id" = Uuid, Path, description = "The session"),
        ("number" = u16, Path, description = "Number of the part, 0 … 255"),
        ("Capture-Token" = String, Header, description = "The session's token"),
    ),
    request_body(content = Binary, content_type = "application/octet-stream"),
    responses((status = 200, description = "Parts so far", body = PartsView)))]
async fn put_part(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    address: ClientAddress,
    Path((id, number)): Path<(Uuid, u16)>,
    request: Request,
) -> ApiResult<Json<PartsView>> {
    check_room(state.config())?;
    let id = CaptureSessionId::from_uuid(id);
    let headers = request.headers().clone();
    let token = token(&headers)?;
    capture::admit_part(state.app(), &caller, id, token).await?;
    let place = state.uploads().begin(caller.actor(), address)?;
    let request = request.map(|body| place.follow(body));
    let bytes = part(state.app(), &headers, request).await?;
    let parts = capture::put_part(state.app(), &caller, id, token, number, &bytes).await?;
    Ok(Json(parts.into()))
}

async fn part(app: &App, headers: &HeaderMap, request: Request) -> ApiResult<Bytes> {
    let max_bytes = app.settings().max_part_bytes;
    if declared_bytes(headers).is_some_and(|declared| declared > max_bytes) {
        return Err(UploadRefusal::TooLarge { max_bytes }.into());
    }
    let read = Bytes::from_request(request, &()).await;
    read.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        _ => pace::of_body_error(&rejection),
    })
}

/// Which parts have arrived, so that a client that was cut off goes on where it was.
#[utoipa::path(get, path = "/captures/{id}/parts",
    params(("id" = Uuid, Path, description = "The session")),
    responses((status = 200, description = "Parts so far", body = PartsView)))]
async fn parts(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<PartsView>> {
    let id = CaptureSessionId::from_uuid(id);
    let parts = capture::parts(state.app(), &caller, id).await?;
    Ok(Json(parts.into()))
}

/// Makes one photo of the parts.
#[utoipa::path(post, path = "/captures/{id}/complete",
    params(
        ("id" = Uuid, Path, description = "The session"),
        ("Capture-Token" = String, Header, description = "The session's token"),
    ),
    responses((status = 202, description = "Received; it is looked at now",
        body = PhotoSummaryView)))]
async fn complete(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Json(body): Json<Completion>,
) -> ApiResult<(StatusCode, Tagged<PhotoSummaryView>)> {
    let id = CaptureSessionId::from_uuid(id);
    let (token, source) = (token(&headers)?, body.source.into());
    let photo = capture::complete(state.app(), &caller, id, token, source, body.parts).await?;
    let view = PhotoSummaryView::from(&photo);
    Ok((StatusCode::ACCEPTED, Tagged::new(photo.version, view)))
}

fn token(headers: &HeaderMap) -> ApiResult<&str> {
    let token = headers
        .get(CAPTURE_TOKEN)
        .and_then(|value| value.to_str().ok());
    let expected = "the token of the capture session";
    token.ok_or_else(|| Failure::invalid("Capture-Token", &expected).into())
}

fn source(headers: &HeaderMap) -> ApiResult<Source> {
    let named = headers
        .get(CAPTURE_SOURCE)
        .and_then(|value| value.to_str().ok());
    let source = named.and_then(|named| named.parse::<Source>().ok());
    let expected = "onsite, live-camera or album";
    source.ok_or_else(|| Failure::invalid("Capture-Source", &expected).into())
}

/// What the client says of the length, which need not be true.
fn declared_bytes(headers: &HeaderMap) -> Option<u64> {
    let length = headers.get(header::CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}
