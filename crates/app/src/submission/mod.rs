//! A student's submission: state, submitting, withdrawing, what staff give, history. Review is in `review`.

mod allow;
mod erase;
mod expire;
mod history;
mod read;
mod search;
mod submit;
mod withdraw;

use domain::{Batch, Degree, Permission, Submission, SubmissionId};
use store::Reads;
use store::repository::{Batches, Submissions};

use crate::caller::Caller;
use crate::degree;
use crate::failure::{Failure, Found};

pub use allow::{AllowMore, allow};
pub(crate) use erase::erase_data;
pub(crate) use expire::expire_all;
pub use history::{HistoryEntry, HistoryEvent, Party, history};
pub use read::{NextStep, SubmissionView, read};
pub(crate) use search::found;
pub use search::{FoundSubmission, search};
pub use submit::submit;
pub use withdraw::withdraw;

/// A submission with its batch and degree, for the student whose it is and for staff whom
/// `permission` reaches.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub(crate) async fn find(
    reads: &impl Reads,
    caller: &Caller,
    permission: Permission,
    id: SubmissionId,
) -> Result<(Submission, Batch, Degree), Failure> {
    let submission = Submissions::of(reads).find(id).await?.or_not_found()?;
    let degree = degree::find(reads, caller, permission, submission.degree).await?;
    let batch = Batches::of(reads).find(submission.batch).await?;
    let batch = batch.ok_or_else(|| Failure::internal("a submission of no batch"))?;
    Ok((submission, batch, degree))
}
