//! What a decision does: the submission goes on, the decision is recorded, the student is told.

use domain::audit::Action;
use domain::{
    Actor, Batch, Decision, Message, ReviewRecord, Subject, Submission, SubmissionState, Timestamp,
};
use store::Work;

use super::draw::draw;
use crate::failure::{Failure, Won};
use crate::notification::{StudentMessage, notify};
use crate::service::App;
use crate::trace::Trace;

/// A decision that takes effect.
pub(super) struct Effect<'a> {
    /// The submission before it.
    pub(super) before: &'a Submission,
    /// And after it.
    pub(super) after: &'a Submission,
    /// The batch.
    pub(super) batch: &'a Batch,
    /// The record of the decision.
    pub(super) record: ReviewRecord,
}

impl Effect<'_> {
    /// Writes it with its line of the audit log, and tells the student, unless the photo only goes on to
    /// the next round.
    ///
    /// # Errors
    /// [`Failure::Stale`] if a withdrawal or another decision came first.
    pub(super) async fn write(self, app: &App, work: &Work, now: Timestamp) -> Result<(), Failure> {
        let (before, after) = (self.before, self.after);
        work.submissions().advance(before, after).await?.won()?;
        work.reviews().insert(&self.record).await?;
        draw(app, work, &self.record, now).await?;
        tell(app, work, after, self.batch, now).await
    }

    /// The line for the audit log.
    pub(super) fn action(&self) -> Action {
        let record = &self.record;
        Action::DecideReview {
            review: record.id,
            photo: record.photo,
            round: record.reviewer.round,
            decision: (&record.decision).into(),
            state: (&self.after.state).into(),
            reasons: match &record.decision {
                Decision::Approve => None,
                Decision::Reject { reasons } => Some(reasons.list().to_vec()),
            },
            own_reasons: match &record.decision {
                Decision::Reject { reasons } if !reasons.own().is_empty() => {
                    Some(reasons.own().iter().map(|reason| reason.code).collect())
                }
                Decision::Approve | Decision::Reject { .. } => None,
            },
        }
    }

    /// The line of a decision that took effect by itself.
    pub(super) fn settled(&self, app: &App, now: Timestamp) -> Trace {
        let actor = Actor::Staff(self.record.reviewer.staff);
        let subject = Subject::Submission(self.record.submission);
        Trace::of_actor(app, actor, &self.action(), subject, now).of(self.record.centre)
    }
}

async fn tell(
    app: &App,
    work: &Work,
    after: &Submission,
    batch: &Batch,
    now: Timestamp,
) -> Result<(), Failure> {
    let message = match &after.state {
        SubmissionState::Approved { .. } => Message::Approved,
        SubmissionState::Rejected { rejection } => Message::Rejected {
            reasons: rejection.reasons.list().to_vec(),
            own_reasons: {
                let own = rejection.reasons.own().iter();
                own.map(|reason| reason.words.title.clone()).collect()
            },
            replace_by: rejection.replace_by,
            attempts_left: after.attempts_left(batch),
        },
        // Between two rounds nothing has been decided for the student.
        _ => return Ok(()),
    };
    let notice = StudentMessage {
        centre: after.centre,
        account: after.account,
        subject: Subject::Submission(after.id),
        message,
    };
    notify(app, work, notice, now).await
}
