//! The failures of use cases, divided by what the caller can do about them: a code, a kind and values
//! for programs, words for people.
//!
//! All use cases share one type: what may be refused is already one enum per aggregate in `domain`; a
//! second layer of enums would only repeat it.

use domain::refusal::{Kind, Member, member};
use domain::{Coded, Denied, Duration, Locked};
use standard::Text;
use store::{Advance, StoreError, UniqueKey};
use strum::{IntoStaticStr, VariantNames};
use vault::VaultError;
use words::moment::{pause, start};
use words::{InWords, Words};

use crate::ports::CheckFault;
use crate::refusal::{Refusal, Taken};

/// What went wrong, in the machine's words; for the log, never for a client.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// A name that is no code: the refusal has its own.
const REFUSED: &str = "refused";

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Failure {
    /// Nobody is signed in, or not any more.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// The caller may not do this.
    #[error("the caller may not do this")]
    NotAllowed,
    /// There is no such thing for this caller.
    #[error("there is no such thing for this caller")]
    NotFound,
    /// A value is not what it should be.
    #[error("{field}: {expected}")]
    Invalid {
        /// Name of the value as the client sent it.
        field: &'static str,
        /// What it should look like, in English; holds nothing of the value.
        expected: String,
    },
    /// It cannot be done, and trying again changes nothing.
    #[error(transparent)]
    Refused(Refusal),
    /// Someone else changed it meanwhile; read again.
    #[error("it was changed meanwhile")]
    Stale,
    /// Too many wrong answers.
    #[error(transparent)]
    Locked(Locked),
    /// Too much at once; to be tried again after the pause.
    #[error("too many requests")]
    #[strum(serialize = "too-many-requests")]
    TooMany {
        /// How long to wait.
        retry_after: Duration,
    },
    /// Something that the service needs does not answer; to be tried again.
    #[error("something that the service needs does not answer")]
    Unavailable(#[source] Cause),
    /// A fault of ours.
    #[error("a fault of the service")]
    Internal(#[source] Cause),
}

impl Failure {
    /// A value that is not what it should be.
    pub fn invalid(field: &'static str, why: &impl std::fmt::Display) -> Self {
        Self::Invalid {
            field,
            expected: why.to_string(),
        }
    }

    /// A fault of ours that no caller can do anything about.
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self::Internal(cause.into())
    }

    /// Every code of a failure, those of refusals too.
    pub fn codes() -> Vec<&'static str> {
        let own = Self::VARIANTS.iter().filter(|code| **code != REFUSED);
        own.copied().chain(Refusal::codes()).collect()
    }

    /// A stable code, kebab-case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code(),
            own => own.into(),
        }
    }

    /// What the caller can do.
    pub fn kind(&self) -> Kind {
        match self {
            Self::NotSignedIn => Kind::Unauthenticated,
            Self::NotAllowed => Kind::Forbidden,
            Self::NotFound => Kind::NotFound,
            Self::Invalid { .. } => Kind::Unprocessable,
            Self::Refused(refusal) => refusal.kind(),
            Self::Stale => Kind::Conflict,
            Self::Locked(_) | Self::TooMany { .. } => Kind::TooMany,
            Self::Unavailable(_) => Kind::Unavailable,
            Self::Internal(_) => Kind::Internal,
        }
    }

    /// What programs need besides the code; the pause after which to try again aside.
    pub fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::Invalid { field, expected } => {
                vec![
                    member("field", *field),
                    member("expected", expected.as_str()),
                ]
            }
            Self::Refused(refusal) => refusal.members(),
            Self::NotSignedIn
            | Self::NotAllowed
            | Self::NotFound
            | Self::Stale
            | Self::Locked(_)
            | Self::TooMany { .. }
            | Self::Unavailable(_)
            | Self::Internal(_) => Vec::new(),
        }
    }

    /// Whether the database or the object store does not answer, so that nothing can be done at all.
    pub fn is_outage(&self) -> bool {
        let Self::Unavailable(cause) = self else {
            return false;
        };
        cause.is::<StoreError>() || cause.is::<VaultError>()
    }

    /// Whether trying the same again later can help.
    pub const fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::Stale | Self::TooMany { .. } | Self::Unavailable(_) | Self::Locked(_)
        )
    }
}

impl<R: Into<Refusal>> From<R> for Failure {
    fn from(refusal: R) -> Self {
        match refusal.into() {
            // Nobody else may learn that someone's degree exists.
            Refusal::Degree(Denied::NotYours) => Self::NotFound,
            refusal => Self::Refused(refusal),
        }
    }
}

impl From<Locked> for Failure {
    fn from(locked: Locked) -> Self {
        Self::Locked(locked)
    }
}

impl InWords for Failure {
    fn words(&self) -> Words {
        match self {
            Self::NotSignedIn => Words::new(
                ["请先登录", "Please sign in"],
                "登录已过期或还没有登录，请登录后继续。",
                "You are not signed in, or not any more. Sign in to go on.",
            ),
            Self::NotAllowed => Words::new(
                ["没有权限", "Not permitted"],
                "当前账号没有进行这项操作的权限。如确有需要，请联系管理员。",
                "This account may not do that. If you need to, ask an administrator.",
            ),
            Self::NotFound => Words::new(
                ["没有找到", "Nothing found"],
                "没有找到你要的内容，它可能已被移走。请检查后再试，或返回首页。",
                "We cannot find what you asked for; it may be gone. Check and try again, or go back to \
                 the start.",
            ),
            Self::Invalid { field, expected } => invalid(field, expected),
            Self::Refused(refusal) => refusal.words(),
            Self::Stale => Words::new(
                ["内容已更新", "Changed meanwhile"],
                "刚刚有别的操作更新了这项内容。请刷新页面，确认后再继续。",
                "This was changed a moment ago. Reload the page, look again and go on.",
            ),
            Self::Locked(Locked { until }) => {
                let Text { zh, en } = start(*until);
                Words::new(
                    ["请稍后再试", "Please wait"],
                    format!(
                        "输入错误的次数较多，为保护账号暂停到 {zh}。请到时再试，或先核对要填写的内容。"
                    ),
                    format!(
                        "There were several wrong answers, so trying is paused until {en} to protect the \
                         account. Check what you need to enter and try again then."
                    ),
                )
            }
            Self::TooMany { retry_after } => too_many(*retry_after),
            Self::Unavailable(_) => Words::new(
                ["暂时没有响应", "No answer at the moment"],
                "服务暂时没有响应，请过一会儿再试一次。",
                "The service does not answer at the moment. Please try again in a while.",
            ),
            Self::Internal(_) => Words::new(
                ["我们这边出了问题", "Something went wrong on our side"],
                "问题出在我们这边，已经记录下来。请过一会儿再试；如仍然不行，请联系采集中心。",
                "Something went wrong on our side and was recorded. Try again in a while; if it stays, \
                 contact the collection centre.",
            ),
        }
    }
}

fn too_many(retry_after: Duration) -> Words {
    let Text { zh, en } = pause(retry_after);
    Words::new(
        ["请稍等一下", "A moment, please"],
        format!("操作有些频繁，请 {zh}后再试。"),
        format!("That was a little fast. Please try again in {en}."),
    )
}

fn invalid(field: &str, expected: &str) -> Words {
    let zh = match field {
        "phone" => "手机号填写有误。内地号码为 11 位，港澳台号码请加区号，如 +852。",
        "feature_code" => "特征码与这个批次不符，请核对学校发的特征码。",
        "recipient" => "请填写收件人姓名，最多 25 个字。",
        "district" => "请选择省、市和区县。",
        "street" => "请填写街道、门牌号等，4 到 80 个字，写在一行里。",
        "print_number" => "这不是冲印照片的编号，请对准标签上的条码再扫一次。",
        "waybill" => "快递单号为 6 到 30 位字母和数字，请核对后再填。",
        "problems" => "有编号不在这个包裹里，或填了两次，请核对。",
        "last_four" => "请填写证件号码的最后四位，可以是数字或字母。",
        "student_number" => "学号有误或重复，请按学信网上的学号核对。",
        "name" => "名称不能为空，也不要太长，请修改。",
        "parts" => "照片的分段数量不对，请重新上传。",
        "school_code" => "学校代码为五位数字，请核对后再填。",
        "password" => "密码的长度不合适，请换一个长一些的。",
        _ => "有一项内容填写有误，请检查后再提交。",
    };
    Words::new(
        ["请检查填写的内容", "Please check what you entered"],
        zh,
        format!("Something is not as it should be. Expected: {expected}."),
    )
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Taken(key) => taken(key),
            error if error.is_transient() => Self::Unavailable(error.into()),
            error => Self::Internal(error.into()),
        }
    }
}

/// What people choose and someone else has: a refusal. What the service itself would not do twice:
/// someone did the same at the same moment.
fn taken(key: UniqueKey) -> Failure {
    let taken = match key {
        UniqueKey::FeatureCode => Taken::FeatureCode,
        UniqueKey::LinkSlug => Taken::Link,
        UniqueKey::AccountPhone => Taken::Phone,
        UniqueKey::AccountWeChat | UniqueKey::AccountOfficialAccount => Taken::WeChatUser,
        UniqueKey::StaffLogin => Taken::Login,
        UniqueKey::SchoolCode => Taken::SchoolCode,
        UniqueKey::UnitName => Taken::UnitName,
        UniqueKey::ClassName => Taken::ClassName,
        UniqueKey::RosterNumber => Taken::StudentNumber,
        UniqueKey::Transaction => Taken::Transaction,
        UniqueKey::BoundCode
        | UniqueKey::BoundClaim
        | UniqueKey::SubmissionOfDegree
        | UniqueKey::LiveAppointment
        | UniqueKey::ConsentPurpose
        | UniqueKey::OpenChangeRequest
        | UniqueKey::PriceListNumber
        | UniqueKey::OrderNumber
        | UniqueKey::AwaitingOrder
        | UniqueKey::SettledCollection
        | UniqueKey::OpenPayment
        | UniqueKey::LedgerCause
        | UniqueKey::InvoiceOfOrder
        | UniqueKey::PackageNumber
        | UniqueKey::RegistryPhoto
        | UniqueKey::RegistryDegree
        | UniqueKey::DefaultAddress
        | UniqueKey::PrintNumber
        | UniqueKey::PrintOfOrder
        | UniqueKey::IncludedPrint
        | UniqueKey::PhotoNumber => return Failure::Stale,
        UniqueKey::CaptureToken | UniqueKey::Other(_) => {
            return Failure::internal(StoreError::Taken(key));
        }
    };
    taken.into()
}

impl From<VaultError> for Failure {
    fn from(error: VaultError) -> Self {
        if error.is_transient() {
            Self::Unavailable(error.into())
        } else {
            Self::Internal(error.into())
        }
    }
}

impl From<CheckFault> for Failure {
    fn from(fault: CheckFault) -> Self {
        match fault {
            CheckFault::Busy => Self::Unavailable(fault.into()),
            CheckFault::Unusable(_) => Self::Internal(fault.into()),
        }
    }
}

/// Turns an absent thing into a failure.
pub(crate) trait Found<T> {
    /// The thing.
    ///
    /// # Errors
    /// [`Failure::NotFound`] where there is none.
    fn or_not_found(self) -> Result<T, Failure>;
}

impl<T> Found<T> for Option<T> {
    fn or_not_found(self) -> Result<T, Failure> {
        self.ok_or(Failure::NotFound)
    }
}

/// The failure of a compare-and-set that another one has won.
pub(crate) trait Won {
    /// `Ok` for the winner.
    ///
    /// # Errors
    /// [`Failure::Stale`] if the row has another version by now.
    fn won(self) -> Result<(), Failure>;
}

impl Won for Advance {
    fn won(self) -> Result<(), Failure> {
        match self {
            Self::Done => Ok(()),
            Self::Stale => Err(Failure::Stale),
        }
    }
}
