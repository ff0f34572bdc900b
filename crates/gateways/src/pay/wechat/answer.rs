//! Answers of WeChat Pay: what they say, and why one is a refusal.

use aws_lc_rs::rand;
use domain::RefundId;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;

use crate::error::{BadAnswer, GatewayError};
use crate::pay::notice::NoticeHeaders;
use crate::pay::wire::{RefundRecord, Refused, refund_of};
use crate::pay::{RefundAnswer, RefundAsk};

/// What WeChat Pay cuts a description to, bytes.
const MAX_DESCRIPTION_BYTES: usize = 127;

/// An answer whose signature is valid.
pub(super) struct Genuine {
    pub(super) status: StatusCode,
    pub(super) body: Vec<u8>,
}

impl Genuine {
    /// WeChat Pay's word for why it refused; empty where it gave none.
    pub(super) fn code(&self) -> String {
        let refused: Option<Refused> = serde_json::from_slice(&self.body).ok();
        let code = refused.map(|refused| refused.code).unwrap_or_default();
        let is_word = code.len() <= 64 && code.bytes().all(|byte| byte.is_ascii_graphic());
        if is_word { code } else { String::new() }
    }

    pub(super) fn refused(&self) -> GatewayError {
        match &self.code()[..] {
            "SYSTEM_ERROR" | "SYSTEMERROR" | "BANK_ERROR" | "BANKERROR" => {
                let status = BadAnswer::Status(self.status.as_u16());
                GatewayError::unreachable(status)
            }
            "FREQUENCY_LIMITED" | "FREQUENCY_LIMIT_EXCEED" | "RATELIMIT_EXCEEDED" => {
                GatewayError::RateLimited { retry_after: None }
            }
            "NO_AUTH" | "NOAUTH" | "APPID_MCHID_NOT_MATCH" | "MCH_NOT_EXISTS" | "SIGN_ERROR" => {
                GatewayError::misconfigured(format!("WeChat Pay says {}", self.code()))
            }
            code => GatewayError::Refused {
                code: code.to_owned(),
            },
        }
    }
}

/// The answer about a refund, if it is about this one and of this sum.
pub(super) fn answered(
    refund: RefundId,
    record: &RefundRecord,
    ask: Option<&RefundAsk>,
) -> Result<RefundAnswer, GatewayError> {
    let is_asked = refund_of(&record.out_refund_no) == Some(refund);
    let is_sum = ask.is_none_or(|ask| record.refund_fen() == Some(ask.amount_fen));
    let answer = record.answer().filter(|_| is_asked && is_sum);
    answer.ok_or_else(|| GatewayError::unreachable(BadAnswer::NotUnderstood))
}

pub(super) fn headers_of(headers: &HeaderMap) -> NoticeHeaders {
    let header = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    NoticeHeaders {
        serial: header("Wechatpay-Serial"),
        signature: header("Wechatpay-Signature"),
        timestamp: header("Wechatpay-Timestamp"),
        nonce: header("Wechatpay-Nonce"),
    }
}

pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, GatewayError> {
    serde_json::from_slice(body).map_err(|_| GatewayError::unreachable(BadAnswer::NotUnderstood))
}

/// Random text of 32 characters.
pub(super) fn nonce() -> Result<String, GatewayError> {
    let mut bytes = [0; 16];
    rand::fill(&mut bytes)
        .map_err(|_| GatewayError::misconfigured("the machine has no random numbers"))?;
    Ok(hex::encode(bytes))
}

/// The description, cut between two characters.
pub(super) fn shortened(description: &str) -> &str {
    let mut end = description.len().min(MAX_DESCRIPTION_BYTES);
    while !description.is_char_boundary(end) {
        end -= 1;
    }
    description.get(..end).unwrap_or_default()
}
