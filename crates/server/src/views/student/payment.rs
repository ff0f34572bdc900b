//! What the payer's program needs.

use app::money::{PayTicket, StartedPayment};
use serde::Serialize;
use utoipa::ToSchema;

use crate::views::shared::order::PaymentView;
use crate::word::wire_words;

wire_words! {
    /// What the payer does whom the cashier on this machine plays.
    LocalActWord of app::money::LocalAct;
}

/// How the payer goes on.
#[derive(Serialize, ToSchema)]
#[serde(tag = "how", rename_all = "kebab-case")]
pub(crate) enum PayTicketView {
    /// Hand this to `wx.requestPayment`, with `signType` `RSA`.
    MiniProgram {
        /// `timeStamp`, seconds since 1970.
        time_stamp: String,
        /// `nonceStr`, random text.
        nonce: String,
        /// `package`, which names the prepaid order.
        package: String,
        /// `paySign`, the signature over the others.
        signature: String,
    },
    /// Hand this to `getBrandWCPayRequest` of WeChat's own browser, with `signType` `RSA`.
    #[serde(rename = "wechat-browser")]
    WeChatBrowser {
        /// `appId`, the official account.
        app_id: String,
        /// `timeStamp`, seconds since 1970.
        time_stamp: String,
        /// `nonceStr`, random text.
        nonce: String,
        /// `package`, which names the prepaid order.
        package: String,
        /// `paySign`, the signature over the others.
        signature: String,
    },
    /// Go to this address.
    Browser {
        /// The address.
        url: String,
    },
    /// Play the payer: `POST /orders/{id}/cashier`.
    Cashier,
}

/// A payment that waits for the payer.
#[derive(Serialize, ToSchema)]
pub(crate) struct StartedPaymentView {
    payment: PaymentView,
    ticket: PayTicketView,
}

impl From<StartedPayment> for StartedPaymentView {
    fn from(started: StartedPayment) -> Self {
        let ticket = match started.ticket {
            PayTicket::MiniProgram {
                time_stamp,
                nonce,
                package,
                signature,
            } => PayTicketView::MiniProgram {
                time_stamp,
                nonce,
                package,
                signature,
            },
            PayTicket::WeChatBrowser {
                app_id,
                time_stamp,
                nonce,
                package,
                signature,
            } => PayTicketView::WeChatBrowser {
                app_id,
                time_stamp,
                nonce,
                package,
                signature,
            },
            PayTicket::Browser { url } => PayTicketView::Browser { url },
            PayTicket::Cashier => PayTicketView::Cashier,
        };
        Self {
            payment: started.payment.into(),
            ticket,
        }
    }
}
