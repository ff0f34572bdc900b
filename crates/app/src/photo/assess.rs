//! The job that checks a photo: the laboratory measures, judges and renders it; one transaction records
//! the result and offers a usable photo to the student. Safe to run twice.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use domain::audit::{Action, PhotoOutcome};
use domain::{
    Assessment, Batch, BlobKey, CaptureSource, Degree, Duration, Message, Photo, PhotoId,
    PhotoState, Purpose, Subject, SubmissionRefusal, SubmissionState, Timestamp, UnusableReason,
};
use futures_util::FutureExt;
use serde::{Deserialize, Serialize};
use standard::facts::CutWay;
use standard::{Outcome, PhotoFacts, PhotoSpec};
use store::{Findings, Work};
use vault::ObjectKind;

use super::camera_claim::contradiction;
use super::judgement::{NEW_SHOT, StoredJudgement, store};
use super::same_shot::stands_against;
use crate::caller::Caller;
use crate::consent;
use crate::failure::{Failure, Won};
use crate::jobs::{Task, Ticket};
use crate::notification::{StudentMessage, notify};
use crate::ports::{CheckFault, CheckedPhoto, PhotoTask, PortraitGeometry};
use crate::service::App;
use crate::standards;
use crate::trace::Trace;

/// How often the check may break on a photo before the photo is given up.
const BROKEN_CHECKS: u16 = 3;

/// As long after a photo has come its student is taken to look at its page, which says what the check found.
const LOOKED_AT: Duration = Duration::from_minutes(1);

/// What the laboratory found.
enum Found {
    Checked(Box<Checked>),
    Unusable(UnusableReason),
}

/// A photo that was looked at, and whose portrait is in the vault.
struct Checked {
    assessment: Assessment,
    judgement: StoredJudgement,
    facts: serde_json::Value,
    geometry: Option<PortraitGeometry>,
}

/// Looks at a photo that was handed in.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct AssessPhoto {
    /// The photo.
    pub(crate) photo: PhotoId,
}

#[async_trait]
impl Task for AssessPhoto {
    const KIND: &'static str = "assess-photo";
    /// A student waits for it.
    const PRIORITY: i16 = 20;
    /// At the last try the photo is given up, so that its student is told. Outages do not count: the photo
    /// waits until they are over.
    const TRIES: u16 = 12;

    fn key(&self) -> String {
        self.photo.to_string()
    }

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        assess(app, self.photo, ticket).await
    }
}

/// Looks at a photo that was received; one that is gone or was looked at before is left alone.
///
/// # Errors
/// [`Failure`], after which the queue tries again; at the last try the photo is given up instead.
async fn assess(app: &App, id: PhotoId, ticket: Ticket) -> Result<(), Failure> {
    let photo = app.store().photos().find(id).await?;
    let photo = photo.filter(|photo| photo.state == PhotoState::Received);
    let Some(photo) = photo else {
        return ticket.finish_alone(app).await;
    };
    let found = if ticket.is_last {
        // Without another look: whatever took the worker away each time must not take it again.
        Found::Unusable(UnusableReason::CheckFailed)
    } else {
        look_or_give_up(app, &photo, ticket).await?
    };
    record(app, &photo, found, ticket).await?;
    app.waiting().wake(id);
    Ok(())
}

/// Faults of ours are tried a few times, then the student is told rather than left waiting; what may pass
/// is tried as long as the job lasts.
async fn look_or_give_up(app: &App, photo: &Photo, ticket: Ticket) -> Result<Found, Failure> {
    match look(app, photo).await {
        Err(failure) if !failure.is_transient() && ticket.attempt >= BROKEN_CHECKS => {
            tracing::error!(
                photo.id = %photo.id,
                cause = &failure as &(dyn std::error::Error + 'static),
                "Gave photo {} up", photo.id
            );
            Ok(Found::Unusable(UnusableReason::CheckFailed))
        }
        found => found,
    }
}

async fn look(app: &App, photo: &Photo) -> Result<Found, Failure> {
    let degree = app.store().degrees().find(photo.degree).await?;
    let degree = degree.ok_or_else(|| Failure::internal("the photo's degree is not there"))?;
    let batch = app.store().batches().find(degree.batch).await?;
    let batch = batch.ok_or_else(|| Failure::internal("the degree's batch is not there"))?;
    let bytes = app.vault().get(&photo.original.blob).await?;
    let bytes = bytes.ok_or_else(|| Failure::internal("the photo's object is not there"))?;
    let spec = standards::of_batch(app, &batch).await?;
    match check(app, bytes, task(spec, photo)).await? {
        Ok(checked) => {
            let refusal = refusal(app, &degree, photo, &checked).await?;
            let checked = keep(app, &batch, photo, checked, refusal).await?;
            Ok(Found::Checked(Box::new(checked)))
        }
        Err(CheckFault::Unusable(reason)) => Ok(Found::Unusable(reason)),
        Err(fault) => Err(fault.into()),
    }
}

/// Why the student could not submit the photo because of another one.
async fn refusal(
    app: &App,
    degree: &Degree,
    photo: &Photo,
    checked: &CheckedPhoto,
) -> Result<Option<SubmissionRefusal>, Failure> {
    let submissions = app.store().submissions();
    let submission = submissions.find_of_degree(degree.id, degree.batch).await?;
    let Some(submission) = submission else {
        return Ok(None);
    };
    let fingerprint = checked.fingerprint.as_ref();
    stands_against(app, &submission, photo.reference(), fingerprint).await
}

/// A panic in the laboratory costs this photo, nothing else.
async fn check(
    app: &App,
    bytes: Bytes,
    task: PhotoTask,
) -> Result<Result<CheckedPhoto, CheckFault>, Failure> {
    let check = AssertUnwindSafe(app.lab().check_photo(bytes, task));
    let checked = check.catch_unwind().await;
    checked.map_err(|_| Failure::internal("the check of the photo panicked"))
}

fn task(spec: Arc<PhotoSpec>, photo: &Photo) -> PhotoTask {
    PhotoTask {
        spec,
        today: photo.received_at.civil_date(),
        is_witnessed: photo.source != CaptureSource::Album,
    }
}

fn is_cut_from_scene(facts: &PhotoFacts) -> bool {
    let matte = facts.matte.as_value();
    let quality = matte.and_then(|matte| matte.quality);
    quality.is_some_and(|quality| quality.way == CutWay::AnyBackground)
}

/// Puts portrait and fingerprint into the vault; the row that refers to them follows.
async fn keep(
    app: &App,
    batch: &Batch,
    photo: &Photo,
    checked: CheckedPhoto,
    refusal: Option<SubmissionRefusal>,
) -> Result<Checked, Failure> {
    let (portrait, geometry, no_portrait) = match checked.portrait {
        Ok(portrait) => {
            let stored = app
                .vault()
                .put(ObjectKind::Portrait, &portrait.jpeg)
                .await?;
            (Some(stored.key), Some(portrait.geometry), None)
        }
        Err(no_portrait) => (None, None, Some(no_portrait)),
    };
    let fingerprint = match &checked.fingerprint {
        Some(fingerprint) => {
            let stored = app
                .vault()
                .put(ObjectKind::Fingerprint, fingerprint.as_bytes())
                .await?;
            Some(stored.key)
        }
        None => None,
    };
    let mut judgement = store(&checked.judgement, no_portrait.as_ref());
    if let Some(contradiction) = contradiction(photo, &checked.facts.file) {
        judgement.doubt_camera(contradiction);
    }
    if let Some(refusal) = refusal {
        judgement.refuse(&refusal);
    }
    let silent = judgement.silent_rules();
    Ok(Checked {
        assessment: Assessment {
            passes: judgement.rules(Outcome::Pass),
            warnings: judgement.rules(Outcome::Warn),
            failures: judgement.rules(Outcome::Fail),
            not_assessable: silent.not_assessable,
            reminders: silent.reminders,
            is_cut_from_scene: is_cut_from_scene(&checked.facts),
            facts_version: checked.facts.version,
            spec: batch.plan.rules.spec.clone(),
            spec_version: checked.spec_version,
            portrait,
            fingerprint,
        },
        judgement,
        facts: serde_json::to_value(&checked.facts).map_err(Failure::internal)?,
        geometry,
    })
}

async fn record(app: &App, before: &Photo, found: Found, ticket: Ticket) -> Result<(), Failure> {
    let now = app.now();
    let work = app.store().begin().await?;
    let purpose = Purpose::CollectReviewHandOver;
    match consent::require_not_withdrawn(&work, before.account, purpose).await {
        Ok(()) => {}
        Err(Failure::Refused(_)) => {
            // Without consent nothing is written about the photo, and the photo itself goes.
            work.photos().forget(before.id).await?;
            ticket.finish(&work).await?;
            return Ok(work.commit().await?);
        }
        Err(failure) => return Err(failure),
    }
    if let Found::Checked(checked) = &found {
        require_same_standard(&work, before, &checked.assessment).await?;
    }
    let (after, outcome) = match &found {
        Found::Checked(checked) => {
            let assessment = checked.assessment.clone();
            let outcome = if assessment.is_usable() {
                PhotoOutcome::Usable
            } else {
                PhotoOutcome::NotUsable
            };
            (before.clone().assess(assessment, now)?, outcome)
        }
        Found::Unusable(reason) => {
            let given_up = before.clone().give_up(*reason, now)?;
            (given_up, PhotoOutcome::Unusable)
        }
    };
    work.photos().advance(before, &after).await?.won()?;
    if let Found::Checked(checked) = &found {
        put_findings(&work, before.id, checked).await?;
    }
    let action = Action::AssessPhoto { outcome };
    let subject = Subject::Photo(before.id);
    let trace = Trace::new(app, &Caller::System, &action, subject, now);
    work.audit().append(trace.of(before.centre).event());
    tell(app, &work, &after, now).await?;
    ticket.finish(&work).await?;
    Ok(work.commit().await?)
}

/// The batch may have been given another standard while the photo was looked at; it is looked at once more then.
async fn require_same_standard(
    work: &Work,
    photo: &Photo,
    assessment: &Assessment,
) -> Result<(), Failure> {
    let degree = work.degrees().find(photo.degree).await?;
    let batch = match degree {
        Some(degree) => work.batches().find(degree.batch).await?,
        None => None,
    };
    let is_other = batch.is_some_and(|batch| batch.plan.rules.spec != assessment.spec);
    if is_other {
        return Err(Failure::Stale);
    }
    Ok(())
}

async fn put_findings(work: &Work, photo: PhotoId, checked: &Checked) -> Result<(), Failure> {
    let geometry = checked.geometry.as_ref().map(serde_json::to_value);
    let findings = Findings {
        facts: checked.facts.clone(),
        judgement: serde_json::to_value(&checked.judgement).map_err(Failure::internal)?,
        facts_version: checked.assessment.facts_version,
        portrait_geometry: geometry.transpose().map_err(Failure::internal)?,
    };
    Ok(work.findings().put(photo, &findings).await?)
}

/// Offers a usable photo to its student, and says so either way, unless the page of the photo is still open.
/// Where the student has gone on meanwhile, nothing is offered and nothing said.
async fn tell(app: &App, work: &Work, photo: &Photo, now: Timestamp) -> Result<(), Failure> {
    let usable = photo.assessment().is_some_and(Assessment::is_usable);
    let Some(is_offered) = settle(work, photo, usable, now).await? else {
        return Ok(());
    };
    if is_looked_at(app, photo, now) {
        return Ok(());
    }
    let message = match (usable, is_offered) {
        (false, _) => Message::PhotoUnusable,
        (true, true) => Message::PhotoReady,
        (true, false) => return Ok(()),
    };
    let notice = StudentMessage {
        centre: photo.centre,
        account: photo.account,
        subject: Subject::Photo(photo.id),
        message,
    };
    notify(app, work, notice, now).await
}

/// Whether the student is looking at the page of the photo: somebody waits for the check in this process, or
/// the photo came a moment ago. Waits in other processes are not seen from here, so the time stands for them.
fn is_looked_at(app: &App, photo: &Photo, now: Timestamp) -> bool {
    now.since(photo.received_at) < LOOKED_AT || app.waiting().has(photo.id)
}

/// What the result means for the submission: a usable photo is offered, and a photo that could not be
/// looked at, or is refused because of another one, gives its check back. Whether it is offered now; none where
/// it is no business of the student: staff prepare a photo in the place of an approved one.
async fn settle(
    work: &Work,
    photo: &Photo,
    usable: bool,
    now: Timestamp,
) -> Result<Option<bool>, Failure> {
    let degree = work.degrees().find(photo.degree).await?;
    let Some(degree) = degree else {
        return Ok(Some(false));
    };
    let submissions = work.submissions();
    let before = submissions.find_of_degree(degree.id, degree.batch).await?;
    let Some(before) = before else {
        return Ok(Some(false));
    };
    if let SubmissionState::Approved { .. } = before.state {
        return Ok(None);
    }
    let offered = if usable {
        before.clone().offer(photo.reference(), now).ok()
    } else {
        None
    };
    let is_offered = offered.is_some();
    let after = match offered {
        Some(offered) => offered,
        None if costs_no_check(photo) => before.clone().return_check(now),
        None => return Ok(Some(false)),
    };
    submissions.advance(&before, &after).await?.won()?;
    Ok(Some(is_offered))
}

/// Whether nothing was learnt of the photo that the student could put right.
fn costs_no_check(photo: &Photo) -> bool {
    photo.assessment().is_none_or(|assessment| {
        let mut failures = assessment.failures.iter();
        failures.any(|rule| rule.as_str() == NEW_SHOT)
    })
}

/// The portrait of a photo, once there is one.
pub(crate) fn portrait_of(photo: &Photo) -> Option<&BlobKey> {
    photo.assessment()?.portrait.as_ref()
}
