//! Gives a package up, as part of a transaction: its portraits are free for another one.

use domain::audit::Action;
use domain::{RegistryPackage, RegistryPackageId, RegistryRecordStateName, Subject, Timestamp};
use store::{PageRequest, Work};

use super::PAGE;
use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::service::App;
use crate::trace::note;

/// Gives a package up.
pub(super) async fn drop_unsent(
    app: &App,
    work: &Work,
    caller: &Caller,
    before: &RegistryPackage,
) -> Result<RegistryPackage, Failure> {
    let now = app.now();
    let after = before.clone().drop_unsent(caller.actor(), now)?;
    advance(work, before, &after).await?;
    free(work, before.id, now).await?;
    let subject = Subject::RegistryPackage(before.id);
    let action = (&Action::DropRegistryPackage, subject);
    note(app, work, caller, after.centre, action);
    Ok(after)
}

/// Writes a package that changed.
pub(super) async fn advance(
    work: &Work,
    before: &RegistryPackage,
    after: &RegistryPackage,
) -> Result<(), Failure> {
    work.registry_packages().advance(before, after).await?.won()
}

/// The portraits of a package that is not sent are free.
pub(super) async fn free(
    work: &Work,
    package: RegistryPackageId,
    now: Timestamp,
) -> Result<(), Failure> {
    let waiting = Some(RegistryRecordStateName::Waiting);
    let records = work.registry_records();
    loop {
        // Each page is gone from the list once it is written.
        let page = PageRequest::first(PAGE);
        let page = records.list_of_package(package, waiting, page).await?;
        for before in &page.items {
            let after = before.clone().drop_unsent(now);
            let after = after.map_err(|_| Failure::Stale)?;
            records.advance(before, &after).await?.won()?;
        }
        if page.next.is_none() {
            return Ok(());
        }
    }
}
