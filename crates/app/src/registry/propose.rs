//! Proposes a package of a batch to a second person; what goes into it, and what is left out and why, can be seen before.

use std::collections::BTreeMap;

use domain::audit::Action;
use domain::{
    Batch, BatchId, NewRegistryPackage, NewRegistryRecord, Permission, RegistryPackage,
    RegistryPackageId, RegistryRecord, RegistryRecordId, Subject,
};
use store::repository::{Batches, Submissions};
use store::{PageRequest, Reads};

use super::candidates::{Candidate, LeftOut, Recipient, judge};
use super::{MAX_RECORDS, PAGE};
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::refusal::RegistryRefusal;
use crate::service::App;
use crate::trace::note;

/// What a package of a batch would hold now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackagePreview {
    /// Portraits that would go into it.
    pub records: u32,
    /// Submissions that would not, by reason; reasons without any are left out.
    pub left_out: BTreeMap<LeftOut, u32>,
}

/// Says what a package of a batch would hold.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn preview(
    app: &App,
    caller: &Caller,
    batch: BatchId,
) -> Result<PackagePreview, Failure> {
    let batch = reach(app.store(), caller, batch).await?;
    let (candidates, left_out) = gather(app.store(), batch.id).await?;
    Ok(PackagePreview {
        records: candidates.len() as u32,
        left_out,
    })
}

/// Proposes a package with everything that may go into it now.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`RegistryRefusal::NothingToSend`]; [`Failure::Stale`] when another
/// package of the same portraits was faster.
pub async fn propose(
    app: &App,
    caller: &Caller,
    batch: BatchId,
) -> Result<RegistryPackage, Failure> {
    let by = caller.staff()?.id;
    let now = app.now();
    let work = app.store().begin().await?;
    let batch = reach(&work, caller, batch).await?;
    let (candidates, _) = gather(&work, batch.id).await?;
    if candidates.is_empty() {
        return Err(RegistryRefusal::NothingToSend.into());
    }
    let new = NewRegistryPackage {
        id: RegistryPackageId::from_uuid(app.new_id()),
        centre: batch.centre,
        batch: batch.id,
        records: candidates.len() as u32,
        by,
    };
    let package = RegistryPackage::propose(new, now);
    work.registry_packages().insert(&package).await?;
    let records: Vec<RegistryRecord> = candidates
        .iter()
        .map(|candidate| record(app, &package, candidate))
        .collect();
    work.registry_records().insert_all(&records).await?;
    let action = Action::ProposeRegistryPackage {
        batch: batch.id,
        records: package.records,
    };
    let subject = Subject::RegistryPackage(package.id);
    note(app, &work, caller, package.centre, (&action, subject));
    work.commit().await?;
    Ok(package)
}

async fn reach(reads: &impl Reads, caller: &Caller, batch: BatchId) -> Result<Batch, Failure> {
    let batch = Batches::of(reads).find(batch).await?.or_not_found()?;
    caller.check_centre(Permission::HandOver, batch.centre)?;
    Ok(batch)
}

/// Everything that may go into a package, oldest submissions first, and how many are left out.
async fn gather(
    reads: &impl Reads,
    batch: BatchId,
) -> Result<(Vec<Candidate>, BTreeMap<LeftOut, u32>), Failure> {
    let mut candidates = Vec::new();
    let mut left_out = BTreeMap::new();
    let mut request = PageRequest::first(PAGE);
    loop {
        let page = Submissions::of(reads).list_of_batch(batch, request).await?;
        for (_, judged) in judge(reads, batch, page.items, Recipient::Registry).await? {
            let judged = judged.and_then(|candidate| {
                let has_room = candidates.len() < MAX_RECORDS;
                has_room.then_some(candidate).ok_or(LeftOut::NextPackage)
            });
            match judged {
                Ok(candidate) => candidates.push(candidate),
                Err(reason) => *left_out.entry(reason).or_insert(0) += 1,
            }
        }
        let Some(next) = page.next else {
            return Ok((candidates, left_out));
        };
        request.after = Some(next);
    }
}

fn record(app: &App, package: &RegistryPackage, candidate: &Candidate) -> RegistryRecord {
    let submission = &candidate.submission;
    RegistryRecord::propose(NewRegistryRecord {
        id: RegistryRecordId::from_uuid(app.new_id()),
        centre: package.centre,
        package: package.id,
        batch: submission.batch,
        submission: submission.id,
        degree: submission.degree,
        account: submission.account,
        photo: candidate.photo.id,
    })
}
