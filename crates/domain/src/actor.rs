//! The person or process that acts. What an actor may do is decided in `permission` and by each
//! transition.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};

use crate::id::{AccountId, StaffId};
use crate::word::words;

/// Who does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[derive(IntoStaticStr, VariantNames)]
#[serde(tag = "actor", content = "id", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Actor {
    /// A student, through an account.
    Student(AccountId),
    /// A member of staff.
    Staff(StaffId),
    /// A job, or an operator at the machine's command line.
    System,
}

words!(names of Actor);

impl Actor {
    /// Whether this is the student of `account`.
    pub fn is_student(&self, account: AccountId) -> bool {
        *self == Self::Student(account)
    }

    /// Whether this is staff, the system, or the student of `account`; not another student.
    pub fn may_act_for(&self, account: AccountId) -> bool {
        !matches!(self, Self::Student(other) if *other != account)
    }
}
