//! The words of what orders, production and shipping of prints refuse.

use domain::{
    PrintJob, PrintJobAction, PrintJobStateName, PrintRefusal, PrintRun, PrintRunAction,
    PrintRunStateName,
};

use super::{InWords, WrongStateInWords, changed};
use crate::Words;

impl WrongStateInWords for PrintJob {
    fn wrong_state(from: PrintJobStateName, action: PrintJobAction) -> Words {
        use PrintJobStateName as State;
        match (from, action) {
            (State::Waiting, PrintJobAction::Pack | PrintJobAction::Ship) => Words::new(
                ["这一份要重新制作", "It is to be made again"],
                "这一份照片在等待制作，不能装进这个包裹。请取出来，等下一次制作。",
                "These prints wait to be produced, so they do not belong into this parcel. Take them out.",
            ),
            (
                State::Shipped | State::Received,
                PrintJobAction::Pack | PrintJobAction::Ship | PrintJobAction::Produce,
            ) => Words::new(
                ["这一份已经寄出", "Shipped already"],
                "这一份照片已经寄出。如果要重做，请先登记重印。",
                "These prints were shipped. Note down that they are made again if they have to be.",
            ),
            (
                State::Waiting | State::InProduction | State::Shipped | State::Received,
                PrintJobAction::Produce
                | PrintJobAction::Pack
                | PrintJobAction::Ship
                | PrintJobAction::Receive
                | PrintJobAction::Reprint,
            ) => changed(),
        }
    }
}

impl WrongStateInWords for PrintRun {
    fn wrong_state(from: PrintRunStateName, action: PrintRunAction) -> Words {
        use PrintRunStateName as State;
        match (from, action) {
            (State::Open, PrintRunAction::Acknowledge) => Words::new(
                ["包裹还没有寄出", "Not shipped yet"],
                "这个包裹还没有寄出，寄出后才能签收。请联系采集中心。",
                "This parcel was not shipped yet, so it cannot be acknowledged. Contact the collection centre.",
            ),
            (
                State::Open | State::Shipped | State::Acknowledged,
                PrintRunAction::Rebuild
                | PrintRunAction::Build
                | PrintRunAction::Ship
                | PrintRunAction::Acknowledge,
            ) => changed(),
        }
    }
}

impl InWords for PrintRefusal {
    fn words(&self) -> Words {
        match self {
            Self::NotApproved => Words::new(
                ["照片还没有通过审核", "Not approved yet"],
                "只有通过审核的照片可以冲印或发到邮箱。请等审核通过后再来。",
                "Only approved portraits are printed or sent by mail. Come back once yours is approved.",
            ),
            Self::SheetsImpossible => Words::new(
                ["请选择版式和数量", "Choose sheets"],
                "至少选一版，每种版式只列一次，一共最多 50 版。",
                "Choose at least one sheet, each layout once, and at most 50 sheets together.",
            ),
            Self::OrderWaits => Words::new(
                ["有一个订单待支付", "An order waits for payment"],
                "这份学历有一个订单还没有支付。请先支付或取消它，再订冲印照片。",
                "An order of this degree waits for payment. Pay or cancel it first, then order prints.",
            ),
            Self::AddressGone => Words::new(
                ["地址已经删除", "The address is gone"],
                "这份照片的收货地址已到期删除，无处可寄。请联系学生重新下单，或当面交给学生。",
                "The address of these prints was deleted when its days were over. Ask the student to order again, \
                 or hand them over in person.",
            ),
            Self::NoSchool => Words::new(
                ["不能寄到学校", "Not to the school"],
                "这份学历的照片不能寄到学校，请选择寄到自己的地址。",
                "Prints of this degree cannot go to the school. Choose an address of your own.",
            ),
            Self::NothingWaits => Words::new(
                ["没有待制作的照片", "Nothing waits"],
                "按这样的选择没有待制作的照片。请换一个批次或学校，或勾选采集费包含的照片。",
                "Nothing waits for this choice. Choose another batch or school, or include the prints of the \
                 collection fee.",
            ),
            Self::OtherRun => Words::new(
                ["不是这个包裹的", "Of another parcel"],
                "这一份照片属于另一次制作，请取出来放到它的包裹里。",
                "These prints belong to another run. Take them out and put them into its parcel.",
            ),
            Self::PackedAlready => Words::new(
                ["已经扫过了", "Scanned before"],
                "这一份照片已经扫过，不用再扫。如果有两份相同的，请取出一份。",
                "These prints were scanned before. If there are two of them, take one out.",
            ),
            Self::NotPacked => Words::new(
                ["还有照片没有扫描", "Not everything is scanned"],
                "包裹里还有照片没有扫描。请扫完再寄；缺少的请先登记重印。",
                "Some prints were not scanned. Scan all of them before you ship; note down what is missing as \
                 to be made again.",
            ),
            Self::OtherWay => Words::new(
                ["寄送方式不符", "It travels another way"],
                "寄到学校的照片随整个包裹寄送，寄给个人的照片逐件寄送。请换一种方式登记。",
                "Prints for a school travel in one parcel, those for addresses one by one. Note it down the \
                 other way.",
            ),
            Self::FilesNotThere => Words::new(
                ["文件不在", "The files are not there"],
                "文件正在生成，或已过保存期。请稍等，或重新生成。",
                "The files are being made, or their days are over. Wait a moment, or have them made again.",
            ),
        }
    }
}
