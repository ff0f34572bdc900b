//! Regions, their studios, and the slots that these offer.

use app::region::{self, StaffRegion};
use app::studio::{self, NewSlots, NewStudio};
use app::{Caller, Failure};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{LinkSlug, RegionId, StudioId};
use serde::{Deserialize, Serialize};
use time::Date;
use time::format_description::well_known::Iso8601;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::extract::{Json, Path, Query, StaffMember, instant};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::List;
use crate::views::public::region::RegionView;
use crate::views::student::appointment::{StudioSlotView, StudioView};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "studios",
    about: "Regions, studios and slots as operators run them",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        regions: Needs::read(Who::Staff),
        create_region: Needs::write(Who::Staff),
        create_studio: Needs::write(Who::Staff),
        slots: Needs::read(Who::Staff),
        offer: Needs::write(Who::Staff),
    }
}

/// A region with its studios.
#[derive(Debug, Serialize, ToSchema)]
struct StaffRegionView {
    #[serde(flatten)]
    region: RegionView,
    /// By name.
    studios: Vec<StudioView>,
}

impl From<StaffRegion> for StaffRegionView {
    fn from(found: StaffRegion) -> Self {
        Self {
            region: found.region.into(),
            studios: found.studios.into_iter().map(StudioView::from).collect(),
        }
    }
}

/// A region that is to be entered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewRegion {
    name: String,
    /// End of the link that its QR code carries.
    slug: String,
}

/// A studio that is to be entered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StudioBody {
    name: String,
    /// How to find it.
    address: String,
}

/// A stretch of time.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Days {
    /// The first instant, RFC 3339.
    #[param(format = DateTime)]
    from: String,
    /// The instant after the last, RFC 3339, at most 62 days later.
    #[param(format = DateTime)]
    until: String,
}

/// Slots of one day, one after the other.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Offer {
    /// The day in China, such as `2023-09-12`.
    date: String,
    /// When the first one begins, such as `09:00`.
    from: String,
    /// When the last one has ended.
    until: String,
    /// Length of each, minutes, 1 or more.
    minutes: u16,
    /// Students in each, 1 or more.
    capacity: u16,
}

/// The regions of the own centre with their studios, by name.
#[utoipa::path(get, path = "/staff/regions",
    responses((status = 200, description = "The regions", body = List<StaffRegionView>)))]
async fn regions(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
) -> ApiResult<Json<List<StaffRegionView>>> {
    let regions = region::list(state.app(), &Caller::Staff(staff)).await?;
    Ok(Json(List::of(regions, StaffRegionView::from)))
}

/// Enters a region in which students are collected one by one.
#[utoipa::path(post, path = "/staff/regions",
    responses((status = 201, description = "Entered", body = RegionView)))]
async fn create_region(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Json(body): Json<NewRegion>,
) -> ApiResult<(StatusCode, Json<RegionView>)> {
    let centre = staff.centre;
    let caller = Caller::Staff(staff);
    let slug = LinkSlug::parse(&body.slug);
    let slug = slug.map_err(|error| Failure::invalid("slug", &error))?;
    let region = region::create(state.app(), &caller, centre, body.name, slug).await?;
    Ok((StatusCode::CREATED, Json(region.into())))
}

/// Enters a studio of a region.
#[utoipa::path(post, path = "/staff/regions/{id}/studios",
    params(("id" = Uuid, Path, description = "The region")),
    responses((status = 201, description = "Entered", body = StudioView)))]
async fn create_studio(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<StudioBody>,
) -> ApiResult<(StatusCode, Json<StudioView>)> {
    let new = NewStudio {
        region: RegionId::from_uuid(id),
        name: body.name,
        address: body.address,
    };
    let studio = studio::create(state.app(), &Caller::Staff(staff), new).await?;
    Ok((StatusCode::CREATED, Json(studio.into())))
}

/// The slots of a studio in the order of time, past ones too.
#[utoipa::path(get, path = "/staff/studios/{id}/slots",
    params(("id" = Uuid, Path, description = "The studio"), Days),
    responses((status = 200, description = "The slots", body = List<StudioSlotView>)))]
async fn slots(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Query(days): Query<Days>,
) -> ApiResult<Json<List<StudioSlotView>>> {
    let caller = Caller::Staff(staff);
    let stretch = [instant("from", &days.from)?, instant("until", &days.until)?];
    let slots = studio::slots(state.app(), &caller, StudioId::from_uuid(id), stretch).await?;
    Ok(Json(List::of(slots, StudioSlotView::from)))
}

/// Offers as many slots of the same length as fit into the hours of a day.
#[utoipa::path(post, path = "/staff/studios/{id}/slots",
    params(("id" = Uuid, Path, description = "The studio")),
    responses((status = 201, description = "Offered", body = List<StudioSlotView>)))]
async fn offer(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<Offer>,
) -> ApiResult<(StatusCode, Json<List<StudioSlotView>>)> {
    let date = Date::parse(&body.date, &Iso8601::DATE);
    let time = |field, text: &str| {
        let time = text.parse();
        time.map_err(|error| Failure::invalid(field, &error))
    };
    let new = NewSlots {
        studio: StudioId::from_uuid(id),
        date: date.map_err(|error| Failure::invalid("date", &error))?,
        from: time("from", &body.from)?,
        until: time("until", &body.until)?,
        minutes: body.minutes,
        capacity: body.capacity,
    };
    let slots = studio::offer_slots(state.app(), &Caller::Staff(staff), new).await?;
    Ok((
        StatusCode::CREATED,
        Json(List::of(slots, StudioSlotView::from)),
    ))
}
