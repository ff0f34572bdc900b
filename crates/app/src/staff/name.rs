//! The display name of a member of staff.

use domain::Staff;
use vault::{FieldColumn, FieldPlace};

use crate::failure::Failure;
use crate::service::App;

/// The name in the clear.
///
/// # Errors
/// [`Failure::Unavailable`] when the objects do not answer.
pub fn name(app: &App, staff: &Staff) -> Result<String, Failure> {
    let place = FieldPlace {
        column: FieldColumn::StaffName,
        row: staff.id.as_uuid(),
    };
    Ok(app.vault().unseal(place, &staff.name)?.to_string())
}
