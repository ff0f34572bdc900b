//! Addresses of a student, and the divisions that they are chosen from.

use app::address::AddressView as Found;
use domain::Division;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// An address.
#[derive(Serialize, ToSchema)]
pub(crate) struct AddressView {
    id: Uuid,
    recipient: String,
    /// In the form of E.164, such as `+8613800000000`.
    phone: String,
    /// Code of the district, six digits.
    district: String,
    /// Names of province, city and district.
    place: Vec<String>,
    street: String,
    /// As it is written on a parcel, without recipient and phone.
    written: String,
    /// Whether it is offered first.
    is_default: bool,
}

impl From<Found> for AddressView {
    fn from(found: Found) -> Self {
        Self {
            id: found.address.id.as_uuid(),
            is_default: found.address.is_default,
            written: found.content.written(),
            recipient: found.content.recipient,
            phone: found.content.phone,
            district: found.content.district,
            place: found.content.place.into(),
            street: found.content.street,
        }
    }
}

/// A province, a city or a district.
#[derive(Serialize, ToSchema)]
pub(crate) struct DivisionView {
    /// Six digits.
    code: &'static str,
    /// The name in Chinese.
    name: &'static str,
}

impl From<Division> for DivisionView {
    fn from(division: Division) -> Self {
        Self {
            code: division.code,
            name: division.name,
        }
    }
}
