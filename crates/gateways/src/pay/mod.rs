//! Payment services: what they are asked and what they answer. Whether a payment counts, the caller
//! decides; here it is only made sure that the answer is genuine.
//!
//! A request whose answer does not arrive, or does not bear a valid signature, may have been carried out:
//! that is [`GatewayError::Unreachable`], and the caller asks again by the same number.

mod bill;
mod keys;
mod local;
mod notice;
mod wechat;
mod wire;

use std::fmt;

use async_trait::async_trait;
use domain::{
    BillLine, Fen, Means, PaymentId, Receipt, RefundId, RefundProblem, Timestamp, WeChatOpenId,
};
use time::Date;

use crate::error::GatewayError;

pub use bill::{InvalidBill, read_bill};
pub use local::{LocalAct, LocalPay};
pub use notice::{NoticeError, NoticeHeaders};
pub(crate) use wechat::WeChatPay;

/// Where the payer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PayingIn {
    /// In the mini-program, as this user (JSAPI).
    MiniProgram {
        /// The user.
        user: WeChatOpenId,
    },
    /// On a page in WeChat's own browser, as this user of the official account (JSAPI). H5 is refused there.
    WeChatBrowser {
        /// The user, as the official account knows them.
        user: WeChatOpenId,
    },
    /// In the phone's browser (H5).
    Browser {
        /// The payer's network address, which the service wants to know.
        address: String,
    },
}

/// A payment that somebody is to be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentAsk {
    /// Its number.
    pub payment: PaymentId,
    /// What the payer reads.
    pub description: String,
    /// The sum.
    pub amount_fen: Fen,
    /// Until when it can be paid.
    pub expires_at: Timestamp,
    /// The place of the payer.
    pub paying_in: PayingIn,
}

/// What the payer's program needs to go on.
#[derive(Clone, PartialEq, Eq)]
pub enum PayTicket {
    /// For `wx.requestPayment` in the mini-program.
    MiniProgram {
        /// Seconds since 1970, as text.
        time_stamp: String,
        /// Random text.
        nonce: String,
        /// The text `prepay_id=…`, as it was signed.
        package: String,
        /// Signature over the above.
        signature: String,
    },
    /// For `getBrandWCPayRequest` on a page in WeChat's own browser.
    WeChatBrowser {
        /// Id of the official account.
        app_id: String,
        /// Seconds since 1970, as text.
        time_stamp: String,
        /// Random text.
        nonce: String,
        /// The text `prepay_id=…`, as it was signed.
        package: String,
        /// Signature over the above.
        signature: String,
    },
    /// The address that the browser goes to.
    Browser {
        /// The address.
        url: String,
    },
    /// The cashier on this machine.
    Cashier,
}

impl fmt::Debug for PayTicket {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::MiniProgram { .. } => "MiniProgram(…)",
            Self::WeChatBrowser { .. } => "WeChatBrowser(…)",
            Self::Browser { .. } => "Browser(…)",
            Self::Cashier => "Cashier",
        })
    }
}

/// What a service says of a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentAnswer {
    /// It knows no payment of this number.
    Unknown,
    /// It waits for the payer.
    Waiting,
    /// The money is there.
    Paid(Receipt),
    /// It takes no money for it any more, and has taken none.
    Closed,
    /// The payment came to nothing.
    Failed,
}

/// What a service says when a payment is to be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseAnswer {
    /// It takes no money for it any more.
    Closed,
    /// It was paid meanwhile: the payment has to be looked up.
    Paid,
}

/// A part of a payment that is to go back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundAsk {
    /// Its number.
    pub refund: RefundId,
    /// The payment.
    pub payment: PaymentId,
    /// What goes back.
    pub amount_fen: Fen,
    /// The sum of the whole payment.
    pub total_fen: Fen,
    /// What the payer reads.
    pub reason: String,
}

/// What a service says of a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundAnswer {
    /// It knows no refund of this number.
    Unknown,
    /// Accepted, which is not yet done.
    Accepted,
    /// The money has gone back.
    Done {
        /// When it had gone back.
        at: Timestamp,
    },
    /// It does not go on.
    Stuck(RefundProblem),
}

/// A message of a service whose signature is valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// About a payment.
    Payment {
        /// Its number.
        payment: PaymentId,
        /// What became of it.
        answer: PaymentAnswer,
    },
    /// About a refund.
    Refund {
        /// Its number.
        refund: RefundId,
        /// What became of it.
        answer: RefundAnswer,
    },
    /// About something else, which needs no answer but thanks.
    Other,
}

/// A payment service. Every call can be repeated: the numbers make sure that nothing happens twice.
#[async_trait]
pub trait PaymentService: Send + Sync + fmt::Debug {
    /// The means of payment that it is.
    fn means(&self) -> Means;

    /// Whether it takes [`PayingIn::WeChatBrowser`].
    fn takes_wechat_browser(&self) -> bool {
        false
    }

    /// Tells the service of a payment, again perhaps, and gets what the payer's program needs.
    async fn prepare(&self, ask: &PaymentAsk) -> Result<PayTicket, GatewayError>;

    /// Asks what became of a payment.
    async fn find_payment(&self, payment: PaymentId) -> Result<PaymentAnswer, GatewayError>;

    /// Asks to take no money for a payment any more.
    async fn close_payment(&self, payment: PaymentId) -> Result<CloseAnswer, GatewayError>;

    /// Asks to give a part of a payment back.
    async fn send_refund(&self, ask: &RefundAsk) -> Result<RefundAnswer, GatewayError>;

    /// Asks what became of a refund.
    async fn find_refund(&self, refund: RefundId) -> Result<RefundAnswer, GatewayError>;

    /// The bill of a day in China that is over; empty where nothing moved.
    async fn bill(&self, day: Date) -> Result<Vec<BillLine>, GatewayError>;

    /// Reads a message of the service and makes sure that it is genuine. `body` are the bytes as they
    /// arrived.
    async fn read_notice(
        &self,
        headers: &NoticeHeaders,
        body: &[u8],
    ) -> Result<Notice, NoticeError>;
}
