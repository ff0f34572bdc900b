//! Deletes photos that are no longer needed.

use std::collections::HashSet;

use domain::{PhotoId, Submission};
use store::Work;

use crate::failure::Failure;

/// Forgets the photos of a submission's degree but those that another submission of it needs; says
/// how many. Their objects are swept away once nothing refers to them.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
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
