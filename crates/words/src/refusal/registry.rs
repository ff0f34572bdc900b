//! The words of what a package for the registry refuses.

use domain::{
    RegistryPackage, RegistryPackageAction, RegistryPackageRefusal, RegistryPackageStateName,
};

use super::{InWords, WrongStateInWords, changed};
use crate::Words;

impl WrongStateInWords for RegistryPackage {
    fn wrong_state(from: RegistryPackageStateName, action: RegistryPackageAction) -> Words {
        match (from, action) {
            (
                RegistryPackageStateName::Proposed | RegistryPackageStateName::Approved,
                RegistryPackageAction::Fetch | RegistryPackageAction::Send,
            ) => Words::new(
                ["数据包还没有做好", "The package is not ready"],
                "这个数据包还没有复核并制作完成，请稍后再试。",
                "This package has not been approved and built yet. Try again later.",
            ),
            (RegistryPackageStateName::Built, RegistryPackageAction::Answer) => Words::new(
                ["数据包还没有报送", "The package was not sent"],
                "结果文件属于一个还没有登记报送的数据包。请先把它标记为已报送，再导入结果。",
                "The result file is about a package that was not noted as sent. Note it as sent first, then import the \
                 result.",
            ),
            (
                RegistryPackageStateName::Proposed
                | RegistryPackageStateName::Approved
                | RegistryPackageStateName::Built
                | RegistryPackageStateName::Sent
                | RegistryPackageStateName::Answered
                | RegistryPackageStateName::Declined
                | RegistryPackageStateName::Dropped,
                RegistryPackageAction::Approve
                | RegistryPackageAction::Decline
                | RegistryPackageAction::Drop
                | RegistryPackageAction::Build
                | RegistryPackageAction::Fetch
                | RegistryPackageAction::Send
                | RegistryPackageAction::Answer,
            ) => changed(),
        }
    }
}

impl InWords for RegistryPackageRefusal {
    fn words(&self) -> Words {
        match *self {
            Self::SecondPerson => Words::new(
                ["需要另一个人复核", "It takes another person"],
                "报送学信网需要两个人：这个数据包是自己提出的，请同事来复核。",
                "Handing over to the registry takes two people: you proposed this package, so a colleague has to \
                 approve it.",
            ),
            Self::FileGone => Words::new(
                ["文件已到期删除", "The file is gone"],
                "这个数据包的文件已经到期删除。没有报送过的，可以放弃它，再重新提出。",
                "The file of this package was deleted when its days were over. If it was never sent, give it up and \
                 propose a new one.",
            ),
        }
    }
}
