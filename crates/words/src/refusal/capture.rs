//! The words of what a capture session refuses.

use domain::{CaptureAction, CaptureRefusal, CaptureSession, CaptureSource, CaptureStateName};

use super::{InWords, WrongStateInWords, changed};
use crate::Words;

const ALBUM_EN: &str = "This batch takes no photos from the album. Take one with the camera now.";
const LIVE_CAMERA_EN: &str = "This batch takes no photos of your own camera. Have yours taken at the place that was announced.";
const ONSITE_EN: &str = "This batch takes no photos shot by staff. The student takes the photo.";

impl WrongStateInWords for CaptureSession {
    fn wrong_state(from: CaptureStateName, action: CaptureAction) -> Words {
        match (from, action) {
            (CaptureStateName::Used, CaptureAction::Take | CaptureAction::PutPart) => used(),
            (CaptureStateName::Expired, CaptureAction::Take | CaptureAction::PutPart) => expired(),
            (
                CaptureStateName::Issued,
                CaptureAction::Take | CaptureAction::PutPart | CaptureAction::Expire,
            )
            | (CaptureStateName::Used | CaptureStateName::Expired, CaptureAction::Expire) => {
                changed()
            }
        }
    }
}

fn used() -> Words {
    Words::new(
        ["这次拍摄已上传", "Already uploaded"],
        "这次拍摄的照片已经上传。想再拍一张，请重新打开相机。",
        "The photo of this session is uploaded. To take another one, open the camera again.",
    )
}

fn expired() -> Words {
    Words::new(
        ["拍摄时间已过", "Session over"],
        "这次拍摄的有效时间已过，请重新打开相机。",
        "The time for this photo is over. Open the camera again.",
    )
}

impl InWords for CaptureRefusal {
    fn words(&self) -> Words {
        match *self {
            Self::TooLate { .. } => Words::new(
                ["拍摄时间已过", "Session over"],
                "这次拍摄的有效时间已过，请重新打开相机再拍一张。",
                "The time for this photo is over. Open the camera again and take another one.",
            ),
            Self::SourceNotAllowed { from } => {
                let (zh, en) = match from {
                    CaptureSource::Album => {
                        ("本批次不接受相册里的照片，请用相机现场拍摄。", ALBUM_EN)
                    }
                    CaptureSource::LiveCamera => (
                        "本批次不接受自行拍摄的照片，请到指定地点拍摄。",
                        LIVE_CAMERA_EN,
                    ),
                    CaptureSource::Onsite => {
                        ("本批次不接受现场代拍的照片，请学生本人拍摄。", ONSITE_EN)
                    }
                };
                Words::new(["照片来源不符合要求", "Not from here"], zh, en)
            }
            Self::NotEnded => Words::new(
                ["还在有效时间内", "Still running"],
                "这次拍摄还在有效时间内，可以继续上传。",
                "This session is still running. You can go on.",
            ),
        }
    }
}
