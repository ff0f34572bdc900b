//! Asks a second person for a change of an approved submission.

use domain::audit::Action;
use domain::{
    AskedChange, Change, ChangeName, ChangeRequest, ChangeRequestId, Permission, Photo,
    PhotoAction, PhotoId, PhotoState, ReplaceReason, Subject, Submission, SubmissionId, VoidReason,
    WrongState,
};
use store::{StoreError, UniqueKey};

use super::answer::carry_out;
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::refusal::ChangeAskedAlready;
use crate::service::App;
use crate::submission::find;
use crate::trace::Trace;

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WantedChange {
    /// It is taken out for good.
    Void(VoidReason),
    /// This photo takes the place of the approved one.
    Replace(PhotoId, ReplaceReason),
}

/// A change that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskChange {
    /// The approved submission.
    pub submission: SubmissionId,
    /// What is wanted.
    pub wanted: WantedChange,
}

/// Asks; nothing changes until a second person agrees.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`], also for a photo of another degree;
/// [`ChangeAskedAlready`]; refusals of the submission, and of a photo that is not usable.
pub async fn ask(app: &App, caller: &Caller, request: AskChange) -> Result<ChangeRequest, Failure> {
    let staff = caller.staff()?.id;
    let permission = Permission::CorrectApproved;
    let found = find(app.store(), caller, permission, request.submission).await?;
    let (submission, batch, _) = found;
    let change = change(app, &submission, request.wanted).await?;
    let now = app.now();
    let asked = AskedChange {
        id: ChangeRequestId::from_uuid(app.new_id()),
        centre: submission.centre,
        submission: submission.id,
        change,
    };
    let new = ChangeRequest::ask(asked, staff, now);
    // What could not be done is not asked for.
    carry_out(&new, submission.clone(), &batch, staff, now)?;
    let work = app.store().begin().await?;
    if let Some(open) = work.change_requests().find_open(submission.id).await? {
        if open.is_open(now) {
            return Err(ChangeAskedAlready.into());
        }
        let lapsed = open.clone().lapse(now)?;
        work.change_requests()
            .advance(&open, &lapsed)
            .await?
            .won()?;
    }
    let kept = work.change_requests().insert(&new).await;
    kept.map_err(|error| match error {
        StoreError::Taken(UniqueKey::OpenChangeRequest) => ChangeAskedAlready.into(),
        other => Failure::from(other),
    })?;
    let action = Action::AskChange {
        change: ChangeName::from(&change),
    };
    let subject = Subject::Submission(submission.id);
    let trace = Trace::new(app, caller, &action, subject, now);
    work.audit().append(trace.of(submission.centre).event());
    work.commit().await?;
    Ok(new)
}

async fn change(
    app: &App,
    submission: &Submission,
    wanted: WantedChange,
) -> Result<Change, Failure> {
    match wanted {
        WantedChange::Void(reason) => Ok(Change::Void { reason }),
        WantedChange::Replace(id, reason) => {
            let photo = app.store().photos().find(id).await?;
            let photo = photo.filter(|photo| photo.degree == submission.degree);
            let photo = photo.or_not_found()?;
            check_usable(&photo)?;
            Ok(Change::Replace {
                photo: photo.reference(),
                reason,
            })
        }
    }
}

/// That a reviewer could approve the photo: it was looked at, and there is a portrait.
fn check_usable(photo: &Photo) -> Result<(), Failure> {
    match &photo.state {
        PhotoState::Assessed { assessment, .. } | PhotoState::Confirmed { assessment, .. }
            if assessment.is_usable() =>
        {
            Ok(())
        }
        state => Err(WrongState::<Photo>::new(state, PhotoAction::Submit).into()),
    }
}
