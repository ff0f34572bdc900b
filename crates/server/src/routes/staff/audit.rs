//! The audit log of the centre, for its administrators.

use app::Caller;
use app::upkeep::{self, AuditQuestion};
use axum::extract::State;
use domain::StaffId;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::extract::{Json, PageQuery, Query, StaffMember, instant};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::Page;
use crate::views::staff::audit::{AuditAction, AuditLineView};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "audit",
    about: "Who did what to which thing",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        lines: Needs::read(Who::Staff),
    }
}

/// Which lines are asked for; all without any of it.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Question {
    /// What was done.
    #[param(inline)]
    action: Option<AuditAction>,
    /// The member of staff who did it.
    staff: Option<Uuid>,
    /// The thing that it was done to, by its id.
    subject: Option<Uuid>,
    /// From this instant on, RFC 3339.
    #[param(format = DateTime)]
    from: Option<String>,
    /// Before this instant, RFC 3339.
    #[param(format = DateTime)]
    until: Option<String>,
}

/// Lines of the own centre's log, the last one first. The look is on record itself.
///
/// Lines of the last few seconds may be missing.
#[utoipa::path(get, path = "/staff/audit", params(Question, PageQuery),
    responses((status = 200, description = "The lines", body = Page<AuditLineView>)))]
async fn lines(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(asked): Query<Question>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<Page<AuditLineView>>> {
    let moment = |field, text: &Option<String>| {
        let text = text.as_deref();
        text.map(|text| instant(field, text)).transpose()
    };
    let question = AuditQuestion {
        action: asked.action.map(Into::into),
        staff: asked.staff.map(StaffId::from_uuid),
        subject: asked.subject,
        from: moment("from", &asked.from)?,
        until: moment("until", &asked.until)?,
    };
    let (caller, page) = (Caller::Staff(staff), page.request()?);
    let found = upkeep::read_audit(state.app(), &caller, question, page).await?;
    Ok(Json(Page::of(found, AuditLineView::from)))
}
