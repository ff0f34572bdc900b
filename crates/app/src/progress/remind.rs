//! Reminds a group of students who have begun and not finished, when their officer asks for it: each at most once a
//! day, and not at night. Who has not begun has no account and cannot be reached from here; the list of those is for
//! the class chat.

use async_trait::async_trait;
use domain::audit::Action;
use domain::{
    Account, Batch, BatchId, Channel, ClassId, Message, NotificationId, Permission, SchoolId,
    StaffId, Subject, Submission, SubmissionStateName, Timestamp, UnitId,
};
use serde::{Deserialize, Serialize};
use store::{BegunWhich, PageRequest, Students};
use time::Date;

use super::{StudentsAsked, reached};
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::jobs::{Task, Ticket, enqueue};
use crate::notification::{StudentMessage, awake, id_of, notify_as, outside_channel};
use crate::service::App;
use crate::trace::Trace;

/// Submissions that are looked at in one transaction.
const PAGE: u32 = 200;

/// Those whom a reminder may help: the next step is the student's.
const WITH_STUDENT: [SubmissionStateName; 4] = [
    SubmissionStateName::AwaitingPhoto,
    SubmissionStateName::AwaitingConfirmation,
    SubmissionStateName::Withdrawn,
    SubmissionStateName::Rejected,
];

/// What a reminder would do, or does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupReminder {
    /// Students who are reminded.
    pub students: u64,
    /// Of these, who are told in the app alone.
    pub in_app: u64,
    /// Of these, who are told by WeChat too.
    pub wechat: u64,
    /// Of these, who are told by a short message too, which costs.
    pub sms: u64,
    /// Students who were reminded today already and are left out.
    pub reminded_today: u64,
    /// When it goes out: at once, or in the morning.
    pub sends_at: Option<Timestamp>,
}

/// What a reminder of the group would do.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`]; [`Failure::Invalid`] for students whose next step is not
/// theirs.
pub async fn preview_reminder(
    app: &App,
    caller: &Caller,
    asked: StudentsAsked,
    state: Option<SubmissionStateName>,
) -> Result<GroupReminder, Failure> {
    let students = reached(app, caller, Permission::RemindStudents, asked).await?;
    let batch = app
        .store()
        .batches()
        .find(asked.batch)
        .await?
        .or_not_found()?;
    let sends_at = awake(app.now());
    let mut preview = GroupReminder {
        sends_at: Some(sends_at),
        ..GroupReminder::default()
    };
    for state in states(state)? {
        let mut due = Due::of(&students, state, sends_at.civil_date());
        while let Some(page) = due.next(app, &batch).await? {
            preview.reminded_today += page.reminded;
            for (_, account, message) in &page.due {
                preview.students += 1;
                match outside_channel(app.gateways(), account, message) {
                    Some(Channel::WeChat) => preview.wechat += 1,
                    Some(Channel::Sms) => preview.sms += 1,
                    Some(Channel::InApp | Channel::Mail) | None => preview.in_app += 1,
                }
            }
        }
    }
    Ok(preview)
}

/// Has the group reminded, at once or in the morning; says what will be done.
///
/// # Errors
/// As [`preview_reminder`].
pub async fn remind(
    app: &App,
    caller: &Caller,
    asked: StudentsAsked,
    state: Option<SubmissionStateName>,
) -> Result<GroupReminder, Failure> {
    let staff = caller.staff()?;
    let preview = preview_reminder(app, caller, asked, state).await?;
    let sends_at = preview.sends_at.unwrap_or_else(|| app.now());
    if preview.students == 0 {
        return Ok(preview);
    }
    let job = RemindGroup {
        batch: asked.batch,
        staff: staff.id,
        school: asked.school,
        unit: asked.unit,
        class: asked.class,
        states: states(state)?,
        day: sends_at.civil_date().to_string(),
    };
    let now = app.now();
    let work = app.store().begin().await?;
    let action = Action::RemindStudents {
        students: u32::try_from(preview.students).unwrap_or(u32::MAX),
    };
    let trace = Trace::new(app, caller, &action, Subject::Batch(asked.batch), now);
    work.audit().append(trace.of(staff.centre).event());
    enqueue(app, &work, &job, sends_at).await?;
    work.commit().await?;
    Ok(preview)
}

/// Those of `state`, or all whom a reminder may help.
fn states(state: Option<SubmissionStateName>) -> Result<Vec<SubmissionStateName>, Failure> {
    match state {
        None => Ok(WITH_STUDENT.to_vec()),
        Some(state) if WITH_STUDENT.contains(&state) => Ok(vec![state]),
        Some(_) => Err(Failure::Invalid {
            field: "stage",
            expected: "students whose next step is their own".to_owned(),
        }),
    }
}

/// Those who are to be reminded, page by page.
struct Due<'a> {
    students: &'a Students,
    state: SubmissionStateName,
    day: Date,
    page: Option<PageRequest>,
}

/// A page of them.
struct DuePage {
    due: Vec<(Submission, Account, Message)>,
    /// Students who were reminded today already.
    reminded: u64,
}

impl<'a> Due<'a> {
    fn of(students: &'a Students, state: SubmissionStateName, day: Date) -> Self {
        let page = Some(PageRequest::first(PAGE));
        Self {
            students,
            state,
            day,
            page,
        }
    }

    async fn next(&mut self, app: &App, batch: &Batch) -> Result<Option<DuePage>, Failure> {
        let Some(page) = self.page else {
            return Ok(None);
        };
        let (store, now) = (app.store(), app.now());
        let progress = store.progress();
        let found = progress
            .list_begun(self.students, BegunWhich::in_state(self.state), page)
            .await?;
        self.page = found.next.map(|next| PageRequest {
            after: Some(next),
            limit: PAGE,
        });
        let ids: Vec<_> = found.items.iter().map(|one| id(one, self.day)).collect();
        let reminded = store.notifications().list(&ids).await?;
        let accounts: Vec<_> = found.items.iter().map(|one| one.account).collect();
        let accounts = store.accounts().list(&accounts).await?;
        let mut due = DuePage {
            due: Vec::with_capacity(found.items.len()),
            reminded: 0,
        };
        for submission in found.items {
            let Some(message) = message(&submission, batch, now) else {
                continue;
            };
            let id = id(&submission, self.day);
            if reminded.iter().any(|notification| notification.id == id) {
                due.reminded += 1;
                continue;
            }
            let mut accounts = accounts.iter();
            if let Some(account) = accounts.find(|account| account.id == submission.account) {
                due.due.push((submission, account.clone(), message));
            }
        }
        Ok(Some(due))
    }
}

/// What a student is reminded of; none where nothing can be done in time.
fn message(submission: &Submission, batch: &Batch, now: Timestamp) -> Option<Message> {
    if submission.attempts_left(batch) == 0 {
        return None;
    }
    if let Some(replace_by) = submission.replace_by() {
        return (now < replace_by).then_some(Message::ReplaceSoon { replace_by });
    }
    let closes_at = batch.plan.window.closes_at;
    (now < closes_at).then_some(Message::ClosesSoon { closes_at })
}

/// The same for the same submission and day, so that the message exists once.
fn id(submission: &Submission, day: Date) -> NotificationId {
    let mut text = b"remind-group".to_vec();
    text.extend_from_slice(submission.id.as_uuid().as_bytes());
    text.extend_from_slice(&day.to_julian_day().to_be_bytes());
    id_of(&text)
}

/// Reminds a group in the name of a member of staff, as far as that person's roles reach when it runs.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RemindGroup {
    pub(crate) batch: BatchId,
    pub(crate) staff: StaffId,
    pub(crate) school: Option<SchoolId>,
    pub(crate) unit: Option<UnitId>,
    pub(crate) class: Option<ClassId>,
    pub(crate) states: Vec<SubmissionStateName>,
    /// The day in China, `2023-09-12`: nobody is reminded twice on it.
    pub(crate) day: String,
}

#[async_trait]
impl Task for RemindGroup {
    const KIND: &'static str = "remind-group";

    fn key(&self) -> String {
        let part = |id: Option<uuid::Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        let states: Vec<&str> = self.states.iter().map(|state| (*state).into()).collect();
        [
            self.batch.to_string(),
            part(self.school.map(SchoolId::as_uuid)),
            part(self.unit.map(UnitId::as_uuid)),
            part(self.class.map(ClassId::as_uuid)),
            states.join("+"),
            self.staff.to_string(),
            self.day.clone(),
        ]
        .join(":")
    }

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let staff = app.store().staff().find(self.staff).await?;
        let batch = app.store().batches().find(self.batch).await?;
        let format = time::format_description::well_known::Iso8601::DATE;
        let day = Date::parse(&self.day, &format);
        let (Some(staff), Some(batch), Ok(day)) = (staff, batch, day) else {
            return ticket.finish_alone(app).await;
        };
        let asked = StudentsAsked {
            batch: self.batch,
            school: self.school,
            unit: self.unit,
            class: self.class,
        };
        let caller = Caller::Staff(Box::new(staff));
        let permission = Permission::RemindStudents;
        let students = match reached(app, &caller, permission, asked).await {
            Ok(students) => students,
            // The person is not employed any more, or no longer for these students.
            Err(Failure::NotAllowed | Failure::NotFound) => {
                return ticket.finish_alone(app).await;
            }
            Err(failure) => return Err(failure),
        };
        for state in self.states {
            let mut due = Due::of(&students, state, day);
            while let Some(page) = due.next(app, &batch).await? {
                write(app, page, day).await?;
            }
        }
        ticket.finish_alone(app).await
    }
}

async fn write(app: &App, page: DuePage, day: Date) -> Result<(), Failure> {
    let now = app.now();
    let work = app.store().begin().await?;
    for (submission, _, message) in page.due {
        let notice = StudentMessage {
            centre: submission.centre,
            account: submission.account,
            subject: Subject::Submission(submission.id),
            message,
        };
        notify_as(app, &work, id(&submission, day), notice, now).await?;
    }
    Ok(work.commit().await?)
}
