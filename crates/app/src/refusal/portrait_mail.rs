//! Reasons for which a portrait is not sent by mail.

use domain::Coded;
use domain::refusal::{Kind, Member};
use strum::{IntoStaticStr, VariantNames};
use words::{InWords, Words};

/// Why a portrait is not sent by mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum PortraitMailRefusal {
    /// There is no mail server, or the centre does not send portraits.
    #[error("portraits are not sent by mail here")]
    #[strum(serialize = "portrait-mail-not-offered")]
    NotOffered,
}

impl Coded for PortraitMailRefusal {
    domain::codes_by_name!();

    fn kind(&self) -> Kind {
        Kind::NotFound
    }

    fn members(&self) -> Vec<(&'static str, Member)> {
        Vec::new()
    }
}

impl InWords for PortraitMailRefusal {
    fn words(&self) -> Words {
        match self {
            Self::NotOffered => Words::new(
                ["这里不发邮件", "Not sent by mail here"],
                "采集中心没有开通把照片发到邮箱，请直接下载保存。",
                "The centre does not send portraits by mail. Download yours instead.",
            ),
        }
    }
}
