//! Why a use case did not do what was asked, cut by what the caller can do about it. The words for
//! people are in `words`.
//!
//! One type for all use cases: what may be refused is already one enum per operation in `domain`;
//! a second layer of enums would only repeat it.

use domain::{
    Acceptance, AccountRefusal, AppointmentRefusal, BatchRefusal, BindingRefusal, CaptureRefusal,
    ConsentRefusal, DegreeRefusal, Duration, Locked, PhotoRefusal, Purpose, SlotRefusal,
    SubmissionRefusal, WrongState,
};
use store::{Advance, StoreError, UniqueKey};
use vault::VaultError;

use crate::ports::{CheckFault, CodeFault};

/// What went wrong, in the machine's words; for the log, never for a client.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
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
    Refused(#[from] Refusal),
    /// Someone else changed it meanwhile; read again.
    #[error("it was changed meanwhile")]
    Stale,
    /// Too many wrong answers.
    #[error(transparent)]
    Locked(#[from] Locked),
    /// Too much at once; to be tried again after the pause.
    #[error("too many requests")]
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

/// Why it cannot be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// An action that the present state does not know.
    #[error(transparent)]
    WrongState(#[from] WrongState),
    /// Of an account.
    #[error(transparent)]
    Account(AccountRefusal),
    /// Of a consent.
    #[error(transparent)]
    Consent(ConsentRefusal),
    /// Of a binding.
    #[error(transparent)]
    Binding(#[from] BindingRefusal),
    /// Of a capture session.
    #[error(transparent)]
    Capture(CaptureRefusal),
    /// Of a photo.
    #[error(transparent)]
    Photo(PhotoRefusal),
    /// Of a submission.
    #[error(transparent)]
    Submission(#[from] SubmissionRefusal),
    /// Of a slot.
    #[error(transparent)]
    Slot(#[from] SlotRefusal),
    /// Of an appointment.
    #[error(transparent)]
    Appointment(AppointmentRefusal),
    /// Of a batch.
    #[error(transparent)]
    Batch(#[from] BatchRefusal),
    /// The batch takes nobody at this time.
    #[error("the batch takes nobody at this time")]
    NotAccepting(Acceptance),
    /// The student has not agreed to what this needs.
    #[error("consent to {} is needed", purpose.name())]
    ConsentMissing {
        /// What for.
        purpose: Purpose,
    },
    /// The text is not the one that is shown now.
    #[error("the present text has version {current}")]
    OtherConsentText {
        /// Version of the present text.
        current: u32,
    },
    /// The code of the short message is wrong.
    #[error("the code is wrong, {tries_left} tries are left")]
    WrongSignInCode {
        /// Tries that are left for this code.
        tries_left: u8,
    },
    /// There is no code for this number any more.
    #[error("there is no valid code for this number")]
    SignInCodeExpired,
    /// WeChat did not take the code of the mini-program.
    #[error("WeChat does not know this sign-in")]
    WeChatCodeRefused,
    /// The WeChat user is new: the phone number is needed once.
    #[error("the phone number is needed to sign in for the first time")]
    PhoneNeeded,
    /// Login or password of a member of staff is wrong.
    #[error("login or password is wrong")]
    WrongCredentials,
    /// No code in the picture.
    #[error("no collection code was read: {0}")]
    CodeUnreadable(CodeFault),
    /// The code says neither school nor student number; the student has to key them in.
    #[error("school code, student number and level have to be keyed in")]
    DetailsNeeded,
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
    /// A photo is locked in review or production, so data cannot be erased at present.
    #[error("a photo is approved or in review")]
    ErasureBlocked,
    /// A unique value is taken already.
    #[error("{0} is taken already")]
    Taken(&'static str),
}

macro_rules! codes {
    ($($code:literal,)+) => {
        impl Refusal {
            /// Every code of a refusal that is not `domain`'s own.
            pub const OWN_CODES: &'static [&'static str] = &[$($code,)+];
        }
    };
}

codes! {
    "wrong-state", "not-yours", "too-late", "source-not-allowed", "not-ended", "not-usable",
    "doubts-not-accepted", "slot-impossible", "slot-full", "slot-begun", "seats-taken",
    "appointment-begun", "appointment-not-begun", "same-slot", "plan-invalid", "relied-on",
    "not-accepting", "consent-missing", "other-consent-text", "wrong-sign-in-code",
    "sign-in-code-expired", "wechat-code-refused", "phone-needed", "wrong-credentials",
    "code-unreadable", "details-needed", "part-missing", "too-large", "empty-file",
    "erasure-blocked", "taken",
}

impl Refusal {
    /// A stable code, kebab-case.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WrongState(_)
            | Self::Account(AccountRefusal::WrongState(_))
            | Self::Consent(ConsentRefusal::WrongState(_))
            | Self::Capture(CaptureRefusal::WrongState(_))
            | Self::Photo(PhotoRefusal::WrongState(_))
            | Self::Appointment(AppointmentRefusal::WrongState(_))
            | Self::Batch(BatchRefusal::WrongState(_)) => "wrong-state",
            Self::Account(AccountRefusal::NotYours)
            | Self::Consent(ConsentRefusal::NotYours)
            | Self::Capture(CaptureRefusal::NotYours)
            | Self::Photo(PhotoRefusal::NotYours)
            | Self::Appointment(AppointmentRefusal::NotYours) => "not-yours",
            Self::Binding(refusal) => refusal.code(),
            Self::Submission(refusal) => refusal.code(),
            Self::Capture(CaptureRefusal::TooLate { .. }) => "too-late",
            Self::Capture(CaptureRefusal::SourceNotAllowed { .. }) => "source-not-allowed",
            Self::Capture(CaptureRefusal::NotEnded) => "not-ended",
            Self::Photo(PhotoRefusal::NotUsable) => "not-usable",
            Self::Photo(PhotoRefusal::DoubtsNotAccepted { .. }) => "doubts-not-accepted",
            Self::Slot(SlotRefusal::Impossible) => "slot-impossible",
            Self::Slot(SlotRefusal::Full) => "slot-full",
            Self::Slot(SlotRefusal::Begun) => "slot-begun",
            Self::Slot(SlotRefusal::SeatsTaken | SlotRefusal::NoneTaken) => "seats-taken",
            Self::Appointment(AppointmentRefusal::Begun) => "appointment-begun",
            Self::Appointment(AppointmentRefusal::NotBegun) => "appointment-not-begun",
            Self::Appointment(AppointmentRefusal::SameSlot) => "same-slot",
            Self::Batch(BatchRefusal::Plan(_)) => "plan-invalid",
            Self::Batch(BatchRefusal::ReliedOn) => "relied-on",
            Self::NotAccepting(_) => "not-accepting",
            Self::ConsentMissing { .. } => "consent-missing",
            Self::OtherConsentText { .. } => "other-consent-text",
            Self::WrongSignInCode { .. } => "wrong-sign-in-code",
            Self::SignInCodeExpired => "sign-in-code-expired",
            Self::WeChatCodeRefused => "wechat-code-refused",
            Self::PhoneNeeded => "phone-needed",
            Self::WrongCredentials => "wrong-credentials",
            Self::CodeUnreadable(_) => "code-unreadable",
            Self::DetailsNeeded => "details-needed",
            Self::PartMissing { .. } => "part-missing",
            Self::TooLarge { .. } => "too-large",
            Self::EmptyFile => "empty-file",
            Self::ErasureBlocked => "erasure-blocked",
            Self::Taken(_) => "taken",
        }
    }
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

    /// Whether trying the same again later can help.
    pub const fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::Stale | Self::TooMany { .. } | Self::Unavailable(_) | Self::Locked(_)
        )
    }
}

/// Refusals that say the same of several things become one.
macro_rules! refusals {
    ($($of:ident($refusal:ident);)+) => {
        $(
            impl From<$refusal> for Failure {
                fn from(refusal: $refusal) -> Self {
                    Self::Refused(Refusal::$of(refusal))
                }
            }
        )+
    };
}

refusals! {
    Account(AccountRefusal);
    Consent(ConsentRefusal);
    Binding(BindingRefusal);
    Capture(CaptureRefusal);
    Photo(PhotoRefusal);
    Submission(SubmissionRefusal);
    Slot(SlotRefusal);
    Appointment(AppointmentRefusal);
    Batch(BatchRefusal);
    WrongState(WrongState);
}

impl From<DegreeRefusal> for Failure {
    fn from(refusal: DegreeRefusal) -> Self {
        match refusal {
            DegreeRefusal::WrongState(state) => Self::Refused(Refusal::WrongState(state)),
            // That a degree of someone else exists is nobody else's business.
            DegreeRefusal::NotYours => Self::NotFound,
        }
    }
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
    let name = match key {
        UniqueKey::FeatureCode => "feature-code",
        UniqueKey::LinkSlug => "link",
        UniqueKey::AccountPhone => "phone",
        UniqueKey::AccountWeChat => "wechat-user",
        UniqueKey::StaffLogin => "login",
        UniqueKey::SchoolCode => "school-code",
        UniqueKey::UnitName => "unit-name",
        UniqueKey::ClassName => "class-name",
        UniqueKey::RosterNumber => "student-number",
        UniqueKey::BoundCode
        | UniqueKey::SubmissionOfDegree
        | UniqueKey::LiveAppointment
        | UniqueKey::ConsentPurpose
        | UniqueKey::PhotoNumber => return Failure::Stale,
        UniqueKey::CaptureToken | UniqueKey::Other(_) => {
            return Failure::internal(StoreError::Taken(key));
        }
    };
    Failure::Refused(Refusal::Taken(name))
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
            CheckFault::Unusable(_) | CheckFault::UnknownSpec => Self::Internal(fault.into()),
        }
    }
}

/// Turns a lost race into a failure.
pub(crate) trait Won {
    /// `Ok` for the winner.
    ///
    /// # Errors
    /// [`Failure::Stale`] for whoever came second.
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
