//! Writes addresses down, changes and deletes them, and says which one is offered first.

use domain::audit::Action;
use domain::{AccountId, Address, AddressId, Purpose, Subject};
use store::Work;

use super::content::{AddressContent, AddressWish};
use super::{AddressView, find_own, view};
use crate::caller::Caller;
use crate::consent;
use crate::failure::{Failure, Won};
use crate::service::App;
use crate::trace::Trace;

/// Writes an address down; the first one is offered first.
///
/// # Errors
/// [`Failure::Invalid`]; [`domain::AddressRefusal`]; [`crate::refusal::ConsentRefusal::Missing`] without the
/// consent to addresses; [`Failure::Stale`] where two are written down at once.
pub async fn keep(app: &App, caller: &Caller, wish: &AddressWish) -> Result<AddressView, Failure> {
    let account = caller.student()?;
    consent::require(app, account, Purpose::Address).await?;
    let content = AddressContent::check(wish)?;
    let id = AddressId::from_uuid(app.new_id());
    let sealed = content.sealed(app, id)?;
    let work = app.store().begin().await?;
    let kept = work.addresses().list_of_account(account).await?;
    let address = Address::keep(id, account, sealed, &kept, app.now())?;
    work.addresses().insert(&address).await?;
    note(app, caller, &work, account, &Action::KeepAddress);
    work.commit().await?;
    Ok(AddressView { address, content })
}

/// Changes an address. Orders keep what they copied.
///
/// # Errors
/// [`Failure::NotFound`]; as [`keep`].
pub async fn change(
    app: &App,
    caller: &Caller,
    id: AddressId,
    wish: &AddressWish,
) -> Result<AddressView, Failure> {
    let before = find_own(app.store(), caller, id).await?;
    consent::require(app, before.account, Purpose::Address).await?;
    let content = AddressContent::check(wish)?;
    let after = before.clone().change(content.sealed(app, id)?, app.now());
    let work = app.store().begin().await?;
    work.addresses().advance(&before, &after).await?.won()?;
    note(app, caller, &work, after.account, &Action::KeepAddress);
    work.commit().await?;
    let address = after;
    Ok(AddressView { address, content })
}

/// Offers an address first.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Stale`] where another one becomes it at the same time.
pub async fn make_default(
    app: &App,
    caller: &Caller,
    id: AddressId,
) -> Result<AddressView, Failure> {
    let work = app.store().begin().await?;
    let before = find_own(&work, caller, id).await?;
    if before.is_default {
        return view(app, before);
    }
    let kept = work.addresses().list_of_account(before.account).await?;
    for former in kept.iter().filter(|address| address.is_default) {
        let after = former.clone().offered_first(false);
        work.addresses().advance(former, &after).await?.won()?;
    }
    let after = before.clone().offered_first(true);
    work.addresses().advance(&before, &after).await?.won()?;
    note(app, caller, &work, after.account, &Action::KeepAddress);
    work.commit().await?;
    view(app, after)
}

/// Deletes an address; where it was the default, the oldest one that is left becomes it.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Stale`].
pub async fn delete(app: &App, caller: &Caller, id: AddressId) -> Result<(), Failure> {
    let work = app.store().begin().await?;
    let gone = find_own(&work, caller, id).await?;
    work.addresses().delete(id).await?;
    if gone.is_default {
        let kept = work.addresses().list_of_account(gone.account).await?;
        if let Some(next) = kept.first() {
            let after = next.clone().offered_first(true);
            work.addresses().advance(next, &after).await?.won()?;
        }
    }
    note(app, caller, &work, gone.account, &Action::DeleteAddress);
    Ok(work.commit().await?)
}

fn note(app: &App, caller: &Caller, work: &Work, account: AccountId, action: &Action) {
    let trace = Trace::new(app, caller, action, Subject::Account(account), app.now());
    work.audit().append(trace.event());
}
