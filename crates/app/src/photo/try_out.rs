//! Holds a photo against a standard for staff who want to know what it says. Nothing of it is kept.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use bytes::Bytes;
use domain::{Duration, GlassesPolicy, Permission, Rgb, SpecId, Staff, UnusableReason};
use futures_util::FutureExt;

use super::judgement::{StoredJudgement, store};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::network;
use crate::ports::{CheckFault, FinishedPortrait, PhotoTask};
use crate::service::App;
use crate::standards::{self, Choices};

/// A member of staff may try so many within an hour: each takes a core for a second, which students wait for.
const AN_HOUR: u32 = 120;

/// What a photo is tried against.
#[derive(Debug, Clone)]
pub struct TrialTask {
    /// The standard, a draft of the centre too.
    pub spec: SpecId,
    /// Background of the portrait.
    pub background: Rgb,
    /// Whether glasses may be worn.
    pub glasses: GlassesPolicy,
}

/// What was found.
#[derive(Debug, Clone)]
pub enum Trial {
    /// It was measured and judged.
    Judged(Box<TriedPhoto>),
    /// Nothing can be done with the file.
    Unusable(UnusableReason),
}

/// A photo that was tried.
#[derive(Debug, Clone)]
pub struct TriedPhoto {
    /// Everything that the rules say.
    pub judgement: StoredJudgement,
    /// Version of the spec.
    pub spec_version: u32,
    /// What was measured, by name.
    pub facts: serde_json::Value,
    /// The portrait, if one could be made.
    pub portrait: Option<FinishedPortrait>,
}

/// Measures, judges and renders a photo for a member of staff who sees photos or makes batches.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::TooMany`]; [`Failure::Invalid`] for a standard that is not known;
/// [`Failure::Unavailable`] while no photo is checked.
pub async fn try_out(
    app: &App,
    caller: &Caller,
    bytes: Bytes,
    task: TrialTask,
) -> Result<Trial, Failure> {
    let staff = caller.staff()?;
    if !may_try(staff) {
        return Err(Failure::NotAllowed);
    }
    let now = app.now();
    let work = app.store().begin().await?;
    let bucket = format!("photo-trial:{}", staff.id);
    network::count(&work, &bucket, Duration::from_hours(1), 1, AN_HOUR, now).await?;
    work.commit().await?;
    let spec = standards::sheet(app, staff.centre, &task.spec).await?;
    let choices = Choices {
        background: task.background,
        glasses: task.glasses,
        not_before: None,
    };
    let task = PhotoTask {
        spec: Arc::new(choices.applied_to(spec.spec())),
        today: now.civil_date(),
        is_witnessed: false,
    };
    let check = AssertUnwindSafe(app.lab().check_photo(bytes, task)).catch_unwind();
    let checked = check
        .await
        .map_err(|_| Failure::internal("the check of a photo panicked"))?;
    match checked {
        Ok(checked) => {
            let judgement = store(&checked.judgement, checked.portrait.as_ref().err());
            Ok(Trial::Judged(Box::new(TriedPhoto {
                judgement,
                spec_version: checked.spec_version,
                facts: serde_json::to_value(&checked.facts).map_err(Failure::internal)?,
                portrait: checked.portrait.ok(),
            })))
        }
        Err(CheckFault::Unusable(reason)) => Ok(Trial::Unusable(reason)),
        Err(fault) => Err(fault.into()),
    }
}

fn may_try(staff: &Staff) -> bool {
    [Permission::ViewPhotos, Permission::ManageBatches]
        .iter()
        .any(|permission| staff.permits_somewhere(*permission))
}
