//! Binds a proposed degree to the student's account and begins its submission.

use domain::audit::Action;
use domain::{
    Batch, BindingRefusal, Degree, DegreeAction, DegreeId, Purpose, RegistryAnswer, Standing,
    Subject, Submission, SubmissionId, WrongState, check_standing,
};
use store::operation::Lock;
use store::{StoreError, UniqueKey, Work};

use super::dispute;
use super::find::find_own;
use super::identity::claimed;
use super::listing::{holder, holding, look_up};
use super::student_number::student_number;
use super::view::{DegreeView, show_changed};
use crate::caller::Caller;
use crate::consent;
use crate::expected::Expected;
use crate::failure::{Failure, Won};
use crate::service::App;
use crate::trace::Trace;

/// Binds a proposed degree to the account, after asking everything but the last four once more.
///
/// # Errors
/// [`crate::Refusal::Binding`], [`WrongState`] unless it is proposed, [`crate::Refusal::Consent`];
/// [`Failure::NotFound`] for another one's degree; [`Failure::Stale`].
pub async fn confirm(
    app: &App,
    caller: &Caller,
    id: DegreeId,
    registry: RegistryAnswer,
    expected: &Expected,
) -> Result<DegreeView, Failure> {
    let account = caller.student()?;
    consent::require(app, account, Purpose::CollectReviewHandOver).await?;
    let now = app.now();
    let work = app.store().begin().await?;
    // Two degrees of one account are bound one after the other, so that neither overlooks the other
    // in the count.
    work.hold(Lock::Account(account)).await?;
    let before = find_own(&work, caller, id).await?;
    expected.check(before.version)?;
    let bound = before.clone().confirm(caller.actor(), now)?;
    let batch = work.batches().find(before.batch).await?;
    let batch = batch.ok_or_else(|| Failure::internal("a degree of no batch"))?;
    if let Err(refusal) = ask_again(app, &work, &before, &batch, registry).await? {
        if refusal == BindingRefusal::BoundToAnother {
            dispute::open(app, caller, work, before).await?;
        }
        return Err(refusal.into());
    }
    let submission = Submission::begin(SubmissionId::from_uuid(app.new_id()), &bound)?;
    let advanced = work.degrees().advance(&before, &bound).await;
    advanced.map_err(bound_meanwhile)?.won()?;
    work.submissions().insert(&submission).await?;
    let subject = Subject::Degree(id);
    let action = Action::BindDegree {
        submission: submission.id,
    };
    let trace = Trace::new(app, caller, &action, subject, now);
    work.audit().append(trace.of(bound.centre).event());
    work.commit().await?;
    show_changed(app, bound).await
}

async fn ask_again(
    app: &App,
    work: &Work,
    degree: &Degree,
    batch: &Batch,
    registry: RegistryAnswer,
) -> Result<Result<(), BindingRefusal>, Failure> {
    let Some(details) = degree.details() else {
        return Err(WrongState::<Degree>::new(&degree.state, DegreeAction::Confirm).into());
    };
    let number = student_number(app, degree)?;
    let number = number.ok_or_else(|| Failure::internal("a degree without a student number"))?;
    let listed = look_up(app, work, batch, details.school_code, &number).await?;
    let holding = holding(work, &claimed(app, degree)?).await?;
    let standing = Standing {
        batch,
        school: details.school_code,
        roster: listed.finding,
        holder: holder(holding.as_ref(), degree.account),
        bound_degrees: work.degrees().count_bound(degree.account).await?,
        registry,
    };
    Ok(check_standing(&standing, app.now()))
}

/// Someone else was faster by a moment.
fn bound_meanwhile(error: StoreError) -> Failure {
    match error {
        StoreError::Taken(UniqueKey::BoundCode | UniqueKey::BoundClaim) => {
            BindingRefusal::BoundToAnother.into()
        }
        error => error.into(),
    }
}
