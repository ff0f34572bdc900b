//! Money that arrives by hand: a transfer to the bank account, cash at the desk. One person writes it down, a
//! second one confirms that it is there.

use domain::audit::Action;
use domain::{
    BatchId, CentreId, Fen, Means, NewPayment, OrderAction, OrderId, Payment, PaymentId,
    PaymentPurpose, PaymentStateName, Permission, SchoolId, Subject, Timestamp, TransactionNumber,
};
use store::{Page, PageRequest};

use super::booking::Tries;
use super::order::find;
use super::settle::{order_of, surplus, take_effect};
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::service::App;
use crate::trace::note;

/// What the money is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandMade {
    /// A student's order.
    Order(OrderId),
    /// What a school owes for its students of a batch.
    School {
        /// The batch.
        batch: BatchId,
        /// The school.
        school: SchoolId,
        /// What arrived.
        amount_fen: Fen,
    },
}

/// Writes down money that arrived; `transaction` is the number of the transfer or of the receipt.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`domain::PaymentRefusal::OtherMeans`] for means whose
/// service tells us itself; [`crate::refusal::Taken::Transaction`] if it is written down already.
pub async fn record(
    app: &App,
    caller: &Caller,
    what: HandMade,
    means: Means,
    (transaction, paid_at): (TransactionNumber, Timestamp),
) -> Result<Payment, Failure> {
    let by = caller.staff()?.id;
    let work = app.store().begin().await?;
    let id = PaymentId::from_uuid(app.new_id());
    let new = match what {
        HandMade::Order(order) => {
            let order = find(&work, caller, Permission::HandleMoney, order).await?;
            order.awaiting(OrderAction::StartPayment)?;
            NewPayment {
                id,
                centre: order.centre,
                batch: order.batch,
                purpose: PaymentPurpose::Order { order: order.id },
                account: Some(order.account),
                means,
                amount_fen: order.total_fen,
            }
        }
        HandMade::School {
            batch,
            school,
            amount_fen,
        } => {
            let batch = work.batches().find(batch).await?.or_not_found()?;
            caller.check_centre(Permission::HandleMoney, batch.centre)?;
            let found = work.schools().find(school).await?;
            let found = found.filter(|found| found.centre == batch.centre);
            NewPayment {
                id,
                centre: batch.centre,
                batch: batch.id,
                purpose: PaymentPurpose::School {
                    school: found.or_not_found()?.id,
                },
                account: None,
                means,
                amount_fen,
            }
        }
    };
    let payment =
        Payment::record(new, by, transaction, paid_at).map_err(domain::Denied::<Payment>::from)?;
    work.payments().insert(&payment).await?;
    let action = Action::RecordPayment {
        means,
        amount_fen: payment.amount_fen,
    };
    let subject = Subject::Payment(id);
    note(app, &work, caller, payment.centre, (&action, subject));
    work.commit().await?;
    Ok(payment)
}

/// Confirms that the money is there, as a second person.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`domain::PaymentRefusal::SecondPersonNeeded`];
/// [`domain::WrongState`].
pub async fn confirm(app: &App, caller: &Caller, id: PaymentId) -> Result<Payment, Failure> {
    let mut tries = Tries::default();
    loop {
        match confirm_once(app, caller, id).await {
            Err(failure) if tries.again(&failure) => {}
            done => return done,
        }
    }
}

async fn confirm_once(app: &App, caller: &Caller, id: PaymentId) -> Result<Payment, Failure> {
    let by = caller.staff()?.id;
    let work = app.store().begin().await?;
    let before = work.payments().find(id).await?.or_not_found()?;
    caller.check_centre(Permission::HandleMoney, before.centre)?;
    let order = order_of(&work, &before).await?;
    let why = surplus(&work, &before, order.as_ref()).await?;
    let after = before.clone().confirm(by, why.is_some(), app.now())?;
    let done = take_effect(app, caller, &work, (&before, after), (order, why)).await?;
    work.commit().await?;
    Ok(done)
}

/// Notes that the money is not there, as a second person.
///
/// # Errors
/// As [`confirm`].
pub async fn reject(app: &App, caller: &Caller, id: PaymentId) -> Result<Payment, Failure> {
    let by = caller.staff()?.id;
    let work = app.store().begin().await?;
    let before = work.payments().find(id).await?.or_not_found()?;
    caller.check_centre(Permission::HandleMoney, before.centre)?;
    let after = before.clone().reject(by, app.now())?;
    work.payments().advance(&before, &after).await?.won()?;
    let subject = Subject::Payment(id);
    note(
        app,
        &work,
        caller,
        after.centre,
        (&Action::RejectPayment, subject),
    );
    work.commit().await?;
    Ok(after)
}

/// What waits for a second person, oldest first.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn list_recorded(
    app: &App,
    caller: &Caller,
    centre: CentreId,
    request: PageRequest,
) -> Result<Page<Payment>, Failure> {
    caller.check_centre(Permission::ViewMoney, centre)?;
    let payments = app.store().payments();
    Ok(payments
        .list_in_state(centre, PaymentStateName::Recorded, request)
        .await?)
}
