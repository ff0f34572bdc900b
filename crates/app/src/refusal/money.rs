//! What the use cases of money refuse besides the aggregates.

use domain::refusal::{Kind, Member, member};
use domain::{Coded, InvalidPriceList, InvalidTaxNumber, Product};
use standard::Text;
use strum::{IntoStaticStr, VariantNames};
use words::{InWords, Words, invalid_prices, invalid_tax_number};

/// Why something about money cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum MoneyRefusal {
    /// A fee has to be settled first.
    #[error("{} has to be settled first", product.name())]
    PaymentNeeded {
        /// What is to be ordered.
        product: Product,
    },
    /// The batch charges nothing here.
    #[error("this batch charges nothing here")]
    NothingToPay,
    /// No payment service is configured.
    #[error("no payment service is set up")]
    #[strum(serialize = "payment-not-offered")]
    NotOffered,
    /// The time to pay is over.
    #[error("the time to pay this order is over")]
    #[strum(serialize = "payment-time-over")]
    TimeOver,
    /// Paying in WeChat needs a WeChat user.
    #[error("paying in WeChat needs the account's WeChat user")]
    #[strum(serialize = "wechat-user-needed")]
    WeChatUserNeeded,
    /// Nobody can pay on pages in WeChat's own browser here.
    #[error("paying on a page in WeChat's browser is not set up")]
    OtherBrowserNeeded,
    /// The played payer cannot do that now.
    #[error("this payment cannot be paid now")]
    #[strum(serialize = "payment-not-payable")]
    NotPayable,
    /// Nothing of the order is paid.
    #[error("nothing of this order is paid")]
    NothingPaid,
    /// A notice is not signed by the payment service.
    #[error("the notice is not genuine")]
    #[strum(serialize = "notice-not-genuine")]
    NotGenuine,
    /// A notice makes no sense, or is of another merchant.
    #[error("the notice cannot be understood")]
    #[strum(serialize = "notice-not-understood")]
    NotUnderstood,
    /// Prices cannot be put in force.
    #[error(transparent)]
    PricesInvalid(InvalidPriceList),
    /// A taxpayer number cannot be used.
    #[error(transparent)]
    TaxNumberInvalid(InvalidTaxNumber),
    /// The bill of a day that is not over.
    #[error("this day is not over")]
    DayNotOver,
    /// A file is no bill.
    #[error("this file is no trade bill")]
    BillUnreadable,
}

impl Coded for MoneyRefusal {
    domain::codes_by_name!();

    fn kind(&self) -> Kind {
        match self {
            Self::NotGenuine => Kind::Unauthenticated,
            Self::NotUnderstood
            | Self::PricesInvalid(_)
            | Self::TaxNumberInvalid(_)
            | Self::DayNotOver
            | Self::BillUnreadable => Kind::Unprocessable,
            Self::PaymentNeeded { .. }
            | Self::NothingToPay
            | Self::NotOffered
            | Self::TimeOver
            | Self::WeChatUserNeeded
            | Self::OtherBrowserNeeded
            | Self::NotPayable
            | Self::NothingPaid => Kind::Conflict,
        }
    }

    fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::PaymentNeeded { product } => vec![member("product", product.name())],
            _ => Vec::new(),
        }
    }
}

impl InWords for MoneyRefusal {
    fn words(&self) -> Words {
        match self {
            Self::PaymentNeeded { product } => needed(*product),
            Self::NothingToPay => Words::new(
                ["不需要支付", "Nothing to pay"],
                "这个批次不在这里收费，不需要下单。",
                "This collection takes no money here. There is nothing to order.",
            ),
            Self::NotOffered => Words::new(
                ["暂时不能在线支付", "No online payment"],
                "现在不能在线支付。请稍后再试，或联系采集中心用其他方式缴费。",
                "Paying online is not possible now. Try again later, or ask the collection centre for \
                 another way to pay.",
            ),
            Self::TimeOver => Words::new(
                ["支付时间已过", "The time to pay is over"],
                "这个订单的支付时间已过，请重新下单。",
                "The time to pay this order is over. Please place another one.",
            ),
            Self::WeChatUserNeeded => Words::new(
                ["请先用微信登录", "Sign in with WeChat"],
                "在微信里支付需要微信登录。请退出后用微信登录，再来支付，订单会保留。",
                "Paying in WeChat needs your WeChat user. Sign out, sign in with WeChat, and pay again; \
                 the order is kept.",
            ),
            Self::OtherBrowserNeeded => Words::new(
                ["请换浏览器支付", "Pay in another browser"],
                "这里不能在微信打开的网页中支付。请点右上角“…”，选择“在浏览器打开”后支付，或在小程序里支付；\
                 订单会保留。",
                "Paying on a page within WeChat is not possible here. Tap the three dots at the top right, open the page in \
                 the browser and pay there, or pay in the mini-program; the order is kept.",
            ),
            Self::NotPayable => Words::new(
                ["现在不能支付", "Not payable now"],
                "这笔支付已付或已关闭，请刷新订单查看。",
                "This payment is paid or closed. Reload the order to see it.",
            ),
            Self::NothingPaid => Words::new(
                ["没有可退的款项", "Nothing was paid"],
                "这个订单没有已支付的款项，不需要退款。",
                "Nothing is paid for this order, so nothing can go back.",
            ),
            Self::NotGenuine => Words::new(
                ["通知未通过验证", "Not a genuine notice"],
                "这条通知没有通过签名验证，请检查支付平台的密钥设置。",
                "The signature of this notice is not valid. Check the keys of the payment service.",
            ),
            Self::NotUnderstood => Words::new(
                ["通知内容不符", "Not a notice for us"],
                "这条通知的内容不属于本商户，请检查支付平台的设置。",
                "What this notice says is not of this merchant. Check the settings of the payment service.",
            ),
            Self::PricesInvalid(invalid) => {
                let Text { zh, en } = invalid_prices(*invalid);
                Words::new(["价格设置有误", "Prices that cannot be used"], zh, en)
            }
            Self::TaxNumberInvalid(invalid) => {
                let Text { zh, en } = invalid_tax_number(*invalid);
                Words::new(["税号有误", "Not a taxpayer number"], zh, en)
            }
            Self::DayNotOver => Words::new(
                ["这一天还没结束", "The day is not over"],
                "账单在次日上午才有，请选择以前的日期。",
                "There is a bill only on the next morning. Choose an earlier day.",
            ),
            Self::BillUnreadable => Words::new(
                ["不是交易账单", "Not a trade bill"],
                "无法读取这个文件，请上传从商户平台下载的交易账单原文件。",
                "This file cannot be read. Upload the trade bill as it was downloaded from the payment \
                 service.",
            ),
        }
    }
}

fn needed(product: Product) -> Words {
    match product {
        Product::Retake => Words::new(
            ["请先支付重拍费", "Pay for the retake first"],
            "这个批次的重拍需要付费。请先支付重拍费，再继续。",
            "This collection charges for another photo. Pay for the retake, then go on.",
        ),
        Product::Collection | Product::ExtraPrints | Product::Shipping => Words::new(
            ["请先支付采集费", "Pay the fee first"],
            "请先支付采集费，再继续采集。",
            "Pay the fee of the collection, then go on.",
        ),
    }
}
