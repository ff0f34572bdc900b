//! Reminds students of a batch that closes soon and of a rejected photo that has to be replaced soon.
//! Each reminder is sent once for a submission and its deadline, however often the job runs.

use async_trait::async_trait;
use domain::{
    Batch, Duration, Message, NotificationId, Subject, Submission, SubmissionId, Timestamp,
};
use serde::{Deserialize, Serialize};
use store::PageRequest;

use super::task::{Task, Ticket};
use crate::failure::Failure;
use crate::notification::{StudentMessage, awake, id_of, notify_as};
use crate::service::App;

/// Submissions that are looked at in one transaction.
const PAGE: u32 = 100;

/// Rejected submissions that are looked at in one run, the most urgent ones.
const MAX_REJECTED: u64 = 10_000;

/// How often it is looked.
const BETWEEN_RUNS: Duration = Duration::from_hours(1);

/// By how much a run may come late: the last one before the night has to know that it is.
const LATE: Duration = Duration::from_minutes(15);

/// Sends the reminders that are due, by day; in the evening also those that fall due before the morning.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Remind;

#[async_trait]
impl Task for Remind {
    const KIND: &'static str = "remind";
    const EVERY: Option<Duration> = Some(BETWEEN_RUNS);

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let now = app.now();
        let Some(until) = looks_until(now) else {
            return ticket.finish_alone(app).await;
        };
        let horizon = until + app.settings().remind_before();
        for batch in app.store().batches().list_closing_before(horizon).await? {
            if batch.plan.window.closes_at > now {
                remind_of_closing(app, &batch, now).await?;
            }
        }
        let submissions = app.store().submissions();
        let rejected = submissions
            .list_to_replace_before(horizon, MAX_REJECTED)
            .await?;
        let due = rejected.into_iter().filter_map(|submission| {
            let message = replace_soon(&submission, now)?;
            Some((submission, message))
        });
        remind(app, due, now).await?;
        ticket.finish_alone(app).await?;
        Ok(())
    }
}

/// Until when reminders are sent now: nobody is at night, and before the night all that falls due in it.
fn looks_until(now: Timestamp) -> Option<Timestamp> {
    let next_run = now + BETWEEN_RUNS + LATE;
    let morning = awake(next_run);
    let until = if morning > next_run { morning } else { now };
    (awake(now) == now).then_some(until)
}

async fn remind_of_closing(app: &App, batch: &Batch, now: Timestamp) -> Result<(), Failure> {
    let closes_at = batch.plan.window.closes_at;
    let mut request = PageRequest::first(PAGE);
    loop {
        let submissions = app.store().submissions();
        let page = submissions.list_with_student(batch.id, request).await?;
        let due = page.items.into_iter().filter_map(|submission| {
            // After a rejection the student has a deadline of the own.
            let has_first_photo = submission.replace_by().is_none();
            let can_finish = submission.attempts_left(batch) > 0;
            (has_first_photo && can_finish)
                .then_some((submission, Message::ClosesSoon { closes_at }))
        });
        remind(app, due, now).await?;
        let Some(next) = page.next else {
            return Ok(());
        };
        request.after = Some(next);
    }
}

/// The reminder of a rejected photo, in the second half of the time to replace it: the rejection
/// itself named the deadline. Another one that was checked, or taken back, and not submitted replaces nothing.
fn replace_soon(submission: &Submission, now: Timestamp) -> Option<Message> {
    let rejection = submission.rejections().last()?;
    let replace_by = rejection.replace_by;
    let passed = now.since(rejection.rejected_at);
    let left = replace_by.since(now);
    (now < replace_by && left <= passed).then_some(Message::ReplaceSoon { replace_by })
}

async fn remind(
    app: &App,
    due: impl Iterator<Item = (Submission, Message)>,
    now: Timestamp,
) -> Result<(), Failure> {
    let work = app.store().begin().await?;
    for (submission, message) in due {
        let id = reminder_id(submission.id, &message);
        if work.notifications().find(id).await?.is_some() {
            continue;
        }
        let notice = StudentMessage {
            centre: submission.centre,
            account: submission.account,
            subject: Subject::Submission(submission.id),
            message,
        };
        notify_as(app, &work, id, notice, now).await?;
    }
    Ok(work.commit().await?)
}

/// The same for the same submission and deadline, so that the message exists once.
fn reminder_id(submission: SubmissionId, message: &Message) -> NotificationId {
    let deadline = match message {
        Message::ClosesSoon { closes_at } => closes_at.as_micros(),
        Message::ReplaceSoon { replace_by } => replace_by.as_micros(),
        _ => 0,
    };
    let mut text = message.name().as_bytes().to_vec();
    text.extend_from_slice(submission.as_uuid().as_bytes());
    text.extend_from_slice(&deadline.to_be_bytes());
    id_of(&text)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn at(hour: u32) -> Timestamp {
        Timestamp::from_micros(0) + domain::Duration::from_hours(hour)
    }

    #[test]
    fn a_reminder_is_known_again() {
        let submission = |number| SubmissionId::from_uuid(Uuid::from_u128(number));
        let closes = |hour| Message::ClosesSoon {
            closes_at: at(hour),
        };
        let replace = Message::ReplaceSoon { replace_by: at(1) };
        let first = reminder_id(submission(1), &closes(1));
        assert_eq!(first, reminder_id(submission(1), &closes(1)));
        assert_ne!(first, reminder_id(submission(1), &closes(2)));
        assert_ne!(first, reminder_id(submission(2), &closes(1)));
        assert_ne!(first, reminder_id(submission(1), &replace));
    }

    #[track_caller]
    fn check(now: &str, expected: Option<&str>) {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(looks_until(at(now)), expected.map(at), "{now}");
    }

    #[test]
    fn what_falls_due_at_night_is_told_in_the_evening() {
        let morning = Some("2023-09-13T08:00:00+08:00");
        check(
            "2023-09-12T12:00:00+08:00",
            Some("2023-09-12T12:00:00+08:00"),
        );
        check("2023-09-12T19:50:00+08:00", morning);
        check("2023-09-12T20:10:00+08:00", morning);
        check("2023-09-12T21:10:00+08:00", None);
        check("2023-09-13T07:10:00+08:00", None);
        check(
            "2023-09-13T08:10:00+08:00",
            Some("2023-09-13T08:10:00+08:00"),
        );
    }
}
