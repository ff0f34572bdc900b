//! Who does something. What an actor may do is decided in `permission` and by each transition.

use serde::{Deserialize, Serialize};

use crate::id::{AccountId, StaffId};

/// Who does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "actor", content = "id", rename_all = "kebab-case")]
pub enum Actor {
    /// A student, through an account.
    Student(AccountId),
    /// A member of staff.
    Staff(StaffId),
    /// A job, or an operator at the machine's command line.
    System,
}

impl Actor {
    /// The kind as it is written.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Student(_) => "student",
            Self::Staff(_) => "staff",
            Self::System => "system",
        }
    }

    /// Whether this is the student of `account`.
    pub fn is_student(&self, account: AccountId) -> bool {
        *self == Self::Student(account)
    }

    /// Whether this is staff, the system, or the student of `account`; not another student.
    pub fn may_act_for(&self, account: AccountId) -> bool {
        !matches!(self, Self::Student(other) if *other != account)
    }
}
