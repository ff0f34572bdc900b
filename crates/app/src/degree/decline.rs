//! Deletes a proposed degree that the student does not recognise.

use domain::audit::Action;
use domain::{DegreeId, Subject};

use super::find::find_own;
use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::service::App;
use crate::trace::Trace;

/// Declines a proposed degree.
///
/// # Errors
/// [`domain::WrongState`] unless it is proposed; [`Failure::NotFound`] for another one's
/// degree.
pub async fn decline(app: &App, caller: &Caller, id: DegreeId) -> Result<(), Failure> {
    let now = app.now();
    let before = find_own(app.store(), caller, id).await?;
    let after = before.clone().decline(caller.actor(), now)?;
    let work = app.store().begin().await?;
    work.degrees().advance(&before, &after).await?.won()?;
    let subject = Subject::Degree(id);
    let trace = Trace::new(app, caller, &Action::DeclineDegree, subject, now).of(after.centre);
    work.audit().append(trace.event());
    Ok(work.commit().await?)
}
