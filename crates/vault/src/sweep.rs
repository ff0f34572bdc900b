//! Removes objects that no row refers to: leftovers of interrupted uploads, of requests that stored an object
//! and then failed, of rows that were deleted.
//!
//! Objects are written before the rows that refer to them. A sweep therefore keeps young objects: the minimum
//! age has to exceed the time that any request or job takes between the two writes.

use domain::{BlobKey, Timestamp};

use crate::error::{ObjectStoreError, SweepError, VaultError};
use crate::inner::Inner;
use crate::object::ObjectKind;
use crate::objects::INCOMING;

/// Names that the caller is asked about at once.
const PAGE: usize = 500;

/// What a sweep found, in objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SweepReport {
    /// Kept because they are young, without asking whether they are referenced.
    pub young: u64,
    /// Kept because they are referenced.
    pub referenced: u64,
    /// Deleted because they are old and unreferenced.
    pub deleted: u64,
    /// Unfinished uploads that were deleted.
    pub abandoned_uploads: u64,
    /// Left alone because the vault gives no such names.
    pub foreign: u64,
}

pub(crate) async fn sweep<F, E>(
    inner: &Inner,
    older_than: Timestamp,
    is_referenced: F,
) -> Result<SweepReport, SweepError<E>>
where
    F: AsyncFn(&[BlobKey]) -> Result<Vec<bool>, E>,
{
    let mut report = SweepReport::default();
    for kind in ObjectKind::ALL.iter().copied() {
        let prefix = format!("{}/", kind.name());
        let mut list = inner.objects.list(&prefix).await.map_err(stopped)?;
        let mut more = true;
        while more {
            let mut page = Vec::with_capacity(PAGE);
            while more && page.len() < PAGE {
                match list.next().await.map_err(stopped)? {
                    None => more = false,
                    Some(listed) => match sound_name(listed.name) {
                        None => report.foreign += 1,
                        Some(_) if listed.modified_at >= older_than => report.young += 1,
                        Some(key) => page.push(key),
                    },
                }
            }
            sweep_page(inner, older_than, &is_referenced, &page, &mut report).await?;
        }
    }
    let removed = remove_abandoned(inner, older_than).await;
    report.abandoned_uploads = removed.map_err(stopped)?;
    Ok(report)
}

async fn sweep_page<F, E>(
    inner: &Inner,
    older_than: Timestamp,
    is_referenced: &F,
    page: &[BlobKey],
    report: &mut SweepReport,
) -> Result<(), SweepError<E>>
where
    F: AsyncFn(&[BlobKey]) -> Result<Vec<bool>, E>,
{
    if page.is_empty() {
        return Ok(());
    }
    let answers = is_referenced(page).await.map_err(SweepError::References)?;
    if answers.len() != page.len() {
        return Err(SweepError::Miscounted {
            asked: page.len(),
            answered: answers.len(),
        });
    }
    for (key, referenced) in page.iter().zip(answers) {
        if referenced {
            report.referenced += 1;
            continue;
        }
        // Since it was listed, the same content may have been stored again, and a row may refer to
        // it by now. Then it is young, and stays.
        let _turn = inner.turns.take(key.as_str()).await;
        let modified_at = inner.objects.modified_at(key.as_str()).await;
        match modified_at.map_err(stopped)? {
            Some(modified_at) if modified_at >= older_than => report.young += 1,
            _ => {
                let deleted = inner.objects.delete(key.as_str()).await;
                deleted.map_err(stopped)?;
                report.deleted += 1;
            }
        }
    }
    Ok(())
}

async fn remove_abandoned(inner: &Inner, older_than: Timestamp) -> Result<u64, ObjectStoreError> {
    let mut removed = 0;
    let mut list = inner.objects.list(INCOMING).await?;
    while let Some(listed) = list.next().await? {
        if listed.modified_at < older_than {
            inner.objects.delete(&listed.name).await?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// The name, if it is one of the vault's.
pub(crate) fn sound_name(name: String) -> Option<BlobKey> {
    let key = BlobKey::new(name).ok()?;
    ObjectKind::of(&key).is_some().then_some(key)
}

fn stopped<E>(failure: ObjectStoreError) -> SweepError<E> {
    SweepError::Vault(VaultError::from(failure))
}
