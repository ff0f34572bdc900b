//! Refusals of standards.

use domain::Coded;
use strum::{IntoStaticStr, VariantNames};
use words::{InWords, Words};

/// Why something about a standard cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum StandardRefusal {
    /// It is in force, and never changes.
    #[error("a standard in force never changes")]
    #[strum(serialize = "standard-in-force")]
    InForce,
    /// A standard of the installation has this name.
    #[error("a standard of the installation has this name")]
    #[strum(serialize = "standard-of-installation")]
    NameOfInstallation,
    /// Portraits of the batch are drawn otherwise.
    #[error("the standard asks for another portrait than the photos of the batch have")]
    #[strum(serialize = "standard-other-portrait")]
    OtherPortrait,
}

impl Coded for StandardRefusal {
    domain::codes_by_name!();
}

impl InWords for StandardRefusal {
    fn words(&self) -> Words {
        match self {
            Self::InForce => Words::new(
                ["标准已经启用", "The standard is in force"],
                "启用的标准不再改动。请以它为样本起草下一个版本。",
                "A standard in force never changes. Draft its next version from it.",
            ),
            Self::NameOfInstallation => Words::new(
                ["名称已被系统标准使用", "A built-in standard has this name"],
                "这个名称是系统自带的标准。请换一个名称。",
                "This is the name of a standard of the installation. Choose another one.",
            ),
            Self::OtherPortrait => Words::new(
                ["成品照片的规格不同", "The portraits differ"],
                "这个标准的成品规格（尺寸、构图、文件大小）与批次现有照片不同，不重新处理照片就不能换。请为新批次使用它。",
                "This standard asks for other portraits (size, framing, bytes) than the photos of the batch have, which \
                 cannot be drawn again without the photos. Use it for a new batch.",
            ),
        }
    }
}
