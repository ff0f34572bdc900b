//! The prices of a batch, shown before anything is charged, and the notices of the payment service.

use app::money::{self, NoticeHeaders};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::BatchId;
use uuid::Uuid;

use crate::extract::{Json, Path};
use crate::needs::Needs;
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::Binary;
use crate::views::public::price::QuoteView;

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "prices",
    about: "What a batch charges; notices of the payment service",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        quote: Needs::lookup(),
        notice: Needs::notice(),
    }
}

/// The prices of a batch.
#[utoipa::path(get, path = "/batches/{id}/prices",
    params(("id" = Uuid, Path, description = "The batch")),
    responses((status = 200, description = "The prices", body = QuoteView)))]
async fn quote(
    State(state): State<ServerState>,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<QuoteView>> {
    let quote = money::quote(state.app(), BatchId::from_uuid(id)).await?;
    Ok(Json(quote.into()))
}

/// Takes a notice of the payment service. Its signature is over the bytes of the body, so they are not read as
/// JSON before.
#[utoipa::path(post, path = "/payment-notices",
    request_body(content = Binary, content_type = "application/json",
        description = "As the payment service sends it, with its four headers Wechatpay-…"),
    responses((status = 204, description = "Taken; the same notice may come again")))]
async fn notice(
    State(state): State<ServerState>,
    headers: HeaderMap,
    body: Bytes,
) -> ApiResult<StatusCode> {
    let header = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let headers = NoticeHeaders {
        serial: header("wechatpay-serial"),
        signature: header("wechatpay-signature"),
        timestamp: header("wechatpay-timestamp"),
        nonce: header("wechatpay-nonce"),
    };
    money::receive(state.app(), &headers, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}
