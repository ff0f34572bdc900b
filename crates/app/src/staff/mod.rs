//! Staff of a centre: created, found, listed, given roles and passwords, disabled.

mod change;
mod create;
mod find;
mod list;
mod name;
pub(crate) mod second_factor;
mod set_password;

use domain::StaffId;
use store::{SessionHolder, Work};

use crate::failure::Failure;

pub use change::{assign_roles, disable, enable};
pub use create::{NewStaff, create};
pub use find::find;
pub use list::{StaffSummary, list, summary};
pub use name::name;
pub use second_factor::{
    NewSecondFactor, confirm_second_factor, needs_second_factor, propose_second_factor,
    reset_second_factor,
};
pub use set_password::{change_own_password, set_password};

async fn end_sessions(work: &Work, staff: StaffId) -> Result<(), Failure> {
    work.sessions()
        .delete_all(SessionHolder::Staff(staff))
        .await?;
    Ok(())
}
