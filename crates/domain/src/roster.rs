//! A school's roster: student numbers, places and levels of the students who will graduate. No names;
//! identity numbers only where the centre's policy allows them, because schools must not hand such
//! lists over (教学服〔2022〕10号).

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::batch::Cohort;
use crate::id::{BatchId, CentreId, RosterEntryId};
use crate::organisation::Placement;
use crate::protected::Findable;
use crate::word::words;

/// One student of a batch's roster. Replaced as a whole by the next import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterEntry {
    /// Unique; made outside, in order of creation.
    pub id: RosterEntryId,
    /// The centre that serves the school.
    pub centre: CentreId,
    /// The batch.
    pub batch: BatchId,
    /// The student number; its index is unique within the batch and school.
    pub student_number: Findable,
    /// The identity number, where the centre's policy allows the column.
    pub identity_number: Option<Findable>,
    /// Where in the school the student stands.
    pub placement: Placement,
    /// Level, grade and graduation.
    pub cohort: Cohort,
}

/// What the roster says about a student number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum RosterFinding {
    /// The school has supplied none, or the number is not known yet.
    NoRoster,
    /// It is listed.
    Listed,
    /// The school has supplied a roster, and it is not listed.
    NotListed,
}

words!(RosterFinding);

/// How lines come to a roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ImportWay {
    /// They take the place of all that were there.
    Replace,
    /// They take the place of those with the same number; the others stay.
    Update,
    /// They are those that stood there before the last import.
    Undo,
}

words!(ImportWay);
