//! Reviews: rounds, reasons, decisions, and the record of each decision. The effect of a decision on a
//! submission is in `submission`.

use std::fmt;

use serde::{Deserialize, Serialize};
use standard::ReasonCode;
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::id::{CentreId, PhotoId, ReviewId, StaffId, SubmissionId};
use crate::own_reason::GivenReason;
use crate::timestamp::{Duration, Timestamp};
use crate::version::Version;
use crate::word::words;

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ReviewRound {
    /// The school looks.
    School,
    /// The centre looks; its approval is final.
    Centre,
}

words!(ReviewRound);

/// Who reviews a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ReviewPolicy {
    /// The centre alone.
    Centre,
    /// The school, and what it passes, the centre.
    SchoolThenCentre,
}

words!(ReviewPolicy);

impl ReviewPolicy {
    /// The round that a submission enters first.
    pub const fn first_round(self) -> ReviewRound {
        match self {
            Self::Centre => ReviewRound::Centre,
            Self::SchoolThenCentre => ReviewRound::School,
        }
    }
}

/// Who decides, and in which round. Whether the person may, `permission` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewer {
    /// The person.
    pub staff: StaffId,
    /// The round that the person has the photo of.
    pub round: ReviewRound,
}

/// In place of a note that was forgotten.
const FORGOTTEN_NOTE: &str = "（已删除）";

/// Longest note, in characters.
const MAX_NOTE_CHARS: usize = 200;

/// What a reviewer writes to the student in own words; 1 … 200 characters. Kept out of logs: people
/// write names.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReviewNote(String);

/// Why reasons cannot be given like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidReasons {
    /// Rejected without a reason.
    #[error("a rejection needs a reason")]
    None,
    /// `X00` alone says nothing.
    #[error("another reason (X00) has to be written down")]
    NoteMissing,
    /// Longer than 200 characters, or nothing but space.
    #[error("a note has 1 to 200 characters")]
    NoteLength,
}

impl ReviewNote {
    /// Trims and takes a note.
    ///
    /// # Errors
    /// [`InvalidReasons::NoteLength`].
    pub fn parse(text: &str) -> Result<Self, InvalidReasons> {
        let note = text.trim();
        if note.is_empty() || note.chars().count() > MAX_NOTE_CHARS {
            return Err(InvalidReasons::NoteLength);
        }
        Ok(Self(note.to_owned()))
    }

    /// The text, for the student and for staff who may see the submission.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ReviewNote {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ReviewNote(…)")
    }
}

impl TryFrom<String> for ReviewNote {
    type Error = InvalidReasons;

    fn try_from(text: String) -> Result<Self, InvalidReasons> {
        Self::parse(&text)
    }
}

impl From<ReviewNote> for String {
    fn from(note: ReviewNote) -> Self {
        note.0
    }
}

/// Why a photo is rejected: one or more reasons, each once, and a note where `X00` is among them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "UncheckedReasons")]
pub struct Reasons {
    codes: Vec<ReasonCode>,
    /// Reasons of the centre, in the words that they had.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    own: Vec<GivenReason>,
    note: Option<ReviewNote>,
}

impl Reasons {
    /// Takes the codes in the reviewer's order, each once.
    ///
    /// # Errors
    /// [`InvalidReasons`] if nothing is said.
    pub fn new(codes: &[ReasonCode], note: Option<ReviewNote>) -> Result<Self, InvalidReasons> {
        Self::with_own(codes, Vec::new(), note)
    }

    /// [`Self::new`] with reasons of the centre, which stand for themselves, too.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn with_own(
        codes: &[ReasonCode],
        own: Vec<GivenReason>,
        note: Option<ReviewNote>,
    ) -> Result<Self, InvalidReasons> {
        let mut once: Vec<ReasonCode> = Vec::with_capacity(codes.len());
        for code in codes {
            if !once.contains(code) {
                once.push(*code);
            }
        }
        if once.is_empty() && own.is_empty() {
            return Err(InvalidReasons::None);
        }
        if once.contains(&ReasonCode::X00) && note.is_none() {
            return Err(InvalidReasons::NoteMissing);
        }
        Ok(Self {
            codes: once,
            own,
            note,
        })
    }

    /// The standard reasons, each once, in the order that the reviewer gave; empty only beside reasons of the centre.
    pub fn list(&self) -> &[ReasonCode] {
        &self.codes
    }

    /// The reasons of the centre, in the order that the reviewer gave.
    pub fn own(&self) -> &[GivenReason] {
        &self.own
    }

    /// What the reviewer wrote.
    pub const fn note(&self) -> Option<&ReviewNote> {
        self.note.as_ref()
    }

    /// The codes alone: words about a person go with the person. `X00` says nothing without a note,
    /// so it is said that there was one.
    pub fn forget_note(mut self) -> Self {
        let is_needed = self.codes.contains(&ReasonCode::X00);
        self.note = is_needed.then(|| ReviewNote(FORGOTTEN_NOTE.to_owned()));
        self
    }
}

#[derive(Deserialize)]
struct UncheckedReasons {
    codes: Vec<ReasonCode>,
    #[serde(default)]
    own: Vec<GivenReason>,
    note: Option<ReviewNote>,
}

impl TryFrom<UncheckedReasons> for Reasons {
    type Error = InvalidReasons;

    fn try_from(unchecked: UncheckedReasons) -> Result<Self, InvalidReasons> {
        Self::with_own(&unchecked.codes, unchecked.own, unchecked.note)
    }
}

/// What a reviewer decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "decision", rename_all = "kebab-case")]
#[strum_discriminants(
    name(DecisionName),
    doc = "The name of a decision, without its reasons.",
    derive(Hash, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum Decision {
    /// The photo is good.
    Approve,
    /// The student has to send another one.
    Reject {
        /// At least one reason.
        reasons: Reasons,
    },
}

words!(Decision as DecisionName);

/// One decision, kept for good beside the submission that it was about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewRecord {
    /// Unique; made outside, in order of creation.
    pub id: ReviewId,
    /// The centre that it belongs to.
    pub centre: CentreId,
    /// The submission.
    pub submission: SubmissionId,
    /// The version of the submission that was looked at.
    pub submission_version: Version,
    /// The photo that was looked at.
    pub photo: PhotoId,
    /// Who decided, in which round.
    pub reviewer: Reviewer,
    /// What was decided.
    pub decision: Decision,
    /// When the decision was made.
    pub decided_at: Timestamp,
    /// How long the reviewer had the photo, where that is known.
    #[serde(default)]
    pub took: Option<Duration>,
}

impl ReviewRecord {
    /// What was decided, without what was written about the person.
    pub fn forget_note(mut self) -> Self {
        self.decision = match self.decision {
            Decision::Approve => Decision::Approve,
            Decision::Reject { reasons } => Decision::Reject {
                reasons: reasons.forget_note(),
            },
        };
        self
    }
}

#[cfg(test)]
mod tests {
    use ReasonCode::{P04, P05, X00};

    use super::*;

    #[test]
    fn a_note_is_forgotten_and_the_codes_stay() {
        let reasons = |codes: &[ReasonCode]| {
            let note = ReviewNote::parse("collar").unwrap();
            Reasons::new(codes, Some(note)).unwrap().forget_note()
        };
        assert_eq!(reasons(&[P04]).note(), None);
        let other = reasons(&[P05, X00]);
        assert_eq!(other.list(), [P05, X00]);
        assert_eq!(other.note().unwrap().as_str(), FORGOTTEN_NOTE);
        // It is read back like any other.
        let json = serde_json::to_string(&other).unwrap();
        assert_eq!(serde_json::from_str::<Reasons>(&json).unwrap(), other);
    }

    #[track_caller]
    fn check(
        codes: &[ReasonCode],
        note: Option<&str>,
        expected: Result<&[ReasonCode], InvalidReasons>,
    ) {
        let note = note.map(ReviewNote::parse).transpose();
        let reasons = note.and_then(|note| Reasons::new(codes, note));
        let seen = reasons.as_ref().map(Reasons::list).map_err(|error| *error);
        assert_eq!(seen, expected);
    }

    #[test]
    fn a_rejection_says_why() {
        check(&[P04], None, Ok(&[P04]));
        check(&[P05, P04, P05], None, Ok(&[P05, P04]));
        check(&[], Some("something"), Err(InvalidReasons::None));
        check(&[X00], None, Err(InvalidReasons::NoteMissing));
        check(&[P04, X00], Some("See the collar"), Ok(&[P04, X00]));
        check(&[P04], Some(" "), Err(InvalidReasons::NoteLength));
        check(
            &[P04],
            Some(&"好".repeat(201)),
            Err(InvalidReasons::NoteLength),
        );
        check(&[P04], Some(&"好".repeat(200)), Ok(&[P04]));
    }

    #[test]
    fn stored_reasons_are_checked_too() {
        let reasons = Reasons::new(&[X00], ReviewNote::parse("collar").ok()).unwrap();
        let json = serde_json::to_string(&reasons).unwrap();
        assert_eq!(json, r#"{"codes":["X00"],"note":"collar"}"#);
        assert_eq!(serde_json::from_str::<Reasons>(&json).unwrap(), reasons);
        assert!(serde_json::from_str::<Reasons>(r#"{"codes":["X00"],"note":null}"#).is_err());
        assert!(!format!("{reasons:?}").contains("collar"));
    }
}
