//! Deletes photos that are no longer needed, and originals whose portrait stays.

use std::collections::HashSet;

use domain::{BlobKey, PhotoId, Submission, Timestamp};
use store::{Advance, Work};

use crate::failure::Failure;

/// Photos that were deleted.
#[derive(Debug, Default)]
pub(crate) struct Forgotten {
    /// How many they were.
    pub(crate) photos: u32,
    /// Their objects, which may be deleted once the transaction is committed.
    pub(crate) objects: Vec<BlobKey>,
}

/// Forgets the photos of a submission's degree but those that another submission of it needs.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn forget_photos(work: &Work, of: &Submission) -> Result<Forgotten, Failure> {
    let submissions = work.submissions().list_of_account(of.account).await?;
    let needed: HashSet<PhotoId> = submissions
        .iter()
        .filter(|other| other.degree == of.degree && other.id != of.id)
        .filter_map(|other| other.state.photo())
        .collect();
    let mut forgotten = Forgotten::default();
    for photo in work.photos().list_of_degree(of.degree).await? {
        if !needed.contains(&photo.id) {
            let objects = work.photos().forget(photo.id).await?;
            forgotten.objects.extend(objects);
            forgotten.photos += 1;
        }
    }
    Ok(forgotten)
}

/// Deletes the originals of a submission's degree; portraits and findings stay. One that changes at the same
/// time is left to the next run.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn end_originals(
    work: &Work,
    of: &Submission,
    now: Timestamp,
) -> Result<Vec<BlobKey>, Failure> {
    let mut objects = Vec::new();
    for before in work.photos().list_of_degree(of.degree).await? {
        let Some(after) = before.clone().end_original(now) else {
            continue;
        };
        if work.photos().advance(&before, &after).await? == Advance::Done {
            objects.push(before.original.blob);
        }
    }
    Ok(objects)
}
