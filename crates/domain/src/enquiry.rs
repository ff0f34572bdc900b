//! A question (留言) that a student leaves with the centre of a batch, and its answer. Both are sealed: students write
//! about themselves.

use serde::{Deserialize, Serialize};

use crate::id::{AccountId, BatchId, CentreId, DegreeId, EnquiryId, StaffId};
use crate::protected::Sealed;
use crate::refusal::{Coded, Kind, Member, member};
use crate::timestamp::Timestamp;
use crate::version::Version;

/// How many questions of an account wait for an answer at once.
pub const WAITING_ENQUIRIES: usize = 3;

/// Why a question is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[derive(strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum EnquiryRefusal {
    /// As many of the account's questions wait as may.
    #[error("at most {WAITING_ENQUIRIES} questions of an account wait for an answer")]
    EnquiriesWaiting,
}

impl Coded for EnquiryRefusal {
    crate::codes_by_name!();

    fn kind(&self) -> Kind {
        Kind::Conflict
    }

    fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::EnquiriesWaiting => vec![member("limit", WAITING_ENQUIRIES as u64)],
        }
    }
}

/// A question of a student.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enquiry {
    /// Unique; made outside, in order of time.
    pub id: EnquiryId,
    /// Raised with every change.
    pub version: Version,
    /// Who asks.
    pub account: AccountId,
    /// Who answers.
    pub centre: CentreId,
    /// The batch that it is about.
    pub batch: BatchId,
    /// The degree that it is about; none where the student could not enter one yet.
    pub degree: Option<DegreeId>,
    /// What was asked.
    pub question: Sealed,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// The answer, once somebody gave one; the last one where it was corrected.
    pub answer: Option<EnquiryAnswer>,
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnquiryAnswer {
    /// What it says.
    pub text: Sealed,
    /// Who gave it.
    pub by: StaffId,
    /// When it was given.
    pub at: Timestamp,
}

impl Enquiry {
    /// Whether somebody is to answer it.
    pub const fn is_waiting(&self) -> bool {
        self.answer.is_none()
    }

    /// Since when it is as it is: asked, or answered.
    pub const fn since(&self) -> Timestamp {
        match &self.answer {
            Some(answer) => answer.at,
            None => self.asked_at,
        }
    }

    /// Is answered, or answered in other words.
    #[must_use]
    pub fn answered(self, answer: EnquiryAnswer) -> Self {
        Self {
            version: self.version.next(),
            answer: Some(answer),
            ..self
        }
    }
}

/// Whether another question is taken, where `waiting` of the account's wait.
///
/// # Errors
/// [`EnquiryRefusal::EnquiriesWaiting`].
pub const fn may_ask(waiting: usize) -> Result<(), EnquiryRefusal> {
    if waiting >= WAITING_ENQUIRIES {
        return Err(EnquiryRefusal::EnquiriesWaiting);
    }
    Ok(())
}
