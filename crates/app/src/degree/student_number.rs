//! The student number on a degree.

use domain::Degree;
use vault::{FieldColumn, FieldPlace};

use crate::failure::Failure;
use crate::service::App;

/// The number in the clear. `None` where the code carried none, and for a degree whose data were erased.
///
/// # Errors
/// [`Failure::Internal`] where the value cannot be opened with the present keys.
pub(crate) fn student_number(app: &App, degree: &Degree) -> Result<Option<String>, Failure> {
    let number = degree.details().and_then(|of| of.student_number.as_ref());
    let Some(number) = number else {
        return Ok(None);
    };
    let place = FieldPlace {
        column: FieldColumn::DegreeStudentNumber,
        row: degree.id.as_uuid(),
    };
    Ok(Some(app.vault().unseal(place, &number.sealed)?.to_string()))
}
