//! What comes with a notice, and why one is turned away.

use domain::{Duration, Timestamp};

use crate::error::GatewayError;

/// How far the time of a message may be from ours.
pub(super) const WINDOW: Duration = Duration::from_seconds(300);

/// The headers by which a message says that it is genuine.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NoticeHeaders {
    /// `Wechatpay-Serial`: which key it is signed with.
    pub serial: String,
    /// `Wechatpay-Signature`, base64.
    pub signature: String,
    /// `Wechatpay-Timestamp`, seconds since 1970.
    pub timestamp: String,
    /// `Wechatpay-Nonce`, random text.
    pub nonce: String,
}

impl NoticeHeaders {
    /// What the signature is over.
    pub(super) fn message(&self, body: &[u8]) -> Vec<u8> {
        let mut message = format!("{}\n{}\n", self.timestamp, self.nonce).into_bytes();
        message.extend_from_slice(body);
        message.push(b'\n');
        message
    }

    /// Whether it was sent about now. A message from long ago may be one that somebody has kept.
    pub(super) fn is_recent(&self, now: Timestamp) -> bool {
        let Ok(seconds) = self.timestamp.parse::<u32>() else {
            return false;
        };
        let sent = Timestamp::from_micros(i64::from(seconds) * 1_000_000);
        sent.since(now) <= WINDOW && now.since(sent) <= WINDOW
    }
}

/// Why a notice is turned away.
#[derive(Debug, thiserror::Error)]
pub enum NoticeError {
    /// It is not signed by the service, or was sent long ago.
    #[error("the notice is not genuine")]
    NotGenuine,
    /// It is genuine and makes no sense, or is another merchant's.
    #[error("the notice cannot be understood")]
    NotUnderstood,
    /// Whether it is genuine cannot be told now; the service will send it again.
    #[error(transparent)]
    Gateway(#[from] GatewayError),
}
