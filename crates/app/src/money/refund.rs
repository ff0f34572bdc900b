//! Refunds: asked for by a student or by staff with a reason that is true, approved by somebody else.

use std::collections::HashMap;

use domain::audit::Action;
use domain::{
    CentreId, Fen, LedgerEntry, Means, Message, NewRefund, Order, OrderId, Payment, PaymentId,
    Permission, Refund, RefundId, RefundProblem, RefundReason, RefundRefusal, RefundState,
    RefundStateName, RegistryRecordState, Subject, Submission, SubmissionStateName,
};
use store::{Page, PageRequest, Work};

use super::asking::{asked, service_of};
use super::booking::{Tries, entry_id};
use super::order::find;
use super::return_refund::{SendRefund, finished, given_up, payment_of, settle_refund};
use super::tell::tell_of_refund;
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::jobs::enqueue;
use crate::refusal::MoneyRefusal;
use crate::service::App;
use crate::trace::note;

/// What somebody wants back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefundWish {
    /// The reason, which has to be true.
    pub reason: RefundReason,
    /// How much; everything that is left unless said otherwise. Staff alone choose.
    pub amount_fen: Option<Fen>,
}

/// Asks for a refund of a paid order, for its student or as staff.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`RefundRefusal::ReasonNotApplicable`];
/// [`MoneyRefusal::NothingPaid`]; [`domain::PaymentRefusal`] for more than is left.
pub async fn request_refund(
    app: &App,
    caller: &Caller,
    order: OrderId,
    wish: RefundWish,
) -> Result<Refund, Failure> {
    let mut tries = Tries::default();
    loop {
        match ask(app, caller, order, wish).await {
            Err(failure) if tries.again(&failure) => {}
            done => return done,
        }
    }
}

async fn ask(app: &App, caller: &Caller, id: OrderId, wish: RefundWish) -> Result<Refund, Failure> {
    let now = app.now();
    let work = app.store().begin().await?;
    let order = find(&work, caller, Permission::HandleMoney, id).await?;
    let is_student = matches!(caller, Caller::Student(_));
    if is_student && (!wish.reason.is_of_students() || wish.amount_fen.is_some()) {
        return Err(RefundRefusal::ReasonNotApplicable.into_failure());
    }
    check_reason(&work, &order, wish.reason).await?;
    let payment = order.payment().filter(|_| order.is_settled());
    let payment = payment.ok_or(MoneyRefusal::NothingPaid)?;
    let before = work.payments().find(payment).await?;
    let before = before.ok_or_else(|| Failure::internal("an order paid by no payment"))?;
    let amount_fen = wish.amount_fen.unwrap_or_else(|| before.unclaimed());
    let refund = claim(app, caller, &work, &before, (amount_fen, wish.reason)).await?;
    work.commit().await?;
    tracing::info!(refund = %refund.id, at = %now, "A refund was asked for");
    Ok(refund)
}

/// Takes a part of a payment for a refund that waits for approval.
async fn claim(
    app: &App,
    caller: &Caller,
    work: &Work,
    before: &Payment,
    (amount_fen, reason): (Fen, RefundReason),
) -> Result<Refund, Failure> {
    let now = app.now();
    let claimed = before.clone().claim_refund(amount_fen, now)?;
    work.payments().advance(before, &claimed).await?.won()?;
    let new = NewRefund {
        id: RefundId::from_uuid(app.new_id()),
        amount_fen,
        reason,
        by: caller.actor(),
    };
    let refund = Refund::request(new, &claimed, now);
    work.refunds().insert(&refund).await?;
    let action = Action::RequestRefund {
        payment: before.id,
        amount_fen,
        reason,
    };
    let subject = Subject::Refund(refund.id);
    note(app, work, caller, refund.centre, (&action, subject));
    Ok(refund)
}

/// Whether a reason is true of an order: by how far the collection has come, or, where prints alone were ordered, by
/// how far these have.
async fn check_reason(work: &Work, order: &Order, reason: RefundReason) -> Result<(), Failure> {
    let applies = if order.is_of_prints() {
        reason.applies_to_prints(!are_prints_begun(work, order).await?)
    } else {
        let submissions = work.submissions();
        let submission: Option<Submission> = submissions
            .find_of_degree(order.degree, order.batch)
            .await?;
        let state = submission.map(|submission| (&submission.state).into());
        let must_be_refused = reason == RefundReason::RefusedAsDuplicate
            && state == Some(SubmissionStateName::Approved);
        reason.applies(state) && (!must_be_refused || is_refused(work, order).await?)
    };
    if applies && !reason.is_automatic() {
        Ok(())
    } else {
        Err(RefundRefusal::ReasonNotApplicable.into_failure())
    }
}

/// Whether the registry has refused the portrait of the order's degree.
async fn is_refused(work: &Work, order: &Order) -> Result<bool, Failure> {
    let records = work.registry_records();
    let records = records.list_of_degrees(&[order.degree]).await?;
    let last = records.last();
    Ok(last.is_some_and(|last| matches!(last.state, RegistryRecordState::Refused { .. })))
}

async fn are_prints_begun(work: &Work, order: &Order) -> Result<bool, Failure> {
    let jobs = work.print_jobs().list_of_account(order.account).await?;
    let mut of_order = jobs.iter().filter(|job| job.order == Some(order.id));
    Ok(of_order.any(|job| job.run().is_some() || job.reprints > 0))
}

/// A refusal of a refund as a failure.
trait IntoFailure {
    fn into_failure(self) -> Failure;
}

impl IntoFailure for RefundRefusal {
    fn into_failure(self) -> Failure {
        domain::Denied::<Refund>::from(self).into()
    }
}

/// Approves a refund, which is then carried out. Asks again whether its reason is true.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`RefundRefusal`]; [`domain::WrongState`].
pub async fn approve_refund(app: &App, caller: &Caller, id: RefundId) -> Result<Refund, Failure> {
    let now = app.now();
    let work = app.store().begin().await?;
    let before = reach(&work, caller, Permission::ApproveRefunds, id).await?;
    if let (RefundState::Requested, Some(order)) = (&before.state, before.order) {
        let order = work.orders().find(order).await?.or_not_found()?;
        check_reason(&work, &order, before.reason).await?;
    }
    let after = before.clone().approve(caller.actor(), now)?;
    work.refunds().advance(&before, &after).await?.won()?;
    let payment = payment_of(&work, &after).await?;
    let entry = LedgerEntry::of_approval(entry_id(app), &after, &payment, now);
    work.ledger().book(&entry).await?;
    let action = Action::ApproveRefund {
        reason: after.reason,
    };
    let subject = Subject::Refund(id);
    note(app, &work, caller, after.centre, (&action, subject));
    enqueue(app, &work, &SendRefund { refund: id }, now).await?;
    work.commit().await?;
    Ok(after)
}

/// Declines a refund.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`domain::WrongState`].
pub async fn decline_refund(app: &App, caller: &Caller, id: RefundId) -> Result<Refund, Failure> {
    let work = app.store().begin().await?;
    let before = reach(&work, caller, Permission::ApproveRefunds, id).await?;
    let after = before.clone().decline(caller.actor(), app.now())?;
    let declined = Action::DeclineRefund;
    come_to_nothing(app, caller, &work, (&before, &after), &declined).await?;
    tell_of_refund(app, caller, &work, &after, Message::RefundDeclined).await?;
    work.commit().await?;
    Ok(after)
}

/// Takes a refund back that nobody has decided yet, as who asked for it. The order stays paid.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`domain::WrongState`] once it is decided.
pub async fn withdraw_refund(app: &App, caller: &Caller, id: RefundId) -> Result<Refund, Failure> {
    let work = app.store().begin().await?;
    let before = work.refunds().find(id).await?.or_not_found()?;
    match caller {
        Caller::Student(account) if before.account == Some(*account) => {}
        Caller::Student(_) => return Err(Failure::NotFound),
        _ => caller.check_centre(Permission::HandleMoney, before.centre)?,
    }
    let after = before.clone().withdraw(caller.actor(), app.now())?;
    let withdrawn = Action::WithdrawRefund;
    come_to_nothing(app, caller, &work, (&before, &after), &withdrawn).await?;
    work.commit().await?;
    Ok(after)
}

/// A refund that was asked for and never approved is over: its part of the payment is free again.
async fn come_to_nothing(
    app: &App,
    caller: &Caller,
    work: &Work,
    (before, after): (&Refund, &Refund),
    action: &Action,
) -> Result<(), Failure> {
    work.refunds().advance(before, after).await?.won()?;
    let payment = payment_of(work, after).await?;
    let released = payment.clone().release_refund(after.amount_fen)?;
    work.payments().advance(&payment, &released).await?.won()?;
    let subject = Subject::Refund(after.id);
    note(app, work, caller, after.centre, (action, subject));
    Ok(())
}

/// Notes that somebody has given the money back by hand, by a transfer or in cash. What the service itself has asked for
/// and approved, only who approves refunds notes: nobody else has looked at it.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`RefundRefusal::NotByHand`]; [`domain::WrongState`], also where the
/// payment service says now that it has given the money back; [`Failure::Unavailable`] while it does not answer.
pub async fn finish_by_hand(
    app: &App,
    caller: &Caller,
    id: RefundId,
    means: Means,
) -> Result<Refund, Failure> {
    let now = app.now();
    let by = caller.staff()?.id;
    ask_again(app, caller, Permission::HandleMoney, id).await?;
    let work = app.store().begin().await?;
    let before = reach(&work, caller, Permission::HandleMoney, id).await?;
    if before.reason.is_automatic() {
        caller.check_centre(Permission::ApproveRefunds, before.centre)?;
    }
    let payment = payment_of(&work, &before).await?;
    let after = before.clone().finish_by_hand((&payment, means), by, now)?;
    finished(app, caller, &work, (&before, &after), (means, now)).await?;
    work.commit().await?;
    Ok(after)
}

/// Has the payment service say once more what became of a stuck refund, before the money goes another way: a message that
/// it was stuck may have come late, or the answer that it was carried out may be lost.
async fn ask_again(
    app: &App,
    caller: &Caller,
    permission: Permission,
    id: RefundId,
) -> Result<(), Failure> {
    let work = app.store().begin().await?;
    let refund = reach(&work, caller, permission, id).await?;
    let means = payment_of(&work, &refund).await?.means;
    // Nothing is held while the service thinks.
    drop(work);
    if !matches!(refund.state, RefundState::Stuck { .. }) || !means.is_electronic() {
        return Ok(());
    }
    // One that is not configured any more can be asked nothing; what it did is in its bills.
    if let Ok(service) = service_of(app, means) {
        let answer = service.find_refund(id).await.map_err(asked)?;
        settle_refund(app, id, answer).await?;
    }
    Ok(())
}

/// Gives a stuck refund up; its part of the payment is free for another one.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`RefundRefusal::NotByHand`] for one that the service may
/// still carry out, or has; [`RefundRefusal::OwedInAnyCase`] for money that paid nothing; [`Failure::Unavailable`] while
/// the payment service does not answer.
pub async fn give_up_refund(app: &App, caller: &Caller, id: RefundId) -> Result<Refund, Failure> {
    ask_again(app, caller, Permission::ApproveRefunds, id).await?;
    let work = app.store().begin().await?;
    let before = reach(&work, caller, Permission::ApproveRefunds, id).await?;
    let payment = payment_of(&work, &before).await?;
    let problem = match before.state {
        RefundState::Stuck { problem, .. } => problem,
        RefundState::Approved { .. } if !payment.means.is_electronic() => RefundProblem::Closed,
        _ => return Err(RefundRefusal::NotByHand.into_failure()),
    };
    let after = before.clone().give_up(problem, app.now())?;
    given_up(app, caller, &work, (&before, &after), problem).await?;
    work.commit().await?;
    Ok(after)
}

/// The refunds of a centre, of one state or of all, newest first, each with the payment that it is taken
/// from.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn list_refunds(
    app: &App,
    caller: &Caller,
    (centre, state): (CentreId, Option<RefundStateName>),
    request: PageRequest,
) -> Result<Page<(Refund, Payment)>, Failure> {
    caller.check_centre(Permission::ViewMoney, centre)?;
    let found = app.store().refunds().list(centre, state, request).await?;
    let ids: Vec<PaymentId> = found.items.iter().map(|refund| refund.payment).collect();
    let payments = app.store().payments().list(&ids).await?;
    let by_id: HashMap<PaymentId, Payment> = payments
        .into_iter()
        .map(|payment| (payment.id, payment))
        .collect();
    let with_payment = |refund: Refund| {
        let payment = by_id.get(&refund.payment).cloned();
        payment.map(|payment| (refund, payment))
    };
    let items: Option<Vec<_>> = found.items.into_iter().map(with_payment).collect();
    Ok(Page {
        items: items.ok_or_else(|| Failure::internal("a refund of no payment"))?,
        next: found.next,
    })
}

/// A refund of the caller's centre.
async fn reach(
    work: &Work,
    caller: &Caller,
    permission: Permission,
    id: RefundId,
) -> Result<Refund, Failure> {
    let refund = work.refunds().find(id).await?.or_not_found()?;
    caller.check_centre(permission, refund.centre)?;
    Ok(refund)
}

/// The number under which people look a payment up at the service.
pub(super) fn number_of(payment: PaymentId) -> String {
    payment.as_uuid().simple().to_string()
}
