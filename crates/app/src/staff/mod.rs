//! Staff of a centre: created, found, listed, given roles and passwords, disabled.

mod change;
mod create;
mod find;
mod list;
mod name;
mod set_password;

use domain::StaffId;
use store::{SessionHolder, Work};

use crate::failure::Failure;

pub use change::{assign_roles, disable};
pub use create::{NewStaff, create};
pub use find::find;
pub use list::{StaffSummary, list};
pub use name::name;
pub use set_password::set_password;

async fn end_sessions(work: &Work, staff: StaffId) -> Result<(), Failure> {
    work.sessions()
        .delete_all(SessionHolder::Staff(staff))
        .await?;
    Ok(())
}
