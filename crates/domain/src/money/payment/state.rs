//! The states of a payment and the data of each, what it refuses, and the names of its actions.

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::id::{OrderId, SchoolId, StaffId};
use crate::money::fen::Fen;
use crate::money::means::REFUNDS_PER_PAYMENT;
use crate::refusal::Coded;
use crate::timestamp::Timestamp;
use crate::word::words;

/// The text is no number of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the number of a transaction is 1 to 64 letters, digits and signs")]
pub struct InvalidTransactionNumber;

/// The number that a payment service, a bank or a cash desk gave: 1 … 64 visible ASCII signs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TransactionNumber(String);

impl TransactionNumber {
    /// Reads a number; what surrounds it is trimmed.
    ///
    /// # Errors
    /// [`InvalidTransactionNumber`].
    pub fn parse(text: &str) -> Result<Self, InvalidTransactionNumber> {
        let text = text.trim();
        let is_number =
            (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        is_number
            .then(|| Self(text.to_owned()))
            .ok_or(InvalidTransactionNumber)
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for TransactionNumber {
    type Error = InvalidTransactionNumber;

    fn try_from(text: String) -> Result<Self, InvalidTransactionNumber> {
        Self::parse(&text)
    }
}

impl From<TransactionNumber> for String {
    fn from(number: TransactionNumber) -> Self {
        number.0
    }
}

impl fmt::Display for TransactionNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What a payment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "for", rename_all = "kebab-case")]
pub enum PaymentPurpose {
    /// A student's order.
    Order {
        /// The order.
        order: OrderId,
    },
    /// What a school owes for its students.
    School {
        /// The school that pays.
        school: SchoolId,
    },
}

/// What a payment service says of a payment that succeeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The service's own number.
    pub transaction: TransactionNumber,
    /// What was paid.
    pub amount_fen: Fen,
    /// When the payer paid.
    pub paid_at: Timestamp,
}

/// Why a payment came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum PaymentFailure {
    /// The service or the payer's bank refused.
    Refused,
    /// The second person did not find the money that the first one had recorded.
    NotConfirmed,
}

words!(PaymentFailure);

/// How far a payment has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(PaymentStateName),
    doc = "The name of a payment's state, without its data; in the order of a life.",
    derive(Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum PaymentState {
    /// Written down; the payment service may or may not have been told.
    Prepared {
        /// Until when it can be paid.
        expires_at: Timestamp,
    },
    /// The payment service waits for the payer.
    Awaiting {
        /// Until when it can be paid.
        expires_at: Timestamp,
        /// When the service was told.
        asked_at: Timestamp,
    },
    /// One person has written down money that arrived by hand; a second one has to confirm it.
    Recorded {
        /// The number of the transfer or of the receipt.
        transaction: TransactionNumber,
        /// Who wrote it down.
        recorded_by: StaffId,
        /// When the money arrived.
        paid_at: Timestamp,
    },
    /// The money is there.
    Succeeded {
        /// The number of whoever took the money.
        transaction: TransactionNumber,
        /// When the payer paid.
        paid_at: Timestamp,
        /// When it was noticed here.
        noticed_at: Timestamp,
        /// The second person, where it was recorded by hand.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confirmed_by: Option<StaffId>,
        /// It paid nothing: the order was closed, cancelled or paid before. All of it goes back.
        is_surplus: bool,
        /// What refunds ask for, done or not; at most the amount.
        claimed_fen: Fen,
        /// What refunds have given back; at most what they ask for.
        returned_fen: Fen,
        /// How many refunds were ever claimed.
        refunds: u8,
    },
    /// It came to nothing.
    Failed {
        /// What went wrong.
        failure: PaymentFailure,
        /// When that was noticed.
        failed_at: Timestamp,
    },
    /// Given up; the service takes no money for it any more.
    Closed {
        /// When it was closed.
        closed_at: Timestamp,
    },
}

words!(PaymentState as PaymentStateName);

/// Why a payment does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum PaymentRefusal {
    /// Another sum was paid than asked for.
    #[error("another sum was paid than asked for")]
    OtherAmount,
    /// The success is recorded already: nothing is left to do.
    #[error("this payment is recorded already")]
    RecordedAlready,
    /// It succeeded by another transaction.
    #[error("this payment succeeded by another transaction")]
    OtherTransaction,
    /// Whoever wrote it down cannot confirm it.
    #[error("a second person has to confirm what the first one has recorded")]
    SecondPersonNeeded,
    /// The means are not those of this step.
    #[error("these means of payment have no such step")]
    OtherMeans,
    /// Refunds would give back more than was paid.
    #[error("refunds cannot give back more than was paid")]
    MoreThanPaid,
    /// Payment services take only so many refunds of one payment.
    #[error("a payment takes at most {REFUNDS_PER_PAYMENT} refunds")]
    TooManyRefunds,
    /// Payment services refund for a year.
    #[error("the time in which this payment can be refunded is over")]
    TooLateToRefund,
}

impl Coded for PaymentRefusal {
    crate::codes_by_name!();
}

/// What is done with a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum PaymentAction {
    /// The payment service was told.
    Ask,
    /// Somebody writes down money that arrived by hand.
    Record,
    /// A second person confirms it.
    Confirm,
    /// A second person does not find the money.
    Reject,
    /// The money is there.
    Succeed,
    /// It came to nothing.
    Fail,
    /// It is given up.
    Close,
    /// A refund asks for a part.
    ClaimRefund,
    /// A refund asks for its part no longer.
    ReleaseRefund,
    /// A refund has given its part back.
    ReturnRefund,
}
