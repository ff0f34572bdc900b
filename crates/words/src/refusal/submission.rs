//! The words of what a submission refuses.

use domain::{
    MAX_EXTRA_ATTEMPTS, MAX_EXTRA_CHECKS, Submission, SubmissionAction, SubmissionRefusal,
    SubmissionStateName, Timestamp,
};
use standard::{ReasonCode, Text};

use super::{InWords, WrongStateInWords, changed};
use crate::Words;
use crate::moment::{deadline, start};

impl WrongStateInWords for Submission {
    fn wrong_state(from: SubmissionStateName, action: SubmissionAction) -> Words {
        use SubmissionAction as Action;
        use SubmissionStateName as State;
        match from {
            State::Approved => approved(),
            State::AwaitingReview => in_review(),
            State::Voided | State::Expired => match action {
                Action::BeginCheck | Action::Offer | Action::Submit | Action::Withdraw => ended(),
                Action::Decide
                | Action::Approve
                | Action::Reject
                | Action::Undo
                | Action::ReplaceApproved
                | Action::Void
                | Action::Allow
                | Action::Expire
                | Action::Erase
                | Action::Release
                | Action::Move => changed(),
            },
            State::AwaitingPhoto => match action {
                Action::Submit => no_photo(),
                Action::BeginCheck
                | Action::Offer
                | Action::Withdraw
                | Action::Decide
                | Action::Approve
                | Action::Reject
                | Action::Undo
                | Action::ReplaceApproved
                | Action::Void
                | Action::Allow
                | Action::Expire
                | Action::Erase
                | Action::Release
                | Action::Move => changed(),
            },
            State::AwaitingConfirmation | State::Withdrawn | State::Rejected => changed(),
        }
    }
}

fn approved() -> Words {
    Words::new(
        ["照片已通过审核", "Already approved"],
        "照片已通过审核，不能再更改。如需更正，请联系采集中心。",
        "The photo is approved and cannot be changed any more. If something is wrong, contact \
         the collection centre.",
    )
}

fn in_review() -> Words {
    Words::new(
        ["照片正在审核", "In review"],
        "照片正在审核。想换一张的话，请先撤回审核。",
        "The photo is in review. To use another one, withdraw it first.",
    )
}

fn ended() -> Words {
    Words::new(
        ["这次采集已结束", "This has ended"],
        "这份学历在本批次的采集已经结束。请联系学校或采集中心，了解之后怎么办。",
        "The collection for this degree has ended in this batch. Your school or the collection \
         centre can tell you how to go on.",
    )
}

fn no_photo() -> Words {
    Words::new(
        ["还没有可提交的照片", "No photo to submit yet"],
        "还没有可以提交的照片，请先拍一张并通过检查。",
        "There is no photo to submit yet. Take one and let it be checked first.",
    )
}

impl InWords for SubmissionRefusal {
    fn words(&self) -> Words {
        match *self {
            Self::NotAccepting(when) => when.words(),
            Self::ReplacementOverdue { replace_by } => {
                let Text { zh, en } = deadline(replace_by);
                Words::new(
                    ["重拍时间已过", "Too late for another photo"],
                    format!("重拍的截止时间是 {zh}，已经过了。请联系采集中心，了解之后怎么办。"),
                    format!(
                        "Another photo could be handed in until {en}. The collection centre can tell you \
                         how to go on."
                    ),
                )
            }
            Self::ChecksUsedUp { limit, next_at } => checks_used_up(limit, next_at),
            Self::AttemptsUsedUp { limit } => Words::new(
                ["提交次数已用完", "No attempts left"],
                format!("{limit} 次提交机会已经用完，请联系采集中心，了解之后怎么办。"),
                format!(
                    "All {limit} attempts are used. The collection centre can tell you how to go on."
                ),
            ),
            Self::RejectedBefore => Words::new(
                ["这张照片被退回过", "Returned before"],
                "这张照片之前被退回过，请重新拍一张。",
                "This photo was returned before. Please take a new one.",
            ),
            Self::SameShot { code } => same_shot(code),
            Self::OtherRound => Words::new(
                ["轮到另一方审核", "Another round's turn"],
                "这张照片现在由另一轮审核处理，请刷新审核列表。",
                "Another round of review has this photo now. Reload the queue.",
            ),
            Self::OwnPhoto => Words::new(
                ["你拍的照片由别人审核", "You took this photo"],
                "这张照片是你在现场拍的，请由另一位同事审核。",
                "You took this photo at the counter. A colleague has to review it.",
            ),
            Self::BeingDecided => Words::new(
                ["刚刚完成审核", "Decided a moment ago"],
                "这张照片刚刚完成审核，结果马上就会公布，请稍后刷新查看。",
                "A reviewer has just decided about this photo. The result is shown in a moment: reload then.",
            ),
            Self::UndoOver => Words::new(
                ["已不能撤销", "Too late to undo"],
                "这个决定已经生效，不能再撤销。如需更正，请走更换照片的流程。",
                "The decision has taken effect and cannot be undone. To correct it, replace the photo.",
            ),
            Self::PlacedByStaff => Words::new(
                ["照片由采集中心更换", "Placed by the centre"],
                "这张照片由采集中心更换，不能撤回。如有疑问，请联系采集中心。",
                "The collection centre put this photo in place, so it cannot be withdrawn. Contact the \
                 centre if you have doubts.",
            ),
            Self::OtherBatch => Words::new(
                ["不是同一批次", "Another batch"],
                "这份学历已在另一个批次中，请回到首页重新进入。",
                "This degree is in another batch now. Go back to the start and enter again.",
            ),
            Self::NotAllowable => Words::new(
                ["次数不合适", "Not a number that can be given"],
                format!(
                    "请填写要增加的次数：提交累计最多增加 {MAX_EXTRA_ATTEMPTS} 次，检查累计最多增加 \
                     {MAX_EXTRA_CHECKS} 次。"
                ),
                format!(
                    "Say how many to give. In all, at most {MAX_EXTRA_ATTEMPTS} submissions and \
                     {MAX_EXTRA_CHECKS} checks can be given to one degree."
                ),
            ),
            Self::NotOver => Words::new(
                ["集中采集还没有结束", "The group is not over"],
                "集中采集还没有结束，现在就可以拍照提交，不需要单独采集。",
                "The collection of your group is not over. You can still take and submit your photo \
                 there.",
            ),
        }
    }
}

fn checks_used_up(limit: u16, next_at: Timestamp) -> Words {
    let Text { zh, en } = start(next_at);
    Words::new(
        ["检查次数已用完", "No checks left"],
        format!(
            "{limit} 次自动检查已经用完，{zh} 恢复一次。有合格的照片可以直接提交；等不及请联系采集中心。"
        ),
        format!(
            "All {limit} automatic checks are used; one comes back at {en}. Submit a photo that passed \
             if you have one, or contact the collection centre if you cannot wait."
        ),
    )
}

fn same_shot(code: ReasonCode) -> Words {
    let (zh, en) = match code {
        ReasonCode::D03 => (
            "这张与你另一份学历的照片是同一次拍摄，学信网不接受。请重新拍一张。",
            "This is the same shot as the photo for your other degree, which the registry does not \
             take. Please take a new one.",
        ),
        _ => (
            "这张与之前退回的照片是同一次拍摄，请重新拍一张。",
            "This is the same shot as a photo that was returned before. Please take a new one.",
        ),
    };
    Words::new(["与另一张照片相同", "The same shot"], zh, en)
}
