//! An order: what a student wants for a degree, at the prices of one list, and whether that is settled.
//! What was paid and given back stands in payments and refunds, not here.

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use super::fen::Fen;
use super::number::OrderNumber;
use super::payment::Payment;
use super::price_list::{OrderLine, PriceList, Product, Wish};
use crate::actor::Actor;
use crate::degree::Degree;
use crate::id::{
    AccountId, BatchId, CentreId, DegreeId, OrderId, PaymentId, PriceListId, SchoolId, StaffId,
};
use crate::refusal::{Coded, Kind};
use crate::timestamp::Timestamp;
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// Why nothing is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum WaiverReason {
    /// The student is in need.
    Hardship,
    /// Was paid elsewhere already.
    PaidElsewhere,
    /// The centre made a mistake.
    OurMistake,
    /// Agreed with the school.
    AgreedWithSchool,
}

words!(WaiverReason);

/// Who bears the price instead of the student.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[serde(tag = "cover", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Cover {
    /// The school, by its statement of account.
    School,
    /// Nobody: it was waived (减免).
    Waiver {
        /// Who waived it.
        by: StaffId,
        /// The reason that staff gave.
        reason: WaiverReason,
    },
}

words!(names of Cover);

/// How far an order has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(OrderStateName),
    doc = "The name of an order's state, without its data; in the order of a life.",
    derive(Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum OrderState {
    /// The student has to pay (待支付).
    AwaitingPayment {
        /// When it is closed if nobody has paid.
        expires_at: Timestamp,
    },
    /// Paid (已支付).
    Paid {
        /// The payment.
        payment: PaymentId,
        /// When the payer paid.
        paid_at: Timestamp,
    },
    /// Somebody else bears the price.
    Covered {
        /// Who, and why.
        #[serde(flatten)]
        cover: Cover,
        /// When that was decided.
        covered_at: Timestamp,
    },
    /// Everything that was paid has gone back (已退款).
    Refunded {
        /// The payment that went back.
        payment: PaymentId,
        /// When the last part had gone back.
        refunded_at: Timestamp,
    },
    /// Given up before it was paid (已取消).
    Cancelled {
        /// Who cancelled.
        cancelled_by: Actor,
        /// When it was cancelled.
        cancelled_at: Timestamp,
    },
    /// Not paid in time (已关闭).
    Closed {
        /// When that was noticed.
        closed_at: Timestamp,
    },
}

words!(OrderState as OrderStateName);

/// Why an order is not placed or does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum OrderRefusal {
    /// Nothing was asked for, or a product twice.
    #[error("an order has at least one product, and each product once")]
    WishesImpossible,
    /// The batch does not offer it, or not that many pieces.
    #[error("this product is not on offer, or not that many pieces")]
    NotOnOffer,
    /// The collection of this degree is settled.
    #[error("the collection of this degree is settled already")]
    SettledAlready,
    /// The sum is beyond what can be charged.
    #[error("the sum of this order is too large")]
    SumTooLarge,
    /// The payment is not of this order's sum.
    #[error("the payment is not of the sum of this order")]
    OtherSum,
    /// There is still time to pay.
    #[error("this order can still be paid")]
    NotOverdue,
}

impl Coded for OrderRefusal {
    crate::codes_by_name!();

    fn kind(&self) -> Kind {
        match self {
            Self::WishesImpossible | Self::NotOnOffer | Self::SumTooLarge => Kind::Unprocessable,
            Self::SettledAlready | Self::OtherSum | Self::NotOverdue => Kind::Conflict,
        }
    }
}

/// What is done with an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum OrderAction {
    /// A payment begins.
    StartPayment,
    /// It was paid.
    Pay,
    /// Somebody else bears the price.
    Cover,
    /// The student or staff give it up.
    Cancel,
    /// The time to pay is over.
    Close,
    /// Everything has gone back.
    Refund,
    /// An invoice is asked for.
    Invoice,
}

state_machine!(Order: OrderStateName, OrderAction, OrderRefusal);

/// An order under construction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrder {
    /// Unique; made outside, in order of creation.
    pub id: OrderId,
    /// For people.
    pub number: OrderNumber,
    /// When it is closed if nobody has paid.
    pub expires_at: Timestamp,
}

/// What a student wants for a degree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Unique; made outside, in order of creation.
    pub id: OrderId,
    /// The centre that it belongs to.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// For people.
    pub number: OrderNumber,
    /// The batch whose prices it has.
    pub batch: BatchId,
    /// The degree that it is for.
    pub degree: DegreeId,
    /// The student's account.
    pub account: AccountId,
    /// The degree's school, where it is a customer.
    pub school: Option<SchoolId>,
    /// The price list.
    pub price_list: PriceListId,
    /// What is ordered, each product once.
    pub lines: Vec<OrderLine>,
    /// The sum of the lines.
    pub total_fen: Fen,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// How far it has come.
    pub state: OrderState,
}

impl Order {
    /// Places an order at the prices of `list`. `settled` are the settled orders of the same degree.
    ///
    /// # Errors
    /// [`OrderRefusal`]: not on offer, nothing asked for, or the collection is settled already.
    pub fn place(
        new: NewOrder,
        degree: &Degree,
        list: &PriceList,
        wishes: &[Wish],
        settled: &[Self],
        at: Timestamp,
    ) -> Result<Self, OrderRefusal> {
        let twice = wishes.iter().enumerate().any(|(place, wish)| {
            let earlier = &wishes[..place];
            earlier.iter().any(|other| other.product == wish.product)
        });
        if wishes.is_empty() || twice {
            return Err(OrderRefusal::WishesImpossible);
        }
        let collects = wishes
            .iter()
            .any(|wish| wish.product == Product::Collection);
        if collects
            && settled
                .iter()
                .any(|order| order.pieces(Product::Collection) > 0)
        {
            return Err(OrderRefusal::SettledAlready);
        }
        let lines = wishes.iter().map(|wish| list.line(*wish));
        let lines: Option<Vec<OrderLine>> = lines.collect();
        let lines = lines.ok_or(OrderRefusal::NotOnOffer)?;
        let details = degree.details();
        let placement = details.and_then(|details| details.placement.as_ref());
        Ok(Self {
            id: new.id,
            centre: degree.centre,
            version: Version::FIRST,
            number: new.number,
            batch: list.batch,
            degree: degree.id,
            account: degree.account,
            school: placement.map(|placement| placement.school),
            price_list: list.id,
            total_fen: sum(&lines).ok_or(OrderRefusal::SumTooLarge)?,
            lines,
            placed_at: at,
            state: OrderState::AwaitingPayment {
                expires_at: new.expires_at,
            },
        })
    }

    /// It was paid.
    ///
    /// # Errors
    /// [`Denied`]: not awaiting payment, which makes the payment one too many, or of another sum.
    pub fn pay(self, payment: &Payment, paid_at: Timestamp) -> Result<Self, Denied<Self>> {
        self.awaiting(OrderAction::Pay)?;
        if payment.amount_fen != self.total_fen {
            return Err(OrderRefusal::OtherSum.into());
        }
        Ok(self.enter(OrderState::Paid {
            payment: payment.id,
            paid_at,
        }))
    }

    /// Somebody else bears the price.
    ///
    /// # Errors
    /// [`WrongState`] unless it awaits payment.
    pub fn cover(self, cover: Cover, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.awaiting(OrderAction::Cover)?;
        Ok(self.enter(OrderState::Covered {
            cover,
            covered_at: at,
        }))
    }

    /// Gives it up. Its payment must have been closed before, or money could still arrive.
    ///
    /// # Errors
    /// [`Denied`]: another student's, or no longer awaiting payment.
    pub fn cancel(self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        if !by.may_act_for(self.account) {
            return Err(Denied::NotYours);
        }
        self.awaiting(OrderAction::Cancel)?;
        Ok(self.enter(OrderState::Cancelled {
            cancelled_by: by,
            cancelled_at: at,
        }))
    }

    /// Nobody has paid in time.
    ///
    /// # Errors
    /// [`Denied`]: no longer awaiting payment, or there is time left.
    pub fn close(self, at: Timestamp) -> Result<Self, Denied<Self>> {
        let expires_at = self.awaiting(OrderAction::Close)?;
        if at < expires_at {
            return Err(OrderRefusal::NotOverdue.into());
        }
        Ok(self.enter(OrderState::Closed { closed_at: at }))
    }

    /// Everything that was paid has gone back.
    ///
    /// # Errors
    /// [`WrongState`] unless it is paid.
    pub fn refund(self, at: Timestamp) -> Result<Self, Denied<Self>> {
        let OrderState::Paid { payment, .. } = self.state else {
            return Err(WrongState::new(&self.state, OrderAction::Refund).into());
        };
        Ok(self.enter(OrderState::Refunded {
            payment,
            refunded_at: at,
        }))
    }

    /// Until when it can be paid.
    ///
    /// # Errors
    /// [`WrongState`] unless it awaits payment.
    pub fn awaiting(&self, action: OrderAction) -> Result<Timestamp, WrongState<Self>> {
        match self.state {
            OrderState::AwaitingPayment { expires_at } => Ok(expires_at),
            _ => Err(WrongState::new(&self.state, action)),
        }
    }

    /// Until when it can be paid, while it awaits payment.
    pub const fn expires_at(&self) -> Option<Timestamp> {
        match self.state {
            OrderState::AwaitingPayment { expires_at } => Some(expires_at),
            _ => None,
        }
    }

    /// Whether the student owes nothing for what it lists.
    pub const fn is_settled(&self) -> bool {
        matches!(
            self.state,
            OrderState::Paid { .. } | OrderState::Covered { .. }
        )
    }

    /// The payment by which it was paid.
    pub const fn payment(&self) -> Option<PaymentId> {
        match self.state {
            OrderState::Paid { payment, .. } | OrderState::Refunded { payment, .. } => {
                Some(payment)
            }
            _ => None,
        }
    }

    /// Whether it is for prints alone, and not for the collection.
    pub fn is_of_prints(&self) -> bool {
        let of_prints =
            |line: &OrderLine| matches!(line.product, Product::ExtraPrints | Product::Shipping);
        !self.lines.is_empty() && self.lines.iter().all(of_prints)
    }

    /// How many pieces of a product it lists.
    pub fn pieces(&self, product: Product) -> u32 {
        let lines = self.lines.iter().filter(|line| line.product == product);
        lines.map(|line| u32::from(line.pieces)).sum()
    }

    fn enter(mut self, state: OrderState) -> Self {
        self.state = state;
        self.version = self.version.next();
        self
    }
}

fn sum(lines: &[OrderLine]) -> Option<Fen> {
    let mut totals = lines.iter().map(OrderLine::total);
    totals.try_fold(Fen::default(), |sum, total| sum.checked_add(total?))
}
