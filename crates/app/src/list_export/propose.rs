//! Asks a second person for a list of many students.

use domain::audit::Action;
use domain::{
    ListExport, ListExportId, ListForm, ListReason, ListWish, NewListExport, Permission, Subject,
};

use super::{counted, students};
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::refusal::ExportRefusal;
use crate::service::App;
use crate::trace::note;

/// Which list is asked for, and what for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskedList {
    /// Which students.
    pub wish: ListWish,
    /// What it is written as.
    pub form: ListForm,
    /// What it is needed for.
    pub reason: ListReason,
}

/// Asks; nothing is made before a second person agrees. A short list may be asked for, too.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::ExportLists`], [`Failure::NotFound`];
/// [`ExportRefusal::Empty`].
pub async fn propose(app: &App, caller: &Caller, asked: AskedList) -> Result<ListExport, Failure> {
    let staff = caller.staff()?;
    let persons = students(app, caller, &asked.wish).await?.count(app).await?;
    if persons == 0 {
        return Err(ExportRefusal::Empty.into());
    }
    let batch = app.store().batches().find(asked.wish.batch).await?;
    let new = NewListExport {
        id: ListExportId::from_uuid(app.new_id()),
        centre: batch.or_not_found()?.centre,
        wish: asked.wish,
        form: asked.form,
        reason: asked.reason,
        persons,
        by: staff.id,
        reach: staff.reach(Permission::ExportLists),
    };
    let list = ListExport::propose(new, app.now());
    let work = app.store().begin().await?;
    work.list_exports().insert(&list).await?;
    let action = Action::ProposeListExport {
        batch: list.wish.batch,
        persons: counted(&list),
    };
    let action = (&action, Subject::ListExport(list.id));
    note(app, &work, caller, list.centre, action);
    work.commit().await?;
    Ok(list)
}
