//! The means by which money arrives.

use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::timestamp::Duration;
use crate::word::words;

/// How many refunds WeChat Pay takes of one payment.
pub const REFUNDS_PER_PAYMENT: u8 = 50;

/// How long after a payment WeChat Pay refunds.
pub const REFUND_WITHIN: Duration = Duration::from_days(365);

/// How somebody pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Means {
    /// WeChat Pay (微信支付).
    #[strum(serialize = "wechat-pay")]
    WeChatPay,
    /// A cashier on this machine that plays the payer; no money moves.
    Local,
    /// A transfer to the centre's bank account (对公转账).
    BankTransfer,
    /// Cash at the centre's desk (现金).
    CashDesk,
}

words!(Means);

impl Means {
    /// Whether a service of others takes the money and tells us. The rest is recorded by one person and
    /// confirmed by a second one.
    pub const fn is_electronic(self) -> bool {
        matches!(self, Self::WeChatPay | Self::Local)
    }
}
