//! Downloading a picture, or an archive of the own data, by its link.

use app::photo::{self, OpenedFile};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Deserialize;
use utoipa::IntoParams;

use super::photo::TAG;
use crate::extract::{AnyCaller, Path, Query};
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
/// their pixels.
#[utoipa::path(get, path = "/files/{link}",
    params(("link" = String, Path, description = "The end of a link"), Size),
    responses((status = 200, description = "The picture or the archive", content_type = "image/*",
        body = Binary)))]
async fn open(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(link): Path<String>,
    Query(size): Query<Size>,
) -> ApiResult<Response> {
    let file = photo::open_view(state.app(), &caller, &link, size.longer_side).await?;
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
