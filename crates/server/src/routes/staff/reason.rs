//! The centre's own reasons for rejections.

use app::{Caller, Failure, organisation};
use axum::extract::State;
use domain::{OwnWords, WishedReason};
use serde::Deserialize;
use standard::Text;
use utoipa::ToSchema;

use crate::extract::{IfMatch, Json, StaffMember, Tagged};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::shared::submission::DrawnExample;
use crate::views::staff::reason::CentreReasonsView;

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "reasons",
    about: "Reasons for rejections that a centre adds to the standard ones",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        read: Needs::read(Who::Staff),
        decide: Needs::revise(Who::Staff),
    }
}

/// A text in both languages.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BothTexts {
    zh: String,
    en: String,
}

impl From<BothTexts> for Text<String> {
    fn from(texts: BothTexts) -> Self {
        Self::new(texts.zh, texts.en)
    }
}

/// A reason as it is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReasonBody {
    /// The code of one that there is; none for a new one, which gets the next.
    code: Option<String>,
    /// What is wrong, 1 to 40 characters each.
    title: BothTexts,
    /// What to do, 1 to 120 characters each.
    advice: BothTexts,
    /// The drawing that shows it.
    example: Option<DrawnExample>,
    /// Whether nobody is rejected for it any more.
    #[serde(default)]
    retired: bool,
}

impl ReasonBody {
    fn read(self) -> Result<WishedReason, Failure> {
        let code = self.code.map(|code| code.parse()).transpose();
        let example = self.example.map(Into::into);
        let words = OwnWords::new(self.title.into(), self.advice.into(), example);
        Ok(WishedReason {
            code: code.map_err(|error| Failure::invalid("code", &error))?,
            words: words.map_err(|error| Failure::invalid("reasons", &error))?,
            is_retired: self.retired,
        })
    }
}

/// All reasons of the centre, in order.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReasonsBody {
    /// None that there is may be missing; at most 30 in use and 99 in all.
    #[schema(max_items = 99)]
    reasons: Vec<ReasonBody>,
}

/// The reasons of the own centre, in its order, with those that are used no more.
#[utoipa::path(get, path = "/staff/centre/reasons",
    responses((status = 200, description = "The reasons", body = CentreReasonsView)))]
async fn read(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
) -> ApiResult<Tagged<CentreReasonsView>> {
    let centre = organisation::with_reasons(state.app(), &Caller::Staff(staff)).await?;
    Ok(Tagged::new(centre.version, (&centre).into()))
}

/// Decides which reasons the own centre has, and in which order.
#[utoipa::path(put, path = "/staff/centre/reasons",
    responses((status = 200, description = "Decided", body = CentreReasonsView)))]
async fn decide(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    if_match: IfMatch,
    Json(body): Json<ReasonsBody>,
) -> ApiResult<Tagged<CentreReasonsView>> {
    let caller = Caller::Staff(staff);
    let wished: Result<Vec<_>, _> = body.reasons.into_iter().map(ReasonBody::read).collect();
    let (wished, expected) = (wished?, if_match.expected());
    let centre = organisation::decide_reasons(state.app(), &caller, wished, &expected).await;
    let centre = centre.map_err(|failure| if_match.refused(failure))?;
    Ok(Tagged::new(centre.version, (&centre).into()))
}
