//! Puts a standard in force, and has batches judged by it.

use domain::audit::Action;
use domain::{Batch, BatchId, SpecId, Subject};
use store::{CentreStandard, InForce, Work};

use super::catalogue::changer;
use super::shelf::{self, FoundStandard, require_same_portrait};
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::jobs::enqueue;
use crate::photo::JudgeAgain;
use crate::service::App;
use crate::trace;

/// What is to be done with a standard.
#[derive(Debug, Clone)]
pub struct Activation {
    /// The standard: a draft, an own version in force, or one of the installation.
    pub reference: SpecId,
    /// The revision of the draft that was seen; means nothing for what is in force.
    pub revision: u32,
    /// Batches whose photos it judges from now on; may be none for a draft.
    pub batches: Vec<BatchId>,
}

/// Puts a draft in force, and has batches judged by the standard; their photos that wait are judged again by a job.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::NotFound`] for a standard or batch that is not the centre's; [`Failure::Stale`];
/// [`crate::refusal::StandardRefusal::OtherPortrait`] for a batch with another portrait; refusals of a batch.
pub async fn activate(app: &App, caller: &Caller, wish: Activation) -> Result<(), Failure> {
    let centre = changer(caller)?;
    let work = app.store().begin().await?;
    let found = shelf::find(app, &work, centre, &wish.reference).await?;
    let FoundStandard { own, .. } = found.or_not_found()?;
    if let Some(draft) = own.filter(|own| own.in_force.is_none()) {
        put_in_force(app, &work, caller, (draft, wish.revision)).await?;
    }
    for id in &wish.batches {
        let batch = work.batches().find(*id).await?;
        let batch = batch
            .filter(|batch| batch.centre == centre)
            .or_not_found()?;
        if batch.plan.rules.spec != wish.reference {
            require_same_portrait(app, &work, &batch, &wish.reference).await?;
            judge_by(app, &work, caller, (batch, &wish.reference)).await?;
        }
    }
    Ok(work.commit().await?)
}

async fn put_in_force(
    app: &App,
    work: &Work,
    caller: &Caller,
    (draft, revision): (CentreStandard, u32),
) -> Result<(), Failure> {
    if draft.revision != revision {
        return Err(Failure::Stale);
    }
    let (centre, number) = (draft.centre, draft.number);
    let after = CentreStandard {
        in_force: Some(InForce {
            by: caller.actor(),
            at: app.now(),
        }),
        ..draft.clone()
    };
    work.standards().advance(&draft, &after).await?.won()?;
    let action = Action::PutStandardInForce { number };
    trace::note(
        app,
        work,
        caller,
        centre,
        (&action, Subject::Centre(centre)),
    );
    Ok(())
}

async fn judge_by(
    app: &App,
    work: &Work,
    caller: &Caller,
    (before, reference): (Batch, &SpecId),
) -> Result<(), Failure> {
    let after = before.clone().judge_by(reference.clone())?;
    work.batches().advance(&before, &after).await?.won()?;
    let action = Action::JudgeBatchBy {
        number: reference.own().map(|(_, number)| number),
    };
    let subject = Subject::Batch(after.id);
    trace::note(app, work, caller, after.centre, (&action, subject));
    let again = JudgeAgain {
        batch: after.id,
        spec: reference.clone(),
    };
    enqueue(app, work, &again, app.now()).await
}
