//! The centre's own reasons for rejections: read by whoever works there, decided by its administrators.

use domain::audit::Action;
use domain::{Centre, GivenReason, OwnCode, Permission, Subject, WishedReason};

use crate::caller::Caller;
use crate::expected::Expected;
use crate::failure::{Failure, Found, Won};
use crate::service::App;
use crate::trace::note;

/// The caller's centre with its reasons, those that are used no more as well.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but staff.
pub async fn with_reasons(app: &App, caller: &Caller) -> Result<Centre, Failure> {
    let id = caller.staff()?.centre;
    app.store().centres().find(id).await?.or_not_found()
}

/// Decides which reasons the caller's centre has, in which order. None that there is may be missing.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::ManageOrganisation`]; [`Failure::Stale`]; [`Failure::Invalid`] with what
/// [`domain::OwnReasonsRefusal`] says.
pub async fn decide_reasons(
    app: &App,
    caller: &Caller,
    wished: Vec<WishedReason>,
    expected: &Expected,
) -> Result<Centre, Failure> {
    let id = caller.staff()?.centre;
    caller.check_centre(Permission::ManageOrganisation, id)?;
    let before = app.store().centres().find(id).await?.or_not_found()?;
    expected.check(before.version)?;
    let decided = before.clone().decide_reasons(wished, app.now());
    let (after, change) = decided.map_err(|refusal| Failure::invalid("reasons", &refusal))?;
    let work = app.store().begin().await?;
    work.centres().advance(&before, &after).await?.won()?;
    let action = Action::DecideReasons {
        added: change.added,
        reworded: change.reworded,
        retired: change.retired,
    };
    note(app, &work, caller, id, (&action, Subject::Centre(id)));
    work.commit().await?;
    Ok(after)
}

/// Reasons of the caller's centre as a student is given them; the database is asked only where there are any.
///
/// # Errors
/// [`Failure::Invalid`] for one that is not in use; [`Failure::NotAllowed`] for anyone but staff.
pub async fn given_reasons(
    app: &App,
    caller: &Caller,
    codes: &[OwnCode],
) -> Result<Vec<GivenReason>, Failure> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let centre = with_reasons(app, caller).await?;
    let given = centre.give_reasons(codes);
    given.ok_or_else(|| Failure::invalid("own_reasons", &"reasons of the centre that are in use"))
}
