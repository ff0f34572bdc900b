//! What a centre tells its students: for a time, to all of them or to those of one batch. Shown in the app, sent to
//! nobody: a reminder (`progress::remind`) goes out, an announcement is there to be read.

use domain::audit::Action;
use domain::{BatchId, Duration, Permission, Subject, Timestamp};
pub use store::{AnnouncedText, Announcement};
use uuid::Uuid;

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::lines;
use crate::service::App;
use crate::trace;

/// The longest title, characters.
pub const LONGEST_TITLE: usize = 40;

/// The longest text, characters.
pub const LONGEST_TEXT: usize = 1_000;

/// The longest time that one is shown.
const LONGEST: Duration = Duration::from_days(366);

/// Staff see those that ended within as long.
const LOOKED_BACK: Duration = Duration::from_days(90);

/// How many are listed.
const LISTED: u64 = 100;

/// What is to be announced.
#[derive(Debug, Clone)]
pub struct NewAnnouncement {
    /// To the students of one batch alone.
    pub batch: Option<BatchId>,
    /// In Chinese.
    pub zh: AnnouncedText,
    /// In English.
    pub en: Option<AnnouncedText>,
    /// From when it is shown; now, if that is past.
    pub from: Timestamp,
    /// Until when it is shown.
    pub until: Timestamp,
}

/// Announces something to the students of the caller's centre.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::NotFound`] for a batch that is not the centre's; [`Failure::Invalid`] for empty
/// or long texts, and for an end that is past, before the beginning, or more than a year away.
pub async fn publish(
    app: &App,
    caller: &Caller,
    new: NewAnnouncement,
) -> Result<Announcement, Failure> {
    let centre = caller.staff()?.centre;
    caller.check_centre(Permission::ManageBatches, centre)?;
    if let Some(batch) = new.batch {
        let batch = app.store().batches().find(batch).await?.or_not_found()?;
        (batch.centre == centre).then_some(()).or_not_found()?;
    }
    let now = app.now();
    let announcement = Announcement {
        id: app.new_id(),
        centre,
        batch: new.batch,
        zh: checked(&new.zh)?,
        en: new.en.as_ref().map(checked).transpose()?,
        from: new.from.max(now),
        until: new.until,
        by: caller.actor(),
        withdrawn_at: None,
    };
    if new.until <= announcement.from || new.until > now + LONGEST {
        return Err(Failure::Invalid {
            field: "until",
            expected: "an end after the beginning, within a year".to_owned(),
        });
    }
    let work = app.store().begin().await?;
    work.announcements().insert(&announcement).await?;
    note(app, caller, &work, &announcement, &Action::Announce);
    work.commit().await?;
    Ok(announcement)
}

fn checked(text: &AnnouncedText) -> Result<AnnouncedText, Failure> {
    Ok(AnnouncedText {
        title: lines::checked("title", &text.title, LONGEST_TITLE)?,
        text: lines::checked("text", &text.text, LONGEST_TEXT)?,
    })
}

/// Takes an announcement back before its end; one that is taken back already stays so.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::NotFound`] for one that is not the centre's.
pub async fn withdraw(app: &App, caller: &Caller, id: Uuid) -> Result<Announcement, Failure> {
    let centre = caller.staff()?.centre;
    caller.check_centre(Permission::ManageBatches, centre)?;
    let work = app.store().begin().await?;
    let found = work.announcements().find(id).await?;
    let found = found
        .filter(|found| found.centre == centre)
        .or_not_found()?;
    if found.withdrawn_at.is_some() {
        return Ok(found);
    }
    let after = Announcement {
        withdrawn_at: Some(app.now()),
        ..found
    };
    work.announcements().put(&after).await?;
    note(app, caller, &work, &after, &Action::WithdrawAnnouncement);
    work.commit().await?;
    Ok(after)
}

fn note(app: &App, caller: &Caller, work: &store::Work, of: &Announcement, action: &Action) {
    let subject = of.batch.map_or(Subject::Centre(of.centre), Subject::Batch);
    trace::note(app, work, caller, of.centre, (action, subject));
}

/// Those of the caller's centre that are to come, are shown, or ended lately, the newest first.
///
/// # Errors
/// [`Failure::NotAllowed`].
pub async fn list(app: &App, caller: &Caller) -> Result<Vec<Announcement>, Failure> {
    let centre = caller.staff()?.centre;
    caller.check_centre(Permission::ManageBatches, centre)?;
    let since = app.now() - LOOKED_BACK;
    let announcements = app.store().announcements();
    Ok(announcements.list(&[centre], since, LISTED).await?)
}

/// Those that are shown to a student now: of the centres and batches of the student's degrees, the newest first.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody else.
pub async fn shown(app: &App, caller: &Caller) -> Result<Vec<Announcement>, Failure> {
    let student = caller.student()?;
    let degrees = app.store().degrees().list_of_account(student).await?;
    let mut centres: Vec<_> = degrees.iter().map(|degree| degree.centre).collect();
    centres.sort_unstable();
    centres.dedup();
    let now = app.now();
    let mut shown = app
        .store()
        .announcements()
        .list(&centres, now, LISTED)
        .await?;
    shown.retain(|announcement| {
        let is_own = |batch: BatchId| degrees.iter().any(|degree| degree.batch == batch);
        announcement.is_shown(now) && announcement.batch.is_none_or(is_own)
    });
    Ok(shown)
}
