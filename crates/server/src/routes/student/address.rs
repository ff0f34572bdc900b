//! The address book of a student.

use app::address::{self, AddressWish};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{AddressId, divisions_under};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::extract::{Json, Path, Query, Student};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::List;
use crate::views::student::address::{AddressView, DivisionView};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "addresses",
    about: "The address book for prints",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        divisions: Needs::read(Who::Student),
        list: Needs::read(Who::Student),
        keep: Needs::write(Who::Student),
        change: Needs::write(Who::Student),
        make_default: Needs::write(Who::Student),
        delete: Needs::write(Who::Student),
    }
}

/// Which divisions.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Under {
    /// Code of a province or a city; the provinces without it.
    under: Option<String>,
}

/// What an address says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AddressData {
    /// 1 to 25 characters.
    recipient: String,
    /// A mobile number of mainland China, Hong Kong, Macau or Taiwan.
    phone: String,
    /// Code of the district, six digits.
    district: String,
    /// Street, house number, room: 4 to 80 characters.
    street: String,
}

impl From<AddressData> for AddressWish {
    fn from(data: AddressData) -> Self {
        Self {
            recipient: data.recipient,
            phone: data.phone,
            district: data.district,
            street: data.street,
        }
    }
}

/// The provinces, or what lies directly under a province or a city; nothing for any other code.
#[utoipa::path(get, path = "/divisions", params(Under),
    responses((status = 200, description = "The divisions", body = List<DivisionView>)))]
async fn divisions(_student: Student, Query(of): Query<Under>) -> Json<List<DivisionView>> {
    let found = divisions_under(of.under.as_deref());
    Json(List::of(found, DivisionView::from))
}

/// The student's addresses, the default first.
#[utoipa::path(get, path = "/addresses",
    responses((status = 200, description = "The addresses", body = List<AddressView>)))]
async fn list(
    State(state): State<ServerState>,
    Student(caller): Student,
) -> ApiResult<Json<List<AddressView>>> {
    let found = address::list(state.app(), &caller).await?;
    Ok(Json(List::of(found, AddressView::from)))
}

/// Writes an address down.
#[utoipa::path(post, path = "/addresses",
    responses((status = 201, description = "Kept", body = AddressView)))]
async fn keep(
    State(state): State<ServerState>,
    Student(caller): Student,
    Json(body): Json<AddressData>,
) -> ApiResult<(StatusCode, Json<AddressView>)> {
    let kept = address::keep(state.app(), &caller, &body.into()).await?;
    Ok((StatusCode::CREATED, Json(kept.into())))
}

/// Changes an address; orders keep what they copied.
#[utoipa::path(put, path = "/addresses/{id}",
    params(("id" = Uuid, Path, description = "The address")),
    responses((status = 200, description = "Changed", body = AddressView)))]
async fn change(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
    Json(body): Json<AddressData>,
) -> ApiResult<Json<AddressView>> {
    let (id, wish) = (AddressId::from_uuid(id), body.into());
    let changed = address::change(state.app(), &caller, id, &wish).await?;
    Ok(Json(changed.into()))
}

/// Offers an address first.
#[utoipa::path(post, path = "/addresses/{id}/default",
    params(("id" = Uuid, Path, description = "The address")),
    responses((status = 200, description = "Offered first", body = AddressView)))]
async fn make_default(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<AddressView>> {
    let first = address::make_default(state.app(), &caller, AddressId::from_uuid(id)).await?;
    Ok(Json(first.into()))
}

/// Deletes an address.
#[utoipa::path(delete, path = "/addresses/{id}",
    params(("id" = Uuid, Path, description = "The address")),
    responses((status = 204, description = "Deleted")))]
async fn delete(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    address::delete(state.app(), &caller, AddressId::from_uuid(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
