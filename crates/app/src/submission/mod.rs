//! A student's submission: where it stands, submitting, taking back, and what happened so far. What
//! reviewers do with it is in `review`.

mod expire;
mod history;
mod read;
mod submit;
mod withdraw;

use domain::{Batch, Degree, Permission, Submission, SubmissionId};

use crate::access::check_degree;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

pub(crate) use expire::expire_all;
pub use history::{HistoryEntry, HistoryEvent, Party, history};
pub use read::{NextStep, SubmissionView, read};
pub use submit::submit;
pub use withdraw::withdraw;

/// A submission with its batch and degree, for the student whose it is and for staff whom
/// `permission` reaches.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub(crate) async fn find(
    app: &App,
    caller: &Caller,
    permission: Permission,
    id: SubmissionId,
) -> Result<(Submission, Batch, Degree), Failure> {
    let store = app.store();
    let submission = store.submissions().find(id).await?;
    let submission = submission.ok_or(Failure::NotFound)?;
    let degree = store.degrees().find(submission.degree).await?;
    let degree = degree.ok_or(Failure::NotFound)?;
    check_degree(caller, permission, &degree)?;
    let batch = store.batches().find(submission.batch).await?;
    let batch = batch.ok_or_else(|| Failure::internal("a submission of no batch"))?;
    Ok((submission, batch, degree))
}
