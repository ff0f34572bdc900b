//! Reasons for which a file is refused.

use domain::Coded;
use domain::refusal::{Kind, Member, member};
use strum::{IntoStaticStr, VariantNames};
use words::{InWords, Words};

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum UploadRefusal {
    /// The photo does not arrive whole.
    #[error("part {number} is missing")]
    PartMissing {
        /// The first part that is missing, from 0.
        number: u16,
    },
    /// More bytes than are taken.
    #[error("at most {max_bytes} bytes are taken")]
    TooLarge {
        /// The limit.
        max_bytes: u64,
    },
    /// Nothing was sent.
    #[error("the file is empty")]
    EmptyFile,
}

impl Coded for UploadRefusal {
    domain::codes_by_name!();

    fn kind(&self) -> Kind {
        match self {
            Self::PartMissing { .. } => Kind::Conflict,
            Self::TooLarge { .. } => Kind::TooLarge,
            Self::EmptyFile => Kind::Unprocessable,
        }
    }

    fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::PartMissing { number } => vec![member("number", u64::from(*number))],
            Self::TooLarge { max_bytes } => vec![member("max_bytes", *max_bytes)],
            Self::EmptyFile => Vec::new(),
        }
    }
}

impl InWords for UploadRefusal {
    fn words(&self) -> Words {
        match self {
            Self::PartMissing { .. } => Words::new(
                ["照片没有传完", "The photo is not complete"],
                "照片还有一部分没有传上来，请保持网络畅通，继续上传。",
                "A part of the photo has not arrived. Stay online and go on uploading.",
            ),
            Self::TooLarge { max_bytes } => {
                let limit = size(*max_bytes);
                Words::new(
                    ["文件太大", "The file is too large"],
                    format!("文件超过 {limit}，请换一个小一些的文件再上传。"),
                    format!("The file is larger than {limit}. Upload a smaller one."),
                )
            }
            Self::EmptyFile => Words::new(
                ["文件是空的", "The file is empty"],
                "文件是空的，请重新选择或重新拍摄。",
                "The file is empty. Choose it again or take another photo.",
            ),
        }
    }
}

/// A limit as people read it, rounded down.
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes / 1024),
        _ => format!("{} MB", bytes / 1_048_576),
    }
}
