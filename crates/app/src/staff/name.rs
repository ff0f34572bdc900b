//! How a member of staff is called, for the person and for colleagues.

use domain::Staff;
use vault::{FieldColumn, FieldPlace};

use crate::failure::Failure;
use crate::service::App;

/// The name in the clear.
///
/// # Errors
/// Those of the vault.
pub fn name(app: &App, staff: &Staff) -> Result<String, Failure> {
    let place = FieldPlace {
        column: FieldColumn::StaffName,
        row: staff.id.as_uuid(),
    };
    Ok(app.vault().unseal(place, &staff.name)?.to_string())
}
