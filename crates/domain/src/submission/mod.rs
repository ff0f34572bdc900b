//! A submission: the state of one degree's photo in one batch, from the first upload to approval or
//! expiry. Orders, print jobs and the hand-over have states of their own and refer to it by id.
//!
//! Every transition takes the submission, and its batch where limits count. The result is written by
//! compare-and-set, so of a withdrawal and a decision at the same time only one succeeds.

mod allowance;
mod limits;
mod refusal;
mod review;
mod state;
mod student_place;

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::batch::{Acceptance, Batch};
use crate::degree::{Degree, DegreeAction};
use crate::id::{AccountId, BatchId, CentreId, DegreeId, StaffId, SubmissionId};
use crate::photo::PhotoRef;
use crate::timestamp::Timestamp;
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;

pub use allowance::{
    Allowance, AllowanceReason, CHECK_RETURNS_AFTER, MAX_EXTRA_ATTEMPTS, MAX_EXTRA_CHECKS,
};
pub use refusal::{SameShot, SubmissionAction, SubmissionRefusal};
pub use state::{
    Checked, Doubts, HeldDecision, Rejection, ReviewEntry, SubmissionState, SubmissionStateName,
    UNDO_FOR, VoidReason,
};
pub use student_place::StudentPlace;

state_machine!(Submission: SubmissionStateName, SubmissionAction, SubmissionRefusal);

/// One degree's way through one batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// Unique; made outside, in order of creation.
    pub id: SubmissionId,
    /// The centre that it belongs to.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The batch.
    pub batch: BatchId,
    /// The degree; it has one submission in a batch.
    pub degree: DegreeId,
    /// The student's account.
    pub account: AccountId,
    /// Where its student stands; not known of submissions that were begun before form 3.
    #[serde(default)]
    pub student_place: Option<StudentPlace>,
    /// Submissions that a reviewer has decided or still has to decide. One that the student took back
    /// before the decision does not count.
    pub attempts: u8,
    /// Checks that were used, less those that had come back when the last one was counted.
    pub checks: u16,
    /// From when the return of the next used check is counted; none while all are there.
    #[serde(default)]
    pub checks_counted_from: Option<Timestamp>,
    /// What staff gave beyond the batch's limits.
    #[serde(default)]
    pub extra: Allowance,
    /// Rejections before the present state, oldest first.
    pub earlier_rejections: Vec<Rejection>,
    /// How far it has come.
    pub state: SubmissionState,
}

impl Submission {
    /// Begins for a degree that has been bound.
    ///
    /// # Errors
    /// [`WrongState`] for a degree that is not bound.
    pub fn begin(id: SubmissionId, degree: &Degree) -> Result<Self, WrongState<Degree>> {
        if !degree.is_bound() {
            return Err(WrongState::new(&degree.state, DegreeAction::Begin));
        }
        Ok(Self {
            id,
            centre: degree.centre,
            version: Version::FIRST,
            batch: degree.batch,
            degree: degree.id,
            account: degree.account,
            student_place: StudentPlace::of(degree),
            attempts: 0,
            checks: 0,
            checks_counted_from: None,
            extra: Allowance::default(),
            earlier_rejections: Vec::new(),
            state: SubmissionState::AwaitingPhoto,
        })
    }

    /// A photo has been found good enough: the student is to look at it. Replaces one that was
    /// offered, withdrawn or rejected before.
    ///
    /// # Errors
    /// [`Denied`]: in review or done, or the photo was rejected before.
    pub fn offer(mut self, photo: PhotoRef, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.check_with_student(SubmissionAction::Offer)?;
        self.check_not_rejected(photo)?;
        if let SubmissionState::Rejected { rejection } = &self.state {
            self.earlier_rejections.push(rejection.clone());
        }
        Ok(self.enter(SubmissionState::AwaitingConfirmation {
            photo,
            offered_at: at,
        }))
    }

    /// Submits the offered photo, or the withdrawn one again (提交). Costs an attempt, unless it is
    /// withdrawn before the decision.
    ///
    /// # Errors
    /// [`Denied`]: another student's, nothing to submit, not at this time, no attempt
    /// left, or the same shot as another photo.
    pub fn submit(
        self,
        by: Actor,
        batch: &Batch,
        checked: impl Into<Checked>,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        self.check_person(by)?;
        let Checked { same_shot, doubts } = checked.into();
        let (SubmissionState::AwaitingConfirmation { photo, .. }
        | SubmissionState::Withdrawn { photo, .. }) = self.state
        else {
            return Err(self.wrong_state(SubmissionAction::Submit));
        };
        self.check_time(batch, at)?;
        self.check_attempts(batch)?;
        self.check_not_rejected(photo)?;
        same_shot.check()?;
        let attempts = self.attempts + 1;
        let submitted = Self { attempts, ..self };
        Ok(submitted.enter(SubmissionState::AwaitingReview {
            photo,
            submitted_at: at,
            round: batch.plan.rules.review.first_round(),
            entry: ReviewEntry::Attempt,
            doubts,
            held: None,
        }))
    }

    /// Takes it back before the decision (撤回审核), between two rounds too: that the school passed it
    /// on decides nothing yet. The attempt comes back.
    ///
    /// # Errors
    /// [`Denied`]: another student's, not in review, put in place by staff, or decided a moment ago.
    pub fn withdraw(self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.check_person(by)?;
        let SubmissionState::AwaitingReview { photo, entry, .. } = self.state else {
            return Err(self.wrong_state(SubmissionAction::Withdraw));
        };
        self.check_not_held()?;
        if entry == ReviewEntry::Replacement {
            return Err(SubmissionRefusal::PlacedByStaff.into());
        }
        Ok(self.take_back(photo, entry, at))
    }

    /// The student no longer agrees to the collection: a photo in review comes back, however it got
    /// there. `None` where nothing is in review.
    ///
    /// # Errors
    /// [`Denied::NotYours`] for anyone else.
    pub fn stop_review(self, by: Actor, at: Timestamp) -> Result<Option<Self>, Denied<Self>> {
        self.check_person(by)?;
        let SubmissionState::AwaitingReview { photo, entry, .. } = self.state else {
            return Ok(None);
        };
        Ok(Some(self.take_back(photo, entry, at)))
    }

    /// Staff put another photo in the place of the approved one; it is reviewed from the first round
    /// and costs the student no attempt.
    ///
    /// # Errors
    /// [`Denied`]: another batch, not approved, or the photo was rejected before.
    pub fn replace_approved(
        self,
        photo: PhotoRef,
        doubts: Doubts,
        batch: &Batch,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        self.check_batch(batch)?;
        let SubmissionState::Approved { .. } = self.state else {
            return Err(self.wrong_state(SubmissionAction::ReplaceApproved));
        };
        self.check_not_rejected(photo)?;
        Ok(self.enter(SubmissionState::AwaitingReview {
            photo,
            submitted_at: at,
            round: batch.plan.rules.review.first_round(),
            entry: ReviewEntry::Replacement,
            doubts,
            held: None,
        }))
    }

    /// Staff take it out after approval, for good.
    ///
    /// # Errors
    /// [`WrongState`] unless it is approved.
    pub fn void(
        self,
        reason: VoidReason,
        by: StaffId,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        let SubmissionState::Approved { photo, .. } = self.state else {
            return Err(self.wrong_state(SubmissionAction::Void));
        };
        Ok(self.enter(SubmissionState::Voided {
            photo: photo.id,
            voided_by: by,
            voided_at: at,
            reason,
        }))
    }

    /// Ends what the student can finish no more; forgets photos and reasons. What is in review or
    /// approved stays.
    ///
    /// # Errors
    /// [`Denied`]: another batch, not with the student, or still to be finished.
    pub fn expire(mut self, batch: &Batch, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.check_with_student(SubmissionAction::Expire)?;
        match self.check_time(batch, at) {
            Err(
                SubmissionRefusal::NotAccepting(Acceptance::Closed)
                | SubmissionRefusal::ReplacementOverdue { .. },
            ) => {}
            Err(SubmissionRefusal::OtherBatch) => {
                return Err(SubmissionRefusal::OtherBatch.into());
            }
            _ => return Err(SubmissionRefusal::NotOver.into()),
        }
        self.earlier_rejections = Vec::new();
        Ok(self.enter(SubmissionState::Expired { expired_at: at }))
    }

    /// The personal data are erased, by the student or because their time is over: ends like what was
    /// not finished, and forgets photos and reasons. What has ended before only forgets, and so does
    /// what was approved in a `batch` that is concluded.
    ///
    /// # Errors
    /// [`Denied`]: another student's or batch's, in review, or approved and still needed.
    pub fn erase(mut self, by: Actor, batch: &Batch, at: Timestamp) -> Result<Self, Denied<Self>> {
        // The system erases what was kept long enough.
        if by != Actor::System && !by.is_student(self.account) {
            return Err(Denied::NotYours);
        }
        self.check_batch(batch)?;
        let state = match &self.state {
            SubmissionState::Approved { .. } if batch.is_concluded() => self.state.clone(),
            SubmissionState::AwaitingReview { .. } | SubmissionState::Approved { .. } => {
                return Err(self.wrong_state(SubmissionAction::Erase));
            }
            SubmissionState::Voided { .. } | SubmissionState::Expired { .. } => self.state.clone(),
            SubmissionState::AwaitingPhoto
            | SubmissionState::AwaitingConfirmation { .. }
            | SubmissionState::Withdrawn { .. }
            | SubmissionState::Rejected { .. } => SubmissionState::Expired { expired_at: at },
        };
        self.earlier_rejections = Vec::new();
        self.student_place = self.student_place.map(StudentPlace::forget_number);
        Ok(self.enter(state))
    }

    /// Its degree was let go: what the student or a reviewer has in hand ends, and photos and reasons
    /// are forgotten. What is approved is voided instead.
    ///
    /// # Errors
    /// [`WrongState`] once it is approved, voided or expired.
    pub fn release(mut self, at: Timestamp) -> Result<Self, Denied<Self>> {
        let in_review = matches!(self.state, SubmissionState::AwaitingReview { .. });
        if !in_review {
            self.check_with_student(SubmissionAction::Release)?;
        }
        self.earlier_rejections = Vec::new();
        self.student_place = self.student_place.map(StudentPlace::forget_number);
        Ok(self.enter(SubmissionState::Expired { expired_at: at }))
    }

    /// Its student stands elsewhere: the school has handed in a roster since.
    #[must_use]
    pub fn stand(self, degree: &Degree) -> Self {
        let student_place = StudentPlace::of(degree);
        let state = self.state.clone();
        Self {
            student_place,
            ..self
        }
        .enter(state)
    }

    /// Every rejection, oldest first.
    pub fn rejections(&self) -> impl Iterator<Item = &Rejection> {
        let present = match &self.state {
            SubmissionState::Rejected { rejection } => Some(rejection),
            _ => None,
        };
        self.earlier_rejections.iter().chain(present)
    }

    /// Until when the last rejected photo can be replaced, if one was rejected.
    pub fn replace_by(&self) -> Option<Timestamp> {
        self.rejections()
            .last()
            .map(|rejection| rejection.replace_by)
    }

    /// Whether `photo` or the same file was rejected.
    pub fn has_rejected(&self, photo: PhotoRef) -> bool {
        self.rejections()
            .any(|rejection| rejection.photo.id == photo.id || rejection.photo.hash == photo.hash)
    }

    /// Students act for themselves, staff on site for them; the system does not submit.
    fn check_person(&self, by: Actor) -> Result<(), Denied<Self>> {
        if by == Actor::System || !by.may_act_for(self.account) {
            return Err(Denied::NotYours);
        }
        Ok(())
    }

    fn check_with_student(&self, action: SubmissionAction) -> Result<(), Denied<Self>> {
        if self.state.is_with_student() {
            Ok(())
        } else {
            Err(self.wrong_state(action))
        }
    }

    fn check_batch(&self, batch: &Batch) -> Result<(), SubmissionRefusal> {
        if self.batch == batch.id {
            Ok(())
        } else {
            Err(SubmissionRefusal::OtherBatch)
        }
    }

    /// A first photo follows the batch's window, a replacement its own deadline.
    fn check_time(&self, batch: &Batch, at: Timestamp) -> Result<(), SubmissionRefusal> {
        self.check_batch(batch)?;
        let acceptance = match self.replace_by() {
            None => batch.accepts_at(at),
            Some(replace_by) if at >= replace_by => {
                return Err(SubmissionRefusal::ReplacementOverdue { replace_by });
            }
            Some(replace_by) => batch.accepts_replacement_at(at, replace_by),
        };
        match acceptance {
            Acceptance::Open => Ok(()),
            other => Err(SubmissionRefusal::NotAccepting(other)),
        }
    }

    fn check_not_rejected(&self, photo: PhotoRef) -> Result<(), SubmissionRefusal> {
        if self.has_rejected(photo) {
            Err(SubmissionRefusal::RejectedBefore)
        } else {
            Ok(())
        }
    }

    /// Nobody has decided, so the attempt comes back; what staff put in place has cost none.
    fn take_back(self, photo: PhotoRef, entry: ReviewEntry, at: Timestamp) -> Self {
        let attempts = match entry {
            ReviewEntry::Attempt => self.attempts.saturating_sub(1),
            ReviewEntry::Replacement => self.attempts,
        };
        Self { attempts, ..self }.enter(SubmissionState::Withdrawn {
            photo,
            withdrawn_at: at,
        })
    }

    fn wrong_state(&self, action: SubmissionAction) -> Denied<Self> {
        WrongState::new(&self.state, action).into()
    }

    fn enter(mut self, state: SubmissionState) -> Self {
        self.state = state;
        self.version = self.version.next();
        self
    }
}
