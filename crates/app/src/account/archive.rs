//! The archive of a student's own data: asked for, packed by a job, given out by a link for some days. One
//! per account, so that nobody makes the service pack the same pictures again and again.

use domain::audit::Action;
use domain::{AccountId, BlobKey, Duration, Subject, Timestamp};
use store::{StoredArchive, StoredExport, Work};
use vault::{ContentType, Link};

use super::pack::PackExport;
use crate::caller::Caller;
use crate::capture::drop_objects;
use crate::failure::Failure;
use crate::jobs::enqueue;
use crate::network;
use crate::service::App;
use crate::trace::Trace;

/// Archives that one student may ask for within a day.
const EXPORTS_PER_DAY: u32 = 5;

const DAY: Duration = Duration::from_days(1);

/// Ended archives that are dropped in one transaction.
const AT_ONCE: u64 = 50;

/// The archive of the caller's own data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportView {
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// The archive; none while it is packed.
    pub ready: Option<ReadyExport>,
}

/// An archive that can be fetched. Shows no link in `Debug`: it opens the archive.
#[derive(Clone, PartialEq, Eq)]
pub struct ReadyExport {
    /// Link to it, for the caller's sessions alone.
    pub link: String,
    /// Until when the link works; a new look gives a new one.
    pub link_expires_at: Timestamp,
    /// Length of the archive in bytes.
    pub length_bytes: u64,
    /// When it was packed.
    pub ready_at: Timestamp,
    /// When the archive is deleted.
    pub ends_at: Timestamp,
}

impl std::fmt::Debug for ReadyExport {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut ready = formatter.debug_struct("ReadyExport");
        ready.field("ends_at", &self.ends_at);
        ready.finish_non_exhaustive()
    }
}

/// Asks for a new archive of the caller's own data. While one is packed, that one is the answer; one that
/// is there is packed anew.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student; [`Failure::TooMany`] after five within a day.
pub async fn request_export(app: &App, caller: &Caller) -> Result<ExportView, Failure> {
    let account = caller.student()?;
    let now = app.now();
    let work = app.store().begin().await?;
    let before = work.account_exports().find(account).await?;
    if let Some(packed) = before.filter(|export| export.archive.is_none()) {
        return Ok(view(app, caller, packed));
    }
    let bucket = format!("exports:{account}");
    network::count(&work, &bucket, DAY, 1, EXPORTS_PER_DAY, now).await?;
    let former = work.account_exports().delete(account).await?;
    // Another request came first where this writes nothing: then its archive is the answer as well.
    if work.account_exports().request(account, now).await? {
        enqueue(app, &work, &PackExport { account }, now).await?;
        let subject = Subject::Account(account);
        let trace = Trace::new(app, caller, &Action::ExportAccount, subject, now);
        work.audit().append(trace.event());
    }
    work.commit().await?;
    drop_objects(app, former.as_slice()).await;
    Ok(ExportView {
        requested_at: now,
        ready: None,
    })
}

/// The archive that the caller asked for last; none where there is none any more.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student.
pub async fn read_export(app: &App, caller: &Caller) -> Result<Option<ExportView>, Failure> {
    let account = caller.student()?;
    let export = app.store().account_exports().find(account).await?;
    let now = app.now();
    let current = export.filter(|export| {
        let archive = export.archive.as_ref();
        archive.is_none_or(|archive| now < archive.ends_at)
    });
    Ok(current.map(|export| view(app, caller, export)))
}

fn view(app: &App, caller: &Caller, export: StoredExport) -> ExportView {
    let ready = export.archive.map(|archive| ready(app, caller, archive));
    ExportView {
        requested_at: export.requested_at,
        ready,
    }
}

fn ready(app: &App, caller: &Caller, archive: StoredArchive) -> ReadyExport {
    let minutes = Duration::from_minutes(app.settings().link_minutes);
    let link_expires_at = archive.ends_at.min(app.now() + minutes);
    let link = Link {
        blob: archive.blob,
        content_type: ContentType::Zip,
        viewer: caller.actor(),
        expires_at: link_expires_at,
    };
    ReadyExport {
        link: app.vault().sign_link(&link),
        link_expires_at,
        length_bytes: archive.length_bytes,
        ready_at: archive.ready_at,
        ends_at: archive.ends_at,
    }
}

/// Drops the archive of an account, in the transaction that erases what is in it; the object is to be
/// deleted after the commit.
///
/// # Errors
/// [`Failure::Unavailable`].
pub(crate) async fn forget_export(
    work: &Work,
    account: AccountId,
) -> Result<Option<BlobKey>, Failure> {
    Ok(work.account_exports().delete(account).await?)
}

/// Deletes archives whose days are over.
///
/// # Errors
/// [`Failure::Unavailable`].
pub(crate) async fn drop_ended_exports(app: &App) -> Result<(), Failure> {
    let now = app.now();
    loop {
        let work = app.store().begin().await?;
        let ended = work.account_exports().list_ended(now, AT_ONCE).await?;
        if ended.is_empty() {
            return Ok(());
        }
        let mut objects = Vec::new();
        for account in ended {
            objects.extend(work.account_exports().delete(account).await?);
        }
        work.commit().await?;
        drop_objects(app, &objects).await;
    }
}
