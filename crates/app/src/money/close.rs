//! Giving up: a student cancels an order, a new payment takes the place of an old one, the time to pay is
//! over. In each case the service is asked first whether money has arrived, and then told to take none.

use domain::audit::Action;
use domain::{Order, OrderAction, OrderId, Permission, Subject};
use gateways::{CloseAnswer, PaymentAnswer};

use super::asking::{asked, service_of};
use super::booking::Tries;
use super::order::find;
use super::settle::{look_up, settle};
use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::service::App;
use crate::trace::note;

/// Cancels an order that nobody has paid.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`domain::WrongState`] for one that is paid, also if that
/// is found out now; [`Failure::Unavailable`] while the payment service does not answer.
pub async fn cancel(app: &App, caller: &Caller, id: OrderId) -> Result<Order, Failure> {
    find(app.store(), caller, Permission::HandleMoney, id).await?;
    close_open_payment(app, id).await?;
    let mut tries = Tries::default();
    loop {
        match once(app, caller, id).await {
            Err(failure) if tries.again(&failure) => {}
            done => return done,
        }
    }
}

async fn once(app: &App, caller: &Caller, id: OrderId) -> Result<Order, Failure> {
    let work = app.store().begin().await?;
    let before = find(&work, caller, Permission::HandleMoney, id).await?;
    if work.payments().find_open_of_order(id).await?.is_some() {
        // Started after it was looked for.
        return Err(Failure::Stale);
    }
    let after = before.clone().cancel(caller.actor(), app.now())?;
    work.orders().advance(&before, &after).await?.won()?;
    let subject = Subject::Order(id);
    note(
        app,
        &work,
        caller,
        after.centre,
        (&Action::CancelOrder, subject),
    );
    work.commit().await?;
    Ok(after)
}

/// Looks the payment of an order that could still take money up, and closes it at the service and here. An
/// order that turns out to be paid is paid afterwards.
///
/// # Errors
/// [`Failure::Unavailable`] while the service does not answer.
pub(super) async fn close_open_payment(app: &App, order: OrderId) -> Result<(), Failure> {
    let Some(open) = app.store().payments().find_open_of_order(order).await? else {
        return Ok(());
    };
    let open = look_up(app, &open).await?;
    if !open.is_open() {
        return Ok(());
    }
    let service = service_of(app, open.means)?;
    match service.close_payment(open.id).await.map_err(asked)? {
        CloseAnswer::Closed => settle(app, open.id, &PaymentAnswer::Closed).await?,
        // Between the question and this: it is paid after all.
        CloseAnswer::Paid => look_up(app, &open).await?,
    };
    Ok(())
}

/// Closes an order whose time to pay is over, unless it turns out to be paid.
///
/// # Errors
/// [`Failure::Unavailable`] while the payment service does not answer: the order then stays open.
pub(super) async fn close_overdue(app: &App, id: OrderId) -> Result<(), Failure> {
    close_open_payment(app, id).await?;
    let work = app.store().begin().await?;
    let Some(before) = work.orders().find(id).await? else {
        return Ok(());
    };
    let is_waiting = before.awaiting(OrderAction::Close).is_ok();
    if !is_waiting || work.payments().find_open_of_order(id).await?.is_some() {
        return Ok(());
    }
    let after = before.clone().close(app.now())?;
    work.orders().advance(&before, &after).await?.won()?;
    let subject = Subject::Order(id);
    let system = Caller::System;
    note(
        app,
        &work,
        &system,
        after.centre,
        (&Action::CloseOrder, subject),
    );
    Ok(work.commit().await?)
}
