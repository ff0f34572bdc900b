//! What a payment service says of a payment takes effect, once: the payment, its order, the ledger, the audit
//! log and, for money that pays nothing, its refund, in one transaction.

use domain::audit::Action;
use domain::{
    Denied, LedgerEntry, Means, Message, NewRefund, Order, OrderState, Payment, PaymentId,
    PaymentRefusal, Product, Receipt, Refund, RefundId, RefundReason, Subject,
};
use gateways::PaymentAnswer;
use store::Work;

use super::asking::{asked, service_of};
use super::booking::{Tries, entry_id};
use super::return_refund::SendRefund;
use super::tell::tell;
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::jobs::enqueue;
use crate::service::App;
use crate::trace::note;

/// Asks what became of a payment, and lets the answer take effect.
///
/// # Errors
/// [`Failure::Unavailable`] while the service does not answer; as [`settle`].
pub(super) async fn look_up(app: &App, payment: &Payment) -> Result<Payment, Failure> {
    let service = match service_of(app, payment.means) {
        // The cashier of this machine is gone, and with it the played money.
        Err(_) if payment.means == Means::Local => {
            return settle(app, payment.id, &PaymentAnswer::Closed).await;
        }
        service => service?,
    };
    let answer = service.find_payment(payment.id).await;
    settle(app, payment.id, &answer.map_err(asked)?).await
}

/// Lets the answer about a payment take effect. The same answer again changes nothing.
///
/// # Errors
/// [`Failure::NotFound`] for an unknown payment; [`PaymentRefusal::OtherAmount`] where another sum was paid.
pub(super) async fn settle(
    app: &App,
    id: PaymentId,
    answer: &PaymentAnswer,
) -> Result<Payment, Failure> {
    let mut tries = Tries::default();
    loop {
        match once(app, id, answer).await {
            Err(failure) if tries.again(&failure) => {}
            done => return done,
        }
    }
}

async fn once(app: &App, id: PaymentId, answer: &PaymentAnswer) -> Result<Payment, Failure> {
    let now = app.now();
    let work = app.store().begin().await?;
    let before = work.payments().find(id).await?.or_not_found()?;
    let (after, action) = match answer {
        PaymentAnswer::Unknown | PaymentAnswer::Waiting => return Ok(before),
        PaymentAnswer::Failed | PaymentAnswer::Closed if !before.is_open() => return Ok(before),
        PaymentAnswer::Failed => (before.clone().fail(now)?, Action::FailPayment),
        PaymentAnswer::Closed => (before.clone().close(now)?, Action::ClosePayment),
        PaymentAnswer::Paid(receipt) => {
            let paid = arrive(app, &work, &before, receipt).await?;
            work.commit().await?;
            return Ok(paid);
        }
    };
    work.payments().advance(&before, &after).await?.won()?;
    let subject = Subject::Payment(id);
    note(
        app,
        &work,
        &Caller::System,
        before.centre,
        (&action, subject),
    );
    work.commit().await?;
    Ok(after)
}

async fn arrive(
    app: &App,
    work: &Work,
    before: &Payment,
    receipt: &Receipt,
) -> Result<Payment, Failure> {
    let order = order_of(work, before).await?;
    let why = surplus(work, before, order.as_ref()).await?;
    let succeeded = before
        .clone()
        .succeed(receipt.clone(), why.is_some(), app.now());
    let after = match succeeded {
        Err(Denied::Refused(PaymentRefusal::RecordedAlready)) => return Ok(before.clone()),
        succeeded => succeeded?,
    };
    take_effect(app, &Caller::System, work, (before, after), (order, why)).await
}

/// The order that a payment is for.
pub(super) async fn order_of(work: &Work, payment: &Payment) -> Result<Option<Order>, Failure> {
    match payment.order() {
        None => Ok(None),
        Some(id) => {
            let order = work.orders().find(id).await?;
            let order = order.ok_or_else(|| Failure::internal("a payment of no order"))?;
            Ok(Some(order))
        }
    }
}

/// Why money that arrives pays nothing; `None` where it pays its order, or what a school owes.
pub(super) async fn surplus(
    work: &Work,
    payment: &Payment,
    order: Option<&Order>,
) -> Result<Option<RefundReason>, Failure> {
    let Some(order) = order else {
        return Ok(None);
    };
    match order.state {
        OrderState::AwaitingPayment { .. } => {}
        OrderState::Cancelled { .. } | OrderState::Closed { .. } => {
            return Ok(Some(RefundReason::PaidAfterClose));
        }
        OrderState::Paid { payment: by, .. } if by == payment.id => return Ok(None),
        OrderState::Paid { .. } | OrderState::Covered { .. } | OrderState::Refunded { .. } => {
            return Ok(Some(RefundReason::PaidTwice));
        }
    }
    // Another order of the same degree may have settled the collection meanwhile.
    if order.pieces(Product::Collection) > 0 {
        let others = work
            .orders()
            .list_of_degree(order.degree, order.batch)
            .await?;
        let mut settled = others.iter().filter(|other| other.is_settled());
        if settled.any(|other| other.pieces(Product::Collection) > 0) {
            return Ok(Some(RefundReason::PaidTwice));
        }
    }
    Ok(None)
}

/// The money is there: pays the order or, where it pays nothing, is sent back.
pub(super) async fn take_effect(
    app: &App,
    caller: &Caller,
    work: &Work,
    (before, after): (&Payment, Payment),
    (order, why): (Option<Order>, Option<RefundReason>),
) -> Result<Payment, Failure> {
    work.payments().advance(before, &after).await?.won()?;
    let entry = LedgerEntry::of_payment(entry_id(app), &after);
    let entry = entry.ok_or_else(|| Failure::internal("a payment without money"))?;
    work.ledger().book(&entry).await?;
    let subject = Subject::Payment(after.id);
    let Some(reason) = why else {
        if let (Some(order), Some(paid_at)) = (order, after.paid_at()) {
            let paid = order.clone().pay(&after, paid_at)?;
            work.orders().advance(&order, &paid).await?.won()?;
        }
        let action = Action::ReceivePayment {
            order: after.order(),
            means: after.means,
            amount_fen: after.amount_fen,
        };
        note(app, work, caller, after.centre, (&action, subject));
        tell_of_payment(app, caller, work, &after).await?;
        return Ok(after);
    };
    let action = Action::ReceiveSurplus {
        amount_fen: after.amount_fen,
    };
    note(app, work, caller, after.centre, (&action, subject));
    send_back(app, work, after, reason).await
}

/// Tells the student that money has arrived. Who pays on the phone sees it there; who handed it over or had
/// it transferred does not.
async fn tell_of_payment(
    app: &App,
    caller: &Caller,
    work: &Work,
    payment: &Payment,
) -> Result<(), Failure> {
    let (Some(account), Some(order)) = (payment.account, payment.order()) else {
        return Ok(());
    };
    if payment.means.is_electronic() {
        return Ok(());
    }
    let about = (payment.centre, account, order);
    tell(app, caller, work, about, Message::PaymentArrived).await
}

/// Asks for and approves the refund of money that pays nothing.
async fn send_back(
    app: &App,
    work: &Work,
    payment: Payment,
    reason: RefundReason,
) -> Result<Payment, Failure> {
    let (now, system) = (app.now(), Caller::System);
    let claimed = payment.clone().claim_refund(payment.amount_fen, now)?;
    work.payments().advance(&payment, &claimed).await?.won()?;
    let new = NewRefund {
        id: RefundId::from_uuid(app.new_id()),
        amount_fen: payment.amount_fen,
        reason,
        by: system.actor(),
    };
    let refund = Refund::request(new, &claimed, now).approve(system.actor(), now)?;
    work.refunds().insert(&refund).await?;
    let entry = LedgerEntry::of_approval(entry_id(app), &refund, &claimed, now);
    work.ledger().book(&entry).await?;
    let subject = Subject::Refund(refund.id);
    let asked = Action::RequestRefund {
        payment: payment.id,
        amount_fen: refund.amount_fen,
        reason,
    };
    for action in [asked, Action::ApproveRefund { reason }] {
        note(app, work, &system, refund.centre, (&action, subject));
    }
    enqueue(app, work, &SendRefund { refund: refund.id }, now).await?;
    Ok(claimed)
}
