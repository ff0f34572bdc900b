//! What staff may give a student beyond a batch's limits, and how fast used checks come back.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::timestamp::Duration;
use crate::word::words;

/// After as long a used check comes back; of several one after the other.
pub const CHECK_RETURNS_AFTER: Duration = Duration::from_hours(2);

/// The most attempts that staff may give beyond a batch's limit, in all.
pub const MAX_EXTRA_ATTEMPTS: u8 = 20;

/// The most checks that staff may give beyond a batch's limit, in all.
pub const MAX_EXTRA_CHECKS: u16 = 100;

/// What staff gave one student beyond the batch's limits, in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Allowance {
    /// Attempts, up to [`MAX_EXTRA_ATTEMPTS`].
    pub attempts: u8,
    /// Checks, up to [`MAX_EXTRA_CHECKS`].
    pub checks: u16,
}

/// Why staff give more than the batch's limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum AllowanceReason {
    /// A fault of the service used them up.
    ServiceFault,
    /// A reviewer rejected by mistake.
    ReviewMistake,
    /// The student asked for it.
    StudentAsked,
}

words!(AllowanceReason);
