//! The job that makes an approved disc. The plan, with the names, lengths and sums of all files, is stored first; then one
//! volume after the other is written into the vault and noted. A job that is broken off goes on with the volume that was not
//! noted, from the same plan.

use std::sync::Arc;

use async_trait::async_trait;
use disc::{Medium, Plan};
use domain::audit::Action;
use domain::{
    BlobKey, DataDisc, DataDiscId, DataDiscState, DiscForm, DiscVolume, Subject, Timestamp,
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use tokio::task::spawn_blocking;
use vault::ObjectKind;

use super::items::{fields, gather, items};
use super::write::write_volume;
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::jobs::{Task, Ticket};
use crate::service::App;
use crate::trace::note;

/// Makes a disc.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct MakeDisc {
    /// The disc.
    pub(crate) disc: DataDiscId,
}

#[async_trait]
impl Task for MakeDisc {
    const KIND: &'static str = "make-disc";

    fn key(&self) -> String {
        self.disc.to_string()
    }

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        loop {
            let found = app.store().data_discs().find(self.disc).await?;
            let Some(before) = found else {
                return ticket.finish_alone(app).await;
            };
            match before.state.clone() {
                DataDiscState::Approved { approved_at, .. } => {
                    plan(app, &before, approved_at).await?;
                }
                DataDiscState::Making { plan, volumes, .. } => {
                    let next = volumes.len() as u32 + 1;
                    if volume(app, &ticket, &before, (&plan, next)).await? {
                        return Ok(());
                    }
                }
                // Given up, or made before.
                _ => return ticket.finish_alone(app).await,
            }
        }
    }
}

/// Plans the disc; gives it up where nothing may go on it any more.
async fn plan(app: &App, before: &DataDisc, approved_at: Timestamp) -> Result<(), Failure> {
    let gathered = gather(app.store(), before.batch, before.school).await?;
    let items = items(app, &gathered.candidates).await?;
    let portraits = items.len() as u32;
    let after = if items.is_empty() {
        before.clone().drop_disc(app.now())?
    } else {
        let batch = app.store().batches().find(before.batch).await?;
        let school = app.store().schools().find(before.school).await?;
        let (batch, school) = (batch.or_not_found()?, school.or_not_found()?);
        let title = format!("{} · {}", school.name, batch.plan.name);
        let label = format!("PHOTOS{}", school.code);
        let at = i128::from(approved_at.as_micros()) * 1_000;
        let made_at = OffsetDateTime::from_unix_timestamp_nanos(at).map_err(Failure::internal)?;
        let (medium, template) = (medium(before.form), before.template.clone());
        let planned = spawn_blocking(move || {
            let template = (template.as_str(), medium);
            let plan = Plan::new(
                &title,
                &label,
                made_at,
                fields(),
                template,
                items.into_iter(),
            );
            plan.map(|plan| serde_json::to_vec(&plan))
        });
        let planned = planned.await.map_err(Failure::internal)?;
        let bytes = planned
            .map_err(Failure::internal)?
            .map_err(Failure::internal)?;
        let stored = app.vault().put(ObjectKind::Export, &bytes).await?;
        before.clone().planned(stored.key, portraits)?
    };
    let work = app.store().begin().await?;
    work.data_discs().advance(before, &after).await?.won()?;
    Ok(work.commit().await?)
}

const fn medium(form: DiscForm) -> Medium {
    match form {
        DiscForm::Cd => Medium::Cd,
        DiscForm::Dvd => Medium::Dvd,
        // One archive, however large; the number still fits into a floating-point number.
        DiscForm::Zip | DiscForm::EncryptedZip => Medium::Bytes(1 << 50),
    }
}

/// The plan of a disc.
pub(super) async fn read_plan(app: &App, plan: &BlobKey) -> Result<Plan, Failure> {
    let bytes = app.vault().get(plan).await?;
    let bytes = bytes.ok_or_else(|| Failure::internal("the plan of a disc is gone"))?;
    let read = spawn_blocking(move || serde_json::from_slice(&bytes));
    let read = read.await.map_err(Failure::internal)?;
    read.map_err(Failure::internal)
}

/// Writes the next volume; whether it was the last one, with which the job is finished.
async fn volume(
    app: &App,
    ticket: &Ticket,
    before: &DataDisc,
    (plan, number): (&BlobKey, u32),
) -> Result<bool, Failure> {
    let plan = Arc::new(read_plan(app, plan).await?);
    let portraits = plan.volumes.get(number as usize - 1);
    let portraits = portraits.map_or(0, |volume| volume.files.len() as u32);
    let is_last = plan.volumes.len() as u32 == number;
    let stored = write_volume(app, before, plan, number).await?;
    let volume = DiscVolume {
        blob: Some(stored.key),
        length_bytes: stored.length_bytes,
        sha256: stored.hash,
        portraits,
    };
    let after = before.clone().written(volume, is_last, app.now())?;
    let work = app.store().begin().await?;
    work.data_discs().advance(before, &after).await?.won()?;
    if is_last {
        let action = Action::MakeDisc {
            portraits: after.portraits,
        };
        let action = (&action, Subject::DataDisc(after.id));
        note(app, &work, &Caller::System, after.centre, action);
        ticket.finish(&work).await?;
    }
    work.commit().await?;
    Ok(is_last)
}
