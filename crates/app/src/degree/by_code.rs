//! Finds the degree that a collection code is bound by, for staff who have its student before them.

use domain::{CentreId, Degree};

use super::add::claimed;
use super::listing::holding;
use super::recognise::{CodeInput, recognise};
use crate::failure::Failure;
use crate::service::App;

/// The degree of a centre that is bound by a code; none where no student of it has added the code. `choice` is which of
/// several codes of a picture is meant, from 0.
///
/// # Errors
/// Those of reading the code; [`Failure::Unavailable`] while no picture is read.
pub(crate) async fn by_code(
    app: &App,
    centre: CentreId,
    code: CodeInput,
    choice: Option<usize>,
) -> Result<Option<Degree>, Failure> {
    let read = recognise(app, code, None, choice).await?;
    holding(app.store(), &claimed(app, centre, &read)).await
}
