//! What an address says: checked, sealed, and opened again.

use domain::{
    Address, AddressId, PersonName, PhoneNumber, Sealed, names_of_district, written_place,
};
use serde::{Deserialize, Serialize};
use vault::{FieldColumn, FieldPlace};

use crate::failure::Failure;
use crate::service::App;

/// The longest name of a recipient, characters: what fits on a label in letters that can be read.
const LONGEST_RECIPIENT: usize = 25;

/// The shortest and the longest street with house number, characters.
const STREET: std::ops::RangeInclusive<usize> = 4..=80;

/// What a student writes.
#[derive(Clone, PartialEq, Eq)]
pub struct AddressWish {
    /// Who receives it, 1 … 25 characters.
    pub recipient: String,
    /// The mobile number that the courier calls.
    pub phone: String,
    /// Code of the district, six digits.
    pub district: String,
    /// Street, house number, room: 4 … 80 characters in one line.
    pub street: String,
}

impl std::fmt::Debug for AddressWish {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("AddressWish(…)")
    }
}

/// An address that was checked, in the clear. Its form as JSON is what is sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressContent {
    /// Who receives it.
    pub recipient: String,
    /// The mobile number, E.164.
    pub phone: String,
    /// Code of the district, six digits.
    pub district: String,
    /// The names of province, city and district when it was written.
    pub place: [String; 3],
    /// Street, house number, room.
    pub street: String,
}

impl std::fmt::Debug for AddressContent {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("AddressContent(…)")
    }
}

impl AddressContent {
    /// The whole address as it is written on a parcel, without recipient and phone.
    pub fn written(&self) -> String {
        let [province, city, district] = &self.place;
        written_place([province, city, district]) + &self.street
    }

    /// Checks what a student wrote.
    ///
    /// # Errors
    /// [`Failure::Invalid`] names the field: `recipient`, `phone`, `district` or `street`.
    pub(crate) fn check(wish: &AddressWish) -> Result<Self, Failure> {
        let recipient = PersonName::parse(&domain::cleaned(&wish.recipient))
            .ok()
            .filter(|name| name.expose().chars().count() <= LONGEST_RECIPIENT)
            .ok_or_else(|| {
                let expected = format!("1 to {LONGEST_RECIPIENT} characters in one line");
                Failure::invalid("recipient", &expected)
            })?;
        let phone =
            PhoneNumber::parse(&wish.phone).map_err(|error| Failure::invalid("phone", &error))?;
        let place = names_of_district(&wish.district)
            .ok_or_else(|| Failure::invalid("district", &"the code of a district, six digits"))?;
        let street = domain::cleaned(&wish.street);
        let street = street.trim();
        let is_line = !street.chars().any(char::is_control);
        if !is_line || !STREET.contains(&street.chars().count()) {
            let expected = format!(
                "street and number in one line of {} to {} characters",
                STREET.start(),
                STREET.end()
            );
            return Err(Failure::invalid("street", &expected));
        }
        Ok(Self {
            recipient: recipient.expose().to_owned(),
            phone: phone.expose().to_owned(),
            district: wish.district.clone(),
            place: place.map(str::to_owned),
            street: street.to_owned(),
        })
    }

    /// Sealed for a row of the address book.
    pub(super) fn sealed(&self, app: &App, id: AddressId) -> Result<Sealed, Failure> {
        self.sealed_in(app, place(id))
    }

    /// Sealed for any place.
    pub(crate) fn sealed_in(&self, app: &App, place: FieldPlace) -> Result<Sealed, Failure> {
        let text = serde_json::to_string(self).map_err(Failure::internal)?;
        Ok(app.vault().seal(place, &text)?)
    }

    /// What was sealed at a place.
    pub(crate) fn opened_from(
        app: &App,
        place: FieldPlace,
        sealed: &Sealed,
    ) -> Result<Self, Failure> {
        let text = app.vault().unseal(place, sealed)?;
        serde_json::from_str(&text).map_err(Failure::internal)
    }
}

/// What an address of the book says.
///
/// # Errors
/// [`Failure::Internal`] where it does not open.
pub(crate) fn opened(app: &App, address: &Address) -> Result<AddressContent, Failure> {
    AddressContent::opened_from(app, place(address.id), &address.content)
}

const fn place(id: AddressId) -> FieldPlace {
    FieldPlace {
        column: FieldColumn::AddressContent,
        row: id.as_uuid(),
    }
}
