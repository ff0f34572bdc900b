//! Handing portraits over to the registry 学信网: a package of a batch is proposed, approved by a second person, built by a
//! job, fetched and sent, and the registry's answers are read in. The format is in the crate `disc`; an adapter for
//! an interface of the registry would take the place of fetching and sending.

mod answers;
mod apply;
mod build;
mod candidates;
mod decide;
mod fetch;
mod forget;
mod list;
mod notify;
mod progress;
mod propose;
mod sheet;
mod unsent;

use domain::{Permission, RegistryPackage, RegistryPackageId};
use store::Reads;
use store::repository::RegistryPackages;

use crate::caller::Caller;
use crate::failure::{Failure, Found};

pub use answers::{AnswerCounts, AnswersPreview, answers_limit, preview_answers};
pub use apply::import_answers;
pub(crate) use build::BuildRegistryPackage;
pub use candidates::LeftOut;
pub(crate) use candidates::{Candidate, Recipient, judge};
pub use decide::{approve, decline, drop_package};
pub use fetch::{PackageLink, fetch, note_sent};
pub(crate) use forget::{drop_ended_files, forget};
pub use list::{PackageCounts, PackageView, RecordView, list, list_records, read};
pub(crate) use notify::NotifyRegistryAnswers;
pub(crate) use progress::progress;
pub use progress::{RegistryProgress, RegistryStep};
pub use propose::{PackagePreview, preview, propose};
pub use sheet::{SheetForm, refused_sheet};

/// Submissions that are looked at together.
const PAGE: u32 = 200;

/// Portraits of one package; the rest of a batch goes into the next one.
const MAX_RECORDS: usize = 10_000;

/// A package of the caller's centre.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
async fn find(
    reads: &impl Reads,
    caller: &Caller,
    permission: Permission,
    id: RegistryPackageId,
) -> Result<RegistryPackage, Failure> {
    let package = RegistryPackages::of(reads).find(id).await?.or_not_found()?;
    caller.check_centre(permission, package.centre)?;
    Ok(package)
}
