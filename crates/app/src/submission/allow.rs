//! Gives a student attempts and checks beyond the batch's limits.

use domain::audit::Action;
use domain::{Allowance, AllowanceReason, Permission, Subject, SubmissionId};

use super::find;
use super::read::{SubmissionView, show};
use crate::caller::Caller;
use crate::expected::Expected;
use crate::failure::{Failure, Won};
use crate::service::App;
use crate::trace::Trace;

/// What staff give, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AllowMore {
    /// The submission.
    pub submission: SubmissionId,
    /// What is given on top of what was given before.
    pub more: Allowance,
    /// The reason, for the audit log.
    pub reason: AllowanceReason,
}

/// Gives attempts or checks to one submission; its student sees it in the history.
///
/// # Errors
/// [`Failure::NotAllowed`] for students and for staff without the permission; [`Failure::NotFound`];
/// [`Failure::Stale`]; refusals of the submission.
pub async fn allow(
    app: &App,
    caller: &Caller,
    request: AllowMore,
    expected: &Expected,
) -> Result<SubmissionView, Failure> {
    caller.staff()?;
    let id = request.submission;
    let (before, batch, _) = find(app.store(), caller, Permission::AllowMore, id).await?;
    expected.check(before.version)?;
    let after = before.clone().allow(request.more, &batch)?;
    let now = app.now();
    let work = app.store().begin().await?;
    work.submissions().advance(&before, &after).await?.won()?;
    let action = Action::AllowMore {
        attempts: request.more.attempts,
        checks: request.more.checks,
        reason: request.reason,
    };
    let trace = Trace::new(app, caller, &action, Subject::Submission(id), now);
    work.audit().append(trace.of(after.centre).event());
    work.commit().await?;
    Ok(show(after, &batch, now))
}
