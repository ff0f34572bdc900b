//! Takes a volume of a disc out. It is asked once more whether everybody on the disc still may be handed over: a
//! consent can end between the making and the fetching.

use std::collections::HashMap;

use disc::Plan;
use domain::audit::Action;
use domain::{
    BlobKey, DataDisc, DataDiscId, DataDiscRefusal, Denied, Duration, Permission, Subject,
    Submission, SubmissionId, Timestamp,
};
use vault::{ContentType, Link};

use super::make::read_plan;
use super::write::blob_of;
use super::{PAGE, find};
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::refusal::DiscRefusal;
use crate::registry::{Recipient, judge};
use crate::service::App;
use crate::trace::note;

/// How long a link to a volume works: a browser goes on from the address that it has, and a DVD takes an hour on a
/// school's line (ADR 66).
const LINK_KEPT: Duration = Duration::from_hours(6);

/// Where a volume can be fetched. Shows no link in `Debug`: it opens the file.
#[derive(Clone, PartialEq, Eq)]
pub struct DiscLink {
    /// Link to it, for the caller's sessions alone.
    pub link: String,
    /// Until when the link works.
    pub expires_at: Timestamp,
    /// Length of the file in bytes.
    pub length_bytes: u64,
}

impl std::fmt::Debug for DiscLink {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut link = formatter.debug_struct("DiscLink");
        link.field("expires_at", &self.expires_at);
        link.finish_non_exhaustive()
    }
}

/// Takes the volume with this number, from 1, out, by a link that works for hours.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`] without [`Permission::HandOver`]; refusals of the disc;
/// [`DiscRefusal::Outdated`] where somebody on it may not be handed over any more.
pub async fn fetch(
    app: &App,
    caller: &Caller,
    id: DataDiscId,
    number: u32,
) -> Result<DiscLink, Failure> {
    caller.staff()?;
    let disc = find(app.store(), caller, Permission::HandOver, id).await?;
    let plan = read_plan(app, disc.plan()?).await?;
    let place = (number as usize).checked_sub(1).or_not_found()?;
    let volume = disc.volumes().get(place).or_not_found()?;
    let gone = || Denied::<DataDisc>::from(DataDiscRefusal::FilesGone);
    let blob = volume.blob.clone().ok_or_else(gone)?;
    check_still_fit(app, &disc, &plan).await?;
    let now = app.now();
    let ends_at = disc.files_end_at().unwrap_or(now);
    let expires_at = ends_at.min(now + LINK_KEPT);
    let link = Link {
        blob,
        content_type: ContentType::Octets,
        viewer: caller.actor(),
        expires_at,
    };
    let work = app.store().begin().await?;
    let action = Action::FetchDisc { number };
    let action = (&action, Subject::DataDisc(id));
    note(app, &work, caller, disc.centre, action);
    work.commit().await?;
    Ok(DiscLink {
        link: app.vault().sign_link(&link),
        expires_at,
        length_bytes: volume.length_bytes,
    })
}

async fn check_still_fit(app: &App, disc: &DataDisc, plan: &Plan) -> Result<(), Failure> {
    let planned: HashMap<SubmissionId, Option<BlobKey>> = plan
        .volumes
        .iter()
        .flat_map(|volume| &volume.files)
        .filter_map(|file| {
            let (submission, _) = file.key.split_once('/')?;
            Some((submission.parse().ok()?, blob_of(&file.key)))
        })
        .collect();
    let ids: Vec<SubmissionId> = planned.keys().copied().collect();
    let mut fit = 0;
    for some in ids.chunks(PAGE as usize) {
        let submissions: Vec<Submission> = app.store().submissions().list(some).await?;
        let judged = judge(app.store(), disc.batch, submissions, Recipient::School).await?;
        for (id, candidate) in judged {
            let portrait = candidate.ok().and_then(|of| {
                let assessment = of.photo.assessment();
                assessment.and_then(|of| of.portrait.clone())
            });
            fit += u64::from(portrait.is_some() && planned.get(&id) == Some(&portrait));
        }
    }
    match planned.len() as u64 - fit {
        0 => Ok(()),
        portraits => Err(DiscRefusal::Outdated { portraits }.into()),
    }
}
