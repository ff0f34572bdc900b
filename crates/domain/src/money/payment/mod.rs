//! A payment: one try to pay a sum by one means. Its id is the number by which a payment service knows it,
//! so that asking twice never makes two payments. An order can have several, of which one pays it.

mod state;

use serde::{Deserialize, Serialize};

use super::fen::Fen;
use super::means::{Means, REFUND_WITHIN, REFUNDS_PER_PAYMENT};
use crate::id::{AccountId, BatchId, CentreId, OrderId, PaymentId, StaffId};
use crate::timestamp::Timestamp;
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;

pub use state::{
    InvalidTransactionNumber, PaymentAction, PaymentFailure, PaymentPurpose, PaymentRefusal,
    PaymentState, PaymentStateName, Receipt, TransactionNumber,
};

state_machine!(Payment: PaymentStateName, PaymentAction, PaymentRefusal);

/// A payment under construction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewPayment {
    /// Unique; made outside, in order of creation.
    pub id: PaymentId,
    /// The centre that gets the money.
    pub centre: CentreId,
    /// The batch that it is for.
    pub batch: BatchId,
    /// What it is for.
    pub purpose: PaymentPurpose,
    /// The student's account; none for a school's.
    pub account: Option<AccountId>,
    /// The means of payment.
    pub means: Means,
    /// The sum.
    pub amount_fen: Fen,
}

/// One try to pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Unique; made outside, in order of creation. Also the number at the payment service.
    pub id: PaymentId,
    /// The centre that gets the money.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The batch that it is for.
    pub batch: BatchId,
    /// What it is for.
    pub purpose: PaymentPurpose,
    /// The student's account; none for a school's.
    pub account: Option<AccountId>,
    /// The means of payment.
    pub means: Means,
    /// The sum.
    pub amount_fen: Fen,
    /// How far it has come.
    pub state: PaymentState,
}

impl Payment {
    /// Prepares an electronic payment, before the service hears of it: whatever happens then, the
    /// payment is known here.
    pub fn prepare(new: NewPayment, expires_at: Timestamp) -> Self {
        Self::begin(new, PaymentState::Prepared { expires_at })
    }

    /// Writes down money that arrived by hand, which a second person has to confirm.
    ///
    /// # Errors
    /// [`PaymentRefusal::OtherMeans`] for means whose service tells us itself.
    pub fn record(
        new: NewPayment,
        by: StaffId,
        transaction: TransactionNumber,
        paid_at: Timestamp,
    ) -> Result<Self, PaymentRefusal> {
        if new.means.is_electronic() {
            return Err(PaymentRefusal::OtherMeans);
        }
        let state = PaymentState::Recorded {
            transaction,
            recorded_by: by,
            paid_at,
        };
        Ok(Self::begin(new, state))
    }

    fn begin(new: NewPayment, state: PaymentState) -> Self {
        Self {
            id: new.id,
            centre: new.centre,
            version: Version::FIRST,
            batch: new.batch,
            purpose: new.purpose,
            account: new.account,
            means: new.means,
            amount_fen: new.amount_fen,
            state,
        }
    }

    /// The service was told of it, again perhaps.
    ///
    /// # Errors
    /// [`WrongState`] unless it is prepared or awaits the payer.
    pub fn asked(self, at: Timestamp) -> Result<Self, Denied<Self>> {
        match self.state {
            PaymentState::Prepared { expires_at } | PaymentState::Awaiting { expires_at, .. } => {
                Ok(self.enter(PaymentState::Awaiting {
                    expires_at,
                    asked_at: at,
                }))
            }
            _ => Err(self.wrong_state(PaymentAction::Ask)),
        }
    }

    /// The service has the money, also of a payment that was closed or had failed. `is_surplus` says that
    /// nothing is left that it could pay.
    ///
    /// # Errors
    /// [`Denied`]: another sum, or recorded already.
    pub fn succeed(
        self,
        receipt: Receipt,
        is_surplus: bool,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        match &self.state {
            PaymentState::Succeeded { transaction, .. } => {
                let is_same = *transaction == receipt.transaction;
                return Err(if is_same {
                    PaymentRefusal::RecordedAlready.into()
                } else {
                    PaymentRefusal::OtherTransaction.into()
                });
            }
            PaymentState::Recorded { .. } => return Err(PaymentRefusal::OtherMeans.into()),
            _ => {}
        }
        if !self.means.is_electronic() {
            return Err(PaymentRefusal::OtherMeans.into());
        }
        if receipt.amount_fen != self.amount_fen {
            return Err(PaymentRefusal::OtherAmount.into());
        }
        Ok(self.enter(succeeded(
            receipt.transaction,
            receipt.paid_at,
            at,
            is_surplus,
            None,
        )))
    }

    /// A second person has found the money that the first one had written down.
    ///
    /// # Errors
    /// [`Denied`]: not recorded, or the same person.
    pub fn confirm(
        self,
        by: StaffId,
        is_surplus: bool,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        let (transaction, paid_at) = self.recorded(by, PaymentAction::Confirm)?;
        Ok(self.enter(succeeded(transaction, paid_at, at, is_surplus, Some(by))))
    }

    /// A second person has not found it.
    ///
    /// # Errors
    /// As [`Self::confirm`].
    pub fn reject(self, by: StaffId, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.recorded(by, PaymentAction::Reject)?;
        Ok(self.enter(PaymentState::Failed {
            failure: PaymentFailure::NotConfirmed,
            failed_at: at,
        }))
    }

    /// The service says that it will not succeed.
    ///
    /// # Errors
    /// [`WrongState`] unless it is open.
    pub fn fail(self, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.open(PaymentAction::Fail)?;
        Ok(self.enter(PaymentState::Failed {
            failure: PaymentFailure::Refused,
            failed_at: at,
        }))
    }

    /// The service takes no money for it any more.
    ///
    /// # Errors
    /// [`WrongState`] unless it is open.
    pub fn close(self, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.open(PaymentAction::Close)?;
        Ok(self.enter(PaymentState::Closed { closed_at: at }))
    }

    /// A refund asks for `part` of it.
    ///
    /// # Errors
    /// [`Denied`]: no money there, more than is left, too many refunds, or too late.
    pub fn claim_refund(mut self, part: Fen, at: Timestamp) -> Result<Self, Denied<Self>> {
        let amount = self.amount_fen;
        let is_electronic = self.means.is_electronic();
        let PaymentState::Succeeded {
            paid_at,
            claimed_fen,
            refunds,
            ..
        } = &mut self.state
        else {
            return Err(self.wrong_state(PaymentAction::ClaimRefund));
        };
        let claimed = claimed_fen.checked_add(part);
        let claimed = claimed.filter(|claimed| *claimed <= amount && part > Fen::default());
        let claimed = claimed.ok_or(PaymentRefusal::MoreThanPaid)?;
        if is_electronic && *refunds >= REFUNDS_PER_PAYMENT {
            return Err(PaymentRefusal::TooManyRefunds.into());
        }
        if is_electronic && at >= *paid_at + REFUND_WITHIN {
            return Err(PaymentRefusal::TooLateToRefund.into());
        }
        *claimed_fen = claimed;
        *refunds = refunds.saturating_add(1);
        self.version = self.version.next();
        Ok(self)
    }

    /// A refund asks for its part no longer.
    ///
    /// # Errors
    /// [`Denied`]: no money there, or no such part is asked for.
    pub fn release_refund(mut self, part: Fen) -> Result<Self, Denied<Self>> {
        let PaymentState::Succeeded {
            claimed_fen,
            returned_fen,
            ..
        } = &mut self.state
        else {
            return Err(self.wrong_state(PaymentAction::ReleaseRefund));
        };
        let rest = claimed_fen.checked_sub(part);
        let rest = rest.filter(|rest| rest >= returned_fen);
        *claimed_fen = rest.ok_or(PaymentRefusal::MoreThanPaid)?;
        self.version = self.version.next();
        Ok(self)
    }

    /// A refund has given its part back.
    ///
    /// # Errors
    /// [`Denied`]: no money there, or no such part is asked for.
    pub fn return_refund(mut self, part: Fen) -> Result<Self, Denied<Self>> {
        let PaymentState::Succeeded {
            claimed_fen,
            returned_fen,
            ..
        } = &mut self.state
        else {
            return Err(self.wrong_state(PaymentAction::ReturnRefund));
        };
        let returned = returned_fen.checked_add(part);
        let returned = returned.filter(|returned| returned <= claimed_fen);
        *returned_fen = returned.ok_or(PaymentRefusal::MoreThanPaid)?;
        self.version = self.version.next();
        Ok(self)
    }

    /// Whether the service may still take money for it: it has to be closed there before it is given up.
    pub const fn is_open(&self) -> bool {
        matches!(
            self.state,
            PaymentState::Prepared { .. } | PaymentState::Awaiting { .. }
        )
    }

    /// Until when it can be paid, while it is open.
    pub const fn expires_at(&self) -> Option<Timestamp> {
        match self.state {
            PaymentState::Prepared { expires_at } | PaymentState::Awaiting { expires_at, .. } => {
                Some(expires_at)
            }
            _ => None,
        }
    }

    /// When the payer paid, where the money is there.
    pub const fn paid_at(&self) -> Option<Timestamp> {
        match self.state {
            PaymentState::Succeeded { paid_at, .. } => Some(paid_at),
            _ => None,
        }
    }

    /// What no refund asks for; nothing where the money is not there.
    pub fn unclaimed(&self) -> Fen {
        match self.state {
            PaymentState::Succeeded { claimed_fen, .. } => {
                self.amount_fen.checked_sub(claimed_fen).unwrap_or_default()
            }
            _ => Fen::default(),
        }
    }

    /// Whether all of it has gone back.
    pub fn is_returned(&self) -> bool {
        matches!(self.state, PaymentState::Succeeded { returned_fen, .. } if returned_fen == self.amount_fen)
    }

    /// Whether the money is there and pays nothing.
    pub const fn is_surplus(&self) -> bool {
        matches!(
            self.state,
            PaymentState::Succeeded {
                is_surplus: true,
                ..
            }
        )
    }

    /// The order that it is for; none for a school's payment.
    pub const fn order(&self) -> Option<OrderId> {
        match self.purpose {
            PaymentPurpose::Order { order } => Some(order),
            PaymentPurpose::School { .. } => None,
        }
    }

    fn open(&self, action: PaymentAction) -> Result<(), Denied<Self>> {
        if self.is_open() {
            Ok(())
        } else {
            Err(self.wrong_state(action))
        }
    }

    fn recorded(
        &self,
        by: StaffId,
        action: PaymentAction,
    ) -> Result<(TransactionNumber, Timestamp), Denied<Self>> {
        match &self.state {
            PaymentState::Recorded { recorded_by, .. } if *recorded_by == by => {
                Err(PaymentRefusal::SecondPersonNeeded.into())
            }
            PaymentState::Recorded {
                transaction,
                paid_at,
                ..
            } => Ok((transaction.clone(), *paid_at)),
            _ => Err(self.wrong_state(action)),
        }
    }

    fn wrong_state(&self, action: PaymentAction) -> Denied<Self> {
        WrongState::new(&self.state, action).into()
    }

    fn enter(mut self, state: PaymentState) -> Self {
        self.state = state;
        self.version = self.version.next();
        self
    }
}

const fn succeeded(
    transaction: TransactionNumber,
    paid_at: Timestamp,
    noticed_at: Timestamp,
    is_surplus: bool,
    confirmed_by: Option<StaffId>,
) -> PaymentState {
    PaymentState::Succeeded {
        transaction,
        paid_at,
        noticed_at,
        confirmed_by,
        is_surplus,
        claimed_fen: Fen::new(0),
        returned_fen: Fen::new(0),
        refunds: 0,
    }
}
