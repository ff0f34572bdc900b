//! A photo that staff hold against a standard; nothing of it is kept.

use app::photo::{self, TrialTask};
use app::{Caller, Failure};
use axum::body::Bytes;
use axum::extract::State;
use domain::{GlassesPolicy, Rgb, SpecId};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::extract::{Json, Query, StaffMember};
use crate::needs::{BodyLimit, Needs, Who};
use crate::network::ClientAddress;
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::Binary;
use crate::views::staff::trial::TrialView;

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "photo-trials",
    about: "What a standard says of a photo",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        try_out: Needs { replay: false, ..Needs::upload(Who::Staff, BodyLimit::Photo) },
    }
}

/// What a photo is held against.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Against {
    /// The standard, such as `guangdong-2023`.
    spec: String,
    /// Background of the portrait, `#rrggbb`; the standard blue without it.
    background: Option<String>,
    /// Whether glasses may be worn; clear ones without it.
    #[param(inline)]
    glasses: Option<crate::views::public::batch::Glasses>,
}

impl Against {
    fn task(self) -> Result<TrialTask, Failure> {
        let background = self.background.as_deref().map(str::parse::<Rgb>);
        let background = background
            .transpose()
            .map_err(|error| Failure::invalid("background", &error))?;
        Ok(TrialTask {
            spec: SpecId::new(self.spec),
            background: background.unwrap_or(Rgb::STANDARD_BLUE),
            glasses: self
                .glasses
                .map_or(GlassesPolicy::Allowed, GlassesPolicy::from),
        })
    }
}

/// Says of a photo what the check would say: every rule with what it measured, and the portrait. The photo is
/// not kept.
#[utoipa::path(post, path = "/staff/photo-trials", params(Against),
    request_body(content = Binary, content_type = "application/octet-stream",
        description = "JPEG, HEIC, PNG or WebP, as students hand them in"),
    responses((status = 200, description = "What was found", body = TrialView)))]
async fn try_out(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    address: ClientAddress,
    Query(against): Query<Against>,
    bytes: Bytes,
) -> ApiResult<Json<TrialView>> {
    let caller = Caller::Staff(staff);
    let task = against.task()?;
    let _place = state.exports().begin(caller.actor(), address)?;
    let trial = photo::try_out(state.app(), &caller, bytes, task).await?;
    Ok(Json(trial.into()))
}
