//! The job that looks after payments and refunds under way: it finds notices that were lost, and closes orders
//! that nobody has paid in time.

use async_trait::async_trait;
use domain::{Duration, Payment, PaymentState};
use serde::{Deserialize, Serialize};
use store::PageRequest;

use super::close::{close_open_payment, close_overdue};
use super::return_refund::carry_on;
use super::settle::look_up;
use crate::failure::Failure;
use crate::jobs::{Task, Ticket};
use crate::service::App;

/// Rows of one page.
const PAGE: u32 = 100;

/// How long a notice is waited for.
const PATIENCE: Duration = Duration::from_minutes(1);

/// Looks after what is under way.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct WatchPayments;

#[async_trait]
impl Task for WatchPayments {
    const KIND: &'static str = "watch-payments";
    const EVERY: Option<Duration> = Some(Duration::from_minutes(1));

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        look_after_payments(app).await?;
        close_orders(app).await?;
        look_after_refunds(app).await?;
        ticket.finish_alone(app).await
    }
}

/// Each by itself: one that the service does not answer about keeps no other waiting.
async fn look_after_payments(app: &App) -> Result<(), Failure> {
    let mut request = PageRequest::first(PAGE);
    loop {
        let page = app.store().payments().list_open(request).await?;
        for payment in &page.items {
            if is_due(app, payment) {
                note(look_after(app, payment).await);
            }
        }
        let Some(next) = page.next else {
            return Ok(());
        };
        request.after = Some(next);
    }
}

fn is_due(app: &App, payment: &Payment) -> bool {
    match payment.state {
        PaymentState::Awaiting { asked_at, .. } => app.now() >= asked_at + PATIENCE,
        _ => true,
    }
}

async fn look_after(app: &App, payment: &Payment) -> Result<(), Failure> {
    let payment = look_up(app, payment).await?;
    let Some(order) = payment.order().filter(|_| payment.is_open()) else {
        return Ok(());
    };
    // Settled or given up by other means: this payment could only be one too many.
    let found = app.store().orders().find(order).await?;
    if found.is_none_or(|order| order.expires_at().is_none()) {
        close_open_payment(app, order).await?;
    }
    Ok(())
}

async fn close_orders(app: &App) -> Result<(), Failure> {
    let overdue = app
        .store()
        .orders()
        .list_overdue(app.now(), u64::from(PAGE))
        .await?;
    for order in overdue {
        note(close_overdue(app, order.id).await);
    }
    Ok(())
}

async fn look_after_refunds(app: &App) -> Result<(), Failure> {
    let mut request = PageRequest::first(PAGE);
    loop {
        let page = app.store().refunds().list_under_way(request).await?;
        for refund in &page.items {
            note(carry_on(app, refund).await);
        }
        let Some(next) = page.next else {
            return Ok(());
        };
        request.after = Some(next);
    }
}

/// The next round tries again; an operator sees why.
fn note(done: Result<(), Failure>) {
    if let Err(failure) = done {
        tracing::warn!(%failure, "A payment or refund could not be looked after");
    }
}
