//! Downloading a picture, or an archive of the own data, by its link.

use app::photo::{self, OpenedFile};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;

use super::photo::TAG;
use crate::extract::{AnyCaller, Path};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::Binary;

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        open: Needs::read(Who::StudentOrStaff),
    }
}

/// Opens what a link leads to, for the one it was made for.
#[utoipa::path(get, path = "/files/{link}",
    params(("link" = String, Path, description = "The end of a link")),
    responses((status = 200, description = "The picture or the archive", content_type = "image/*",
        body = Binary)))]
async fn open(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(link): Path<String>,
) -> ApiResult<Response> {
    let file = photo::open_file(state.app(), &caller, &link).await?;
    let content_type = HeaderValue::from_static(file.content_type.mime());
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CONTENT_LENGTH, file.length_bytes.into()),
        (header::CONTENT_DISPOSITION, disposition(&file)),
    ];
    Ok((headers, body(file)).into_response())
}

/// Pictures are shown, everything else is saved: an archive of the own data under this name, what staff take out under
/// the one that the page gives.
fn disposition(file: &OpenedFile) -> HeaderValue {
    HeaderValue::from_static(if file.is_archive() {
        "attachment; filename=\"caixiang.zip\""
    } else if file.is_picture() {
        "inline"
    } else {
        "attachment"
    })
}

fn body(file: OpenedFile) -> Body {
    Body::from_stream(stream::try_unfold(file.reader, async |mut reader| {
        let bytes = reader.next().await?;
        Ok::<_, app::Failure>(bytes.map(|bytes| (bytes, reader)))
    }))
}
