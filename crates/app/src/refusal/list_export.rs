//! Refusals of lists that are taken out as files, besides those of a list that waits for a second person.

use domain::Coded;
use domain::refusal::{Member, member};
use standard::Text;
use strum::{IntoStaticStr, VariantNames};
use words::{InWords, Words};

/// Why a list is not taken out as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ExportRefusal {
    /// So many students take a second person.
    #[error("a list of {persons} students takes a second person; up to {most} do not")]
    #[strum(serialize = "bulk-list")]
    Bulk {
        /// Students on the list.
        persons: u64,
        /// The most that one person takes out alone.
        most: u64,
    },
    /// Nobody is on the list.
    #[error("nobody is on this list")]
    #[strum(serialize = "empty-list")]
    Empty,
}

impl Coded for ExportRefusal {
    domain::codes_by_name!();

    fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::Bulk { persons, most } => {
                vec![member("persons", *persons), member("most", *most)]
            }
            Self::Empty => Vec::new(),
        }
    }
}

impl InWords for ExportRefusal {
    fn words(&self) -> Words {
        match self {
            Self::Bulk { persons, most } => Words {
                title: Text::new("名单需要另一个人同意", "This list takes a second person"),
                body: Text::new(
                    format!(
                        "这份名单有 {persons} 人。超过 {most} 人的名单，请在“名单导出”里申请，另一个人同意后再下载；也可以缩小范围。"
                    ),
                    format!(
                        "This list has {persons} students. Lists of more than {most} are asked for in the room of list \
                         exports and downloaded once somebody else has agreed; or choose fewer students."
                    ),
                ),
            },
            Self::Empty => Words::new(
                ["名单里没有人", "Nobody is on this list"],
                "按现在的条件，名单里没有学生。请换一个范围或状态。",
                "No student is on this list as it stands. Choose another place or state.",
            ),
        }
    }
}
