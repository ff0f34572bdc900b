//! Reasons for which an account's data are not erased.

use domain::Coded;
use strum::{IntoStaticStr, VariantNames};
use words::{InWords, Words};

/// Why an account's data are not erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum AccountRefusal {
    /// A photo is locked in review or production.
    #[error("a photo is approved or in review")]
    ErasureBlocked,
}

impl Coded for AccountRefusal {
    domain::codes_by_name!();
}

impl InWords for AccountRefusal {
    fn words(&self) -> Words {
        match self {
            Self::ErasureBlocked => Words::new(
                ["需要你的同意", "Your consent is needed"],
                "采集、审核并向学信网和学校提交照片需要你的同意。请阅读说明，同意后继续。",
                "Collecting, reviewing and handing over your portrait needs your consent. Read the text \
                 and agree to go on.",
            ),
        }
    }
}
