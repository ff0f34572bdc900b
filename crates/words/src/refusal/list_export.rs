//! The words of what a list of many students refuses.

use domain::{ListExport, ListExportAction, ListExportRefusal, ListExportStateName};

use super::{InWords, WrongStateInWords, changed};
use crate::Words;

impl WrongStateInWords for ListExport {
    fn wrong_state(from: ListExportStateName, action: ListExportAction) -> Words {
        match (from, action) {
            (
                ListExportStateName::Proposed | ListExportStateName::Approved,
                ListExportAction::Fetch,
            ) => Words::new(
                ["名单还没有做好", "The list is not ready"],
                "这份名单还没有得到同意，或正在制作，请稍后再试。",
                "This list has not been approved and made yet. Try again later.",
            ),
            (
                ListExportStateName::Proposed
                | ListExportStateName::Approved
                | ListExportStateName::Ready
                | ListExportStateName::Declined
                | ListExportStateName::Dropped,
                ListExportAction::Approve
                | ListExportAction::Decline
                | ListExportAction::Drop
                | ListExportAction::Make
                | ListExportAction::Fetch,
            ) => changed(),
        }
    }
}

impl InWords for ListExportRefusal {
    fn words(&self) -> Words {
        match *self {
            Self::SecondPerson => Words::new(
                ["需要另一个人同意", "It takes another person"],
                "导出大名单需要两个人：这份是自己申请的，请另一个人来答复。",
                "A long list takes two people: you asked for this one, so somebody else has to answer.",
            ),
            Self::Lapsed => Words::new(
                ["申请已失效", "The request has lapsed"],
                "七天没有人答复，这个申请已失效。仍有需要的话，请重新申请。",
                "Nobody answered within seven days, so the request has lapsed. Ask again if it is still needed.",
            ),
            Self::Grew => Words::new(
                ["名单变多了", "The list has grown"],
                "现在名单里的人比申请时多了不少，不能按原来的申请导出。请申请人重新申请。",
                "Many more students are on the list now than were asked for. Whoever asked has to ask again.",
            ),
            Self::FileGone => Words::new(
                ["文件已到期删除", "The file is gone"],
                "名单做好一天后就会删除。仍有需要的话，请重新申请。",
                "A list is deleted a day after it was made. Ask for a new one if it is still needed.",
            ),
        }
    }
}
