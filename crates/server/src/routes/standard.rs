//! The photo standard in words: the same for everybody, whoever asks.

use axum::http::{HeaderName, HeaderValue, header};
use standard::{ReasonCode, rules};

use crate::extract::Json;
use crate::views::List;
use crate::views::standard::{ReasonView, RuleView};

/// Words change with a release at most.
const KEEP: [(HeaderName, HeaderValue); 1] = [(
    header::CACHE_CONTROL,
    HeaderValue::from_static("public, max-age=300"),
)];

type Kept<T> = ([(HeaderName, HeaderValue); 1], Json<List<T>>);

/// Every reason that a reviewer may give.
#[utoipa::path(get, path = "/reasons", tag = "standard",
    responses((status = 200, description = "All reasons", body = List<ReasonView>)))]
pub(super) async fn reasons() -> Kept<ReasonView> {
    (
        KEEP,
        Json(List::of(ReasonCode::ALL.iter().copied(), ReasonView::from)),
    )
}

/// Every rule that a photo is checked by.
#[utoipa::path(get, path = "/rules", tag = "standard",
    responses((status = 200, description = "All rules", body = List<RuleView>)))]
pub(super) async fn rules() -> Kept<RuleView> {
    (KEEP, Json(List::of(rules::ALL, RuleView::from)))
}
