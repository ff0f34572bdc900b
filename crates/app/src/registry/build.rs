//! The job that writes the file of an approved package into the vault. First every record is looked at again: who withdrew
//! the consent meanwhile, or whose photo was replaced, is left out, and the others get their serial numbers and the sums of
//! their portraits. Then the archive follows from that alone, so that a job that is broken off writes the same
//! bytes again. One portrait is in memory at a time.

use std::collections::HashMap;

use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use disc::FileFacts;
use disc::registry::{Package, PackageWriter, Record};
use domain::audit::Action;
use domain::{
    BlobKey, ContentHash, Degree, PackageArchive, PhotoId, PortraitFacts, RegistryPackage,
    RegistryPackageId, RegistryPackageState, RegistryRecord, RegistryRecordStateName, Subject,
    Submission, SubmissionId, Timestamp,
};
use serde::{Deserialize, Serialize};
use store::{Page, PageRequest, Work};
use time::OffsetDateTime;
use vault::{FieldColumn, FieldPlace, ObjectKind, ObjectWriter, StoredObject};

use super::PAGE;
use super::candidates::{Candidate, Recipient, judge};
use super::unsent::drop_unsent;
use crate::caller::Caller;
use crate::capture::drop_objects;
use crate::failure::{Failure, Won};
use crate::jobs::{Task, Ticket};
use crate::service::App;
use crate::spool::Spool;
use crate::sum::sha256;
use crate::trace::note;

/// Builds a package.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct BuildRegistryPackage {
    /// The package.
    pub(crate) package: RegistryPackageId,
}

#[async_trait]
impl Task for BuildRegistryPackage {
    const KIND: &'static str = "build-registry-package";

    fn key(&self) -> String {
        self.package.to_string()
    }

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let package = app.store().registry_packages().find(self.package).await?;
        let approved = package.and_then(|package| {
            let at = approved_at(&package)?;
            Some((package, at))
        });
        // Given up or built before: nothing to do.
        let Some((package, approved_at)) = approved else {
            return ticket.finish_alone(app).await;
        };
        let placed = place(app, &package).await?;
        if placed.is_empty() {
            let work = app.store().begin().await?;
            drop_unsent(app, &work, &Caller::System, &package).await?;
            ticket.finish(&work).await?;
            return Ok(work.commit().await?);
        }
        let at =
            OffsetDateTime::from_unix_timestamp_nanos(i128::from(approved_at.as_micros()) * 1_000);
        let made_at = at.map_err(Failure::internal)?;
        let content = Package::new(&package.number, made_at, placed).map_err(Failure::internal)?;
        let stored = pack(app, &content).await?;
        finish(app, ticket, &package, (&content, stored)).await
    }
}

const fn approved_at(package: &RegistryPackage) -> Option<Timestamp> {
    match package.state {
        RegistryPackageState::Approved { approved_at, .. } => Some(approved_at),
        _ => None,
    }
}

/// Looks at every record again, page by page; returns those that are sent, in the order of their serial numbers.
async fn place(app: &App, package: &RegistryPackage) -> Result<Vec<Record>, Failure> {
    let waiting = Some(RegistryRecordStateName::Waiting);
    let mut placed: Vec<Record> = Vec::new();
    let mut request = PageRequest::first(PAGE);
    loop {
        let records = app.store().registry_records();
        let page: Page<RegistryRecord> = records
            .list_of_package(package.id, waiting, request)
            .await?;
        let mut candidates = still_fit(app, package, &page.items).await?;
        let work = app.store().begin().await?;
        for before in &page.items {
            let candidate = candidates.remove(&before.submission);
            let candidate = candidate.filter(|candidate| candidate.photo.id == before.photo);
            let portrait = match &candidate {
                Some(candidate) => portrait(app, candidate).await?,
                None => None,
            };
            let (Some(candidate), Some((blob, facts))) = (candidate, portrait) else {
                let after = before.clone().drop_unsent(app.now());
                advance(&work, before, after.map_err(|_| Failure::Stale)?).await?;
                continue;
            };
            let serial = placed.len() as u32 + 1;
            if (before.serial, before.portrait) != (Some(serial), Some(facts)) {
                let after = before.clone().place(serial, facts);
                advance(&work, before, after.map_err(|_| Failure::Stale)?).await?;
            }
            placed.push(record(app, &candidate.degree, &blob, facts)?);
        }
        work.commit().await?;
        let Some(next) = page.next else {
            return Ok(placed);
        };
        request.after = Some(next);
    }
}

async fn advance(
    work: &Work,
    before: &RegistryRecord,
    after: RegistryRecord,
) -> Result<(), Failure> {
    work.registry_records().advance(before, &after).await?.won()
}

/// Those of some records that may still be sent, by submission.
pub(super) async fn still_fit(
    app: &App,
    package: &RegistryPackage,
    records: &[RegistryRecord],
) -> Result<HashMap<SubmissionId, Candidate>, Failure> {
    let ids: Vec<SubmissionId> = records.iter().map(|record| record.submission).collect();
    let submissions: Vec<Submission> = app.store().submissions().list(&ids).await?;
    let judged = judge(
        app.store(),
        package.batch,
        submissions,
        Recipient::RegistryBy(package.id),
    )
    .await?;
    let photos: HashMap<SubmissionId, PhotoId> =
        records.iter().map(|of| (of.submission, of.photo)).collect();
    let fit = judged.into_iter().filter_map(|(id, judged)| {
        let candidate = judged.ok()?;
        (photos.get(&id) == Some(&candidate.photo.id)).then_some((id, candidate))
    });
    Ok(fit.collect())
}

/// The portrait's object, with its length and sum; none where it is not there any more.
async fn portrait(
    app: &App,
    candidate: &Candidate,
) -> Result<Option<(BlobKey, PortraitFacts)>, Failure> {
    let assessment = candidate.photo.assessment();
    let Some(blob) = assessment.and_then(|of| of.portrait.clone()) else {
        return Ok(None);
    };
    let bytes = app.vault().get(&blob).await?;
    Ok(bytes.map(|bytes| {
        let facts = PortraitFacts {
            sha256: ContentHash::from_bytes(sha256(&bytes)),
            length_bytes: bytes.len() as u64,
        };
        (blob, facts)
    }))
}

fn record(
    app: &App,
    degree: &Degree,
    blob: &BlobKey,
    facts: PortraitFacts,
) -> Result<Record, Failure> {
    let details = degree.details();
    let details = details.ok_or_else(|| Failure::internal("a candidate without a code"))?;
    let place = FieldPlace {
        column: FieldColumn::DegreePayload,
        row: degree.id.as_uuid(),
    };
    let payload = app.vault().unseal(place, &details.payload)?;
    Ok(Record {
        key: blob.as_str().to_owned(),
        payload: STANDARD.encode(payload.as_bytes()),
        photo: FileFacts {
            bytes: facts.length_bytes,
            sha256: *facts.sha256.as_bytes(),
        },
    })
}

async fn pack(app: &App, content: &Package) -> Result<StoredObject, Failure> {
    let mut writer = app.vault().writer(ObjectKind::Export).await?;
    match write(app, content, &mut writer).await {
        Ok(()) => Ok(writer.finish().await?),
        Err(failure) => {
            writer.abort().await;
            Err(failure)
        }
    }
}

async fn write(app: &App, content: &Package, out: &mut ObjectWriter) -> Result<(), Failure> {
    let spool = Spool::default();
    let mut archive = PackageWriter::begin(content, spool.clone()).map_err(Failure::internal)?;
    for record in &content.records {
        let blob = BlobKey::new(record.key.as_str()).map_err(Failure::internal)?;
        // Gone since it was placed: the next try leaves it out.
        let bytes = app.vault().get(&blob).await?;
        let bytes = bytes.ok_or_else(|| Failure::internal("a portrait is gone"))?;
        archive.photo(&bytes).map_err(Failure::internal)?;
        out.write(&spool.take()).await?;
    }
    archive.finish().map_err(Failure::internal)?;
    Ok(out.write(&spool.take()).await?)
}

/// Notes the file, unless the package was given up meanwhile.
async fn finish(
    app: &App,
    ticket: Ticket,
    package: &RegistryPackage,
    (content, stored): (&Package, StoredObject),
) -> Result<(), Failure> {
    let archive = PackageArchive {
        blob: Some(stored.key.clone()),
        length_bytes: stored.length_bytes,
        manifest: ContentHash::from_bytes(content.digest().map_err(Failure::internal)?),
        built_at: app.now(),
    };
    let records = content.records.len() as u32;
    let work = app.store().begin().await?;
    let now_there = work.registry_packages().find(package.id).await?;
    let is_wanted = now_there.is_some_and(|there| there.version == package.version);
    if is_wanted {
        let after = package.clone().built(archive, records)?;
        work.registry_packages()
            .advance(package, &after)
            .await?
            .won()?;
        let action = Action::BuildRegistryPackage { records };
        let action = (&action, Subject::RegistryPackage(package.id));
        note(app, &work, &Caller::System, package.centre, action);
    }
    ticket.finish(&work).await?;
    work.commit().await?;
    if !is_wanted {
        drop_objects(app, &[stored.key]).await;
    }
    Ok(())
}
