//! Figures about reviews: reviewers, and where rules and reviewers disagree.

use app::{Caller, Failure, review};
use axum::extract::State;
use domain::Timestamp;
use serde::Deserialize;
use utoipa::IntoParams;

use super::review::TAG;
use crate::extract::{Json, Query, StaffMember, instant};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, group};
use crate::state::ServerState;
use crate::views::List;
use crate::views::staff::figures::{ReviewerFiguresView, RuleFiguresView};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        reviewers: Needs::read(Who::Staff),
        rules: Needs::read(Who::Staff),
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
