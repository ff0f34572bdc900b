//! What becomes of a list that is asked for: a second person approves or declines it, or who asked gives it up.

use domain::audit::Action;
use domain::{Denied, ListExport, ListExportId, ListStop, Permission, Subject};
use store::Work;

use super::make::{MakeListExport, reached};
use crate::caller::Caller;
use crate::capture::drop_objects;
use crate::failure::{Failure, Found, Won};
use crate::jobs::enqueue;
use crate::service::App;
use crate::trace::note;

/// A list that the caller may answer.
async fn find(work: &Work, caller: &Caller, id: ListExportId) -> Result<ListExport, Failure> {
    let list = work.list_exports().find(id).await?.or_not_found()?;
    caller.check_centre(Permission::Countersign, list.centre)?;
    Ok(list)
}

/// The second person approves a list, which is then made.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`] without [`Permission::Countersign`], [`Failure::Stale`]; refusals of
/// the list.
pub async fn approve(app: &App, caller: &Caller, id: ListExportId) -> Result<ListExport, Failure> {
    let by = caller.staff()?.id;
    let now = app.now();
    let asked = app.store().list_exports().find(id).await?;
    if let Some(list) = &asked {
        caller.check_centre(Permission::Countersign, list.centre)?;
    }
    // Counted before: a transaction would hold up all others meanwhile. The job counts again.
    let persons = match &asked {
        Some(list) => match reached(app, list).await? {
            Ok((_, persons)) => persons,
            Err(ListStop::Grew) => u64::MAX,
            // Approved or not, the job gives it up.
            Err(ListStop::RightsLost) => 0,
        },
        None => 0,
    };
    let work = app.store().begin().await?;
    let before = find(&work, caller, id).await?;
    let after = before.clone().approve(by, persons, now)?;
    work.list_exports().advance(&before, &after).await?.won()?;
    let action = (&Action::ApproveListExport, Subject::ListExport(id));
    note(app, &work, caller, after.centre, action);
    enqueue(app, &work, &MakeListExport { list: id }, now).await?;
    work.commit().await?;
    Ok(after)
}

/// The second person declines a list.
///
/// # Errors
/// As [`approve`].
pub async fn decline(app: &App, caller: &Caller, id: ListExportId) -> Result<ListExport, Failure> {
    let by = caller.staff()?.id;
    let now = app.now();
    let work = app.store().begin().await?;
    let before = find(&work, caller, id).await?;
    let after = before.clone().decline(by, now)?;
    work.list_exports().advance(&before, &after).await?.won()?;
    let action = (&Action::DeclineListExport, Subject::ListExport(id));
    note(app, &work, caller, after.centre, action);
    work.commit().await?;
    Ok(after)
}

/// Who asked for a list gives it up; a file that was made is deleted.
///
/// # Errors
/// [`Failure::NotFound`] for a list of another centre, [`Failure::NotAllowed`], [`Failure::Stale`]; refusals of the list:
/// somebody else's, over.
pub async fn drop_list(
    app: &App,
    caller: &Caller,
    id: ListExportId,
) -> Result<ListExport, Failure> {
    let staff = caller.staff()?;
    let work = app.store().begin().await?;
    let before = work.list_exports().find(id).await?;
    let before = before.filter(|list| list.centre == staff.centre);
    let before = before.or_not_found()?;
    if !staff.permits_somewhere(Permission::ExportLists) {
        return Err(Failure::NotAllowed);
    }
    if before.proposed_by != staff.id {
        return Err(Denied::<ListExport>::NotYours.into());
    }
    let after = before.clone().drop_list(app.now())?;
    work.list_exports().advance(&before, &after).await?.won()?;
    let action = (&Action::DropListExport, Subject::ListExport(id));
    note(app, &work, caller, after.centre, action);
    work.commit().await?;
    drop_objects(app, before.blob().cloned().as_slice()).await;
    Ok(after)
}
