//! Refusals of what two reviewers, or a reviewer and a student, do at the same time.

use domain::refusal::{Kind, Member, member};
use domain::{Coded, Decision, Timestamp};
use standard::Text;
use strum::{IntoStaticStr, VariantArray, VariantNames};
use words::moment::start;
use words::{InWords, Words};

/// What happened while a reviewer looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Meanwhile {
    /// The student took the photo back.
    Withdrawn,
    /// Somebody approved it.
    Approved,
    /// Somebody rejected it.
    Rejected,
    /// It is another round's turn.
    PassedOn,
    /// The student has another photo by now.
    AnotherPhoto,
    /// The submission has ended.
    Ended,
}

impl Meanwhile {
    /// What a decision does.
    pub const fn of(decision: &Decision) -> Self {
        match decision {
            Decision::Approve => Self::Approved,
            Decision::Reject { .. } => Self::Rejected,
        }
    }
}

/// Somebody was faster than a reviewer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this photo was changed or decided meanwhile")]
pub struct DecidedMeanwhile {
    /// With what.
    pub what: Meanwhile,
    /// The colleague, where it was one.
    pub by: Option<String>,
    /// When, where that is known.
    pub at: Option<Timestamp>,
}

impl Coded for DecidedMeanwhile {
    fn codes() -> Vec<&'static str> {
        vec!["decided-meanwhile"]
    }

    fn code(&self) -> &'static str {
        "decided-meanwhile"
    }

    fn kind(&self) -> Kind {
        Kind::Conflict
    }

    fn members(&self) -> Vec<(&'static str, Member)> {
        let what: &str = self.what.into();
        let mut members = vec![member("what", what)];
        members.extend(self.by.as_deref().map(|by| member("by", by)));
        members.extend(self.at.map(|at| member("at", at)));
        members
    }
}

impl InWords for DecidedMeanwhile {
    fn words(&self) -> Words {
        let Text {
            zh: what_zh,
            en: what_en,
        } = match self.what {
            Meanwhile::Withdrawn => {
                Text::new("学生撤回了这张照片", "The student withdrew this photo")
            }
            Meanwhile::Approved => Text::new("这张照片已审核通过", "This photo was approved"),
            Meanwhile::Rejected => Text::new("这张照片已被退回", "This photo was rejected"),
            Meanwhile::PassedOn => Text::new(
                "这张照片已进入另一轮审核",
                "This photo went on to another round",
            ),
            Meanwhile::AnotherPhoto => {
                Text::new("学生换了一张照片", "The student has another photo by now")
            }
            Meanwhile::Ended => Text::new("这份采集已结束", "This submission has ended"),
        };
        let by = self.by.as_deref();
        let by_zh = by.map(|by| format!("（{by}）")).unwrap_or_default();
        let by_en = by.map(|by| format!(" by {by}")).unwrap_or_default();
        Words::new(
            ["已有变化", "Changed meanwhile"],
            format!("{what_zh}{by_zh}，刚才的决定没有生效。请看下一张。"),
            format!("{what_en}{by_en}, so your decision was not taken. Go on with the next one."),
        )
    }
}

/// Why a photo cannot be taken in hand or decided.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ReviewRefusal {
    /// Another reviewer has it in hand.
    #[error("another reviewer has this photo in hand")]
    InOtherHands {
        /// The colleague.
        by: String,
        /// Until when, unless it is renewed.
        until: Timestamp,
    },
    /// Photos of the sample are not approved.
    #[error("photos of the sample are not approved")]
    SampleNotApproved {
        /// How many.
        left: u64,
    },
    /// Another number of photos would be approved than was confirmed.
    #[error("another number of photos would be approved than was confirmed")]
    CountDiffers {
        /// How many would be.
        photos: u64,
    },
    /// The set was approved, or its time is over.
    #[error("the set was approved, or its time is over")]
    SetOver,
}

impl Coded for ReviewRefusal {
    domain::codes_by_name!();

    fn kind(&self) -> Kind {
        Kind::Conflict
    }

    fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::InOtherHands { by, until } => {
                vec![member("by", by.as_str()), member("until", *until)]
            }
            Self::SampleNotApproved { left } => vec![member("left", *left)],
            Self::CountDiffers { photos } => vec![member("photos", *photos)],
            Self::SetOver => Vec::new(),
        }
    }
}

impl InWords for ReviewRefusal {
    fn words(&self) -> Words {
        match self {
            Self::InOtherHands { by, until } => {
                let Text { zh, en } = start(*until);
                Words::new(
                    ["同事正在审核", "In a colleague's hands"],
                    format!("{by} 正在审核这张照片，{zh} 之前不能由其他人决定。请看下一张。"),
                    format!(
                        "{by} is looking at this photo; until {en} nobody else can decide. Go on with the \
                         next one."
                    ),
                )
            }
            Self::SampleNotApproved { left } => Words::new(
                ["请先审核样本", "Decide the sample first"],
                format!(
                    "抽样的照片还有 {left} 张没有通过。请先逐张审核样本；样本中有退回的，整组就要逐张审核。"
                ),
                format!(
                    "Photos of the sample that are not approved: {left}. Decide them one by one first; where one is \
                     rejected, the others have to be decided one by one too."
                ),
            ),
            Self::CountDiffers { photos } => Words::new(
                ["张数不一致", "The number differs"],
                format!("将要通过的是 {photos} 张，与确认的张数不同。请核对后再确认。"),
                format!(
                    "Photos that would be approved: {photos}, which is not the number that was confirmed. Check and \
                     confirm again."
                ),
            ),
            Self::SetOver => Words::new(
                ["这一组已失效", "This set is over"],
                "这一组照片已经处理过，或者超过了十五分钟。没有通过的照片已回到队列，请重新取一组。",
                "This set was approved, or its fifteen minutes are over. What was not approved is back in the queue; take \
                 another set.",
            ),
        }
    }
}
