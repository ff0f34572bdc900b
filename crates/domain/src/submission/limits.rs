//! How often a student may have photos checked and submit them: the batch's limits, what staff gave beyond
//! them, and used checks that come back one by one.

use super::allowance::{Allowance, CHECK_RETURNS_AFTER, MAX_EXTRA_ATTEMPTS, MAX_EXTRA_CHECKS};
use super::{Submission, SubmissionAction, SubmissionRefusal, SubmissionState};
use crate::actor::Actor;
use crate::batch::Batch;
use crate::timestamp::Timestamp;
use crate::transition::Denied;

impl Submission {
    /// Counts an automatic check; asked before a photo is received. The state stays: a photo that is
    /// no good changes nothing.
    ///
    /// # Errors
    /// [`Denied`]: another student's, in review or done, not at this time, or no check or
    /// no attempt left.
    pub fn begin_check(
        self,
        by: Actor,
        batch: &Batch,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        self.check_person(by)?;
        self.check_with_student(SubmissionAction::BeginCheck)?;
        self.check_time(batch, at)?;
        self.check_attempts(batch)?;
        let (used, counted_from) = self.checks_at(at);
        let limit = self.checks_limit(batch);
        if let Some(next_at) = self.next_check_at(at)
            && used >= limit
        {
            return Err(SubmissionRefusal::ChecksUsedUp { limit, next_at }.into());
        }
        let state = self.state.clone();
        let counted = Self {
            checks: used + 1,
            checks_counted_from: counted_from.or(Some(at)),
            ..self
        };
        Ok(counted.enter(state))
    }

    /// Whether a photo of `by` may take the place of the approved one: staff prepare it, which costs the student no
    /// check and changes nothing by itself.
    pub const fn takes_replacement_from(&self, by: Actor) -> bool {
        matches!(
            (&self.state, by),
            (SubmissionState::Approved { .. }, Actor::Staff(_))
        )
    }

    /// Gives back the check of a photo that could not be looked at, or was rejected before.
    #[must_use]
    pub fn return_check(self, at: Timestamp) -> Self {
        let (used, counted_from) = self.checks_at(at);
        let left = used.saturating_sub(1);
        let state = self.state.clone();
        let returned = Self {
            checks: left,
            checks_counted_from: counted_from.filter(|_| left > 0),
            ..self
        };
        returned.enter(state)
    }

    /// Staff give attempts and checks beyond the batch's limits, on top of those that they gave before.
    ///
    /// # Errors
    /// [`Denied`]: another batch, approved or ended, nothing given, or more than may be given in all.
    pub fn allow(self, more: Allowance, batch: &Batch) -> Result<Self, Denied<Self>> {
        self.check_batch(batch)?;
        if !self.state.is_in_review() {
            self.check_with_student(SubmissionAction::Allow)?;
        }
        let extra = Allowance {
            attempts: self.extra.attempts.saturating_add(more.attempts),
            checks: self.extra.checks.saturating_add(more.checks),
        };
        let too_many = extra.attempts > MAX_EXTRA_ATTEMPTS || extra.checks > MAX_EXTRA_CHECKS;
        if more == Allowance::default() || too_many {
            return Err(SubmissionRefusal::NotAllowable.into());
        }
        let state = self.state.clone();
        Ok(Self { extra, ..self }.enter(state))
    }

    /// Attempts that are left of the batch's limit and of what staff gave.
    pub fn attempts_left(&self, batch: &Batch) -> u8 {
        self.attempts_limit(batch).saturating_sub(self.attempts)
    }

    /// Checks that were used and have not come back.
    pub fn checks_used(&self, at: Timestamp) -> u16 {
        self.checks_at(at).0
    }

    /// Checks that are left of the batch's limit and of what staff gave.
    pub fn checks_left(&self, batch: &Batch, at: Timestamp) -> u16 {
        self.checks_limit(batch)
            .saturating_sub(self.checks_used(at))
    }

    /// When the next used check comes back; none while all are there.
    pub fn next_check_at(&self, at: Timestamp) -> Option<Timestamp> {
        let (_, counted_from) = self.checks_at(at);
        counted_from.map(|from| from + CHECK_RETURNS_AFTER)
    }

    pub(super) fn check_attempts(&self, batch: &Batch) -> Result<(), SubmissionRefusal> {
        let limit = self.attempts_limit(batch);
        if self.attempts < limit {
            Ok(())
        } else {
            Err(SubmissionRefusal::AttemptsUsedUp { limit })
        }
    }

    fn attempts_limit(&self, batch: &Batch) -> u8 {
        let limit = batch.plan.rules.attempts_limit;
        limit.saturating_add(self.extra.attempts)
    }

    fn checks_limit(&self, batch: &Batch) -> u16 {
        let limit = batch.plan.rules.free_checks_limit;
        limit.saturating_add(self.extra.checks)
    }

    /// Checks that are used at an instant, and from when the return of the next one is counted. Checks
    /// that were counted by a version before 2 have no such instant, and have all come back.
    fn checks_at(&self, at: Timestamp) -> (u16, Option<Timestamp>) {
        let Some(from) = self.checks_counted_from else {
            return (0, None);
        };
        let passed = at.since(from).as_micros() / CHECK_RETURNS_AFTER.as_micros();
        let returned = u32::try_from(passed.max(0)).unwrap_or(u32::MAX);
        let used = u32::from(self.checks).saturating_sub(returned);
        match u16::try_from(used) {
            Ok(used) if used > 0 => (used, Some(from + CHECK_RETURNS_AFTER.times(returned))),
            _ => (0, None),
        }
    }
}
