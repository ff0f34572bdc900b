//! What happened to an order, from the audit log. It leaves out who of the staff it was.

use domain::audit::Action;
use domain::{Order, Payment, Refund, Subject, Timestamp};
use store::Store;
use strum::{EnumString, IntoStaticStr, VariantNames};

use crate::failure::Failure;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum OrderEvent {
    /// The order was placed.
    Placed,
    /// A payment began.
    PaymentStarted,
    /// It was paid.
    Paid,
    /// Money arrived that paid nothing; it goes back.
    PaidTooMuch,
    /// A payment came to nothing.
    PaymentFailed,
    /// The school bears the price.
    BorneBySchool,
    /// The price was waived.
    Waived,
    /// It was cancelled.
    Cancelled,
    /// It was not paid in time.
    Closed,
    /// A refund was asked for.
    RefundRequested,
    /// It was approved.
    RefundApproved,
    /// It was declined.
    RefundDeclined,
    /// Who asked took it back.
    RefundWithdrawn,
    /// The payment service has accepted it.
    RefundSent,
    /// Somebody has to look at it.
    RefundStuck,
    /// The money has gone back.
    Refunded,
    /// It was given up.
    RefundGivenUp,
}

impl OrderEvent {
    /// The event as it is written.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// One thing that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderMoment {
    /// Time of the event.
    pub at: Timestamp,
    /// What happened.
    pub event: OrderEvent,
}

/// What happened to an order, its payments and refunds, oldest first.
pub(super) async fn timeline(
    store: &Store,
    order: &Order,
    payments: &[Payment],
    refunds: &[Refund],
) -> Result<Vec<OrderMoment>, Failure> {
    let mut subjects = vec![Subject::Order(order.id)];
    subjects.extend(payments.iter().map(|payment| Subject::Payment(payment.id)));
    subjects.extend(refunds.iter().map(|refund| Subject::Refund(refund.id)));
    let mut moments = Vec::new();
    for subject in subjects {
        for line in store.audit().list_of_subject(subject).await? {
            let event = line.known_action().as_ref().and_then(event);
            moments.extend(event.map(|event| OrderMoment { at: line.at, event }));
        }
    }
    moments.sort_by_key(|moment| moment.at);
    Ok(moments)
}

const fn event(action: &Action) -> Option<OrderEvent> {
    Some(match action {
        Action::PlaceOrder { .. } => OrderEvent::Placed,
        Action::StartPayment { .. } => OrderEvent::PaymentStarted,
        Action::ReceivePayment { .. } => OrderEvent::Paid,
        Action::ReceiveSurplus { .. } => OrderEvent::PaidTooMuch,
        Action::FailPayment | Action::RejectPayment => OrderEvent::PaymentFailed,
        Action::CoverOrder => OrderEvent::BorneBySchool,
        Action::WaiveOrder { .. } => OrderEvent::Waived,
        Action::CancelOrder => OrderEvent::Cancelled,
        Action::CloseOrder => OrderEvent::Closed,
        Action::RequestRefund { .. } => OrderEvent::RefundRequested,
        Action::ApproveRefund { .. } => OrderEvent::RefundApproved,
        Action::DeclineRefund => OrderEvent::RefundDeclined,
        Action::WithdrawRefund => OrderEvent::RefundWithdrawn,
        Action::SendRefund => OrderEvent::RefundSent,
        Action::StickRefund { .. } => OrderEvent::RefundStuck,
        Action::FinishRefund { .. } => OrderEvent::Refunded,
        Action::GiveUpRefund { .. } => OrderEvent::RefundGivenUp,
        // The rest is not done to orders, payments and refunds, or concerns staff alone.
        _ => return None,
    })
}
