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
                ["现在还不能删除", "Not yet"],
                "有照片正在审核，或已通过、还没有办结。正在审核的可以先撤回；已通过的等批次办结归档后就能删除。",
                "A photo is in review, or approved and not yet concluded. Withdraw what is in review; what \
                 is approved can be deleted once its batch is archived.",
            ),
        }
    }
}
