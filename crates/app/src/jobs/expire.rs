//! What was not finished in time: submissions and capture sessions end, and photos that are of no
//! use any more are forgotten.

use std::collections::HashSet;

use domain::{Batch, Message, PhotoId, Subject, Submission, SubmissionRefusal, Timestamp};
use store::{Advance, Work};

use super::job::Ticket;
use super::notice::{Notice, notify};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;
use crate::trace::Trace;

/// Rows in one transaction; other writers wait no longer than it takes.
const PAGE: u32 = 100;

/// Ends what was rejected and not replaced in time.
///
/// # Errors
/// Those of the store.
pub(super) async fn overdue(app: &App, ticket: Ticket) -> Result<(), Failure> {
    let now = app.now();
    loop {
        let submissions = app
            .store()
            .submissions()
            .list_to_remind(now, u64::from(PAGE))
            .await?;
        let mut ended = 0;
        for submission in submissions {
            let Some(batch) = app.store().batches().find(submission.batch).await? else {
                continue;
            };
            ended += expire_all(app, &batch, vec![submission], now).await?;
        }
        if ended == 0 {
            return ticket.finish_alone(app).await;
        }
    }
}

/// Ends those of `submissions` that cannot be finished any more, in one transaction; says how many.
/// One that changed meanwhile is left to the next time.
///
/// # Errors
/// Those of the store.
pub(super) async fn expire_all(
    app: &App,
    batch: &Batch,
    submissions: Vec<Submission>,
    now: Timestamp,
) -> Result<usize, Failure> {
    let work = app.store().begin().await?;
    let mut ended = 0;
    for before in submissions {
        let after = match before.clone().expire(batch, now) {
            Ok(after) => after,
            Err(SubmissionRefusal::NotOver) => continue,
            Err(refusal) => return Err(refusal.into()),
        };
        match work.submissions().advance(&before, &after).await? {
            Advance::Done => ended += 1,
            Advance::Stale => continue,
        }
        end(app, &work, &after, now).await?;
    }
    work.commit().await?;
    Ok(ended)
}

async fn end(
    app: &App,
    work: &Work,
    submission: &Submission,
    now: Timestamp,
) -> Result<(), Failure> {
    let photos = forget_photos(work, submission).await?;
    let subject = Subject::Submission(submission.id);
    let trace = Trace::new(app, &Caller::System, "expire-submission", subject, now)?
        .of(submission.centre)
        .number("photos", i64::from(photos))?;
    work.audit().append(trace.event());
    let notice = Notice {
        centre: submission.centre,
        account: submission.account,
        subject,
        message: Message::Expired,
    };
    notify(app, work, notice, now).await
}

/// Forgets the photos of a submission's degree but those that another submission of it needs; says
/// how many. Their objects are swept away once nothing refers to them.
///
/// # Errors
/// Those of the store.
pub(crate) async fn forget_photos(work: &Work, of: &Submission) -> Result<u32, Failure> {
    let submissions = work.submissions().list_of_account(of.account).await?;
    let needed: HashSet<PhotoId> = submissions
        .iter()
        .filter(|other| other.degree == of.degree && other.id != of.id)
        .filter_map(|other| other.state.photo())
        .collect();
    let mut forgotten = 0;
    for photo in work.photos().list_of_degree(of.degree).await? {
        if !needed.contains(&photo.id) {
            work.photos().forget(photo.id).await?;
            forgotten += 1;
        }
    }
    Ok(forgotten)
}

/// Ends capture sessions that nobody used; parts of photos that never arrived whole go with them.
///
/// # Errors
/// Those of the store.
pub(super) async fn captures(app: &App, ticket: Ticket) -> Result<(), Failure> {
    let now = app.now();
    loop {
        let captures = app.store().captures();
        let sessions = captures.list_expiring_before(now, u64::from(PAGE)).await?;
        let work = app.store().begin().await?;
        let mut ended = 0;
        for before in sessions {
            let after = before.clone().expire(now)?;
            if work.captures().advance(&before, &after).await? == Advance::Done {
                work.upload_parts().delete_all(before.id).await?;
                ended += 1;
            }
        }
        if ended == 0 {
            ticket.finish(&work).await?;
            return Ok(work.commit().await?);
        }
        work.commit().await?;
    }
}
