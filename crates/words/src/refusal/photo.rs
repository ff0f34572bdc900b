//! The words of what a photo refuses.

use domain::{Photo, PhotoAction, PhotoRefusal, PhotoStateName};

use super::{InWords, WrongStateInWords, changed};
use crate::Words;

impl WrongStateInWords for Photo {
    fn wrong_state(from: PhotoStateName, action: PhotoAction) -> Words {
        match (from, action) {
            (PhotoStateName::Received, PhotoAction::Confirm | PhotoAction::Submit) => {
                still_checked()
            }
            (PhotoStateName::Received, PhotoAction::Assess | PhotoAction::GiveUp)
            | (
                PhotoStateName::Assessed | PhotoStateName::Confirmed | PhotoStateName::Unusable,
                PhotoAction::Assess
                | PhotoAction::GiveUp
                | PhotoAction::Confirm
                | PhotoAction::Submit,
            ) => changed(),
        }
    }
}

fn still_checked() -> Words {
    Words::new(
        ["照片还在检查", "Still being checked"],
        "照片还在检查，请稍等几秒。",
        "The photo is still being checked. Wait a few seconds.",
    )
}

impl InWords for PhotoRefusal {
    fn words(&self) -> Words {
        match self {
            Self::NotUsable => Words::new(
                ["这张照片不能使用", "This photo cannot be used"],
                "这张照片有需要改正的地方，请按提示再拍一张。",
                "Something on this photo has to be put right. Follow the advice and take another one.",
            ),
            Self::TakenByAnother => Words::new(
                ["不是你拍的照片", "Not your photo"],
                "只能提交自己在现场拍的照片。学生自己拍的，由学生在手机上提交；同事拍的，由同事提交。",
                "At the counter, people go on with what they took themselves. A student's own photo is submitted on \
                 the student's phone, a colleague's by the colleague.",
            ),
            Self::DoubtsNotAccepted { doubts } => Words::new(
                ["还有提示需要确认", "Please look at the advice"],
                format!(
                    "还有 {} 条提示需要看一下。逐条确认后继续，或再拍一张。",
                    doubts.len()
                ),
                format!(
                    "Points that need a look: {}. Confirm each to go on, or take another photo.",
                    doubts.len()
                ),
            ),
        }
    }
}
