//! A refund: a part of one payment that goes back. Its id is the number at the payment service, so that
//! sending it again never gives back twice. A service that has accepted it has not given it back yet.

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use super::fen::Fen;
use super::means::Means;
use super::payment::Payment;
use crate::actor::Actor;
use crate::id::{AccountId, BatchId, CentreId, OrderId, PaymentId, RefundId, StaffId};
use crate::refusal::Coded;
use crate::submission::SubmissionStateName;
use crate::timestamp::Timestamp;
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// Why money goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum RefundReason {
    /// Paid, and no photo was ever collected (已缴费未采集).
    NeverCollected,
    /// The batch is not carried out.
    BatchCancelled,
    /// The registry has a photo of this degree already and refused another one.
    RefusedAsDuplicate,
    /// Paid after the order was closed or cancelled.
    PaidAfterClose,
    /// Paid although the order was settled.
    PaidTwice,
    /// The student asked for it, and nothing was produced.
    StudentAsked,
    /// The centre made a mistake.
    OurMistake,
}

words!(RefundReason);

impl RefundReason {
    /// Whether the service itself asks and approves: money that paid nothing always goes back.
    pub const fn is_automatic(self) -> bool {
        matches!(self, Self::PaidAfterClose | Self::PaidTwice)
    }

    /// Whether a student may give it. The others are known to staff alone.
    pub const fn is_of_students(self) -> bool {
        matches!(self, Self::NeverCollected | Self::StudentAsked)
    }

    /// Whether it is true of a degree whose submission is in this state; `None` where it has none.
    pub fn applies(self, submission: Option<SubmissionStateName>) -> bool {
        use SubmissionStateName as State;
        match self {
            Self::NeverCollected | Self::StudentAsked => matches!(
                submission,
                None | Some(
                    State::AwaitingPhoto
                        | State::AwaitingConfirmation
                        | State::Withdrawn
                        | State::Rejected
                        | State::Expired
                        | State::Voided
                )
            ),
            Self::RefusedAsDuplicate => {
                matches!(submission, Some(State::Approved | State::Voided) | None)
            }
            Self::BatchCancelled | Self::PaidAfterClose | Self::PaidTwice | Self::OurMistake => {
                true
            }
        }
    }

    /// Whether it is true of prints that were ordered by themselves; `are_untouched` while none is in production.
    pub const fn applies_to_prints(self, are_untouched: bool) -> bool {
        match self {
            Self::StudentAsked => are_untouched,
            Self::NeverCollected | Self::RefusedAsDuplicate => false,
            Self::BatchCancelled | Self::PaidAfterClose | Self::PaidTwice | Self::OurMistake => {
                true
            }
        }
    }
}

/// What stands in the way of a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum RefundProblem {
    /// The payer's account does not take the money (退款异常): it has to go back by hand.
    PayerAccount,
    /// The merchant's account has too little money.
    BalanceTooLow,
    /// The service refused or closed it; it cannot be sent again under this number.
    Closed,
}

words!(RefundProblem);

/// How far a refund has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(RefundStateName),
    doc = "The name of a refund's state, without its data; in the order of a life.",
    derive(Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum RefundState {
    /// Somebody has to approve it.
    Requested,
    /// To be sent, or given back by hand.
    Approved {
        /// Who approved.
        approved_by: Actor,
        /// When it was approved.
        approved_at: Timestamp,
    },
    /// The service has accepted it (退款中), which is not yet done.
    Sent {
        /// When it was accepted last.
        sent_at: Timestamp,
    },
    /// It does not go on by itself: somebody has to look at it.
    Stuck {
        /// What stands in the way.
        problem: RefundProblem,
        /// Since when.
        since: Timestamp,
    },
    /// The money has gone back (已退款).
    Done {
        /// When it had gone back.
        done_at: Timestamp,
        /// Who gave it back, where that was by hand.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by_hand: Option<StaffId>,
    },
    /// Not approved.
    Declined {
        /// Who declined.
        declined_by: Actor,
        /// When it was declined.
        declined_at: Timestamp,
    },
    /// Taken back by who had asked, before it was decided.
    Withdrawn {
        /// When it was taken back.
        withdrawn_at: Timestamp,
    },
    /// Given up after it was approved; its part of the payment is free for another refund.
    Failed {
        /// What stood in the way.
        problem: RefundProblem,
        /// When it was given up.
        failed_at: Timestamp,
    },
}

words!(RefundState as RefundStateName);

/// Why a refund is not made or does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum RefundRefusal {
    /// The reason is not true of this order, or not this person's to give.
    #[error("this reason does not apply to this order")]
    ReasonNotApplicable,
    /// Whoever asked cannot approve.
    #[error("a second person has to approve what the first one has asked for")]
    #[strum(serialize = "refund-second-person-needed")]
    SecondPerson,
    /// The means take it back by themselves; nobody does it by hand.
    #[error("this refund is carried out by the payment service")]
    NotByHand,
    /// The money paid nothing: it is owed whatever happens, and nobody could ask for it again.
    #[error("money that paid nothing has to go back")]
    OwedInAnyCase,
}

impl Coded for RefundRefusal {
    crate::codes_by_name!();
}

/// What is done with a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum RefundAction {
    /// Somebody approves it.
    Approve,
    /// Somebody declines it.
    Decline,
    /// Who asked takes it back.
    Withdraw,
    /// It is sent to the payment service.
    Send,
    /// It does not go on by itself.
    Stick,
    /// The money has gone back.
    Finish,
    /// It is given up.
    GiveUp,
}

state_machine!(Refund: RefundStateName, RefundAction, RefundRefusal);

/// A refund under construction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewRefund {
    /// Unique; made outside, in order of creation.
    pub id: RefundId,
    /// What goes back; the payment must have been asked for it by [`Payment::claim_refund`].
    pub amount_fen: Fen,
    /// The reason of the refund.
    pub reason: RefundReason,
    /// Who asks.
    pub by: Actor,
}

/// A part of a payment that goes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// Unique; made outside, in order of creation. Also the number at the payment service.
    pub id: RefundId,
    /// The centre that gives it back.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The batch that was paid for.
    pub batch: BatchId,
    /// The payment.
    pub payment: PaymentId,
    /// The order of the payment, if it was for one.
    pub order: Option<OrderId>,
    /// The student's account; none for a school's payment.
    pub account: Option<AccountId>,
    /// What goes back.
    pub amount_fen: Fen,
    /// The reason of the refund.
    pub reason: RefundReason,
    /// Who asked.
    pub requested_by: Actor,
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// How far it has come.
    pub state: RefundState,
}

impl Refund {
    /// Asks for it.
    pub fn request(new: NewRefund, payment: &Payment, at: Timestamp) -> Self {
        Self {
            id: new.id,
            centre: payment.centre,
            version: Version::FIRST,
            batch: payment.batch,
            payment: payment.id,
            order: payment.order(),
            account: payment.account,
            amount_fen: new.amount_fen,
            reason: new.reason,
            requested_by: new.by,
            requested_at: at,
            state: RefundState::Requested,
        }
    }

    /// Approves it. The service itself approves only what it has to give back in any case.
    ///
    /// # Errors
    /// [`Denied`]: not requested, or the same person.
    pub fn approve(self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.requested(RefundAction::Approve)?;
        let may = match by {
            Actor::Student(_) => return Err(Denied::NotYours),
            Actor::System => self.reason.is_automatic(),
            Actor::Staff(_) => by != self.requested_by,
        };
        if !may {
            return Err(RefundRefusal::SecondPerson.into());
        }
        Ok(self.enter(RefundState::Approved {
            approved_by: by,
            approved_at: at,
        }))
    }

    /// Declines it.
    ///
    /// # Errors
    /// [`Denied`]: not requested, or a student.
    pub fn decline(self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.requested(RefundAction::Decline)?;
        if matches!(by, Actor::Student(_)) {
            return Err(Denied::NotYours);
        }
        Ok(self.enter(RefundState::Declined {
            declined_by: by,
            declined_at: at,
        }))
    }

    /// Takes it back. Only who asked does; what the service asks for by itself is owed in any case.
    ///
    /// # Errors
    /// [`Denied`]: not requested, or asked for by somebody else.
    pub fn withdraw(self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        if by != self.requested_by {
            return Err(Denied::NotYours);
        }
        self.requested(RefundAction::Withdraw)?;
        Ok(self.enter(RefundState::Withdrawn { withdrawn_at: at }))
    }

    /// The service has accepted it, again perhaps.
    ///
    /// # Errors
    /// [`WrongState`] unless it is approved, sent or stuck.
    pub fn sent(self, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.under_way(RefundAction::Send)?;
        Ok(self.enter(RefundState::Sent { sent_at: at }))
    }

    /// Somebody has a stuck one sent again, under the same number.
    ///
    /// # Errors
    /// [`WrongState`] unless it is stuck.
    pub fn send_again(self, at: Timestamp) -> Result<Self, Denied<Self>> {
        if matches!(self.state, RefundState::Stuck { .. }) {
            self.sent(at)
        } else {
            Err(WrongState::new(&self.state, RefundAction::Send).into())
        }
    }

    /// It does not go on by itself.
    ///
    /// # Errors
    /// [`WrongState`] unless it is approved, sent or stuck.
    pub fn stick(self, problem: RefundProblem, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.under_way(RefundAction::Stick)?;
        Ok(self.enter(RefundState::Stuck { problem, since: at }))
    }

    /// The service says that the money has gone back.
    ///
    /// # Errors
    /// [`WrongState`] unless it is approved, sent or stuck.
    pub fn finish(self, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.under_way(RefundAction::Finish)?;
        Ok(self.enter(RefundState::Done {
            done_at: at,
            by_hand: None,
        }))
    }

    /// Somebody has given the money back by hand, by these means: of a payment that came by hand, or because the
    /// payer's account did not take it.
    ///
    /// # Errors
    /// [`Denied`]: not under way, or carried out by the service.
    pub fn finish_by_hand(
        self,
        (payment, means): (&Payment, Means),
        by: StaffId,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        self.under_way(RefundAction::Finish)?;
        let is_stuck = matches!(self.state, RefundState::Stuck { .. });
        if means.is_electronic() || (payment.means.is_electronic() && !is_stuck) {
            return Err(RefundRefusal::NotByHand.into());
        }
        Ok(self.enter(RefundState::Done {
            done_at: at,
            by_hand: Some(by),
        }))
    }

    /// It is given up; another one can be asked for. What paid nothing is never given up: no order asks for it again.
    ///
    /// # Errors
    /// [`Denied`]: not approved, sent or stuck, or money that paid nothing.
    pub fn give_up(self, problem: RefundProblem, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.under_way(RefundAction::GiveUp)?;
        if self.reason.is_automatic() {
            return Err(RefundRefusal::OwedInAnyCase.into());
        }
        Ok(self.enter(RefundState::Failed {
            problem,
            failed_at: at,
        }))
    }

    /// Whether it was approved and has not ended.
    pub const fn is_under_way(&self) -> bool {
        matches!(
            self.state,
            RefundState::Approved { .. } | RefundState::Sent { .. } | RefundState::Stuck { .. }
        )
    }

    /// Whether the money has gone back.
    pub const fn is_done(&self) -> bool {
        matches!(self.state, RefundState::Done { .. })
    }

    fn requested(&self, action: RefundAction) -> Result<(), Denied<Self>> {
        match self.state {
            RefundState::Requested => Ok(()),
            _ => Err(WrongState::new(&self.state, action).into()),
        }
    }

    fn under_way(&self, action: RefundAction) -> Result<(), Denied<Self>> {
        if self.is_under_way() {
            Ok(())
        } else {
            Err(WrongState::new(&self.state, action).into())
        }
    }

    fn enter(mut self, state: RefundState) -> Self {
        self.state = state;
        self.version = self.version.next();
        self
    }
}
