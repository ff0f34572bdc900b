//! Waives the fee of a student's collection (减免).

use domain::{Cover, DegreeId, Order, Permission, Product, WaiverReason, Wish};

use super::booking::Tries;
use super::close::close_open_payment;
use super::cover::cover;
use super::order::{compose, enter_covered};
use super::price::in_force;
use crate::caller::Caller;
use crate::degree;
use crate::failure::Failure;
use crate::service::App;

/// Waives the fee; an order that waits for payment is settled by it.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`crate::refusal::MoneyRefusal::NothingToPay`];
/// [`domain::OrderRefusal::SettledAlready`]; [`Failure::Unavailable`] while the payment service does not
/// answer.
pub async fn waive(
    app: &App,
    caller: &Caller,
    degree: DegreeId,
    reason: WaiverReason,
) -> Result<Order, Failure> {
    let by = caller.staff()?.id;
    let found = degree::find(app.store(), caller, Permission::ManagePrices, degree).await?;
    let orders = app.store().orders();
    for order in orders.list_of_degree(found.id, found.batch).await? {
        if order.expires_at().is_some() {
            close_open_payment(app, order.id).await?;
        }
    }
    let mut tries = Tries::default();
    loop {
        match once(app, caller, degree, Cover::Waiver { by, reason }).await {
            Err(failure) if tries.again(&failure) => {}
            done => return done,
        }
    }
}

async fn once(app: &App, caller: &Caller, id: DegreeId, by: Cover) -> Result<Order, Failure> {
    let work = app.store().begin().await?;
    let degree = degree::find(&work, caller, Permission::ManagePrices, id).await?;
    let list = in_force(&work, degree.batch).await?;
    let orders = work
        .orders()
        .list_of_degree(degree.id, degree.batch)
        .await?;
    let waiting = orders.iter().find(|order| order.expires_at().is_some());
    let waiting = waiting.filter(|order| order.pieces(Product::Collection) > 0);
    let order = if let Some(waiting) = waiting {
        cover(app, caller, &work, waiting, by).await?
    } else {
        let wish = Wish {
            product: Product::Collection,
            pieces: 1,
        };
        let order = compose(app, (&degree, &list), &[wish], &orders)?;
        enter_covered(app, caller, &work, order, by).await?
    };
    work.commit().await?;
    Ok(order)
}
