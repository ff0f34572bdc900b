//! What becomes of a proposed package: a second person approves or declines it, or it is given up before it is sent.

use domain::audit::Action;
use domain::{Permission, RegistryPackage, RegistryPackageId, Subject};

use super::build::BuildRegistryPackage;
use super::find;
use super::unsent::{advance, drop_unsent, free};
use crate::caller::Caller;
use crate::capture::drop_objects;
use crate::failure::Failure;
use crate::jobs::enqueue;
use crate::service::App;
use crate::trace::note;

/// The second person approves a package, which is then built.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`] without [`Permission::Countersign`], [`Failure::Stale`]; refusals of the
/// package.
pub async fn approve(
    app: &App,
    caller: &Caller,
    id: RegistryPackageId,
) -> Result<RegistryPackage, Failure> {
    let by = caller.staff()?.id;
    let now = app.now();
    let work = app.store().begin().await?;
    let before = find(&work, caller, Permission::Countersign, id).await?;
    let after = before.clone().approve(by, now)?;
    advance(&work, &before, &after).await?;
    let action = (
        &Action::ApproveRegistryPackage,
        Subject::RegistryPackage(id),
    );
    note(app, &work, caller, after.centre, action);
    enqueue(app, &work, &BuildRegistryPackage { package: id }, now).await?;
    work.commit().await?;
    Ok(after)
}

/// The second person declines a package; its portraits are free for another one.
///
/// # Errors
/// As [`approve`].
pub async fn decline(
    app: &App,
    caller: &Caller,
    id: RegistryPackageId,
) -> Result<RegistryPackage, Failure> {
    let by = caller.staff()?.id;
    let now = app.now();
    let work = app.store().begin().await?;
    let before = find(&work, caller, Permission::Countersign, id).await?;
    let after = before.clone().decline(by, now)?;
    advance(&work, &before, &after).await?;
    free(&work, id, now).await?;
    let action = (
        &Action::DeclineRegistryPackage,
        Subject::RegistryPackage(id),
    );
    note(app, &work, caller, after.centre, action);
    work.commit().await?;
    Ok(after)
}

/// Gives a package up before it is sent; its portraits are free for another one, and its file is deleted.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`] without [`Permission::HandOver`], [`Failure::Stale`]; refusals of the
/// package.
pub async fn drop_package(
    app: &App,
    caller: &Caller,
    id: RegistryPackageId,
) -> Result<RegistryPackage, Failure> {
    let work = app.store().begin().await?;
    let before = find(&work, caller, Permission::HandOver, id).await?;
    let after = drop_unsent(app, &work, caller, &before).await?;
    work.commit().await?;
    let blob = before.archive().and_then(|archive| archive.blob.clone());
    drop_objects(app, blob.as_slice()).await;
    Ok(after)
}
