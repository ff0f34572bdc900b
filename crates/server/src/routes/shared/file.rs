//! Downloading a picture, an archive, a disc or a list by its link, from any byte on.

use app::photo;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::photo::TAG;
use crate::byte_range::Wanted;
use crate::extract::{AnyCaller, Path};
use crate::needs::{Needs, Who};
use crate::problem::{HttpProblem, Problem};
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::Binary;

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        open: Needs::read(Who::StudentOrStaff),
    }
}

/// Opens what a link leads to, for the one it was made for. A download that broke off goes on with `Range` and `If-Range`.
#[utoipa::path(get, path = "/files/{link}",
    params(("link" = String, Path, description = "The end of a link"),
        ("range" = Option<String>, Header, description = "One range of bytes"),
        ("if-range" = Option<String>, Header, description = "The tag of the bytes that are there already")),
    responses((status = 200, description = "The picture or the file", content_type = "image/*",
        body = Binary),
        (status = 206, description = "The part that was asked for", content_type = "image/*",
        body = Binary)))]
async fn open(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(link): Path<String>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    if !headers.contains_key(header::RANGE) {
        let file = photo::open_file(state.app(), &caller, &link).await?;
        let head = head(file.content_type.mime(), &file.tag, file.length_bytes)?;
        return Ok((head, Body::from_stream(file.into_stream())).into_response());
    }
    let file = photo::open_parts(state.app(), &caller, &link).await?;
    let length = file.length_bytes();
    let (status, range) = match Wanted::of(&headers, &file.tag, length) {
        Wanted::Whole => (StatusCode::OK, 0..length),
        Wanted::Part(range) => (StatusCode::PARTIAL_CONTENT, range),
        Wanted::Nothing => return nothing(length),
    };
    let mut head = head(file.content_type.mime(), &file.tag, range.end - range.start)?;
    if status == StatusCode::PARTIAL_CONTENT {
        let part = format!("bytes {}-{}/{length}", range.start, range.end - 1);
        head.insert(header::CONTENT_RANGE, value(part)?);
    }
    let body = Body::from_stream(file.read(range).await?);
    Ok((status, head, body).into_response())
}

/// What is said of a file, whole or a part of this length.
fn head(mime: &'static str, tag: &str, length_bytes: u64) -> ApiResult<HeaderMap> {
    let mut head = HeaderMap::new();
    let content_type = HeaderValue::from_static(mime);
    head.insert(header::CONTENT_TYPE, content_type);
    head.insert(header::CONTENT_LENGTH, length_bytes.into());
    head.insert(header::CONTENT_DISPOSITION, disposition(mime));
    head.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    head.insert(header::ETAG, value(format!("\"{tag}\""))?);
    Ok(head)
}

fn value(text: String) -> ApiResult<HeaderValue> {
    Ok(HeaderValue::try_from(text).map_err(app::Failure::internal)?)
}

fn nothing(length: u64) -> ApiResult<Response> {
    let mut response = Problem::from(HttpProblem::RangeNotThere).into_response();
    let length = value(format!("bytes */{length}"))?;
    response.headers_mut().insert(header::CONTENT_RANGE, length);
    Ok(response)
}

/// Pictures are shown, everything else is saved: an archive of the own data under this name, what staff take out under
/// the one that the page gives. A photo that nobody has looked at may be anything, and is shown as a picture or not at all.
fn disposition(mime: &str) -> HeaderValue {
    HeaderValue::from_static(if mime == "application/zip" {
        "attachment; filename=\"caixiang.zip\""
    } else if mime.starts_with("image/") {
        "inline"
    } else {
        "attachment"
    })
}
