//! Ends submissions that were not finished in time, deletes their photos and tells the student.

use domain::audit::Action;
use domain::{Batch, Denied, Message, Subject, Submission, SubmissionRefusal, Timestamp};
use store::{Advance, Work};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::notification::{StudentMessage, notify};
use crate::photo::forget_photos;
use crate::service::App;
use crate::trace::Trace;

/// Ends those of `submissions` that cannot be finished any more, in one transaction; says how many.
/// One that changed meanwhile is left to the next time.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn expire_all(
    app: &App,
    batch: &Batch,
    submissions: Vec<Submission>,
    now: Timestamp,
) -> Result<usize, Failure> {
    let work = app.store().begin().await?;
    let mut ended = 0;
    for before in submissions {
        let after = match before.clone().expire(batch, now) {
            Ok(after) => after,
            Err(Denied::Refused(SubmissionRefusal::NotOver)) => continue,
            Err(refusal) => {
                let submission = before.id;
                tracing::error!(%refusal, "Submission {submission} cannot be ended");
                continue;
            }
        };
        match work.submissions().advance(&before, &after).await? {
            Advance::Done => ended += 1,
            Advance::Stale => continue,
        }
        end(app, &work, &after, now).await?;
    }
    work.commit().await?;
    Ok(ended)
}

async fn end(
    app: &App,
    work: &Work,
    submission: &Submission,
    now: Timestamp,
) -> Result<(), Failure> {
    let photos = forget_photos(work, submission).await?.photos;
    let subject = Subject::Submission(submission.id);
    let action = Action::ExpireSubmission { photos };
    let trace = Trace::new(app, &Caller::System, &action, subject, now);
    work.audit().append(trace.of(submission.centre).event());
    let notice = StudentMessage {
        centre: submission.centre,
        account: submission.account,
        subject,
        message: Message::Expired,
    };
    notify(app, work, notice, now).await
}
