//! Reasons for which a sign-in is refused.

use domain::Coded;
use domain::refusal::{Kind, Member, member};
use strum::{IntoStaticStr, VariantNames};
use words::{InWords, Words};

/// Why a sign-in is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum SignInRefusal {
    /// The code of the short message is wrong.
    #[error("the code is wrong, {tries_left} tries are left")]
    #[strum(serialize = "wrong-sign-in-code")]
    WrongCode {
        /// Tries that are left for this code.
        tries_left: u8,
    },
    /// There is no code for this number any more.
    #[error("there is no valid code for this number")]
    #[strum(serialize = "sign-in-code-expired")]
    CodeExpired,
    /// WeChat did not take the code of the mini-program.
    #[error("WeChat does not know this sign-in")]
    #[strum(serialize = "wechat-code-refused")]
    WeChatCodeRefused,
    /// The WeChat user is new: the phone number is needed once.
    #[error("the phone number is needed to sign in for the first time")]
    PhoneNeeded,
    /// No account is linked to the user of the official account.
    #[error("no account is linked to this user of the official account")]
    #[strum(serialize = "wechat-not-linked")]
    WeChatNotLinked,
    /// Login or password of a member of staff is wrong.
    #[error("login or password is wrong")]
    WrongCredentials,
    /// The account of the phone number is linked to another WeChat user.
    #[error("the phone number is linked to another WeChat user")]
    #[strum(serialize = "other-wechat-linked")]
    OtherWeChat,
    /// The account of the number may be another person's: the last four of the identity number are needed.
    #[error("the last four of the identity number are needed to get into this account")]
    LastFourNeeded,
    /// They are not those of the account.
    #[error("these are not the last four of the identity number of this account")]
    #[strum(serialize = "wrong-account-last-four")]
    WrongLastFour,
    /// Another account has the number.
    #[error("another account has this phone number")]
    PhoneTaken,
    /// The gateway of this way of signing in is off.
    #[error("this way of signing in is not offered")]
    NotOffered,
}

impl Coded for SignInRefusal {
    domain::codes_by_name!();

    fn kind(&self) -> Kind {
        match self {
            Self::WrongCode { .. }
            | Self::CodeExpired
            | Self::WeChatCodeRefused
            | Self::WrongLastFour => Kind::Unprocessable,
            Self::PhoneNeeded
            | Self::WeChatNotLinked
            | Self::OtherWeChat
            | Self::LastFourNeeded
            | Self::PhoneTaken => Kind::Conflict,
            Self::WrongCredentials => Kind::Unauthenticated,
            Self::NotOffered => Kind::NotFound,
        }
    }

    fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::WrongCode { tries_left } => vec![member("tries_left", u64::from(*tries_left))],
            Self::CodeExpired
            | Self::WeChatCodeRefused
            | Self::PhoneNeeded
            | Self::WeChatNotLinked
            | Self::WrongCredentials
            | Self::OtherWeChat
            | Self::LastFourNeeded
            | Self::WrongLastFour
            | Self::PhoneTaken
            | Self::NotOffered => Vec::new(),
        }
    }
}

impl InWords for SignInRefusal {
    fn words(&self) -> Words {
        match self {
            Self::WrongCode { tries_left: 0 } | Self::CodeExpired => Words::new(
                ["验证码已失效", "The code is not valid any more"],
                "验证码已失效，请重新获取。",
                "The code is not valid any more. Ask for a new one.",
            ),
            Self::WrongCode { tries_left } => Words::new(
                ["验证码不对", "Not the right code"],
                format!("验证码不对，还可以再试 {tries_left} 次。请核对最新收到的一条。"),
                format!(
                    "That is not the code of the latest message. Tries that are left: {tries_left}. \
                     Check the message and enter it again."
                ),
            ),
            Self::WeChatCodeRefused => Words::new(
                ["微信登录没有成功", "WeChat sign-in did not work"],
                "微信没有确认这次登录，请返回重新进入再试。",
                "WeChat did not confirm this sign-in. Leave this page, open it again and retry.",
            ),
            Self::PhoneNeeded => Words::new(
                ["需要手机号", "Your phone number is needed"],
                "第一次登录需要手机号，请点按钮授权手机号后继续。",
                "The first time your phone number is needed. Allow it with the button and go on.",
            ),
            Self::WeChatNotLinked => Words::new(
                ["这个微信还没有关联账号", "No account knows this WeChat yet"],
                "请先用手机号验证码登录一次，之后可以直接用微信登录。",
                "Sign in with a code to your phone once; after that WeChat is enough.",
            ),
            Self::WrongCredentials => Words::new(
                ["账号或密码不对", "Login or password is not right"],
                "账号或密码不对，请核对后再试。忘记密码请联系管理员。",
                "Login or password is not right. Check both and try again. If you forgot the password, \
                 ask an administrator.",
            ),
            Self::OtherWeChat => Words::new(
                ["手机号已绑定另一个微信", "Linked to another WeChat user"],
                "这个手机号已绑定另一个微信。请用原来的微信登录；换了微信或手机号时，请联系采集中心。",
                "This phone number is linked to another WeChat user. Sign in with that one; if you changed WeChat or the \
                 number, contact the collection centre.",
            ),
            Self::LastFourNeeded => Words::new(
                [
                    "请核对证件号码后四位",
                    "The last four of your ID are needed",
                ],
                "这个手机号的账号里已有毕业证照片信息，且很久没有登录，或换了微信。请填写证件号码后四位；如果这不是你的账号，请选择“这不是我，重新开始”。",
                "The account of this number holds a diploma photo, and nobody has signed in for long, or with another \
                 WeChat. Enter the last four of your ID; if the account is not yours, start anew.",
            ),
            Self::WrongLastFour => Words::new(
                ["证件号码后四位不对", "Not the last four of this account"],
                "证件号码后四位与这个账号不符，请核对后再试。如果这不是你的账号，请选择“这不是我，重新开始”。",
                "These are not the last four of the ID of this account. Check them and try again; if the account is not \
                 yours, start anew.",
            ),
            Self::PhoneTaken => Words::new(
                ["这个手机号已有账号", "This number has an account"],
                "这个手机号已用于另一个账号。请用它登录那个账号，或换一个手机号。",
                "Another account has this number. Sign in to that one, or take another number.",
            ),
            Self::NotOffered => Words::new(
                [
                    "没有开通这种登录方式",
                    "This way of signing in is not offered",
                ],
                "这里没有开通这种登录方式，请换一种方式登录，或联系采集中心。",
                "This way of signing in is not offered here. Sign in another way, or contact the collection centre.",
            ),
        }
    }
}
