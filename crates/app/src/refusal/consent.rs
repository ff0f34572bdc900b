//! Reasons for which a step is refused for lack of consent.

use domain::refusal::{Member, member};
use domain::{Coded, Purpose};
use strum::{IntoStaticStr, VariantNames};
use words::{InWords, Words};

/// Why a step is refused for lack of consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ConsentRefusal {
    /// The student has not agreed to what the step needs.
    #[error("consent to {} is needed", purpose.name())]
    #[strum(serialize = "consent-missing")]
    Missing {
        /// What the step needs consent to.
        purpose: Purpose,
    },
    /// The text that the student agreed to is not the one that is shown now.
    #[error("the present text has version {current}")]
    #[strum(serialize = "other-consent-text")]
    OtherText {
        /// Version of the present text.
        current: u32,
    },
    /// The student has withdrawn it, and agrees again by the own hand alone.
    #[error("the student has withdrawn this consent")]
    #[strum(serialize = "consent-withdrawn")]
    Withdrawn,
    /// It is not asked for at a counter.
    #[error("this consent is not asked for at a counter")]
    #[strum(serialize = "consent-not-asked")]
    NotAsked,
}

impl Coded for ConsentRefusal {
    domain::codes_by_name!();

    fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::Missing { purpose } => vec![member("purpose", purpose.name())],
            Self::OtherText { current } => vec![member("current", u64::from(*current))],
            Self::Withdrawn | Self::NotAsked => Vec::new(),
        }
    }
}

impl InWords for ConsentRefusal {
    fn words(&self) -> Words {
        match self {
            Self::Missing {
                purpose: Purpose::CollectReviewHandOver,
            } => Words::new(
                ["需要你的同意", "Your consent is needed"],
                "采集和审核照片需要你的同意。请阅读说明，同意后继续。",
                "Collecting and reviewing your portrait needs your consent. Read the text and agree to \
                 go on.",
            ),
            Self::Missing {
                purpose: Purpose::HandOver,
            } => Words::new(
                ["需要你的同意", "Your consent is needed"],
                "把成片交给学信网和学校需要你单独同意。请阅读说明，同意后再提交。",
                "Handing your portrait to the registry and your school needs a consent of its own. Read \
                 the text and agree before you submit.",
            ),
            Self::Missing {
                purpose: Purpose::Comparison | Purpose::Address,
            } => Words::new(
                ["需要你的同意", "Your consent is needed"],
                "这一步需要你的同意。请阅读说明，同意后继续；不同意也可以继续其他步骤。",
                "This step needs your consent. Read the text and agree, or go on without it.",
            ),
            Self::Withdrawn => Words::new(
                ["学生已撤回同意", "The student has withdrawn it"],
                "学生撤回过这项同意，只能由学生本人在手机上重新同意。",
                "The student has withdrawn this consent. Only the student can agree again, in the app.",
            ),
            Self::NotAsked => Words::new(
                ["这项同意不在现场登记", "Not at the counter"],
                "现场只登记采集和交出成片这两项同意，其他由学生本人在手机上决定。",
                "At the counter only the consents to the collection and to the hand-over are written down. The others \
                 are the student's to give in the app.",
            ),
            Self::OtherText { .. } => Words::new(
                ["说明已更新", "The text has changed"],
                "说明内容已经更新，请刷新后阅读新的说明，再决定是否同意。",
                "The text has changed. Reload, read the new one, and decide then.",
            ),
        }
    }
}
