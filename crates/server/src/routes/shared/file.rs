//! Downloading a picture, an archive, a disc or a list by its link, from any byte on.

use app::photo;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use super::photo::TAG;
use crate::byte_range::Wanted;
use crate::extract::{AnyCaller, Path, Query};
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

/// How large a picture is wanted.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Size {
    /// The longer side that is enough, 200 to 4000 pixels. Students get the file as it is stored in any case.
    #[param(minimum = 200, maximum = 4000)]
    longer_side: Option<u32>,
}

/// Opens what a link leads to, for the one it was made for. Pictures of people have the name of staff who look at them in
/// their pixels and come whole; any other download that broke off goes on with `Range` and `If-Range`.
#[utoipa::path(get, path = "/files/{link}",
    params(("link" = String, Path, description = "The end of a link"), Size,
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
    Query(size): Query<Size>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let app = state.app();
    let parts = if headers.contains_key(header::RANGE) {
        photo::open_parts(app, &caller, &link).await?
    } else {
        None
    };
    let Some(file) = parts else {
        let file = photo::open_view(app, &caller, &link, size.longer_side).await?;
        let mime = file.content_type.mime();
        let head = head(mime, file.tag.as_deref(), file.length_bytes)?;
        return Ok((head, Body::from_stream(file.into_stream())).into_response());
    };
    let length = file.length_bytes();
    let (status, range) = match Wanted::of(&headers, &file.tag, length) {
        Wanted::Whole => (StatusCode::OK, 0..length),
        Wanted::Part(range) => (StatusCode::PARTIAL_CONTENT, range),
        Wanted::Nothing => return nothing(length),
    };
    let mime = file.content_type.mime();
    let mut head = head(mime, Some(&file.tag), range.end - range.start)?;
    if status == StatusCode::PARTIAL_CONTENT {
        let part = format!("bytes {}-{}/{length}", range.start, range.end - 1);
        head.insert(header::CONTENT_RANGE, value(part)?);
    }
    let body = Body::from_stream(file.read(range).await?);
    Ok((status, head, body).into_response())
}

/// What is said of a file, whole or a part of this length; only what has a tag can be fetched in parts.
fn head(mime: &'static str, tag: Option<&str>, length_bytes: u64) -> ApiResult<HeaderMap> {
    let mut head = HeaderMap::new();
    let content_type = HeaderValue::from_static(mime);
    head.insert(header::CONTENT_TYPE, content_type);
    head.insert(header::CONTENT_LENGTH, length_bytes.into());
    head.insert(header::CONTENT_DISPOSITION, disposition(mime));
    if let Some(tag) = tag {
        head.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        head.insert(header::ETAG, value(format!("\"{tag}\""))?);
    }
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
