//! Orders with their payments, refunds and what happened.

use app::money::{OrderMoment, OrderView as Found};
use domain::{
    InvoiceState, Order, OrderState, Payment, PaymentPurpose, PaymentState, Refund, RefundState,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;
use crate::views::public::price::ProductWord;
use crate::word::wire_words;

wire_words! {
    /// How far an order has come.
    OrderStateWord of domain::OrderStateName;
    /// How far a payment has come.
    PaymentStateWord of domain::PaymentStateName;
    /// How far a refund has come.
    RefundStateWord of domain::RefundStateName;
    /// How far an invoice has come.
    InvoiceStateWord of domain::InvoiceStateName;
    /// The means by which money arrives.
    MeansWord of domain::Means;
    /// Why money goes back.
    RefundReasonWord of domain::RefundReason;
    /// What stands in the way of a refund.
    RefundProblemWord of domain::RefundProblem;
    /// What happened to an order.
    OrderEventWord of app::money::OrderEvent;
}

/// A line of an order.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderLineView {
    product: ProductWord,
    pieces: u16,
    /// Price of one piece when the order was placed, fen.
    unit_fen: u32,
}

/// An order, in short.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderView {
    id: Uuid,
    /// For people: 14 digits.
    number: String,
    batch: Uuid,
    degree: Uuid,
    lines: Vec<OrderLineView>,
    /// The sum of the lines, fen.
    total_fen: u32,
    placed_at: Instant,
    state: OrderStateWord,
    /// Until when it can be paid, while it awaits payment.
    expires_at: Option<Instant>,
    /// When the payer paid.
    paid_at: Option<Instant>,
    /// Whether the student owes nothing for it.
    is_settled: bool,
}

impl From<Order> for OrderView {
    fn from(order: Order) -> Self {
        let state = domain::OrderStateName::from(&order.state);
        let paid_at = match order.state {
            OrderState::Paid { paid_at, .. } => Some(paid_at),
            _ => None,
        };
        let line = |line: &domain::OrderLine| OrderLineView {
            product: line.product.into(),
            pieces: line.pieces,
            unit_fen: line.unit_fen.as_u32(),
        };
        Self {
            id: order.id.as_uuid(),
            batch: order.batch.as_uuid(),
            degree: order.degree.as_uuid(),
            lines: order.lines.iter().map(line).collect(),
            total_fen: order.total_fen.as_u32(),
            placed_at: order.placed_at.into(),
            state: state.into(),
            expires_at: order.expires_at().map(Instant::from),
            paid_at: paid_at.map(Instant::from),
            is_settled: order.is_settled(),
            number: order.number.into(),
        }
    }
}

/// A payment.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PaymentView {
    id: Uuid,
    batch: Uuid,
    order: Option<Uuid>,
    /// The school that pays for its students; none for an order.
    school: Option<Uuid>,
    means: MeansWord,
    amount_fen: u32,
    state: PaymentStateWord,
    /// The number that the payment service, the bank or the cash desk gave it.
    transaction: Option<String>,
    /// When the payer paid.
    paid_at: Option<Instant>,
    /// What no refund asks for, fen.
    unclaimed_fen: u32,
    /// Whether it paid nothing and goes back.
    is_surplus: bool,
}

impl From<Payment> for PaymentView {
    fn from(payment: Payment) -> Self {
        let school = match payment.purpose {
            PaymentPurpose::Order { .. } => None,
            PaymentPurpose::School { school } => Some(school.as_uuid()),
        };
        let transaction = match &payment.state {
            PaymentState::Recorded { transaction, .. }
            | PaymentState::Succeeded { transaction, .. } => Some(transaction.to_string()),
            _ => None,
        };
        Self {
            id: payment.id.as_uuid(),
            batch: payment.batch.as_uuid(),
            order: payment.order().map(domain::OrderId::as_uuid),
            school,
            transaction,
            means: payment.means.into(),
            amount_fen: payment.amount_fen.as_u32(),
            state: domain::PaymentStateName::from(&payment.state).into(),
            paid_at: payment.paid_at().map(Instant::from),
            unclaimed_fen: payment.unclaimed().as_u32(),
            is_surplus: payment.is_surplus(),
        }
    }
}

/// A refund.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RefundView {
    id: Uuid,
    order: Option<Uuid>,
    payment: Uuid,
    amount_fen: u32,
    reason: RefundReasonWord,
    /// Whether the student asked for it, who alone can take it back then.
    is_of_student: bool,
    requested_at: Instant,
    state: RefundStateWord,
    /// What stands in its way, where something does.
    problem: Option<RefundProblemWord>,
    /// When the money had gone back.
    done_at: Option<Instant>,
}

impl From<Refund> for RefundView {
    fn from(refund: Refund) -> Self {
        let problem = match refund.state {
            RefundState::Stuck { problem, .. } | RefundState::Failed { problem, .. } => {
                Some(problem)
            }
            _ => None,
        };
        let done_at = match refund.state {
            RefundState::Done { done_at, .. } => Some(done_at),
            _ => None,
        };
        Self {
            id: refund.id.as_uuid(),
            order: refund.order.map(domain::OrderId::as_uuid),
            payment: refund.payment.as_uuid(),
            amount_fen: refund.amount_fen.as_u32(),
            reason: refund.reason.into(),
            is_of_student: matches!(refund.requested_by, domain::Actor::Student(_)),
            requested_at: refund.requested_at.into(),
            state: domain::RefundStateName::from(&refund.state).into(),
            problem: problem.map(RefundProblemWord::from),
            done_at: done_at.map(Instant::from),
        }
    }
}

/// One thing that happened to an order.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderMomentView {
    at: Instant,
    event: OrderEventWord,
}

impl From<OrderMoment> for OrderMomentView {
    fn from(moment: OrderMoment) -> Self {
        Self {
            at: moment.at.into(),
            event: moment.event.into(),
        }
    }
}

/// The invoice of an order.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrderInvoiceView {
    id: Uuid,
    state: InvoiceStateWord,
    /// The number, once it is issued.
    number: Option<String>,
}

impl From<domain::InvoiceRequest> for OrderInvoiceView {
    fn from(request: domain::InvoiceRequest) -> Self {
        let state = domain::InvoiceStateName::from(&request.state);
        let number = match request.state {
            InvoiceState::Issued { number, .. } => Some(number.into()),
            _ => None,
        };
        Self {
            id: request.id.as_uuid(),
            state: state.into(),
            number,
        }
    }
}

/// An order with everything that belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WholeOrderView {
    #[serde(flatten)]
    order: OrderView,
    /// Tries to pay it, oldest first.
    payments: Vec<PaymentView>,
    /// What goes or went back, oldest first.
    refunds: Vec<RefundView>,
    invoice: Option<OrderInvoiceView>,
    /// What happened, oldest first.
    timeline: Vec<OrderMomentView>,
}

impl From<Found> for WholeOrderView {
    fn from(found: Found) -> Self {
        Self {
            order: found.order.into(),
            payments: found.payments.into_iter().map(PaymentView::from).collect(),
            refunds: found.refunds.into_iter().map(RefundView::from).collect(),
            invoice: found.invoice.map(OrderInvoiceView::from),
            timeline: found
                .timeline
                .into_iter()
                .map(OrderMomentView::from)
                .collect(),
        }
    }
}
