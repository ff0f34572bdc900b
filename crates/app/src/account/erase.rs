//! Erases a student's personal data in one transaction. Ids, states and decisions stay, because the law
//! wants records of what was done; without the erased values they identify nobody. Objects are
//! deleted at once where nothing else refers to them.

use domain::audit::Action;
use domain::{
    Account, AccountId, AccountState, Actor, BlobKey, DegreeState, Denied, Subject, Timestamp,
};
use store::{SessionHolder, Work};

use super::archive::forget_export;
use crate::caller::Caller;
use crate::capture::drop_objects;
use crate::data_disc;
use crate::degree::forget_evidence;
use crate::failure::{Failure, Found, Won};
use crate::list_export;
use crate::prints::forget_prints;
use crate::refusal::AccountRefusal;
use crate::registry;
use crate::service::App;
use crate::trace::Trace;
use crate::{appointment, idempotency};

/// Erases the caller's account and everything that hangs on it.
///
/// # Errors
/// [`AccountRefusal::ErasureBlocked`] while a photo is in review, or approved in a batch that is not
/// concluded; [`Failure::NotAllowed`] for anyone but a student.
pub async fn erase(app: &App, caller: &Caller) -> Result<(), Failure> {
    erase_account(app, caller, caller.student()?).await
}

/// Erases an account and everything that hangs on it, for its student or because its time is over.
///
/// # Errors
/// As [`erase`].
pub(crate) async fn erase_account(
    app: &App,
    caller: &Caller,
    account: AccountId,
) -> Result<(), Failure> {
    let erasure = Erasure {
        app,
        caller,
        account,
        now: app.now(),
    };
    let work = app.store().begin().await?;
    let found = work.accounts().find(erasure.account).await?;
    let account = found.or_not_found()?;
    erasure.end_submissions(&work).await?;
    // Before anything that writes to the student: from here on nobody is written to outside.
    erasure.forget_person(&work, account).await?;
    erasure.cancel_appointments(&work).await?;
    let mut objects = erasure.forget_photos(&work).await?;
    objects.extend(erasure.forget_degrees(&work).await?);
    objects.extend(forget_export(&work, erasure.account).await?);
    objects.extend(forget_evidence(&work, erasure.account).await?);
    objects.extend(forget_prints(&work, erasure.account).await?);
    erasure.end_consents(&work).await?;
    erasure.forget_invoices(&work).await?;
    work.addresses().delete_of_account(erasure.account).await?;
    work.enquiries().delete_of_account(erasure.account).await?;
    // After everything that may still have written to the student.
    work.notifications()
        .delete_of_account(erasure.account)
        .await?;
    idempotency::forget(&work, &Caller::Student(erasure.account)).await?;
    work.commit().await?;
    drop_objects(app, &objects).await;
    Ok(())
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
        for before in submissions {
            let batch = work.batches().find(before.batch).await?;
            let batch =
                batch.ok_or_else(|| Failure::internal("the submission's batch is not there"))?;
            let after = match before.clone().erase(self.caller.actor(), &batch, self.now) {
                Err(Denied::WrongState(_)) => return Err(AccountRefusal::ErasureBlocked.into()),
                erased => erased?,
            };
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

    async fn forget_photos(&self, work: &Work) -> Result<Vec<BlobKey>, Failure> {
        let mut objects = Vec::new();
        for photo in work.photos().list_of_account(self.account).await? {
            objects.extend(work.photos().forget(photo.id).await?);
        }
        // What is erased is in no package that could still be fetched.
        for submission in work.submissions().list_of_account(self.account).await? {
            objects.extend(registry::forget(work, submission.id).await?);
            objects.extend(data_disc::forget(work, &submission, self.now).await?);
            objects.extend(list_export::forget(work, submission.batch).await?);
        }
        Ok(objects)
    }

    async fn forget_degrees(&self, work: &Work) -> Result<Vec<BlobKey>, Failure> {
        let mut objects = Vec::new();
        let by = self.caller.actor();
        for before in work.degrees().list_of_account(self.account).await? {
            for session in work.captures().list_of_degree(before.id).await? {
                let parts = work.upload_parts().list(session.id).await?;
                objects.extend(parts.into_iter().map(|(_, part)| part.blob));
                work.upload_parts().delete_all(session.id).await?;
            }
            let after = match before.state {
                // Nobody answers any more; what was only proposed goes within a day.
                DegreeState::Proposed { .. } if by == Actor::System => continue,
                DegreeState::Proposed { .. } => before.clone().decline(by, self.now)?,
                DegreeState::Bound { .. } => before.clone().erase(by, self.now)?,
                DegreeState::Declined { .. }
                | DegreeState::Released { .. }
                | DegreeState::Erased { .. } => continue,
            };
            work.degrees().advance(&before, &after).await?.won()?;
        }
        Ok(objects)
    }

    /// Orders, payments and refunds stay as the law on accounting wants; they hold ids alone.
    async fn forget_invoices(&self, work: &Work) -> Result<(), Failure> {
        for before in work.invoices().list_of_account(self.account).await? {
            let after = before.clone().forget_buyer();
            work.invoices().advance(&before, &after).await?.won()?;
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
        if let AccountState::Active {
            phone: Some(phone), ..
        } = &before.state
        {
            work.sign_in_codes().delete(&phone.index).await?;
        }
        let after = before.clone().erase(self.caller.actor(), self.now)?;
        work.accounts().advance(&before, &after).await?.won()?;
        let holder = SessionHolder::Student(self.account);
        work.sessions().delete_all(holder).await?;
        work.sessions().forget_sign_in(self.account).await?;
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
