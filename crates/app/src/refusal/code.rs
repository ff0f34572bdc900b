//! Reasons for which a picture of a collection code is refused.

use domain::Coded;
use domain::refusal::Kind;
use strum::{IntoStaticStr, VariantNames};
use words::{InWords, Words};

use crate::ports::CodeFault;

/// Why a picture of a collection code is of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum CodeRefusal {
    /// No code in the picture.
    #[error("no collection code was read: {0}")]
    #[strum(serialize = "code-unreadable")]
    Unreadable(CodeFault),
    /// The code holds neither school nor student number; the student has to key them in.
    #[error("school code, student number and level have to be keyed in")]
    DetailsNeeded,
}

impl Coded for CodeRefusal {
    domain::codes_by_name!();

    fn kind(&self) -> Kind {
        Kind::Unprocessable
    }
}

impl InWords for CodeRefusal {
    fn words(&self) -> Words {
        match self {
            Self::Unreadable(fault) => unreadable(*fault),
            Self::DetailsNeeded => Words::new(
                ["还需要几项信息", "A few details are needed"],
                "这个采集码没有包含学校、学号或层次，请补充填写后继续。",
                "This code does not say school, student number or level. Fill them in to go on.",
            ),
        }
    }
}

fn unreadable(fault: CodeFault) -> Words {
    let (zh, en) = match fault {
        CodeFault::NotAPicture => (
            "这个文件不是能打开的图片。请上传采集码的截图或照片。",
            "This file is not a picture that can be opened. Upload a screenshot or photo of your \
                         collection code.",
        ),
        CodeFault::NotFound => (
            "图片里没有找到采集码。请在学信网打开采集码，截取完整清晰的图再上传。",
            "We cannot find the code in this picture. Open your collection code at the registry, and \
                         upload a whole and clear screenshot.",
        ),
        CodeFault::OtherCode => (
            "图片里的二维码不是图像采集码。请上传学信网的图像采集码。",
            "The code in this picture is another one. Upload the portrait collection code of the \
                         registry.",
        ),
        CodeFault::Busy => (
            "现在识别的人较多，请过一会儿再试一次。",
            "Many codes are being read at the moment. Please try again in a while.",
        ),
    };
    Words::new(["没有读到采集码", "No collection code was read"], zh, en)
}
