//! Slots and appointments in studios.

use app::appointment;
use axum::extract::State;
use axum::http::StatusCode;
use domain::{AppointmentId, DegreeId, RegionId, SlotId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::extract::{Json, Path, Query, Student, instant};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::List;
use crate::views::student::appointment::{AppointmentView, PlacedAppointmentView, SlotView};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "appointments",
    about: "Studios, slots, appointments",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        slots: Needs::read(Who::Student),
        list: Needs::read(Who::Student),
        book: Needs::write(Who::Student),
        move_to: Needs::write(Who::Student),
        cancel: Needs::write(Who::Student),
    }
}

/// A stretch of time.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Stretch {
    /// The first instant, RFC 3339.
    #[param(format = DateTime)]
    from: String,
    /// The instant after the last, RFC 3339, at most 62 days later.
    #[param(format = DateTime)]
    until: String,
}

/// Which slot, for which degree.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Booking {
    degree: Uuid,
    slot: Uuid,
}

/// Which other slot.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewSlot {
    slot: Uuid,
}

/// Slots of a region, full ones too.
#[utoipa::path(get, path = "/regions/{id}/slots",
    params(("id" = Uuid, Path, description = "The region"), Stretch),
    responses((status = 200, description = "The slots", body = List<SlotView>)))]
async fn slots(
    State(state): State<ServerState>,
    _student: Student,
    Path(id): Path<Uuid>,
    Query(stretch): Query<Stretch>,
) -> ApiResult<Json<List<SlotView>>> {
    let from = instant("from", &stretch.from)?;
    let until = instant("until", &stretch.until)?;
    let id = RegionId::from_uuid(id);
    let slots = appointment::slots(state.app(), id, from, until).await?;
    Ok(Json(List::of(slots, SlotView::from)))
}

/// The student's appointments, past ones too.
#[utoipa::path(get, path = "/appointments",
    responses((status = 200, description = "The appointments",
        body = List<PlacedAppointmentView>)))]
async fn list(
    State(state): State<ServerState>,
    Student(caller): Student,
) -> ApiResult<Json<List<PlacedAppointmentView>>> {
    let found = appointment::list(state.app(), &caller).await?;
    Ok(Json(List::of(found, PlacedAppointmentView::from)))
}

/// Books a slot for a degree.
#[utoipa::path(post, path = "/appointments",
    responses((status = 201, description = "Booked", body = AppointmentView)))]
async fn book(
    State(state): State<ServerState>,
    Student(caller): Student,
    Json(body): Json<Booking>,
) -> ApiResult<(StatusCode, Json<AppointmentView>)> {
    let (degree, slot) = (
        DegreeId::from_uuid(body.degree),
        SlotId::from_uuid(body.slot),
    );
    let booked = appointment::book(state.app(), &caller, degree, slot).await?;
    Ok((StatusCode::CREATED, Json(booked.into())))
}

/// Moves an appointment to another slot of the same region.
#[utoipa::path(post, path = "/appointments/{id}/move",
    params(("id" = Uuid, Path, description = "The appointment")),
    responses((status = 200, description = "Moved", body = AppointmentView)))]
async fn move_to(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
    Json(body): Json<NewSlot>,
) -> ApiResult<Json<AppointmentView>> {
    let (id, slot) = (AppointmentId::from_uuid(id), SlotId::from_uuid(body.slot));
    let moved = appointment::move_to(state.app(), &caller, id, slot).await?;
    Ok(Json(moved.into()))
}

/// Cancels an appointment that has not begun.
#[utoipa::path(delete, path = "/appointments/{id}",
    params(("id" = Uuid, Path, description = "The appointment")),
    responses((status = 200, description = "Cancelled", body = AppointmentView)))]
async fn cancel(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<AppointmentView>> {
    let id = AppointmentId::from_uuid(id);
    let cancelled = appointment::cancel(state.app(), &caller, id).await?;
    Ok(Json(cancelled.into()))
}
