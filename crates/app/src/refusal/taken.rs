//! The refusal of a unique value that another thing has.

use domain::Coded;
use domain::refusal::{Member, member};
use strum::{IntoStaticStr, VariantArray};
use words::{InWords, Words};

/// Which value is in use already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
#[error("{} is in use already", <&str>::from(*self))]
pub enum Taken {
    /// The feature code of a group batch.
    FeatureCode,
    /// The link of a batch.
    Link,
    /// A student's phone number.
    Phone,
    /// A student's WeChat user.
    #[strum(serialize = "wechat-user")]
    WeChatUser,
    /// The login of a member of staff.
    Login,
    /// The code of a school.
    SchoolCode,
    /// The name of a college or teaching point.
    UnitName,
    /// The name of a class.
    ClassName,
    /// A student number on a roster.
    StudentNumber,
    /// The number of a transfer or receipt.
    Transaction,
}

impl Coded for Taken {
    fn codes() -> Vec<&'static str> {
        vec!["taken"]
    }

    fn code(&self) -> &'static str {
        "taken"
    }

    fn members(&self) -> Vec<(&'static str, Member)> {
        vec![member("what", <&str>::from(*self))]
    }
}

impl InWords for Taken {
    fn words(&self) -> Words {
        let (zh, en) = match self {
            Self::FeatureCode => ("这个特征码", "This feature code"),
            Self::Link => ("这个链接", "This link"),
            Self::Phone => ("这个手机号", "This phone number"),
            Self::WeChatUser => ("这个微信用户", "This WeChat user"),
            Self::Login => ("这个登录名", "This login"),
            Self::SchoolCode => ("这个学校代码", "This school code"),
            Self::UnitName | Self::ClassName => ("这个名称", "This name"),
            Self::StudentNumber => ("名单中的一个学号", "A student number on the list"),
            Self::Transaction => ("这个交易号", "This transaction number"),
        };
        Words::new(
            ["已被使用", "Already in use"],
            format!("{zh}已被使用，请换一个。"),
            format!("{en} is in use already. Choose another one."),
        )
    }
}
