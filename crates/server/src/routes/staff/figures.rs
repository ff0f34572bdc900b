//! Figures about reviews: reviewers, and where rules and reviewers disagree.

use std::io;

use app::{Caller, Failure, review};
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::Response;
use domain::Timestamp;
use futures_util::stream;
use serde::Deserialize;
use utoipa::IntoParams;

use super::file::attached_stream;
use super::review::TAG;
use crate::extract::{Json, Query, StaffMember, instant};
use crate::needs::{Needs, Who};
use crate::network::ClientAddress;
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::staff::figures::{AgreementView, ReviewerFiguresView, RuleFiguresView};
use crate::views::{Binary, List};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        reviewers: Needs::read(Who::Staff),
        rules: Needs::read(Who::Staff),
        agreement: Needs::read(Who::Staff),
        labels: Needs::read(Who::Staff),
    }
}

/// A stretch of time.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Stretch {
    /// The first instant, RFC 3339.
    #[param(format = DateTime)]
    from: String,
    /// The instant after the last, RFC 3339, at most 92 days later.
    #[param(format = DateTime)]
    until: String,
}

impl Stretch {
    fn read(&self) -> Result<[Timestamp; 2], Failure> {
        Ok([instant("from", &self.from)?, instant("until", &self.until)?])
    }
}

/// How much reviewers decided, how fast, and how: of all for those who manage staff, else the own.
#[utoipa::path(get, path = "/reviews/reviewers", params(Stretch),
    responses((status = 200, description = "One per reviewer", body = List<ReviewerFiguresView>)))]
async fn reviewers(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(stretch): Query<Stretch>,
) -> ApiResult<Json<List<ReviewerFiguresView>>> {
    let time = stretch.read()?;
    let figures = review::reviewer_figures(state.app(), &Caller::Staff(staff), time).await?;
    Ok(Json(List::of(figures, ReviewerFiguresView::from)))
}

/// Where the automatic check and the reviewers disagree: false alarms and misses of each rule.
#[utoipa::path(get, path = "/reviews/rules", params(Stretch),
    responses((status = 200, description = "One per rule", body = List<RuleFiguresView>)))]
async fn rules(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(stretch): Query<Stretch>,
) -> ApiResult<Json<List<RuleFiguresView>>> {
    let time = stretch.read()?;
    let figures = review::rule_figures(state.app(), &Caller::Staff(staff), time).await?;
    Ok(Json(List::of(figures, RuleFiguresView::from)))
}

/// How far reviewers agree who decided on the same photos without knowing of each other.
#[utoipa::path(get, path = "/reviews/agreement", params(Stretch),
    responses((status = 200, description = "By both decisions", body = AgreementView)))]
async fn agreement(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(stretch): Query<Stretch>,
) -> ApiResult<Json<AgreementView>> {
    let time = stretch.read()?;
    let figures = review::agreement(state.app(), &Caller::Staff(staff), time).await?;
    Ok(Json(figures.into()))
}

/// Decisions with what every rule had said, without pixels or anything that leads to a person: labels by which a
/// standard is calibrated.
#[utoipa::path(get, path = "/reviews/labels.csv", params(Stretch),
    responses((status = 200, description = "A line for every decision", content_type = "text/csv", body = Binary)))]
async fn labels(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(stretch): Query<Stretch>,
    address: ClientAddress,
) -> ApiResult<Response> {
    let time = stretch.read()?;
    let caller = Caller::Staff(staff);
    let place = state.exports().begin(caller.actor(), address)?;
    let labels = review::labels(state.app(), &caller, time).await?;
    let pages = stream::try_unfold(labels, |mut labels| async move {
        let lines = labels.next().await.map_err(io::Error::other)?;
        Ok::<_, io::Error>(lines.map(|lines| (Bytes::from(lines), labels)))
    });
    let body = place.hold(Body::from_stream(pages));
    Ok(attached_stream(
        "text/csv; charset=utf-8",
        "labels.csv",
        body,
    ))
}
