//! The picture of a collection code that somebody claims a degree with, kept for staff who decide the
//! dispute: sealed in the vault, shown to those of the centre who release degrees, each look on record,
//! deleted a month after the decision. The picture of the holder was not kept when nobody disputed it.

use bytes::Bytes;
use domain::audit::Action;
use domain::{AccountId, BlobKey, DegreeId, Duration, Permission, Subject, Timestamp};
use store::{DisputeEvidence, Work};
use vault::{ContentType, Link, ObjectKind};

use super::find::find;
use crate::caller::Caller;
use crate::capture::drop_objects;
use crate::failure::{Failure, Found};
use crate::service::App;
use crate::trace::Trace;

/// A claim that nobody decides ends after as long; the picture with it at the latest, and a month later.
const UNDECIDED: Duration = Duration::from_days(62);

/// How long the picture is kept once the dispute is decided: the one who lost it may complain.
const AFTER_DECISION: Duration = Duration::from_days(31);

/// Pictures that are dropped in one transaction.
const AT_ONCE: u64 = 50;

/// A link to the picture of a code. Shows nothing in `Debug`: it opens the picture.
#[derive(Clone, PartialEq, Eq)]
pub struct EvidenceLink {
    /// The link, for the one it was made for.
    pub link: String,
    /// Until when it works.
    pub expires_at: Timestamp,
    /// When the picture was handed in.
    pub kept_at: Timestamp,
}

impl std::fmt::Debug for EvidenceLink {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut link = formatter.debug_struct("EvidenceLink");
        link.field("expires_at", &self.expires_at);
        link.finish_non_exhaustive()
    }
}

/// Keeps the picture that a degree is claimed with.
///
/// # Errors
/// [`Failure::Unavailable`] when database or objects do not answer.
pub(super) async fn keep(
    app: &App,
    account: AccountId,
    degree: DegreeId,
    picture: &Bytes,
) -> Result<(), Failure> {
    let stored = app.vault().put(ObjectKind::Evidence, picture).await?;
    let now = app.now();
    let work = app.store().begin().await?;
    let evidence = DisputeEvidence {
        degree,
        account,
        blob: stored.key,
        content_type: kind(picture).mime().to_owned(),
        kept_at: now,
        ends_at: now + UNDECIDED,
    };
    work.evidence().insert(&evidence).await?;
    Ok(work.commit().await?)
}

/// What the picture is, by how its bytes begin; a code was read in it, so it is a picture of a kind that is
/// decoded.
fn kind(picture: &[u8]) -> ContentType {
    match picture {
        [0xff, 0xd8, 0xff, ..] => ContentType::Jpeg,
        [0x89, b'P', b'N', b'G', ..] => ContentType::Png,
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => ContentType::WebP,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => ContentType::Heic,
        _ => ContentType::Octets,
    }
}

/// A link to the picture that a degree is, or was, claimed with; the look is logged.
///
/// # Errors
/// [`Failure::NotFound`] for another centre's degree and where no picture is kept;
/// [`Failure::NotAllowed`].
pub async fn view_evidence(
    app: &App,
    caller: &Caller,
    degree: DegreeId,
) -> Result<EvidenceLink, Failure> {
    caller.staff()?;
    let work = app.store().begin().await?;
    let degree = find(&work, caller, Permission::ReleaseDegrees, degree).await?;
    let now = app.now();
    let evidence = work.evidence().find(degree.id).await?;
    let evidence = evidence.filter(|evidence| now < evidence.ends_at);
    let evidence = evidence.or_not_found()?;
    let subject = Subject::Degree(degree.id);
    let trace = Trace::new(app, caller, &Action::ViewEvidence, subject, now);
    work.audit().append(trace.of(degree.centre).event());
    work.commit().await?;
    let content_type = ContentType::ALL.iter().copied();
    let content_type = content_type
        .into_iter()
        .find(|known| known.mime() == evidence.content_type);
    let expires_at = now + Duration::from_minutes(app.settings().link_minutes);
    let link = app.vault().sign_link(&Link {
        blob: evidence.blob,
        content_type: content_type.unwrap_or(ContentType::Octets),
        viewer: caller.actor(),
        expires_at,
    });
    Ok(EvidenceLink {
        link,
        expires_at,
        kept_at: evidence.kept_at,
    })
}

/// The dispute about a degree is decided: its picture ends some time later.
///
/// # Errors
/// [`Failure::Unavailable`].
pub(super) async fn end(work: &Work, degree: DegreeId, now: Timestamp) -> Result<(), Failure> {
    Ok(work.evidence().end(degree, now + AFTER_DECISION).await?)
}

/// Drops the pictures of an account, in the transaction that erases it; the objects are to be deleted after
/// the commit.
///
/// # Errors
/// [`Failure::Unavailable`].
pub(crate) async fn forget_evidence(
    work: &Work,
    account: AccountId,
) -> Result<Vec<BlobKey>, Failure> {
    let mut objects = Vec::new();
    for degree in work.evidence().list_of_account(account).await? {
        objects.extend(work.evidence().delete(degree).await?);
    }
    Ok(objects)
}

/// Deletes pictures whose time is over.
///
/// # Errors
/// [`Failure::Unavailable`].
pub(crate) async fn drop_ended_evidence(app: &App) -> Result<(), Failure> {
    let now = app.now();
    loop {
        let work = app.store().begin().await?;
        let ended = work.evidence().list_ended(now, AT_ONCE).await?;
        if ended.is_empty() {
            return Ok(());
        }
        let mut objects = Vec::new();
        for degree in ended {
            objects.extend(work.evidence().delete(degree).await?);
        }
        work.commit().await?;
        drop_objects(app, &objects).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_what_its_bytes_begin_with() {
        assert_eq!(kind(&[0xff, 0xd8, 0xff, 0xe0]), ContentType::Jpeg);
        assert_eq!(kind(b"\x89PNG\r\n"), ContentType::Png);
        assert_eq!(kind(b"RIFF\0\0\0\0WEBPVP8 "), ContentType::WebP);
        assert_eq!(kind(b"\0\0\0\x18ftypheic"), ContentType::Heic);
        assert_eq!(kind(b"<svg onload=x>"), ContentType::Octets);
    }
}
