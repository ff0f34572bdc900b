//! Ends one session, or every session of a person.

use domain::Subject;
use domain::audit::Action;
use store::SessionHolder;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;
use crate::trace::Trace;

/// Ends the session of a token; one that has ended already is fine.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub async fn sign_out(app: &App, token: &str) -> Result<(), Failure> {
    let work = app.store().begin().await?;
    for hash in app.vault().token_hashes(token) {
        work.sessions().delete(&hash).await?;
    }
    Ok(work.commit().await?)
}

/// Ends every session of the caller, on all devices.
///
/// # Errors
/// [`Failure::NotAllowed`] at the command line, which has no session.
pub async fn sign_out_everywhere(app: &App, caller: &Caller) -> Result<(), Failure> {
    let (holder, subject, centre) = match caller {
        Caller::Student(id) => (SessionHolder::Student(*id), Subject::Account(*id), None),
        Caller::Staff(staff) | Caller::WithoutSecondFactor(staff) => (
            SessionHolder::Staff(staff.id),
            Subject::Staff(staff.id),
            Some(staff.centre),
        ),
        Caller::OnBehalfOf(_) | Caller::System => return Err(Failure::NotAllowed),
    };
    let work = app.store().begin().await?;
    work.sessions().delete_all(holder).await?;
    let mut trace = Trace::new(app, caller, &Action::SignOutEverywhere, subject, app.now());
    if let Some(centre) = centre {
        trace = trace.of(centre);
    }
    work.audit().append(trace.event());
    Ok(work.commit().await?)
}
