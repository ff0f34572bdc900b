//! The prices of a batch: what students see before anything is charged, and how staff change them.

use domain::audit::Action;
use domain::{BatchId, BatchState, Permission, PriceList, PriceListId, Prices, PricesSet, Subject};
use store::Reads;
use store::repository::PriceLists;

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::refusal::MoneyRefusal;
use crate::service::App;
use crate::trace::note;

/// What a batch charges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The list in force; none where this service charges nothing for the batch.
    pub list: Option<PriceList>,
    /// Whether the service can take money electronically.
    pub can_pay: bool,
}

/// The prices of a batch, for everybody.
///
/// # Errors
/// [`Failure::NotFound`] for a batch that is not there, or not announced.
pub async fn quote(app: &App, batch: BatchId) -> Result<Quote, Failure> {
    let found = app.store().batches().find(batch).await?;
    found
        .filter(|batch| batch.state != BatchState::Draft)
        .or_not_found()?;
    Ok(Quote {
        list: app.store().price_lists().find_in_force(batch).await?,
        can_pay: app.gateways().pay.is_some(),
    })
}

/// The list of a batch that an order is placed by.
///
/// # Errors
/// [`MoneyRefusal::NothingToPay`] where the batch has none.
pub(super) async fn in_force(reads: &impl Reads, batch: BatchId) -> Result<PriceList, Failure> {
    let list = PriceLists::of(reads).find_in_force(batch).await?;
    list.ok_or_else(|| MoneyRefusal::NothingToPay.into())
}

/// Every list of a batch, the one in force first.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn list_prices(
    app: &App,
    caller: &Caller,
    batch: BatchId,
) -> Result<Vec<PriceList>, Failure> {
    let found = app.store().batches().find(batch).await?.or_not_found()?;
    caller.check_centre(Permission::ViewMoney, found.centre)?;
    Ok(app.store().price_lists().list_of_batch(batch).await?)
}

/// Puts prices in force. Orders that were placed keep theirs.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`MoneyRefusal::PricesInvalid`];
/// [`Failure::Stale`] if somebody else did at the same time.
pub async fn set_prices(
    app: &App,
    caller: &Caller,
    batch: BatchId,
    prices: Prices,
) -> Result<PriceList, Failure> {
    let found = app.store().batches().find(batch).await?.or_not_found()?;
    caller.check_centre(Permission::ManagePrices, found.centre)?;
    let last = app.store().price_lists().find_in_force(batch).await?;
    let id = PriceListId::from_uuid(app.new_id());
    let set = PricesSet {
        by: caller.actor(),
        at: app.now(),
    };
    let list = PriceList::follow(id, (found.centre, batch), last.as_ref(), prices, set)
        .map_err(MoneyRefusal::PricesInvalid)?;
    let work = app.store().begin().await?;
    work.price_lists().insert(&list).await?;
    let action = Action::SetPrices {
        number: list.number,
    };
    let subject = Subject::Batch(batch);
    note(app, &work, caller, found.centre, (&action, subject));
    work.commit().await?;
    Ok(list)
}
