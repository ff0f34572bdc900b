//! Words that only the audit log has: how somebody signed in, and what became of a check.

use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

use super::detail::Word;
use super::value::values;
use crate::word::words;

/// How someone proved to be who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum SignInWay {
    /// By a code that was sent to the phone.
    Phone,
    /// Through WeChat.
    #[strum(serialize = "wechat")]
    WeChat,
    /// By login and password.
    Password,
}

words!(SignInWay);

/// What the automatic check made of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum PhotoOutcome {
    /// The student can go on with it.
    Usable,
    /// A rule that blocks is missed, or there is no portrait.
    NotUsable,
    /// The file could not be assessed at all.
    Unusable,
}

words!(PhotoOutcome);

values!(words PhotoOutcome, SignInWay);
