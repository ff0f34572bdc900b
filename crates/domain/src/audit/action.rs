//! The actions of the audit log, each with its details. An action is stored as its name and a value
//! for each detail; this file alone defines which details an action has.

use std::collections::BTreeMap;

use standard::ReasonCode;
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use super::detail::{Detail, Word};
use super::value::{get, put, values};
use crate::binding::CodeMiss;
use crate::consent::Purpose;
use crate::degree::ReleaseReason;
use crate::id::{
    BatchId, CaptureSessionId, DegreeId, PhotoId, ReviewId, SchoolId, SlotId, SubmissionId,
};
use crate::photo::RuleCode;
use crate::review::{DecisionName, ReviewRound};
use crate::source::CaptureSource;
use crate::staff::RoleName;
use crate::submission::{AllowanceReason, SubmissionStateName, VoidReason};
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

macro_rules! actions {
    ($(
        $(#[$doc:meta])+
        $name:ident $({ $($(#[$field_doc:meta])+ $field:ident: $type:ty,)+ })?
    )+) => {
        /// What was done, with what else is worth knowing.
        #[derive(Debug, Clone, PartialEq, Eq, EnumDiscriminants)]
        #[strum_discriminants(
            name(ActionName),
            doc = "The name of an action, without its details.",
            derive(Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray, VariantNames),
            strum(serialize_all = "kebab-case")
        )]
        pub enum Action {
            $($(#[$doc])+ $name $({ $($(#[$field_doc])+ $field: $type,)+ })?,)+
        }

        impl Action {
            pub(super) fn details(&self) -> BTreeMap<Word, Detail> {
                let mut details = BTreeMap::new();
                match self {
                    $(Self::$name $({ $($field,)+ })? => {
                        $($(put(&mut details, stringify!($field), $field);)+)?
                    })+
                }
                details
            }

            fn read(name: ActionName, details: &BTreeMap<Word, Detail>) -> Option<Self> {
                Some(match name {
                    $(ActionName::$name => Self::$name $({
                        $($field: get(details, stringify!($field))?,)+
                    })?,)+
                })
            }
        }
    };
}

words!(Action as ActionName);

actions! {
    /// A student signed in for the first time.
    Register {
        /// The means of authentication.
        way: SignInWay,
    }
    /// A student or a member of staff signed in.
    SignIn {
        /// The means of authentication.
        way: SignInWay,
    }
    /// Every session of an account or a member of staff was ended by its holder.
    SignOutEverywhere
    /// The language of messages was chosen.
    ChooseLanguage
    /// The student took a copy of all own data.
    ExportAccount
    /// The student had all own data erased.
    EraseAccount
    /// The student agreed to a purpose.
    GiveConsent {
        /// The purpose of the data processing.
        purpose: Purpose,
        /// Version of the text that was shown, from 1.
        text_version: u32,
    }
    /// The student agrees to a purpose no longer.
    WithdrawConsent {
        /// The purpose of the data processing.
        purpose: Purpose,
    }

    /// A code was handed in with a wrong answer; guesses are counted.
    MissCode {
        /// What was wrong.
        refusal: CodeMiss,
    }
    /// A code was read; the student has to say that it is theirs.
    ProposeDegree {
        /// The batch that the student came to.
        batch: BatchId,
    }
    /// A code was handed in that another account holds; staff of the centre decide.
    DisputeDegree {
        /// The degree of the holder.
        against: DegreeId,
    }
    /// The student said that the degree is theirs.
    BindDegree {
        /// The submission that begins with it.
        submission: SubmissionId,
    }
    /// The student said that the degree is not theirs.
    DeclineDegree
    /// The student went on in an individual batch.
    MoveDegree {
        /// The batch that was left.
        from: BatchId,
        /// The batch that was entered.
        to: BatchId,
        /// The submission in the former batch, which has ended.
        ended: SubmissionId,
    }
    /// Staff released the degree from its account.
    ReleaseDegree {
        /// The reason that staff gave.
        reason: ReleaseReason,
    }

    /// A capture session was opened.
    OpenCapture {
        /// The degree whose photo is to come.
        degree: DegreeId,
    }
    /// A photo was handed in.
    HandInPhoto {
        /// The session that permitted it.
        capture_session: CaptureSessionId,
        /// Counts the photos of the degree, from 1.
        number: u32,
        /// Where the photo comes from.
        source: CaptureSource,
    }
    /// The automatic check looked at a photo.
    AssessPhoto {
        /// What it said.
        outcome: PhotoOutcome,
    }
    /// The student, or staff on site, took a photo.
    ConfirmPhoto {
        /// The doubtful rules that were shown and accepted.
        accepted: Vec<RuleCode>,
    }
    /// Someone other than its student looked at a photo.
    ViewPhoto
    /// Photos were deleted because their time was over.
    ForgetPhotos {
        /// How many, 1 or more.
        photos: u32,
    }

    /// A photo went into review.
    SubmitPhoto {
        /// Which attempt of the batch's limit, from 1.
        attempt: u8,
        /// The photo that is submitted.
        photo: Option<PhotoId>,
    }
    /// The student took a submitted photo back.
    WithdrawSubmission
    /// A reviewer decided.
    DecideReview {
        /// The record of the decision.
        review: ReviewId,
        /// The photo that was looked at.
        photo: PhotoId,
        /// The reviewer's round.
        round: ReviewRound,
        /// What was decided.
        decision: DecisionName,
        /// The submission's state afterwards.
        state: SubmissionStateName,
        /// Why it was rejected; `None` where it was not.
        reasons: Option<Vec<ReasonCode>>,
    }
    /// A reviewer decided; the reviewer can take it back for half a minute.
    HoldDecision {
        /// The record that it becomes.
        review: ReviewId,
        /// The photo that was looked at.
        photo: PhotoId,
        /// The reviewer's round.
        round: ReviewRound,
        /// What was decided.
        decision: DecisionName,
    }
    /// The reviewer took the decision back.
    UndoDecision
    /// Staff gave a student attempts or checks beyond the batch's limits.
    AllowMore {
        /// Attempts on top of those that were given before.
        attempts: u8,
        /// Checks on top of those that were given before.
        checks: u16,
        /// The reason that staff gave.
        reason: AllowanceReason,
    }
    /// A submission was not finished in time.
    ExpireSubmission {
        /// How many photos were deleted.
        photos: u32,
    }
    /// A submission ended because its degree was released.
    ReleaseSubmission {
        /// The reason that staff gave.
        reason: ReleaseReason,
    }
    /// An approved submission was taken out.
    VoidSubmission {
        /// The reason that staff gave.
        reason: VoidReason,
    }

    /// An appointment was booked.
    BookAppointment {
        /// The slot in which a seat was taken.
        slot: SlotId,
    }
    /// An appointment was moved.
    MoveAppointment {
        /// The slot that it was moved to.
        slot: SlotId,
    }
    /// An appointment was cancelled.
    CancelAppointment {
        /// The slot in which a seat was given back.
        slot: SlotId,
    }

    /// A centre was entered.
    CreateCentre
    /// A school was entered.
    CreateSchool
    /// A college or teaching point was entered.
    CreateUnit
    /// A class was entered.
    CreateClass
    /// A member of staff was entered.
    CreateStaff {
        /// The roles that were given.
        roles: Vec<RoleName>,
    }
    /// A member of staff was given other roles.
    AssignRoles {
        /// The roles that were given instead of the former ones.
        roles: Vec<RoleName>,
    }
    /// A member of staff may not sign in any longer.
    DisableStaff
    /// A member of staff was given a password.
    SetPassword
    /// A member of staff read the messages that local gateways keep.
    ReadOutbox
    /// The student parted the account from its WeChat user; every session ended.
    UnlinkWechat
    /// A student confirmed another phone number.
    ChangePhone
    /// An account lost its phone number to the number's next owner.
    LosePhone
    /// A member of staff confirmed a second factor.
    ConfirmSecondFactor
    /// The second factor of a member of staff was reset.
    ResetSecondFactor

    /// A region was entered.
    CreateRegion
    /// A studio was entered.
    CreateStudio
    /// Slots of a studio were offered.
    CreateSlots {
        /// How many.
        slots: u32,
    }
    /// A batch was drafted.
    CreateBatch
    /// A batch was announced.
    OpenBatch
    /// A batch was given another plan.
    ReviseBatch
    /// A batch was ended.
    CloseBatch
    /// A batch was put away.
    ArchiveBatch
    /// A list of students was taken out as a file.
    ExportList
    /// A roster was read in.
    ImportRoster {
        /// The school whose students it lists.
        school: SchoolId,
        /// How many students it lists.
        students: u32,
    }

    /// The logs were checked.
    VerifyAudit {
        /// How many are broken.
        broken: u32,
    }
}

impl Action {
    /// The action as it is stored. `None` where this version does not know it or cannot read its details.
    pub(super) fn of_stored(action: &Word, details: &BTreeMap<Word, Detail>) -> Option<Self> {
        let name = action.as_str().parse().ok()?;
        Self::read(name, details)
    }

    pub(super) fn word(&self) -> Word {
        Word::of_name(self.name())
    }
}
