//! A reviewer's decision in the console: held for half a minute, in which the reviewer can take it back, then
//! settled by a job. Nothing leaves before.

use async_trait::async_trait;
use domain::audit::Action;
use domain::{
    Denied, HeldDecision, Purpose, ReviewId, ReviewRecord, Reviewer, Subject, Submission,
    SubmissionId, SubmissionRefusal, SubmissionState, Timestamp,
};
use serde::{Deserialize, Serialize};
use store::Advance;

use super::decide::{DecideReview, permission};
use super::effect::Effect;
use super::{claim, meanwhile};
use crate::caller::Caller;
use crate::consent;
use crate::failure::{Failure, Won};
use crate::jobs::{Task, Ticket, enqueue};
use crate::service::App;
use crate::submission::find;
use crate::trace::Trace;

/// A decision that can still be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The record that it becomes.
    pub review: ReviewId,
    /// When it takes effect.
    pub settles_at: Timestamp,
}

/// Holds a decision and puts the photo out of hand.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`]; [`crate::refusal::ReviewRefusal::InOtherHands`] while another reviewer
/// has the photo in hand; [`crate::refusal::DecidedMeanwhile`] if the photo is not the one that was looked
/// at, or if a withdrawal or another decision came first;
/// [`crate::refusal::ConsentRefusal::Missing`] once the student has withdrawn the consent.
pub async fn hold(app: &App, caller: &Caller, request: DecideReview) -> Result<Held, Failure> {
    hold_as(app, caller, request, Pace::OneByOne).await
}

/// How a reviewer went through the photos.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// Each was in hand and looked at for a time.
    OneByOne,
    /// Many at once: the time of each says nothing.
    Together,
}

/// [`hold`], with how the reviewer went through the photos.
pub(super) async fn hold_as(
    app: &App,
    caller: &Caller,
    request: DecideReview,
    pace: Pace,
) -> Result<Held, Failure> {
    let staff = caller.staff()?;
    let permission = permission(request.round);
    let (before, ..) = find(app.store(), caller, permission, request.submission).await?;
    before
        .check_reviewer(staff.id)
        .map_err(Denied::<Submission>::from)?;
    let now = app.now();
    let in_hand = app.store().review_claims().find(before.id).await?;
    let in_hand = in_hand.filter(|claim| claim.round == request.round && claim.is_live(now));
    if let Some(other) = in_hand.filter(|claim| claim.staff != staff.id) {
        return Err(claim::in_other_hands(app, &other).await?);
    }
    let held = HeldDecision {
        review: ReviewId::from_uuid(app.new_id()),
        by: Reviewer {
            staff: staff.id,
            round: request.round,
        },
        decision: request.decision,
        at: now,
        took: match pace {
            Pace::OneByOne => in_hand.map(|claim| now.since(claim.claimed_at)),
            Pace::Together => None,
        },
    };
    let (review, settles_at) = (held.review, held.settles_at());
    let action = Action::HoldDecision {
        review,
        photo: request.photo,
        round: request.round,
        decision: (&held.decision).into(),
    };
    let is_same = before.state.photo() == Some(request.photo);
    let after = match before.clone().hold(held) {
        Ok(after) if is_same => after,
        Ok(_) | Err(_) => return Err(meanwhile::refusal(app, &before, request.photo).await?),
    };
    let work = app.store().begin().await?;
    let purpose = Purpose::CollectReviewHandOver;
    consent::require_not_withdrawn(&work, before.account, purpose).await?;
    consent::require_hand_over(&work, before.account).await?;
    if work.submissions().advance(&before, &after).await? == Advance::Stale {
        drop(work);
        let (now_stored, ..) = find(app.store(), caller, permission, before.id).await?;
        return Err(meanwhile::refusal(app, &now_stored, request.photo).await?);
    }
    work.review_claims().release(before.id, staff.id).await?;
    let subject = Subject::Submission(before.id);
    let trace = Trace::new(app, caller, &action, subject, now);
    work.audit().append(trace.of(before.centre).event());
    let settle = SettleDecision {
        submission: before.id,
        review,
    };
    enqueue(app, &work, &settle, settles_at).await?;
    work.commit().await?;
    Ok(Held { review, settles_at })
}

/// Takes the own decision back, as long as it is held: the photo waits again, in the reviewer's hand.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`]; [`SubmissionRefusal::UndoOver`] once it took
/// effect, and where nothing was decided.
pub async fn undo(app: &App, caller: &Caller, id: SubmissionId) -> Result<Submission, Failure> {
    let staff = caller.staff()?;
    let before = claim::find_as_reviewer(app, caller, id).await?;
    let now = app.now();
    let undone = before.clone().undo(staff.id, now);
    let after = undone.map_err(|denied| match denied {
        Denied::WrongState(_) => SubmissionRefusal::UndoOver.into(),
        other => other,
    })?;
    let work = app.store().begin().await?;
    work.submissions().advance(&before, &after).await?.won()?;
    if let SubmissionState::AwaitingReview { round, .. } = &after.state {
        let claim = claim::new(staff.id, id, *round, now);
        // Nobody else can have it: while a decision is held, it is in no queue.
        let _is_own = work.review_claims().try_claim(&claim, now).await?;
    }
    let subject = Subject::Submission(id);
    let trace = Trace::new(app, caller, &Action::UndoDecision, subject, now);
    work.audit().append(trace.of(before.centre).event());
    work.commit().await?;
    Ok(after)
}

/// Carries out a decision that was not taken back.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SettleDecision {
    pub(crate) submission: SubmissionId,
    pub(crate) review: ReviewId,
}

#[async_trait]
impl Task for SettleDecision {
    const KIND: &'static str = "settle-decision";
    /// A student waits for it.
    const PRIORITY: i16 = 5;
    /// Whatever stands against it is over in an hour; a decision must not get lost.
    const TRIES: u16 = 20;

    fn key(&self) -> String {
        self.review.to_string()
    }

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let store = app.store();
        let Some(before) = store.submissions().find(self.submission).await? else {
            return ticket.finish_alone(app).await;
        };
        let batch = store.batches().find(before.batch).await?;
        let batch = batch.ok_or_else(|| Failure::internal("a submission of no batch"))?;
        let now = app.now();
        let Some((after, held)) = before.clone().settle(self.review, &batch, now)? else {
            return ticket.finish_alone(app).await;
        };
        let photo = before.state.photo();
        let photo = photo.ok_or_else(|| Failure::internal("a decision about no photo"))?;
        let effect = Effect {
            before: &before,
            after: &after,
            batch: &batch,
            record: ReviewRecord {
                id: held.review,
                centre: before.centre,
                submission: before.id,
                submission_version: before.version,
                photo,
                reviewer: held.by,
                decision: held.decision,
                decided_at: held.at,
                took: held.took,
            },
        };
        let work = store.begin().await?;
        work.audit().append(effect.settled(app, now).event());
        effect.write(app, &work, now).await?;
        ticket.finish(&work).await?;
        Ok(work.commit().await?)
    }
}
