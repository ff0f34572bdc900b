//! Ends what was kept long enough: batches are archived some time after they closed; after the days that
//! an archived batch promised, its photos, degrees and roster are erased; accounts that nobody uses and
//! old messages go. `docs/data.md` lists every kind of personal data with its end.

use async_trait::async_trait;
use domain::audit::Action;
use domain::{AccountId, Batch, Duration, Subject, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Page, PageRequest};

use super::task::{Task, Ticket};
use crate::account::erase_account;
use crate::caller::Caller;
use crate::capture::drop_objects;
use crate::data_disc;
use crate::failure::{Failure, Won};
use crate::photo::end_originals;
use crate::refusal::Refusal;
use crate::registry;
use crate::service::App;
use crate::submission::erase_data;
use crate::trace::Trace;
use crate::upkeep::{archives_at, days_after_archiving};

/// Submissions whose data are erased in one transaction.
const PAGE: u32 = 50;

/// Accounts that are looked at in one query.
const ACCOUNTS: u64 = 100;

/// An account without a degree and without a session is erased when it is older.
const DORMANT_AFTER: Duration = Duration::from_days(90);

/// Messages to students are kept for as long.
const MESSAGES_KEPT: Duration = Duration::from_days(400);

/// Ends what was kept long enough.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Retention;

#[async_trait]
impl Task for Retention {
    const KIND: &'static str = "retention";
    const EVERY: Option<Duration> = Some(Duration::from_days(1));

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let now = app.now();
        for centre in app.store().centres().list().await? {
            let mut request = PageRequest::default();
            loop {
                let batches = app.store().batches();
                let page: Page<Batch> = batches.list(centre.id, request).await?;
                for batch in page.items {
                    end(app, batch, now).await?;
                }
                let Some(next) = page.next else {
                    break;
                };
                request.after = Some(next);
            }
        }
        registry::drop_ended_files(app).await?;
        data_disc::drop_ended_files(app).await?;
        erase_dormant(app, now).await?;
        let work = app.store().begin().await?;
        work.notifications()
            .delete_before(now - MESSAGES_KEPT)
            .await?;
        ticket.finish(&work).await?;
        Ok(work.commit().await?)
    }
}

async fn end(app: &App, batch: Batch, now: Timestamp) -> Result<(), Failure> {
    if archives_at(app, &batch).is_some_and(|at| now >= at) {
        return archive(app, batch, now).await;
    }
    let retention = batch.plan.rules.retention;
    if is_past(&batch, retention.portraits_days, now) {
        erase(app, &batch, now).await?;
    } else if is_past(&batch, retention.originals_days, now) {
        drop_originals(app, &batch, now).await?;
    }
    Ok(())
}

async fn archive(app: &App, before: Batch, now: Timestamp) -> Result<(), Failure> {
    let by = Caller::System;
    let after = before.clone().archive(by.actor(), now)?;
    let work = app.store().begin().await?;
    work.batches().advance(&before, &after).await?.won()?;
    let subject = Subject::Batch(after.id);
    let trace = Trace::new(app, &by, &Action::ArchiveBatch, subject, now);
    work.audit().append(trace.of(after.centre).event());
    Ok(work.commit().await?)
}

/// Whether so many days have passed since the batch was archived.
fn is_past(batch: &Batch, days: u16, now: Timestamp) -> bool {
    days_after_archiving(batch, days).is_some_and(|at| now >= at)
}

/// Deletes the originals of a batch whose portraits stay for longer.
async fn drop_originals(app: &App, batch: &Batch, now: Timestamp) -> Result<(), Failure> {
    let mut request = PageRequest::first(PAGE);
    loop {
        let submissions = app.store().submissions();
        let page = submissions.list_of_batch(batch.id, request).await?;
        let work = app.store().begin().await?;
        let mut objects = Vec::new();
        for submission in &page.items {
            objects.extend(end_originals(&work, submission, now).await?);
        }
        work.commit().await?;
        drop_objects(app, &objects).await;
        let Some(next) = page.next else {
            return Ok(());
        };
        request.after = Some(next);
    }
}

async fn erase(app: &App, batch: &Batch, now: Timestamp) -> Result<(), Failure> {
    let mut request = PageRequest::first(PAGE);
    loop {
        let submissions = app.store().submissions();
        let page = submissions.list_of_batch(batch.id, request).await?;
        let work = app.store().begin().await?;
        let mut objects = Vec::new();
        for submission in &page.items {
            let forgotten = erase_data(app, &work, submission, batch, now).await?;
            objects.extend(forgotten.objects);
        }
        work.commit().await?;
        drop_objects(app, &objects).await;
        let Some(next) = page.next else {
            break;
        };
        request.after = Some(next);
    }
    let work = app.store().begin().await?;
    work.roster().delete_of_batch(batch.id).await?;
    let former = work.roster_imports().delete_of_batch(batch.id).await?;
    work.commit().await?;
    drop_objects(app, &former).await;
    Ok(())
}

/// Erases accounts in which nobody is signed in and to which no degree is bound.
async fn erase_dormant(app: &App, now: Timestamp) -> Result<(), Failure> {
    let before = first_id_at(now - DORMANT_AFTER);
    let mut last = None;
    loop {
        let accounts = app.store().accounts();
        let dormant = accounts.list_dormant(before, last, ACCOUNTS).await?;
        let Some(account) = dormant.last() else {
            return Ok(());
        };
        last = Some(account.id);
        for account in dormant {
            match erase_account(app, &Caller::System, account.id).await {
                // Something of it is in review: it is not dormant after all.
                Ok(()) | Err(Failure::Refused(Refusal::Account(_)) | Failure::Stale) => {}
                Err(failure) => return Err(failure),
            }
        }
    }
}

/// No account that was made at or after the instant has a smaller id.
fn first_id_at(at: Timestamp) -> AccountId {
    let millis = u64::try_from(at.as_micros() / 1000).unwrap_or(0);
    AccountId::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid())
}
