//! Refusals of data discs, besides those of a disc itself.

use domain::Coded;
use domain::refusal::{Member, member};
use standard::Text;
use strum::{IntoStaticStr, VariantNames};
use words::{InWords, Words};

/// Why something about a data disc cannot be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum DiscRefusal {
    /// No portrait of the school may go on a disc now.
    #[error("nothing of this school may go on a disc now")]
    NothingToWrite,
    /// A college's name cannot be that of a folder: too long, or with a character that Joliet has not.
    #[error("a college's name cannot be that of a folder on a disc")]
    #[strum(serialize = "disc-name-impossible")]
    NameImpossible {
        /// The college.
        college: String,
    },
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
            Self::NameImpossible { college } => vec![member("college", college.as_str())],
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
            Self::NameImpossible { college } => Words {
                title: Text::new(
                    "学院名称不能用作文件夹名",
                    "A college's name cannot be a folder's",
                ),
                body: Text::new(
                    format!(
                        "“{college}”太长（最多 64 个字），或含有光盘文件系统没有的生僻字。请在学校的院系里改成简称或常用字，再重新提出。"
                    ),
                    format!(
                        "\"{college}\" is longer than 64 characters or has a rare character that file systems of discs lack. \
                         Rename it among the school's units, then ask again."
                    ),
                ),
            },
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
