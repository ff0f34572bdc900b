//! Refusals of changes after approval.

use domain::Coded;
use words::{InWords, Words};

/// Somebody has asked for a change of this submission, and nobody has answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a change of this submission was asked for already")]
pub struct ChangeAskedAlready;

impl Coded for ChangeAskedAlready {
    fn codes() -> Vec<&'static str> {
        vec!["change-asked-already"]
    }

    fn code(&self) -> &'static str {
        "change-asked-already"
    }
}

impl InWords for ChangeAskedAlready {
    fn words(&self) -> Words {
        Words::new(
            ["已有待复核的更改", "A change waits already"],
            "这份照片已经有一个更改在等待第二人复核。请先等它被同意、拒绝或撤回。",
            "A change of this photo already waits for a second person. Wait until it is agreed to, declined or taken \
             back.",
        )
    }
}
