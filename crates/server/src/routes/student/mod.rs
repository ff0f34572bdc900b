//! Routes that students call about what is their own.

mod account;
mod appointment;
mod consent;
mod degree;
mod export;
mod new_degree;
mod notification;

use crate::route::Group;

/// All of them.
pub(super) fn router() -> Vec<Group> {
    vec![
        account::routes(),
        export::routes(),
        consent::routes(),
        degree::routes(),
        appointment::routes(),
        notification::routes(),
    ]
}
