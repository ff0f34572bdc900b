//! Notices of the payment service, and the cashier on this machine that plays one.

use domain::{OrderId, Permission};
use gateways::{LocalAct, Notice, NoticeError, NoticeHeaders};

use super::order::{OrderView, find, show};
use super::return_refund::settle_refund;
use super::settle::settle;
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::refusal::MoneyRefusal;
use crate::service::App;

/// Takes a notice: makes sure that it is genuine, and lets it take effect. The same notice may come many times
/// and at once.
///
/// # Errors
/// [`MoneyRefusal::NotOffered`] where no payment service is set up; [`MoneyRefusal::NotGenuine`];
/// [`Failure::Unavailable`] where it has to be sent again.
pub async fn receive(app: &App, headers: &NoticeHeaders, body: &[u8]) -> Result<(), Failure> {
    let service = app.gateways().pay.clone().ok_or(MoneyRefusal::NotOffered)?;
    let notice = service.read_notice(headers, body).await;
    let notice = notice.map_err(|error| match error {
        NoticeError::NotGenuine => MoneyRefusal::NotGenuine.into(),
        NoticeError::NotUnderstood => MoneyRefusal::NotUnderstood.into(),
        NoticeError::Gateway(error) => Failure::Unavailable(error.into()),
    })?;
    match notice {
        Notice::Payment { payment, answer } => {
            settle(app, payment, &answer).await?;
        }
        Notice::Refund { refund, answer } => {
            settle_refund(app, refund, answer).await?;
        }
        Notice::Other => {}
    }
    Ok(())
}

/// Plays the payer of the student's own order at the cashier on this machine.
///
/// # Errors
/// [`Failure::NotFound`] where there is no such cashier, order or payment; [`MoneyRefusal::NotPayable`].
pub async fn play(
    app: &App,
    caller: &Caller,
    order: OrderId,
    act: LocalAct,
) -> Result<OrderView, Failure> {
    let cashier = app.gateways().cashier.clone().or_not_found()?;
    caller.student()?;
    find(app.store(), caller, Permission::HandleMoney, order).await?;
    let payments = app.store().payments().list_of_order(order).await?;
    let payment = payments.last().map(|payment| payment.id).or_not_found()?;
    let told = cashier
        .play(payment, act)
        .map_err(|_| MoneyRefusal::NotPayable)?;
    if let Some(answer) = told {
        settle(app, payment, &answer).await?;
    }
    let order = find(app.store(), caller, Permission::HandleMoney, order).await?;
    show(app, order).await
}
