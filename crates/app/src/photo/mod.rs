//! Photos after their upload: checked by a job, read, confirmed. The upload itself is in `capture`,
//! submitting in `submission`.

mod assess;
mod camera_claim;
mod confirm;
mod forget;
mod judge_again;
mod judgement;
mod links;
mod open_file;
mod read;
mod same_shot;
mod try_out;
mod view;
mod views;
mod wait;
mod waiting;

use domain::{Degree, Permission, Photo, PhotoId};
use store::Reads;
use store::repository::Photos;

use crate::caller::Caller;
use crate::degree;
use crate::failure::{Failure, Found};

pub(crate) use assess::{AssessPhoto, portrait_of};
pub use confirm::confirm;
pub(crate) use forget::{Forgotten, end_originals, forget_photos};
pub(crate) use judge_again::{JudgeAgain, NotAgain, said_again};
pub use judgement::{CAMERA_CLAIM, NEW_SHOT, StoredJudgement, StoredVerdict, only_reminds};
pub use links::{PhotoLinks, links};
pub(crate) use links::{format_of, links_of};
pub use open_file::{FileReader, OpenedFile, OpenedParts, open_file, open_parts, open_view};
pub(crate) use read::show;
pub use read::{PhotoView, list, read};
pub(crate) use same_shot::{compare, fingerprint};
pub use try_out::{Trial, TrialTask, TriedPhoto, try_out};
pub(crate) use views::Views;
pub use wait::wait;
pub(crate) use waiting::Waiting;

/// A photo and its degree, for the student whose it is and for staff whom `permission` reaches.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
async fn find(
    reads: &impl Reads,
    caller: &Caller,
    permission: Permission,
    id: PhotoId,
) -> Result<(Photo, Degree), Failure> {
    let photo = Photos::of(reads).find(id).await?.or_not_found()?;
    let degree = degree::find(reads, caller, permission, photo.degree).await?;
    if let Caller::Student(account) = caller
        && *account != photo.account
    {
        return Err(Failure::NotFound);
    }
    Ok((photo, degree))
}
