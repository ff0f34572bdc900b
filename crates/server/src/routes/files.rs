//! Pictures.

use app::photo::{self, OpenedFile};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;

use super::Answer;
use crate::extract::{AnyCaller, Path};
use crate::state::ServerState;
use crate::views::Binary;

/// Opens what a link leads to, for the one it was made for.
#[utoipa::path(get, path = "/files/{link}", tag = "photos",
    security(("student" = []), ("staff" = [])),
    params(("link" = String, Path, description = "The end of a link")),
    responses((status = 200, description = "The picture", content_type = "image/*",
        body = Binary)))]
pub(super) async fn open(
    State(state): State<ServerState>,
    AnyCaller(caller): AnyCaller,
    Path(link): Path<String>,
) -> Answer<Response> {
    let file = photo::open_file(state.app(), &caller, &link).await?;
    let content_type = HeaderValue::from_static(file.content_type.mime());
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CONTENT_LENGTH, file.length_bytes.into()),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("inline"),
        ),
    ];
    Ok((headers, body(file)).into_response())
}

fn body(file: OpenedFile) -> Body {
    Body::from_stream(stream::try_unfold(file.reader, async |mut reader| {
        let bytes = reader.next().await?;
        Ok::<_, app::Failure>(bytes.map(|bytes| (bytes, reader)))
    }))
}
