//! Erases a student's personal data in one transaction. Ids, states and decisions stay, because the law
//! wants records of what was done; without the erased values they identify nobody. Objects lose their
//! last reference, and the sweeper deletes them.

use domain::audit::Action;
use domain::{Account, AccountId, AccountState, DegreeState, Subject, SubmissionState, Timestamp};
use store::{SessionHolder, Work};

use crate::appointment;
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::refusal::AccountRefusal;
use crate::service::App;
use crate::trace::Trace;

/// Erases the caller's account and everything that hangs on it.
///
/// # Errors
/// [`AccountRefusal::ErasureBlocked`] while a photo is in review or approved; [`Failure::NotAllowed`] for
/// anyone but a student.
pub async fn erase(app: &App, caller: &Caller) -> Result<(), Failure> {
    let erasure = Erasure {
        app,
        caller,
        account: caller.student()?,
        now: app.now(),
    };
    let work = app.store().begin().await?;
    let found = work.accounts().find(erasure.account).await?;
    let account = found.or_not_found()?;
    erasure.end_submissions(&work).await?;
    // Before anything that writes to the student: from here on nobody is written to outside.
    erasure.forget_person(&work, account).await?;
    erasure.cancel_appointments(&work).await?;
    erasure.forget_photos(&work).await?;
    erasure.forget_degrees(&work).await?;
    erasure.end_consents(&work).await?;
    Ok(work.commit().await?)
}

struct Erasure<'a> {
    app: &'a App,
    caller: &'a Caller,
    account: AccountId,
    now: Timestamp,
}

impl Erasure<'_> {
    async fn end_submissions(&self, work: &Work) -> Result<(), Failure> {
        let submissions = work.submissions().list_of_account(self.account).await?;
        let is_blocked = submissions.iter().any(|submission| {
            matches!(
                submission.state,
                SubmissionState::AwaitingReview { .. } | SubmissionState::Approved { .. }
            )
        });
        if is_blocked {
            return Err(AccountRefusal::ErasureBlocked.into());
        }
        for before in submissions {
            let after = before.clone().erase(self.caller.actor(), self.now)?;
            work.submissions().advance(&before, &after).await?.won()?;
            work.reviews().forget_notes(before.id).await?;
        }
        Ok(())
    }

    async fn cancel_appointments(&self, work: &Work) -> Result<(), Failure> {
        for before in work.appointments().list_of_account(self.account).await? {
            // What has begun is a matter of record; it holds no personal value.
            if before.seat().is_some_and(|seat| self.now < seat.starts_at) {
                let (app, caller) = (self.app, self.caller);
                appointment::release(app, caller, work, before, self.now).await?;
            }
        }
        Ok(())
    }

    async fn forget_photos(&self, work: &Work) -> Result<(), Failure> {
        for photo in work.photos().list_of_account(self.account).await? {
            work.photos().forget(photo.id).await?;
        }
        Ok(())
    }

    async fn forget_degrees(&self, work: &Work) -> Result<(), Failure> {
        let by = self.caller.actor();
        for before in work.degrees().list_of_account(self.account).await? {
            for session in work.captures().list_of_degree(before.id).await? {
                work.upload_parts().delete_all(session.id).await?;
            }
            let after = match before.state {
                DegreeState::Proposed { .. } => before.clone().decline(by, self.now)?,
                DegreeState::Bound { .. } => before.clone().erase(by, self.now)?,
                DegreeState::Declined { .. }
                | DegreeState::Released { .. }
                | DegreeState::Erased { .. } => continue,
            };
            work.degrees().advance(&before, &after).await?.won()?;
        }
        Ok(())
    }

    async fn end_consents(&self, work: &Work) -> Result<(), Failure> {
        for before in work.consents().list(self.account).await? {
            if before.in_force().is_some() {
                let after = before.clone().withdraw(self.caller.actor(), self.now)?;
                work.consents().advance(&before, &after).await?.won()?;
            }
        }
        Ok(())
    }

    async fn forget_person(&self, work: &Work, before: Account) -> Result<(), Failure> {
        if let AccountState::Active { phone, .. } = &before.state {
            work.sign_in_codes().delete(&phone.index).await?;
        }
        let after = before.clone().erase(self.caller.actor(), self.now)?;
        work.accounts().advance(&before, &after).await?.won()?;
        let holder = SessionHolder::Student(self.account);
        work.sessions().delete_all(holder).await?;
        let subject = Subject::Account(self.account);
        let trace = Trace::new(
            self.app,
            self.caller,
            &Action::EraseAccount,
            subject,
            self.now,
        );
        work.audit().append(trace.event());
        Ok(())
    }
}
