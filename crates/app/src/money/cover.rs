//! What somebody else bears instead of the student: booked where a school owes it, and audited.

use domain::audit::Action;
use domain::{Cover, LedgerEntry, Order, Subject};
use store::Work;

use super::booking::entry_id;
use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::service::App;
use crate::trace::note;

/// Lets somebody else bear the price of an order that waits for payment, in a transaction.
///
/// # Errors
/// [`domain::WrongState`] unless it awaits payment.
pub(super) async fn cover(
    app: &App,
    caller: &Caller,
    work: &Work,
    before: &Order,
    by: Cover,
) -> Result<Order, Failure> {
    let after = before.clone().cover(by, app.now())?;
    work.orders().advance(before, &after).await?.won()?;
    note_cover(app, caller, work, &after, by).await?;
    Ok(after)
}

/// Books and audits an order that somebody else bears.
pub(super) async fn note_cover(
    app: &App,
    caller: &Caller,
    work: &Work,
    order: &Order,
    by: Cover,
) -> Result<(), Failure> {
    let action = match by {
        Cover::School => {
            let entry = LedgerEntry::of_school(entry_id(app), order, app.now());
            work.ledger().book(&entry).await?;
            Action::CoverOrder
        }
        Cover::Waiver { reason, .. } => Action::WaiveOrder { reason },
    };
    let subject = Subject::Order(order.id);
    note(app, work, caller, order.centre, (&action, subject));
    Ok(())
}
