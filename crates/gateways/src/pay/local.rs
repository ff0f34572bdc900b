//! A cashier on this machine that plays payer and payment service. No money moves; what was paid is forgotten
//! when the program ends.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use domain::{
    BillLine, BillLineKind, Fen, Means, PaymentId, Receipt, RefundId, RefundProblem, Timestamp,
    TransactionNumber,
};
use strum::{EnumString, IntoStaticStr, VariantNames};
use time::Date;

use super::notice::{NoticeError, NoticeHeaders};
use super::wire::number_of;
use super::{
    CloseAnswer, Notice, PayTicket, PaymentAnswer, PaymentAsk, PaymentService, RefundAnswer,
    RefundAsk,
};
use crate::clock::Clock;
use crate::error::GatewayError;

/// What the played payer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum LocalAct {
    /// Pays, and the service hears of it at once.
    Pay,
    /// Pays, and the message to the service is lost: it has to ask.
    PaySilently,
    /// Pays although the time is over or the payment was closed.
    PayLate,
    /// The payer's bank refuses.
    Fail,
    /// Goes away without paying.
    GiveUp,
}

/// The cashier on this machine alone.
pub struct LocalPay {
    clock: Clock,
    drawer: Mutex<Drawer>,
}

#[derive(Default)]
struct Drawer {
    payments: BTreeMap<PaymentId, Played>,
    refunds: BTreeMap<RefundId, (Fen, Timestamp)>,
}

struct Played {
    amount_fen: Fen,
    expires_at: Timestamp,
    answer: PaymentAnswer,
}

impl std::fmt::Debug for LocalPay {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("LocalPay")
    }
}

impl LocalPay {
    /// An empty drawer.
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            drawer: Mutex::default(),
        }
    }

    /// Plays the payer. The answer is what the service would be told; `None` where it hears nothing.
    ///
    /// # Errors
    /// [`GatewayError::Refused`] for a payment that is not asked for, was closed, or is paid already.
    pub fn play(
        &self,
        payment: PaymentId,
        act: LocalAct,
    ) -> Result<Option<PaymentAnswer>, GatewayError> {
        let now = (self.clock)();
        let mut drawer = self.drawer();
        let played = drawer.payments.get_mut(&payment);
        let played = played.ok_or_else(|| refused("unknown-payment"))?;
        let is_open = played.answer == PaymentAnswer::Waiting && now < played.expires_at;
        let is_paid = matches!(played.answer, PaymentAnswer::Paid(_));
        match act {
            LocalAct::GiveUp => return Ok(None),
            LocalAct::PayLate if !is_paid => {}
            _ if is_open => {}
            _ => return Err(refused("not-payable")),
        }
        if act == LocalAct::Fail {
            played.answer = PaymentAnswer::Failed;
        } else {
            let number = number_of(payment.as_uuid());
            played.answer = PaymentAnswer::Paid(Receipt {
                transaction: TransactionNumber::parse(&format!("LOCAL-{number}"))
                    .map_err(|_| refused("no-number"))?,
                amount_fen: played.amount_fen,
                paid_at: now,
            });
        }
        let told = act != LocalAct::PaySilently;
        Ok(told.then(|| played.answer.clone()))
    }

    fn drawer(&self) -> MutexGuard<'_, Drawer> {
        self.drawer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl PaymentService for LocalPay {
    fn means(&self) -> Means {
        Means::Local
    }

    async fn prepare(&self, ask: &PaymentAsk) -> Result<PayTicket, GatewayError> {
        let mut drawer = self.drawer();
        drawer.payments.entry(ask.payment).or_insert(Played {
            amount_fen: ask.amount_fen,
            expires_at: ask.expires_at,
            answer: PaymentAnswer::Waiting,
        });
        Ok(PayTicket::Cashier)
    }

    async fn find_payment(&self, payment: PaymentId) -> Result<PaymentAnswer, GatewayError> {
        let drawer = self.drawer();
        let played = drawer.payments.get(&payment);
        Ok(played.map_or(PaymentAnswer::Unknown, |played| played.answer.clone()))
    }

    async fn close_payment(&self, payment: PaymentId) -> Result<CloseAnswer, GatewayError> {
        let mut drawer = self.drawer();
        let Some(played) = drawer.payments.get_mut(&payment) else {
            return Ok(CloseAnswer::Closed);
        };
        if matches!(played.answer, PaymentAnswer::Paid(_)) {
            return Ok(CloseAnswer::Paid);
        }
        played.answer = PaymentAnswer::Closed;
        Ok(CloseAnswer::Closed)
    }

    async fn send_refund(&self, ask: &RefundAsk) -> Result<RefundAnswer, GatewayError> {
        let now = (self.clock)();
        let mut drawer = self.drawer();
        // A drawer that was emptied by a restart has nothing to give back: somebody does it by hand.
        if !drawer.payments.contains_key(&ask.payment) {
            return Ok(RefundAnswer::Stuck(RefundProblem::PayerAccount));
        }
        let (_, at) = *drawer
            .refunds
            .entry(ask.refund)
            .or_insert((ask.amount_fen, now));
        Ok(RefundAnswer::Done { at })
    }

    async fn find_refund(&self, refund: RefundId) -> Result<RefundAnswer, GatewayError> {
        let drawer = self.drawer();
        let done = drawer.refunds.get(&refund);
        Ok(
            done.map_or(RefundAnswer::Unknown, |(_, at)| RefundAnswer::Done {
                at: *at,
            }),
        )
    }

    async fn bill(&self, day: Date) -> Result<Vec<BillLine>, GatewayError> {
        let drawer = self.drawer();
        let payments = drawer
            .payments
            .iter()
            .filter_map(|(id, played)| match &played.answer {
                PaymentAnswer::Paid(receipt) if receipt.paid_at.civil_date() == day => {
                    Some(BillLine {
                        kind: BillLineKind::Payment,
                        number: number_of(id.as_uuid()),
                        amount_fen: receipt.amount_fen,
                    })
                }
                _ => None,
            });
        let refunds = drawer
            .refunds
            .iter()
            .filter(|(_, (_, at))| at.civil_date() == day);
        let refunds = refunds.map(|(id, (amount_fen, _))| BillLine {
            kind: BillLineKind::Refund,
            number: number_of(id.as_uuid()),
            amount_fen: *amount_fen,
        });
        Ok(payments.chain(refunds).collect())
    }

    async fn read_notice(&self, _: &NoticeHeaders, _: &[u8]) -> Result<Notice, NoticeError> {
        // The cashier tells by `play` alone; whatever comes over the network is not from it.
        Err(NoticeError::NotGenuine)
    }
}

fn refused(code: &str) -> GatewayError {
    GatewayError::Refused {
        code: code.to_owned(),
    }
}
