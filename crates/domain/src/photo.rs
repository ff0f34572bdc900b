//! One photo: the file as it was handed in, the automatic check, and the student's confirmation. A new
//! upload is a new photo; nothing is overwritten. Reviews are in `submission`.

use std::fmt;

use serde::{Deserialize, Serialize};
use standard::ReasonCode;
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::actor::Actor;
use crate::batch::SpecId;
use crate::id::{AccountId, CentreId, DegreeId, PhotoId, StaffId};
use crate::protected::{BlobKey, ContentHash};
use crate::refusal::{Coded, Member};
use crate::source::CaptureSource;
use crate::timestamp::Timestamp;
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// Id of a rule of the photo standard, such as `eyes-open`. Stored as text: rules come and go, and
/// what they said stays.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleCode(String);

impl RuleCode {
    /// Takes a rule's id.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as a text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What photos of the same shot have in common, as the comparison computes it; opaque here. Not a
/// face template: it tells pictures apart, not people. But a face can be made out in it, so it is
/// kept where photos are, and aggregates hold its key.
#[derive(Clone, PartialEq, Eq)]
pub struct Fingerprint(Vec<u8>);

impl Fingerprint {
    /// Takes over what the comparison computed.
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// What to hand to the comparison.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Fingerprint({} bytes)", self.0.len())
    }
}

/// The file as it came, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    /// The object in the vault.
    pub blob: BlobKey,
    /// SHA-256 of its bytes.
    pub hash: ContentHash,
    /// Its length in bytes.
    pub length_bytes: u64,
}

/// What the automatic check said, in short. The verdicts with their numbers are kept beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Rules that are met.
    pub passes: Vec<RuleCode>,
    /// Rules that are doubtful; the student may go on, a reviewer looks.
    pub warnings: Vec<RuleCode>,
    /// Rules that block and are missed.
    pub failures: Vec<RuleCode>,
    /// Rules that could not be assessed; never a pass.
    pub not_assessable: Vec<RuleCode>,
    /// Rules that can only accuse and did not: neither a pass nor a doubt. People look for what they are about.
    #[serde(default)]
    pub reminders: Vec<RuleCode>,
    /// Whether the person was cut out of a background that is not plain, which goes wrong in other ways than a wall.
    #[serde(default)]
    pub is_cut_from_scene: bool,
    /// Version of the facts that were judged.
    pub facts_version: u32,
    /// The spec that they were judged by.
    pub spec: SpecId,
    /// Its version.
    pub spec_version: u32,
    /// The rendered portrait; none where none could be rendered.
    pub portrait: Option<BlobKey>,
    /// The [`Fingerprint`] for the same-shot comparison, in the vault; none where no face was found.
    pub fingerprint: Option<BlobKey>,
}

impl Assessment {
    /// Whether the student may go on with the photo: there is a portrait and nothing blocks.
    pub fn is_usable(&self) -> bool {
        self.failures.is_empty() && self.portrait.is_some()
    }

    /// What the student has to be shown before going on.
    pub fn doubts(&self) -> impl Iterator<Item = &RuleCode> {
        self.warnings.iter().chain(&self.not_assessable)
    }
}

/// Why a file cannot even be assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum UnusableReason {
    /// Not a picture of a kind that is read.
    NotAPicture,
    /// The file is damaged.
    Damaged,
    /// More pixels than are read.
    TooLarge,
    /// The check itself broke or took too long. It costs this photo, nothing else.
    CheckFailed,
}

words!(UnusableReason);

impl UnusableReason {
    /// The reason that a reviewer would use.
    pub const fn code(self) -> ReasonCode {
        match self {
            Self::NotAPicture | Self::Damaged | Self::CheckFailed => ReasonCode::F01,
            Self::TooLarge => ReasonCode::F02,
        }
    }
}

/// How far a photo has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(PhotoStateName),
    doc = "The name of a photo's state, without its data; in the order of a life.",
    derive(Hash, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum PhotoState {
    /// The bytes are stored; nothing has looked at them yet.
    Received,
    /// Measured and judged.
    Assessed {
        /// What was said.
        assessment: Assessment,
        /// When the last check ended.
        assessed_at: Timestamp,
    },
    /// The student takes it.
    Confirmed {
        /// What was said.
        assessment: Assessment,
        /// The doubts that the student has seen and goes on with.
        overridden: Vec<RuleCode>,
        /// When the student, or staff on site, took it.
        confirmed_at: Timestamp,
    },
    /// Nothing can be done with it.
    Unusable {
        /// Why; never empty.
        reasons: Vec<UnusableReason>,
        /// When that was found.
        found_at: Timestamp,
    },
}

words!(PhotoState as PhotoStateName);

/// Why a photo does not change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum PhotoRefusal {
    /// A rule that blocks is missed, or there is no portrait.
    #[error("this photo misses a rule that blocks, or has no portrait")]
    NotUsable,
    /// The student has not been shown everything.
    #[error("{} doubtful points have not been accepted", doubts.len())]
    DoubtsNotAccepted {
        /// What is left.
        doubts: Vec<RuleCode>,
    },
    /// Staff go on only with what they took themselves; everything else is the student's to decide.
    #[error("this photo was not taken by who wants to go on with it")]
    TakenByAnother,
}

impl Coded for PhotoRefusal {
    crate::codes_by_name!();

    fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::NotUsable | Self::TakenByAnother => Vec::new(),
            Self::DoubtsNotAccepted { doubts } => {
                let doubts = doubts.iter().map(|rule| rule.as_str().to_owned());
                vec![("doubts", Member::Texts(doubts.collect()))]
            }
        }
    }
}

/// What is done with a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum PhotoAction {
    /// The automatic check has a result.
    Assess,
    /// The file cannot be read, or the check broke on it.
    GiveUp,
    /// The student takes it.
    Confirm,
    /// The student submits it.
    Submit,
}

state_machine!(Photo: PhotoStateName, PhotoAction, PhotoRefusal);

/// A photo and its hash, by which a submission knows it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PhotoRef {
    /// The photo.
    pub id: PhotoId,
    /// SHA-256 of the original's bytes.
    pub hash: ContentHash,
    /// The member of staff who took it, and who may not review it; none where the student handed it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_by: Option<StaffId>,
}

/// What a photo is received with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedPhoto {
    /// Unique; made outside, in order of creation.
    pub id: PhotoId,
    /// The centre that it belongs to.
    pub centre: CentreId,
    /// The degree that it is for.
    pub degree: DegreeId,
    /// The student's account.
    pub account: AccountId,
    /// Counts the photos of the degree, from 1.
    pub number: u32,
    /// The file.
    pub original: Original,
    /// Where it comes from.
    pub source: CaptureSource,
    /// When the capture session was opened through which it came.
    pub opened_at: Timestamp,
    /// Who handed it in.
    pub handed_in_by: Actor,
}

/// One photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// Unique; made outside, in order of creation.
    pub id: PhotoId,
    /// The centre that it belongs to.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The degree that it is for.
    pub degree: DegreeId,
    /// The student's account.
    pub account: AccountId,
    /// Counts the photos of the degree, from 1.
    pub number: u32,
    /// The file.
    pub original: Original,
    /// Where it comes from, as who handed it in says.
    pub source: CaptureSource,
    /// When the capture session was opened through which it came; none where an earlier version of this
    /// program received it.
    #[serde(default)]
    pub opened_at: Option<Timestamp>,
    /// The member of staff who took it on site or handed the student's file in; none where the student did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_by: Option<StaffId>,
    /// When it came.
    pub received_at: Timestamp,
    /// When the file as it came was deleted, because its days were over; the portrait stays.
    #[serde(default)]
    pub original_ended_at: Option<Timestamp>,
    /// How far it has come.
    pub state: PhotoState,
}

impl Photo {
    /// A photo whose bytes are stored.
    pub fn receive(received: ReceivedPhoto, at: Timestamp) -> Self {
        Self {
            id: received.id,
            centre: received.centre,
            version: Version::FIRST,
            degree: received.degree,
            account: received.account,
            number: received.number,
            original: received.original,
            source: received.source,
            opened_at: Some(received.opened_at),
            taken_by: match received.handed_in_by {
                Actor::Staff(staff) => Some(staff),
                Actor::Student(_) | Actor::System => None,
            },
            received_at: at,
            original_ended_at: None,
            state: PhotoState::Received,
        }
    }

    /// Takes what the automatic check said; a second time too, when a spec or the check changes.
    ///
    /// # Errors
    /// [`WrongState`] once the student has confirmed, or if nothing can be done.
    pub fn assess(self, assessment: Assessment, at: Timestamp) -> Result<Self, Denied<Self>> {
        match self.state {
            PhotoState::Received | PhotoState::Assessed { .. } => {}
            PhotoState::Confirmed { .. } | PhotoState::Unusable { .. } => {
                return Err(WrongState::new(&self.state, PhotoAction::Assess).into());
            }
        }
        Ok(self.enter(PhotoState::Assessed {
            assessment,
            assessed_at: at,
        }))
    }

    /// Takes what the rules say of its stored facts once the standard of its batch has changed. What is in review stays
    /// confirmed; a confirmed photo that the student still has in hand is to be confirmed once more where something is
    /// said that the student has not accepted.
    ///
    /// # Errors
    /// [`WrongState`] before it was assessed, or if nothing can be done.
    pub fn judge_again(
        self,
        assessment: Assessment,
        is_in_review: bool,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        let state = match &self.state {
            PhotoState::Assessed { .. } => PhotoState::Assessed {
                assessment,
                assessed_at: at,
            },
            PhotoState::Confirmed {
                overridden,
                confirmed_at,
                ..
            } => {
                let is_accepted = assessment.is_usable()
                    && assessment.doubts().all(|doubt| overridden.contains(doubt));
                if is_in_review || is_accepted {
                    PhotoState::Confirmed {
                        assessment,
                        overridden: overridden.clone(),
                        confirmed_at: *confirmed_at,
                    }
                } else {
                    PhotoState::Assessed {
                        assessment,
                        assessed_at: at,
                    }
                }
            }
            PhotoState::Received | PhotoState::Unusable { .. } => {
                return Err(WrongState::new(&self.state, PhotoAction::Assess).into());
            }
        };
        Ok(self.enter(state))
    }

    /// Gives it up: the file cannot be read, or the check broke on it.
    ///
    /// # Errors
    /// [`WrongState`] once it was assessed.
    pub fn give_up(self, reason: UnusableReason, at: Timestamp) -> Result<Self, Denied<Self>> {
        let PhotoState::Received = self.state else {
            return Err(WrongState::new(&self.state, PhotoAction::GiveUp).into());
        };
        Ok(self.enter(PhotoState::Unusable {
            reasons: vec![reason],
            found_at: at,
        }))
    }

    /// The student, or staff on site, takes it and accepts the doubts that were shown.
    ///
    /// # Errors
    /// [`Denied`]: another student's, not assessed, not usable, or doubts that are not among
    /// `accepted`.
    pub fn confirm(
        self,
        accepted: &[RuleCode],
        by: Actor,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        if by == Actor::System || !by.may_act_for(self.account) {
            return Err(Denied::NotYours);
        }
        let PhotoState::Assessed { assessment, .. } = &self.state else {
            return Err(WrongState::new(&self.state, PhotoAction::Confirm).into());
        };
        if !assessment.is_usable() {
            return Err(PhotoRefusal::NotUsable.into());
        }
        let (overridden, doubts): (Vec<_>, Vec<_>) = assessment
            .doubts()
            .cloned()
            .partition(|doubt| accepted.contains(doubt));
        if !doubts.is_empty() {
            return Err(PhotoRefusal::DoubtsNotAccepted { doubts }.into());
        }
        let assessment = assessment.clone();
        Ok(self.enter(PhotoState::Confirmed {
            assessment,
            overridden,
            confirmed_at: at,
        }))
    }

    /// Lets the file as it came go; `None` where it is gone already.
    #[must_use]
    pub fn end_original(mut self, at: Timestamp) -> Option<Self> {
        if self.original_ended_at.is_some() {
            return None;
        }
        self.original_ended_at = Some(at);
        self.version = self.version.next();
        Some(self)
    }

    /// The object of the file as it came, while it is kept.
    pub fn original_blob(&self) -> Option<&BlobKey> {
        self.original_ended_at
            .is_none()
            .then_some(&self.original.blob)
    }

    /// How submissions name it.
    pub const fn reference(&self) -> PhotoRef {
        PhotoRef {
            id: self.id,
            hash: self.original.hash,
            taken_by: self.taken_by,
        }
    }

    /// Refuses staff who go on with a photo that they did not take: it is for its student, or for who stood at
    /// the counter with the student.
    ///
    /// # Errors
    /// [`PhotoRefusal::TakenByAnother`].
    pub fn check_taker(&self, by: Actor) -> Result<(), PhotoRefusal> {
        match by {
            Actor::Staff(staff) if self.taken_by != Some(staff) => {
                Err(PhotoRefusal::TakenByAnother)
            }
            Actor::Staff(_) | Actor::Student(_) | Actor::System => Ok(()),
        }
    }

    /// What the automatic check said, once it did.
    pub const fn assessment(&self) -> Option<&Assessment> {
        match &self.state {
            PhotoState::Assessed { assessment, .. } | PhotoState::Confirmed { assessment, .. } => {
                Some(assessment)
            }
            PhotoState::Received | PhotoState::Unusable { .. } => None,
        }
    }

    fn enter(mut self, state: PhotoState) -> Self {
        self.state = state;
        self.version = self.version.next();
        self
    }
}
