//! The rules and reasons of the photo standard, in both languages.

use axum::http::{HeaderName, HeaderValue, header};
use standard::{ReasonCode, rules};

use crate::extract::Json;
use crate::needs::{Needs, Who};
use crate::route::{Group, Tag, group};
use crate::views::List;
use crate::views::public::standard::{ReasonView, RuleView};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "standard",
    about: "The photo standard in words",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        reasons: Needs::read(Who::Public),
        rules: Needs::read(Who::Public),
    }
}

/// Words change with a release at most.
const KEEP: [(HeaderName, HeaderValue); 1] = [(
    header::CACHE_CONTROL,
    HeaderValue::from_static("public, max-age=300"),
)];

type Kept<T> = ([(HeaderName, HeaderValue); 1], Json<List<T>>);

/// Every reason that a reviewer may give.
#[utoipa::path(get, path = "/reasons",
    responses((status = 200, description = "All reasons", body = List<ReasonView>)))]
async fn reasons() -> Kept<ReasonView> {
    (
        KEEP,
        Json(List::of(ReasonCode::ALL.iter().copied(), ReasonView::from)),
    )
}

/// Every rule that a photo is checked by.
#[utoipa::path(get, path = "/rules",
    responses((status = 200, description = "All rules", body = List<RuleView>)))]
async fn rules() -> Kept<RuleView> {
    (KEEP, Json(List::of(rules::ALL, RuleView::from)))
}
