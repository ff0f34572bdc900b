//! Reads the state of a submission and what its student can do next.

use domain::{
    Acceptance, Batch, DegreeId, Permission, Reasons, Submission, SubmissionState, Timestamp,
};
use strum::IntoStaticStr;

use crate::access::check_degree;
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::kept;
use crate::registry::{self, RegistryProgress};
use crate::service::App;

/// A submission as its student sees it.
#[derive(Debug, Clone)]
pub struct SubmissionView {
    /// The submission.
    pub submission: Submission,
    /// Attempts that are left.
    pub attempts_left: u8,
    /// Checks that were used and have not come back.
    pub checks_used: u16,
    /// Checks that are left.
    pub checks_left: u16,
    /// When the next used check comes back; none while all are there.
    pub next_check_at: Option<Timestamp>,
    /// Until when the student has to finish, while there is something to finish.
    pub deadline: Option<Timestamp>,
    /// Until when the student would have to finish after taking back the photo that is in review.
    pub deadline_after_withdrawal: Option<Timestamp>,
    /// Why the last photo was rejected, while another one is due.
    pub reasons: Option<Reasons>,
    /// What comes next.
    pub next_step: NextStep,
    /// How far the hand-over to the registry has come; none before the photo was approved.
    pub registry: Option<RegistryProgress>,
}

/// What comes next for the student.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum NextStep {
    /// Take the first photo.
    TakePhoto,
    /// Look at the portrait, and submit it or take another photo.
    LookAndSubmit,
    /// Submit the withdrawn photo again, or take another one.
    SubmitAgain,
    /// Take another photo: the last one was rejected.
    ReplacePhoto,
    /// Come back: nothing is taken at this time.
    ComeBack {
        /// Whether and when it will be.
        acceptance: Acceptance,
    },
    /// Wait until a used check comes back: all are used.
    AwaitCheck {
        /// When one comes back; before the deadline.
        next_check_at: Timestamp,
    },
    /// Wait for the reviewers.
    AwaitReview,
    /// Nothing: the photo is approved.
    Done,
    /// Ask the centre: attempts are used up, no check comes back in time, or staff took the photo out.
    AskCentre,
    /// Nothing in this batch: it was not finished in time. An individual batch may be open.
    Over,
}

impl NextStep {
    /// The step as it is written.
    pub fn name(&self) -> &'static str {
        self.into()
    }
}

/// The submission of a degree in its present batch, for its student and for staff who see degrees.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn read(app: &App, caller: &Caller, degree: DegreeId) -> Result<SubmissionView, Failure> {
    let degrees = app.store().degrees();
    let (degree, submission) = degrees.find_with_submission(degree).await?.or_not_found()?;
    check_degree(caller, Permission::ViewDegrees, &degree)?;
    let batch = kept::batch(app, degree.batch).await?;
    let (Some(batch), Some(submission)) = (batch, submission) else {
        return Err(Failure::NotFound);
    };
    let registry = registry::progress(app, &submission).await?;
    Ok(SubmissionView {
        registry,
        ..show(submission, &batch, app.now())
    })
}

pub(super) fn show(submission: Submission, batch: &Batch, now: Timestamp) -> SubmissionView {
    let with_student = submission.state.is_with_student();
    let deadline = deadline(&submission, batch);
    let is_in_review = matches!(submission.state, SubmissionState::AwaitingReview { .. });
    let rejection = submission.rejections().last().filter(|_| with_student);
    SubmissionView {
        attempts_left: submission.attempts_left(batch),
        checks_used: submission.checks_used(now),
        checks_left: submission.checks_left(batch, now),
        next_check_at: submission.next_check_at(now),
        deadline: with_student.then_some(deadline),
        deadline_after_withdrawal: is_in_review.then_some(deadline),
        reasons: rejection.map(|rejection| rejection.reasons.clone()),
        next_step: next_step(&submission, batch, now),
        registry: None,
        submission,
    }
}

/// Until when the student has to finish.
fn deadline(submission: &Submission, batch: &Batch) -> Timestamp {
    let own = submission.replace_by();
    own.unwrap_or(batch.plan.window.closes_at)
}

fn next_step(submission: &Submission, batch: &Batch, now: Timestamp) -> NextStep {
    let step = match submission.state {
        SubmissionState::AwaitingReview { .. } => return NextStep::AwaitReview,
        SubmissionState::Approved { .. } => return NextStep::Done,
        SubmissionState::Voided { .. } => return NextStep::AskCentre,
        SubmissionState::Expired { .. } => return NextStep::Over,
        SubmissionState::AwaitingPhoto => NextStep::TakePhoto,
        SubmissionState::AwaitingConfirmation { .. } => NextStep::LookAndSubmit,
        SubmissionState::Withdrawn { .. } => NextStep::SubmitAgain,
        SubmissionState::Rejected { .. } => NextStep::ReplacePhoto,
    };
    let acceptance = match submission.replace_by() {
        None => batch.accepts_at(now),
        Some(replace_by) if now >= replace_by => return NextStep::Over,
        Some(replace_by) => batch.accepts_replacement_at(now, replace_by),
    };
    match acceptance {
        Acceptance::Open => {}
        Acceptance::Closed => return NextStep::Over,
        acceptance => return NextStep::ComeBack { acceptance },
    }
    let needs_check = matches!(step, NextStep::TakePhoto | NextStep::ReplacePhoto);
    if submission.attempts_left(batch) == 0 {
        return NextStep::AskCentre;
    }
    if !needs_check || submission.checks_left(batch, now) > 0 {
        return step;
    }
    let next_check_at = submission.next_check_at(now);
    match next_check_at.filter(|next_at| *next_at < deadline(submission, batch)) {
        Some(next_check_at) => NextStep::AwaitCheck { next_check_at },
        None => NextStep::AskCentre,
    }
}
