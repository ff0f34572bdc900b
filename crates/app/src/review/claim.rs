//! Takes photos in hand for a reviewer, so that no two look at the same one.

use domain::{
    Denied, Duration, Permission, ReviewRound, StaffId, Submission, SubmissionId, SubmissionState,
    Timestamp,
};
use store::ReviewClaim;

use super::decide::permission;
use super::meanwhile;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::refusal::ReviewRefusal;
use crate::service::App;
use crate::submission::find;

/// How long a reviewer has a photo in hand without saying so again.
pub const CLAIMED_FOR: Duration = Duration::from_minutes(3);

/// Photos that a reviewer has in hand at most: nobody keeps a whole queue from the others.
pub(super) const MOST_IN_HAND: usize = 30;

/// A claim that begins now.
pub(super) fn new(
    staff: StaffId,
    submission: SubmissionId,
    round: ReviewRound,
    now: Timestamp,
) -> ReviewClaim {
    ReviewClaim {
        submission,
        round,
        staff,
        claimed_at: now,
        until: now + CLAIMED_FOR,
    }
}

/// Takes one photo in hand, or keeps it for three more minutes; says until when.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`]; [`ReviewRefusal::InOtherHands`];
/// [`Failure::TooMany`] for whoever has thirty others in hand;
/// [`crate::refusal::DecidedMeanwhile`] where it does not wait in this round.
pub async fn claim(
    app: &App,
    caller: &Caller,
    id: SubmissionId,
    round: ReviewRound,
) -> Result<ReviewClaim, Failure> {
    let staff = caller.staff()?;
    let (submission, ..) = find(app.store(), caller, permission(round), id).await?;
    submission
        .check_reviewer(staff.id)
        .map_err(Denied::<Submission>::from)?;
    match &submission.state {
        SubmissionState::AwaitingReview {
            round: waits_in,
            held: None,
            ..
        } if *waits_in == round => {}
        state => {
            let photo = state.photo().ok_or(Failure::NotFound)?;
            return Err(meanwhile::refusal(app, &submission, photo).await?);
        }
    }
    let now = app.now();
    let claim = new(staff.id, id, round, now);
    let work = app.store().begin().await?;
    let in_hand = work.review_claims().list_of_staff(staff.id, now).await?;
    if in_hand.len() >= MOST_IN_HAND && in_hand.iter().all(|claim| claim.submission != id) {
        return Err(Failure::TooMany {
            retry_after: CLAIMED_FOR,
        });
    }
    if !work.review_claims().try_claim(&claim, now).await? {
        let held = work.review_claims().find(id).await?;
        drop(work);
        // Given back since: the caller may try again.
        let other = held.ok_or(Failure::Stale)?;
        return Err(in_other_hands(app, &other).await?);
    }
    work.commit().await?;
    Ok(claim)
}

/// Puts a photo back. One that was decided meanwhile, or that another has by now, is no error.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn release(app: &App, caller: &Caller, id: SubmissionId) -> Result<(), Failure> {
    let staff = caller.staff()?;
    find_as_reviewer(app, caller, id).await?;
    let work = app.store().begin().await?;
    work.review_claims().release(id, staff.id).await?;
    Ok(work.commit().await?)
}

/// A submission, for whoever decides about it in one round or the other.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub(super) async fn find_as_reviewer(
    app: &App,
    caller: &Caller,
    id: SubmissionId,
) -> Result<Submission, Failure> {
    let of_centre = find(app.store(), caller, Permission::ReviewForCentre, id).await;
    let (submission, ..) = match of_centre {
        Err(Failure::NotAllowed) => {
            find(app.store(), caller, Permission::ReviewForSchool, id).await?
        }
        found => found?,
    };
    Ok(submission)
}

/// That another reviewer has a photo in hand.
pub(super) async fn in_other_hands(app: &App, claim: &ReviewClaim) -> Result<Failure, Failure> {
    let by = meanwhile::name_of(app, claim.staff).await?;
    let until = claim.until;
    Ok(ReviewRefusal::InOtherHands { by, until }.into())
}
