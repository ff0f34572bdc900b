//! Refusals of data discs, besides those of a disc itself.

use domain::Coded;
use domain::refusal::{Member, member};
use standard::Text;
use strum::{IntoStaticStr, VariantNames};
use words::{InWords, Words};

/// Why something about a data disc cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum DiscRefusal {
    /// No portrait of the school may go on a disc now.
    #[error("nothing of this school may go on a disc now")]
    NothingToWrite,
    /// Some on a disc may not be handed over any more.
    #[error("{portraits} portraits of this disc may not be handed over any more")]
    #[strum(serialize = "disc-outdated")]
    Outdated {
        /// How many.
        portraits: u64,
    },
}

impl Coded for DiscRefusal {
    domain::codes_by_name!();

    fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::NothingToWrite => Vec::new(),
            Self::Outdated { portraits } => vec![member("portraits", *portraits)],
        }
    }
}

impl InWords for DiscRefusal {
    fn words(&self) -> Words {
        match self {
            Self::NothingToWrite => Words::new(
                ["没有可以放入的照片", "Nothing to put on it"],
                "这所学校在这个批次现在没有可以放入光盘的照片。原因见预览里的清单。",
                "No portrait of this school in this batch can go on a disc now. The preview lists the reasons.",
            ),
            Self::Outdated { portraits } => Words {
                title: Text::new("光盘已经过时", "The disc is out of date"),
                body: Text::new(
                    format!(
                        "光盘里有 {portraits} 张照片不能再提供，例如学生撤回了同意或照片已更换。请放弃这张光盘，再重新提出。"
                    ),
                    format!(
                        "{portraits} portraits on it may not be handed over any more: a student withdrew the consent, or \
                         the photo was replaced. Give this disc up and ask for a new one."
                    ),
                ),
            },
        }
    }
}
