//! The ledger (总账): what was booked, from which account to which. One entry names both sides, so that all
//! accounts together are zero whatever is written. Entries are added and never changed; each event is
//! booked once, which the store holds by a unique key on its cause.

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use super::fen::Fen;
use super::means::Means;
use super::order::Order;
use super::payment::{Payment, PaymentPurpose};
use super::refund::Refund;
use crate::id::{BatchId, CentreId, LedgerEntryId, OrderId, PaymentId, RefundId, SchoolId};
use crate::timestamp::Timestamp;
use crate::word::words;

/// An account of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum LedgerAccount {
    /// Money at WeChat Pay.
    #[strum(serialize = "wechat-pay")]
    WeChatPay,
    /// Play money of the local cashier.
    Local,
    /// Money on the bank account.
    Bank,
    /// Money in the cash desk.
    Cash,
    /// What schools owe for their students.
    SchoolsOwe,
    /// What was earned.
    Income,
    /// Money that paid nothing and has to go back.
    Surplus,
    /// Refunds that were approved and have not gone back.
    RefundsDue,
}

words!(LedgerAccount);

impl From<Means> for LedgerAccount {
    fn from(means: Means) -> Self {
        match means {
            Means::WeChatPay => Self::WeChatPay,
            Means::Local => Self::Local,
            Means::BankTransfer => Self::Bank,
            Means::CashDesk => Self::Cash,
        }
    }
}

/// The event that an entry books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "cause", content = "of", rename_all = "kebab-case")]
#[strum_discriminants(
    name(LedgerCauseName),
    doc = "The kind of an event that is booked.",
    derive(Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum LedgerCause {
    /// A payment succeeded.
    Paid(PaymentId),
    /// A school bears the price of an order.
    BorneBySchool(OrderId),
    /// A refund was approved.
    RefundApproved(RefundId),
    /// A refund has gone back.
    RefundDone(RefundId),
    /// A refund was given up after it was approved.
    RefundGivenUp(RefundId),
}

words!(LedgerCause as LedgerCauseName);

impl LedgerCause {
    /// The id, without its kind.
    pub const fn id(&self) -> uuid::Uuid {
        match self {
            Self::Paid(id) => id.as_uuid(),
            Self::BorneBySchool(id) => id.as_uuid(),
            Self::RefundApproved(id) | Self::RefundDone(id) | Self::RefundGivenUp(id) => {
                id.as_uuid()
            }
        }
    }
}

/// What an entry is counted under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LedgerPlace {
    /// The centre whose ledger it stands in.
    pub centre: CentreId,
    /// The batch.
    pub batch: BatchId,
    /// The school, where one owes or pays.
    pub school: Option<SchoolId>,
}

/// An amount that goes from one account to another. The debited account grows by it, as money at hand
/// does; the credited one falls by it, as what is owed and earned does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// Unique; made outside, in order of creation.
    pub id: LedgerEntryId,
    /// Where it is counted.
    #[serde(flatten)]
    pub place: LedgerPlace,
    /// The account that grows.
    pub debit: LedgerAccount,
    /// The account that falls.
    pub credit: LedgerAccount,
    /// How much.
    pub amount_fen: Fen,
    /// The event, booked once.
    #[serde(flatten)]
    pub cause: LedgerCause,
    /// When the money moved, or when it was decided.
    pub at: Timestamp,
}

impl LedgerEntry {
    /// Books a payment whose money is there; `None` for any other.
    pub fn of_payment(id: LedgerEntryId, payment: &Payment) -> Option<Self> {
        let at = payment.paid_at()?;
        let (school, earned) = match payment.purpose {
            PaymentPurpose::School { school } => (Some(school), LedgerAccount::SchoolsOwe),
            PaymentPurpose::Order { .. } => (None, earned(payment)),
        };
        Some(Self {
            id,
            place: LedgerPlace {
                centre: payment.centre,
                batch: payment.batch,
                school,
            },
            debit: payment.means.into(),
            credit: earned,
            amount_fen: payment.amount_fen,
            cause: LedgerCause::Paid(payment.id),
            at,
        })
    }

    /// Books an order that its school bears.
    pub const fn of_school(id: LedgerEntryId, order: &Order, at: Timestamp) -> Self {
        Self {
            id,
            place: LedgerPlace {
                centre: order.centre,
                batch: order.batch,
                school: order.school,
            },
            debit: LedgerAccount::SchoolsOwe,
            credit: LedgerAccount::Income,
            amount_fen: order.total_fen,
            cause: LedgerCause::BorneBySchool(order.id),
            at,
        }
    }

    /// Books an approval: what was earned is owed to the payer.
    pub fn of_approval(
        id: LedgerEntryId,
        refund: &Refund,
        payment: &Payment,
        at: Timestamp,
    ) -> Self {
        Self::of_refund(id, refund, payment, at).between(
            source(payment),
            LedgerAccount::RefundsDue,
            LedgerCause::RefundApproved(refund.id),
        )
    }

    /// Books that the money has gone back, by the means by which it went: what is given back by hand moves nothing at
    /// the payment service, and stands in no bill of it.
    pub fn of_return(
        id: LedgerEntryId,
        (refund, payment): (&Refund, &Payment),
        by: Means,
        at: Timestamp,
    ) -> Self {
        Self::of_refund(id, refund, payment, at).between(
            LedgerAccount::RefundsDue,
            by.into(),
            LedgerCause::RefundDone(refund.id),
        )
    }

    /// Books that an approved refund was given up.
    pub fn of_give_up(
        id: LedgerEntryId,
        refund: &Refund,
        payment: &Payment,
        at: Timestamp,
    ) -> Self {
        Self::of_refund(id, refund, payment, at).between(
            LedgerAccount::RefundsDue,
            source(payment),
            LedgerCause::RefundGivenUp(refund.id),
        )
    }

    fn of_refund(id: LedgerEntryId, refund: &Refund, payment: &Payment, at: Timestamp) -> Self {
        Self {
            id,
            place: LedgerPlace {
                centre: refund.centre,
                batch: refund.batch,
                school: match payment.purpose {
                    PaymentPurpose::School { school } => Some(school),
                    PaymentPurpose::Order { .. } => None,
                },
            },
            debit: LedgerAccount::RefundsDue,
            credit: LedgerAccount::RefundsDue,
            amount_fen: refund.amount_fen,
            cause: LedgerCause::RefundApproved(refund.id),
            at,
        }
    }

    const fn between(
        mut self,
        debit: LedgerAccount,
        credit: LedgerAccount,
        cause: LedgerCause,
    ) -> Self {
        self.debit = debit;
        self.credit = credit;
        self.cause = cause;
        self
    }
}

/// The account that the money of a student's payment is credited to.
const fn earned(payment: &Payment) -> LedgerAccount {
    if payment.is_surplus() {
        LedgerAccount::Surplus
    } else {
        LedgerAccount::Income
    }
}

/// The account that a refund of a payment is taken from.
const fn source(payment: &Payment) -> LedgerAccount {
    match payment.purpose {
        PaymentPurpose::Order { .. } => earned(payment),
        PaymentPurpose::School { .. } => LedgerAccount::SchoolsOwe,
    }
}
