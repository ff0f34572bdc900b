//! Tells a student what became of money: it arrived at the centre, went back or does not, an invoice is made.

use domain::{AccountId, CentreId, Message, OrderId, Refund, Subject};
use store::Work;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::notification::{StudentMessage, notify, sees_it_happen};
use crate::service::App;

/// Tells the student of an order something, unless the student just did it.
pub(super) async fn tell(
    app: &App,
    caller: &Caller,
    work: &Work,
    (centre, account, order): (CentreId, AccountId, OrderId),
    message: Message,
) -> Result<(), Failure> {
    if sees_it_happen(caller, account) {
        return Ok(());
    }
    let notice = StudentMessage {
        centre,
        account,
        subject: Subject::Order(order),
        message,
    };
    notify(app, work, notice, app.now()).await
}

/// Tells the student what became of a refund; nobody for a school's payment.
pub(super) async fn tell_of_refund(
    app: &App,
    caller: &Caller,
    work: &Work,
    refund: &Refund,
    message: Message,
) -> Result<(), Failure> {
    let (Some(account), Some(order)) = (refund.account, refund.order) else {
        return Ok(());
    };
    let about = (refund.centre, account, order);
    tell(app, caller, work, about, message).await
}
