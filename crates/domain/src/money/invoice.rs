//! A student's wish for an invoice (数电票). The service collects what the tax platform needs, hands it
//! out as a file, and takes the number of the invoice back; it issues none itself.

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use super::fen::Fen;
use super::order::Order;
use crate::actor::Actor;
use crate::id::{AccountId, CentreId, InvoiceRequestId, OrderId, StaffId};
use crate::protected::Sealed;
use crate::refusal::Coded;
use crate::timestamp::Timestamp;
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// The text is no number of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the number of an electronic invoice has 20 digits, an older one 8")]
pub struct InvalidInvoiceNumber;

/// The number of an invoice: 20 digits, or 8 for one of the older kinds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct InvoiceNumber(String);

impl InvoiceNumber {
    /// Reads a number; spaces are passed over.
    ///
    /// # Errors
    /// [`InvalidInvoiceNumber`].
    pub fn parse(text: &str) -> Result<Self, InvalidInvoiceNumber> {
        let digits: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
        let is_number = matches!(digits.len(), 8 | 20);
        let is_number = is_number && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number
            .then_some(Self(digits))
            .ok_or(InvalidInvoiceNumber)
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for InvoiceNumber {
    type Error = InvalidInvoiceNumber;

    fn try_from(text: String) -> Result<Self, InvalidInvoiceNumber> {
        Self::parse(&text)
    }
}

impl From<InvoiceNumber> for String {
    fn from(number: InvoiceNumber) -> Self {
        number.0
    }
}

impl fmt::Display for InvoiceNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Whom an invoice is made out to. The values are checked before they are sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceBuyer {
    /// The title (抬头): a name or an organisation.
    pub title: Sealed,
    /// The taxpayer number of an organisation; none for a person.
    pub tax_number: Option<Sealed>,
    /// Where the invoice is sent to.
    pub mail: Sealed,
}

/// How far an invoice has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(InvoiceStateName),
    doc = "The name of an invoice's state, without its data; in the order of a life.",
    derive(Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum InvoiceState {
    /// Asked for; can still be changed.
    Requested {
        /// When it was asked for.
        requested_at: Timestamp,
    },
    /// Handed out for the tax platform.
    Exported {
        /// Who took it out.
        exported_by: StaffId,
        /// When it was taken out.
        exported_at: Timestamp,
    },
    /// Issued there.
    Issued {
        /// Its number.
        number: InvoiceNumber,
        /// Who wrote the number back.
        noted_by: StaffId,
        /// When the number was written back.
        issued_at: Timestamp,
    },
    /// Given up by the student.
    Withdrawn {
        /// When it was given up.
        withdrawn_at: Timestamp,
    },
}

words!(InvoiceState as InvoiceStateName);

/// Why an invoice is not asked for or does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum InvoiceRefusal {
    /// The student paid nothing, so there is nothing to make out.
    #[error("there is no invoice for an order that the student did not pay")]
    NothingPaid,
}

impl Coded for InvoiceRefusal {
    crate::codes_by_name!();
}

/// What is done with an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum InvoiceAction {
    /// The student gives other data.
    Change,
    /// The student gives it up.
    Withdraw,
    /// It is taken out for the tax platform.
    Export,
    /// Its number is written back.
    Issue,
}

state_machine!(InvoiceRequest: InvoiceStateName, InvoiceAction, InvoiceRefusal);

/// A request under construction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvoice {
    /// Unique; made outside, in order of creation.
    pub id: InvoiceRequestId,
    /// Whom it is made out to.
    pub buyer: InvoiceBuyer,
}

/// A student's wish for an invoice of one paid order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceRequest {
    /// Unique; made outside, in order of creation.
    pub id: InvoiceRequestId,
    /// The centre that issues it.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The order, which has at most one live request.
    pub order: OrderId,
    /// The student's account.
    pub account: AccountId,
    /// The sum of the order.
    pub amount_fen: Fen,
    /// Whom it is made out to; none once the student's data were erased.
    pub buyer: Option<InvoiceBuyer>,
    /// How far it has come.
    pub state: InvoiceState,
}

impl InvoiceRequest {
    /// Asks for an invoice of an order that the student has paid.
    ///
    /// # Errors
    /// [`Denied`]: another student's order, or one without a payment.
    pub fn request(
        new: NewInvoice,
        order: &Order,
        by: Actor,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        if !by.may_act_for(order.account) {
            return Err(Denied::NotYours);
        }
        if !matches!(order.state, super::order::OrderState::Paid { .. }) {
            return Err(InvoiceRefusal::NothingPaid.into());
        }
        Ok(Self {
            id: new.id,
            centre: order.centre,
            version: Version::FIRST,
            order: order.id,
            account: order.account,
            amount_fen: order.total_fen,
            buyer: Some(new.buyer),
            state: InvoiceState::Requested { requested_at: at },
        })
    }

    /// Takes other data.
    ///
    /// # Errors
    /// [`Denied`]: another student's, or handed out already.
    pub fn change(
        mut self,
        buyer: InvoiceBuyer,
        by: Actor,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        self.still_requested(by, InvoiceAction::Change)?;
        self.buyer = Some(buyer);
        Ok(self.enter(InvoiceState::Requested { requested_at: at }))
    }

    /// The student gives it up.
    ///
    /// # Errors
    /// [`Denied`]: another student's, or handed out already.
    pub fn withdraw(self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.still_requested(by, InvoiceAction::Withdraw)?;
        Ok(self.enter(InvoiceState::Withdrawn { withdrawn_at: at }))
    }

    /// It is taken out for the tax platform, again perhaps.
    ///
    /// # Errors
    /// [`WrongState`] once it is issued or withdrawn.
    pub fn export(self, by: StaffId, at: Timestamp) -> Result<Self, Denied<Self>> {
        match self.state {
            InvoiceState::Requested { .. } | InvoiceState::Exported { .. } => {
                Ok(self.enter(InvoiceState::Exported {
                    exported_by: by,
                    exported_at: at,
                }))
            }
            _ => Err(WrongState::new(&self.state, InvoiceAction::Export).into()),
        }
    }

    /// Its number is written back; a wrong one can be put right.
    ///
    /// # Errors
    /// [`WrongState`] unless it was handed out.
    pub fn issue(
        self,
        number: InvoiceNumber,
        by: StaffId,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        match self.state {
            InvoiceState::Exported { .. } | InvoiceState::Issued { .. } => {
                Ok(self.enter(InvoiceState::Issued {
                    number,
                    noted_by: by,
                    issued_at: at,
                }))
            }
            _ => Err(WrongState::new(&self.state, InvoiceAction::Issue).into()),
        }
    }

    /// Forgets whom it is made out to. What was issued is kept by the tax platform.
    #[must_use]
    pub fn forget_buyer(mut self) -> Self {
        self.buyer = None;
        self.version = self.version.next();
        self
    }

    /// Since when nothing has become of it, where it is still known whom it is made out to.
    pub fn buyer_since(&self) -> Option<Timestamp> {
        let since = match self.state {
            InvoiceState::Requested { requested_at } => requested_at,
            InvoiceState::Exported { exported_at, .. } => exported_at,
            InvoiceState::Issued { issued_at, .. } => issued_at,
            InvoiceState::Withdrawn { withdrawn_at } => withdrawn_at,
        };
        self.buyer.as_ref().map(|_| since)
    }

    /// Whether it stands in the way of another request of the same order.
    pub const fn is_live(&self) -> bool {
        !matches!(self.state, InvoiceState::Withdrawn { .. })
    }

    fn still_requested(&self, by: Actor, action: InvoiceAction) -> Result<(), Denied<Self>> {
        if !by.may_act_for(self.account) {
            return Err(Denied::NotYours);
        }
        match self.state {
            InvoiceState::Requested { .. } => Ok(()),
            _ => Err(WrongState::new(&self.state, action).into()),
        }
    }

    fn enter(mut self, state: InvoiceState) -> Self {
        self.state = state;
        self.version = self.version.next();
        self
    }
}
