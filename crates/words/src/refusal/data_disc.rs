//! The words of what a data disc refuses.

use domain::{DataDisc, DataDiscAction, DataDiscRefusal, DataDiscStateName};

use super::{InWords, WrongStateInWords, changed};
use crate::Words;

impl WrongStateInWords for DataDisc {
    fn wrong_state(from: DataDiscStateName, action: DataDiscAction) -> Words {
        match (from, action) {
            (
                DataDiscStateName::Proposed
                | DataDiscStateName::Approved
                | DataDiscStateName::Making,
                DataDiscAction::Fetch | DataDiscAction::Reveal,
            ) => Words::new(
                ["光盘还没有做好", "The disc is not ready"],
                "这张光盘还没有复核并制作完成，请稍后再试。",
                "This disc has not been approved and made yet. Try again later.",
            ),
            (
                DataDiscStateName::Proposed
                | DataDiscStateName::Approved
                | DataDiscStateName::Making
                | DataDiscStateName::Ready
                | DataDiscStateName::Declined
                | DataDiscStateName::Dropped,
                DataDiscAction::Approve
                | DataDiscAction::Decline
                | DataDiscAction::Drop
                | DataDiscAction::Plan
                | DataDiscAction::Write
                | DataDiscAction::Fetch
                | DataDiscAction::Reveal,
            ) => changed(),
        }
    }
}

impl InWords for DataDiscRefusal {
    fn words(&self) -> Words {
        match *self {
            Self::SecondPerson => Words::new(
                ["需要另一个人复核", "It takes another person"],
                "制作数据光盘需要两个人：这张光盘是自己提出的，请同事来复核。",
                "A data disc takes two people: you asked for this one, so a colleague has to approve it.",
            ),
            Self::FilesGone => Words::new(
                ["文件已到期删除", "The files are gone"],
                "这张光盘的文件已经到期删除。仍有需要的话，请重新提出。",
                "The files of this disc were deleted when their days were over. Ask for a new one if it is still needed.",
            ),
            Self::PassphraseOfAnother => Words::new(
                ["口令只给提出的人", "Shown to who asked alone"],
                "加密压缩包的口令只显示给提出它的人，请向同事索取。",
                "The passphrase of an encrypted archive is shown to who asked for the archive. Ask that colleague.",
            ),
            Self::NotEncrypted => Words::new(
                ["没有加密", "Not encrypted"],
                "这张光盘没有加密，不需要口令。",
                "This disc is not encrypted and needs no passphrase.",
            ),
        }
    }
}
