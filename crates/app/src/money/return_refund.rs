//! Carries approved refunds out: sends them to the payment service, and lets its answers take effect. A refund
//! that was accepted is not done: it is asked about until the money has gone back.

use async_trait::async_trait;
use domain::audit::Action;
use domain::{
    LedgerEntry, Means, Message, Order, Payment, Permission, Refund, RefundId, RefundProblem,
    RefundState, Subject, Timestamp,
};
use gateways::{GatewayError, PaymentService, RefundAnswer, RefundAsk};
use serde::{Deserialize, Serialize};
use store::Work;

use super::asking::{asked, service_of};
use super::booking::{Tries, entry_id};
use super::tell::tell_of_refund;
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::jobs::{Task, Ticket, enqueue};
use crate::service::App;
use crate::trace::note;

/// Sends a refund for the first time; what follows, [`super::WatchPayments`] does.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SendRefund {
    /// The refund.
    pub(crate) refund: RefundId,
}

#[async_trait]
impl Task for SendRefund {
    const KIND: &'static str = "send-refund";

    fn key(&self) -> String {
        self.refund.to_string()
    }

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        if let Some(refund) = app.store().refunds().find(self.refund).await? {
            carry_on(app, &refund).await?;
        }
        ticket.finish_alone(app).await
    }
}

/// Sends a refund that is stuck again, under the same number.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`domain::WrongState`] unless it is stuck.
pub async fn retry_refund(app: &App, caller: &Caller, id: RefundId) -> Result<Refund, Failure> {
    let work = app.store().begin().await?;
    let before = work.refunds().find(id).await?.or_not_found()?;
    caller.check_centre(Permission::HandleMoney, before.centre)?;
    let after = before.clone().send_again(app.now())?;
    work.refunds().advance(&before, &after).await?.won()?;
    let subject = Subject::Refund(id);
    note(
        app,
        &work,
        caller,
        after.centre,
        (&Action::SendRefund, subject),
    );
    enqueue(app, &work, &SendRefund { refund: id }, app.now()).await?;
    work.commit().await?;
    Ok(after)
}

/// The next step of a refund under way: asks about one that was accepted, sends one that was not. Stuck ones
/// wait for somebody, and those of money that came by hand go back by hand.
///
/// # Errors
/// [`Failure::Unavailable`] while the service does not answer; as [`settle_refund`].
pub(super) async fn carry_on(app: &App, refund: &Refund) -> Result<(), Failure> {
    let is_sent = match refund.state {
        RefundState::Approved { .. } => false,
        RefundState::Sent { .. } => true,
        _ => return Ok(()),
    };
    let payment = app.store().payments().find(refund.payment).await?;
    let payment = payment.ok_or_else(|| Failure::internal("a refund of no payment"))?;
    if !payment.means.is_electronic() {
        return Ok(());
    }
    let service = service_of(app, payment.means)?;
    let known = if is_sent {
        service.find_refund(refund.id).await.map_err(asked)?
    } else {
        RefundAnswer::Unknown
    };
    let answer = match known {
        RefundAnswer::Unknown => send(&*service, refund, &payment).await?,
        known => known,
    };
    settle_refund(app, refund.id, answer).await?;
    Ok(())
}

/// Sends a refund. Where the service will not take it, it is asked whether it has: the answer to an earlier try may be
/// lost, and what it says of its own books counts more than what it says to one request.
async fn send(
    service: &dyn PaymentService,
    refund: &Refund,
    payment: &Payment,
) -> Result<RefundAnswer, Failure> {
    let ask = RefundAsk {
        refund: refund.id,
        payment: payment.id,
        amount_fen: refund.amount_fen,
        total_fen: payment.amount_fen,
        reason: "图像采集退款".to_owned(),
    };
    let stuck = match service.send_refund(&ask).await {
        Err(GatewayError::Refused { code }) => {
            tracing::error!(code, refund = %refund.id, "The payment service refused a refund");
            RefundAnswer::Stuck(RefundProblem::PayerAccount)
        }
        Ok(stuck @ RefundAnswer::Stuck(_)) => stuck,
        answer => return answer.map_err(asked),
    };
    Ok(match service.find_refund(refund.id).await.map_err(asked)? {
        RefundAnswer::Unknown => stuck,
        known => known,
    })
}

/// Lets the answer about a refund take effect. The same answer again changes nothing.
///
/// # Errors
/// [`Failure::NotFound`] for an unknown refund.
pub(super) async fn settle_refund(
    app: &App,
    id: RefundId,
    answer: RefundAnswer,
) -> Result<Refund, Failure> {
    let mut tries = Tries::default();
    loop {
        match once(app, id, answer).await {
            Err(failure) if tries.again(&failure) => {}
            done => return done,
        }
    }
}

async fn once(app: &App, id: RefundId, answer: RefundAnswer) -> Result<Refund, Failure> {
    let now = app.now();
    let work = app.store().begin().await?;
    let before = work.refunds().find(id).await?.or_not_found()?;
    if !before.is_under_way() {
        return Ok(before);
    }
    let (after, action) = match answer {
        RefundAnswer::Unknown => return Ok(before),
        RefundAnswer::Accepted if matches!(before.state, RefundState::Sent { .. }) => {
            return Ok(before);
        }
        RefundAnswer::Accepted => (before.clone().sent(now)?, Action::SendRefund),
        RefundAnswer::Done { at } => {
            let after = before.clone().finish(at)?;
            let means = payment_of(&work, &after).await?.means;
            finished(app, &Caller::System, &work, (&before, &after), (means, at)).await?;
            work.commit().await?;
            return Ok(after);
        }
        // What paid nothing waits for somebody instead, who gives it back by hand.
        RefundAnswer::Stuck(problem @ RefundProblem::Closed) if !before.reason.is_automatic() => {
            let after = before.clone().give_up(problem, now)?;
            given_up(app, &Caller::System, &work, (&before, &after), problem).await?;
            work.commit().await?;
            return Ok(after);
        }
        RefundAnswer::Stuck(problem) => {
            if matches!(before.state, RefundState::Stuck { problem: known, .. } if known == problem)
            {
                return Ok(before);
            }
            (
                before.clone().stick(problem, now)?,
                Action::StickRefund { problem },
            )
        }
    };
    work.refunds().advance(&before, &after).await?.won()?;
    let subject = Subject::Refund(id);
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

/// The money has gone back by some means: the payment, the ledger and, where nothing is left of it, the order.
pub(super) async fn finished(
    app: &App,
    caller: &Caller,
    work: &Work,
    (before, after): (&Refund, &Refund),
    (by, at): (Means, Timestamp),
) -> Result<(), Failure> {
    work.refunds().advance(before, after).await?.won()?;
    let payment = payment_of(work, after).await?;
    let returned = payment.clone().return_refund(after.amount_fen)?;
    work.payments().advance(&payment, &returned).await?.won()?;
    let entry = LedgerEntry::of_return(entry_id(app), (after, &returned), by, at);
    work.ledger().book(&entry).await?;
    if let Some(order) = paid_order(work, &returned)
        .await?
        .filter(|_| returned.is_returned())
    {
        let refunded = order.clone().refund(at)?;
        work.orders().advance(&order, &refunded).await?.won()?;
    }
    let action = Action::FinishRefund {
        amount_fen: after.amount_fen,
    };
    let subject = Subject::Refund(after.id);
    note(app, work, caller, after.centre, (&action, subject));
    tell_of_refund(app, caller, work, after, Message::RefundDone).await
}

/// A refund was given up: its part of the payment is free again, and the student hears of it.
pub(super) async fn given_up(
    app: &App,
    caller: &Caller,
    work: &Work,
    (before, after): (&Refund, &Refund),
    problem: RefundProblem,
) -> Result<(), Failure> {
    work.refunds().advance(before, after).await?.won()?;
    let payment = payment_of(work, after).await?;
    let released = payment.clone().release_refund(after.amount_fen)?;
    work.payments().advance(&payment, &released).await?.won()?;
    let entry = LedgerEntry::of_give_up(entry_id(app), after, &released, app.now());
    work.ledger().book(&entry).await?;
    let subject = Subject::Refund(after.id);
    let action = Action::GiveUpRefund { problem };
    note(app, work, caller, after.centre, (&action, subject));
    tell_of_refund(app, caller, work, after, Message::RefundGivenUp).await
}

/// The payment of a refund.
pub(super) async fn payment_of(work: &Work, refund: &Refund) -> Result<Payment, Failure> {
    let payment = work.payments().find(refund.payment).await?;
    payment.ok_or_else(|| Failure::internal("a refund of no payment"))
}

/// The order that a payment has paid.
async fn paid_order(work: &Work, payment: &Payment) -> Result<Option<Order>, Failure> {
    let Some(id) = payment.order() else {
        return Ok(None);
    };
    let order = work.orders().find(id).await?;
    Ok(order.filter(|order| order.payment() == Some(payment.id) && order.is_settled()))
}
