//! Finds a student by the collection code that a scanner or a picture has read.

use domain::Permission;

use crate::caller::Caller;
use crate::degree::{CodeInput, by_code};
use crate::failure::Failure;
use crate::service::App;
use crate::submission::{FoundSubmission, found};

/// The submission of the degree that a code is bound by, in the caller's centre; none where no student of it has added
/// the code. What is found is on record. `choice` is which of several codes of a picture is meant, from 0.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::ShootOnSite`]; those of reading the code.
pub async fn find_by_code(
    app: &App,
    caller: &Caller,
    code: CodeInput,
    choice: Option<usize>,
) -> Result<Vec<FoundSubmission>, Failure> {
    let centre = caller.staff()?.centre;
    caller.check_centre(Permission::ShootOnSite, centre)?;
    let Some(degree) = by_code(app, centre, code, choice).await? else {
        return Ok(Vec::new());
    };
    let submissions = app.store().submissions();
    let submission = submissions.find_of_degree(degree.id, degree.batch).await?;
    found(app, caller, submission.into_iter().collect()).await
}
