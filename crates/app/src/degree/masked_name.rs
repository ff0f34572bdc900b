//! The name on a degree as its collection code masks it.

use domain::Degree;
use vault::{FieldColumn, FieldPlace};

use crate::failure::Failure;
use crate::service::App;

/// The name with all but its first character hidden. `None` where the code carried none, and for a degree
/// whose data were erased.
///
/// # Errors
/// [`Failure::Internal`] where the value cannot be opened with the present keys.
pub(crate) fn masked_name(app: &App, degree: &Degree) -> Result<Option<String>, Failure> {
    let details = degree.details();
    let Some(sealed) = details.and_then(|details| details.masked_name.as_ref()) else {
        return Ok(None);
    };
    let place = FieldPlace {
        column: FieldColumn::DegreeMaskedName,
        row: degree.id.as_uuid(),
    };
    Ok(Some(app.vault().unseal(place, sealed)?.to_string()))
}
