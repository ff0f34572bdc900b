//! What reviewers do with a submission. A decision made in the console is held for half a minute, in which
//! the reviewer can take it back; the student and the next round learn of it only when it is settled.

use super::{
    Doubts, HeldDecision, Rejection, Submission, SubmissionAction, SubmissionRefusal,
    SubmissionState,
};
use crate::batch::Batch;
use crate::id::{ReviewId, StaffId};
use crate::review::{Decision, Reasons, ReviewRound, Reviewer};
use crate::timestamp::Timestamp;
use crate::transition::Denied;

impl Submission {
    /// Carries out a reviewer's decision.
    ///
    /// # Errors
    /// As [`Self::approve`] and [`Self::reject`].
    pub fn decide(
        self,
        decision: &Decision,
        by: Reviewer,
        batch: &Batch,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        match decision {
            Decision::Approve => self.approve(by, at),
            Decision::Reject { reasons } => self.reject(reasons.clone(), by, batch, at),
        }
    }

    /// The school passes it on to the centre; the centre approves it, which locks it.
    ///
    /// # Errors
    /// [`Denied`]: not in review, another round's turn, or decided a moment ago.
    pub fn approve(self, by: Reviewer, at: Timestamp) -> Result<Self, Denied<Self>> {
        let SubmissionState::AwaitingReview {
            photo,
            submitted_at,
            round,
            entry,
            doubts,
            ..
        } = self.state
        else {
            return Err(self.wrong_state(SubmissionAction::Approve));
        };
        self.check_turn(by, round)?;
        let next = match round {
            ReviewRound::School => SubmissionState::AwaitingReview {
                photo,
                submitted_at,
                round: ReviewRound::Centre,
                entry,
                doubts,
                held: None,
            },
            ReviewRound::Centre => SubmissionState::Approved {
                photo,
                approved_by: by.staff,
                approved_at: at,
            },
        };
        Ok(self.enter(next))
    }

    /// Sends it back: the student needs another photo, and has the batch's days for it.
    ///
    /// # Errors
    /// [`Denied`]: another batch, not in review, another round's turn, or decided a moment ago.
    pub fn reject(
        self,
        reasons: Reasons,
        by: Reviewer,
        batch: &Batch,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        self.check_batch(batch)?;
        let SubmissionState::AwaitingReview { photo, round, .. } = self.state else {
            return Err(self.wrong_state(SubmissionAction::Reject));
        };
        self.check_turn(by, round)?;
        let rejection = Rejection {
            photo,
            reasons,
            rejected_by: by,
            rejected_at: at,
            replace_by: batch.replace_by(at),
        };
        Ok(self.enter(SubmissionState::Rejected { rejection }))
    }

    /// Holds a reviewer's decision: it is out of the queue, and takes effect by [`Self::settle`].
    ///
    /// # Errors
    /// [`Denied`]: not in review, another round's turn, or decided a moment ago.
    pub fn hold(mut self, decision: HeldDecision) -> Result<Self, Denied<Self>> {
        let SubmissionState::AwaitingReview { round, .. } = self.state else {
            return Err(self.wrong_state(SubmissionAction::Decide));
        };
        self.check_turn(decision.by, round)?;
        if let SubmissionState::AwaitingReview { held, .. } = &mut self.state {
            *held = Some(decision);
        }
        let state = self.state.clone();
        Ok(self.enter(state))
    }

    /// The reviewer takes a held decision back: the photo waits again, where it was in the queue.
    ///
    /// # Errors
    /// [`Denied`]: not in review, somebody else's decision, or its time is over.
    pub fn undo(mut self, by: StaffId, at: Timestamp) -> Result<Self, Denied<Self>> {
        let SubmissionState::AwaitingReview { held, .. } = &mut self.state else {
            return Err(self.wrong_state(SubmissionAction::Undo));
        };
        match held {
            Some(decision) if decision.by.staff != by => return Err(Denied::NotYours),
            Some(decision) if at < decision.settles_at() => *held = None,
            Some(_) | None => return Err(SubmissionRefusal::UndoOver.into()),
        }
        let state = self.state.clone();
        Ok(self.enter(state))
    }

    /// Carries out the decision that is held, once it cannot be taken back; `None` where another one is
    /// held or none is.
    ///
    /// # Errors
    /// As [`Self::decide`].
    pub fn settle(
        mut self,
        review: ReviewId,
        batch: &Batch,
        at: Timestamp,
    ) -> Result<Option<(Self, HeldDecision)>, Denied<Self>> {
        let SubmissionState::AwaitingReview { held, .. } = &mut self.state else {
            return Ok(None);
        };
        let is_due = |held: &mut HeldDecision| held.review == review && at >= held.settles_at();
        let Some(decision) = held.take_if(is_due) else {
            return Ok(None);
        };
        let settled = self.decide(&decision.decision, decision.by, batch, decision.at)?;
        Ok(Some((settled, decision)))
    }

    /// The check says something else of the photo in review: the standard of the batch has changed. `None` where
    /// nothing is in review or as much is left open as before.
    pub fn judge_again(mut self, said: Doubts) -> Option<Self> {
        let SubmissionState::AwaitingReview { doubts, .. } = &mut self.state else {
            return None;
        };
        if *doubts == said {
            return None;
        }
        *doubts = said;
        let state = self.state.clone();
        Some(self.enter(state))
    }

    /// Refuses while a decision is held.
    pub(super) const fn check_not_held(&self) -> Result<(), SubmissionRefusal> {
        match &self.state {
            SubmissionState::AwaitingReview { held: Some(_), .. } => {
                Err(SubmissionRefusal::BeingDecided)
            }
            _ => Ok(()),
        }
    }

    /// Refuses a reviewer who took the photo in review: of two looks at it, one would be missing.
    ///
    /// # Errors
    /// [`SubmissionRefusal::OwnPhoto`].
    pub fn check_reviewer(&self, staff: StaffId) -> Result<(), SubmissionRefusal> {
        match &self.state {
            SubmissionState::AwaitingReview { photo, .. } if photo.taken_by == Some(staff) => {
                Err(SubmissionRefusal::OwnPhoto)
            }
            _ => Ok(()),
        }
    }

    fn check_turn(&self, by: Reviewer, round: ReviewRound) -> Result<(), SubmissionRefusal> {
        self.check_not_held()?;
        self.check_reviewer(by.staff)?;
        if by.round == round {
            Ok(())
        } else {
            Err(SubmissionRefusal::OtherRound)
        }
    }
}
