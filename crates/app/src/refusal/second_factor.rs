//! Refusals about the second factor of staff.

use domain::Coded;
use domain::refusal::Kind;
use strum::{IntoStaticStr, VariantNames};
use words::{InWords, Words};

/// Why a second factor is asked for or refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
pub enum SecondFactorRefusal {
    /// Login and password are right, and a code is asked for.
    #[error("a code of the second factor is needed")]
    #[strum(serialize = "second-factor-needed")]
    Needed,
    /// The code is wrong, too old, or was used before.
    #[error("the code of the second factor is wrong")]
    #[strum(serialize = "wrong-second-factor")]
    Wrong,
    /// The person's roles ask for a second factor and there is none.
    #[error("a second factor has to be set up first")]
    #[strum(serialize = "second-factor-set-up-needed")]
    SetUpNeeded,
    /// There is a second factor already.
    #[error("there is a second factor already")]
    #[strum(serialize = "second-factor-exists")]
    Exists,
}

impl Coded for SecondFactorRefusal {
    domain::codes_by_name!();

    fn kind(&self) -> Kind {
        match self {
            Self::Needed | Self::Wrong => Kind::Unauthenticated,
            Self::SetUpNeeded => Kind::Forbidden,
            Self::Exists => Kind::Conflict,
        }
    }
}

impl InWords for SecondFactorRefusal {
    fn words(&self) -> Words {
        match self {
            Self::Needed => Words::new(
                ["请输入动态验证码", "A code is needed"],
                "请打开身份验证器应用，输入其中的六位动态验证码；也可以输入一个恢复码。",
                "Open your authenticator app and enter its six digits, or enter a recovery code.",
            ),
            Self::Wrong => Words::new(
                ["动态验证码不对", "Not the right code"],
                "动态验证码不对或已经用过，请等待下一个验证码后再试。",
                "The code is not right or was used before. Wait for the next one and try again.",
            ),
            Self::SetUpNeeded => Words::new(
                ["请先设置动态验证码", "Set up a second factor first"],
                "你的岗位需要动态验证码。请先用身份验证器应用完成设置，再继续。",
                "Your role needs a second factor. Set it up with an authenticator app to go on.",
            ),
            Self::Exists => Words::new(
                ["已经设置过", "Set up already"],
                "已经设置过动态验证码。如需更换，请联系管理员重置后再设置。",
                "A second factor is set up already. To change it, ask an administrator to reset it first.",
            ),
        }
    }
}
