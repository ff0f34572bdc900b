//! Data discs 数据光盘 for schools: asked for, approved by a second person, planned and written by a job into the vault, fetched
//! volume by volume. What is on a disc and how it is written is in the crate `disc`.

mod decide;
mod fetch;
mod forget;
mod items;
mod list;
mod make;
mod passphrase;
mod propose;
mod write;

use domain::{DataDisc, DataDiscId, Permission};
use store::Reads;
use store::repository::DataDiscs;

use crate::caller::Caller;
use crate::failure::{Failure, Found};

pub use decide::{approve, decline, drop_disc};
pub use fetch::{DiscLink, fetch};
pub(crate) use forget::{drop_ended_files, forget};
pub use list::{DiscView, list};
pub(crate) use make::MakeDisc;
pub use passphrase::reveal_passphrase;
pub use propose::{DiscPreview, DiscWish, preview, propose};

/// Submissions that are looked at together.
const PAGE: u32 = 200;

/// A disc of the caller's centre.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
async fn find(
    reads: &impl Reads,
    caller: &Caller,
    permission: Permission,
    id: DataDiscId,
) -> Result<DataDisc, Failure> {
    let disc = DataDiscs::of(reads).find(id).await?.or_not_found()?;
    caller.check_centre(permission, disc.centre)?;
    Ok(disc)
}
