//! What WeChat Pay's interface (v3) sends and answers, as JSON. Fields that nobody reads are left out.

use domain::{Fen, PaymentId, Receipt, RefundId, RefundProblem, Timestamp, TransactionNumber};
use serde::Deserialize;
use uuid::Uuid;

use super::{PaymentAnswer, RefundAnswer};

/// The number of a payment at WeChat Pay: 32 hexadecimal digits.
pub(super) fn number_of(id: Uuid) -> String {
    id.simple().to_string()
}

/// The payment of a number; `None` for a number that is none of ours.
pub(super) fn payment_of(number: &str) -> Option<PaymentId> {
    id_of(number).map(PaymentId::from_uuid)
}

/// The refund of a number; `None` for a number that is none of ours.
pub(super) fn refund_of(number: &str) -> Option<RefundId> {
    id_of(number).map(RefundId::from_uuid)
}

fn id_of(number: &str) -> Option<Uuid> {
    Uuid::try_parse(number).ok().filter(|_| number.len() == 32)
}

/// An instant as WeChat Pay writes it, RFC 3339.
fn instant(text: Option<&str>) -> Option<Timestamp> {
    text?.parse().ok()
}

/// Why a request was refused.
#[derive(Deserialize)]
pub(super) struct Refused {
    #[serde(default)]
    pub(super) code: String,
}

#[derive(Deserialize)]
pub(super) struct Prepared {
    pub(super) prepay_id: Option<String>,
    pub(super) h5_url: Option<String>,
}

/// A payment as WeChat Pay sees it.
#[derive(Deserialize)]
pub(super) struct Transaction {
    #[serde(default)]
    pub(super) appid: String,
    #[serde(default)]
    pub(super) mchid: String,
    pub(super) out_trade_no: String,
    #[serde(rename = "transaction_id")]
    pub(super) number: Option<String>,
    pub(super) trade_state: String,
    pub(super) success_time: Option<String>,
    pub(super) amount: Option<Amount>,
}

#[derive(Deserialize)]
pub(super) struct Amount {
    pub(super) total: Option<u32>,
    pub(super) refund: Option<u32>,
    pub(super) currency: Option<String>,
}

impl Transaction {
    /// `None` where it contradicts itself.
    pub(super) fn answer(&self) -> Option<PaymentAnswer> {
        Some(match self.trade_state.as_str() {
            // One that has gone back since was paid all the same.
            "SUCCESS" | "REFUND" => PaymentAnswer::Paid(self.receipt()?),
            "NOTPAY" | "USERPAYING" | "ACCEPT" => PaymentAnswer::Waiting,
            "CLOSED" | "REVOKED" => PaymentAnswer::Closed,
            "PAYERROR" => PaymentAnswer::Failed,
            _ => return None,
        })
    }

    fn receipt(&self) -> Option<Receipt> {
        let amount = self.amount.as_ref()?;
        // Yuan alone; other currencies are never asked for.
        let is_yuan = amount
            .currency
            .as_deref()
            .is_none_or(|currency| currency == "CNY");
        Some(Receipt {
            transaction: TransactionNumber::parse(self.number.as_deref()?).ok()?,
            amount_fen: Fen::new(amount.total.filter(|_| is_yuan)?),
            paid_at: instant(self.success_time.as_deref())?,
        })
    }
}

/// A refund as WeChat Pay sees it: `status` in answers, `refund_status` in notices.
#[derive(Deserialize)]
pub(super) struct RefundRecord {
    #[serde(default)]
    pub(super) mchid: String,
    pub(super) out_refund_no: String,
    #[serde(alias = "refund_status")]
    pub(super) status: String,
    pub(super) success_time: Option<String>,
    pub(super) amount: Option<Amount>,
}

impl RefundRecord {
    /// `None` where it contradicts itself.
    pub(super) fn answer(&self) -> Option<RefundAnswer> {
        Some(match self.status.as_str() {
            "SUCCESS" => RefundAnswer::Done {
                at: instant(self.success_time.as_deref())?,
            },
            "PROCESSING" => RefundAnswer::Accepted,
            "ABNORMAL" => RefundAnswer::Stuck(RefundProblem::PayerAccount),
            "CLOSED" => RefundAnswer::Stuck(RefundProblem::Closed),
            _ => return None,
        })
    }

    /// What goes back.
    pub(super) fn refund_fen(&self) -> Option<Fen> {
        self.amount.as_ref()?.refund.map(Fen::new)
    }
}

#[derive(Deserialize)]
pub(super) struct Certificates {
    pub(super) data: Vec<Certificate>,
}

#[derive(Deserialize)]
pub(super) struct Certificate {
    pub(super) serial_no: String,
    pub(super) encrypt_certificate: SealedContent,
}

/// Something sealed with our `APIv3` key.
#[derive(Deserialize)]
pub(super) struct SealedContent {
    pub(super) ciphertext: String,
    pub(super) nonce: String,
    #[serde(default)]
    pub(super) associated_data: String,
}

#[derive(Deserialize)]
pub(super) struct NoticeBody {
    pub(super) event_type: String,
    pub(super) resource: SealedContent,
}

#[derive(Deserialize)]
pub(super) struct BillPlace {
    pub(super) hash_value: String,
    pub(super) download_url: String,
}
