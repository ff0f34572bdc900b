//! Routes that both call: the student whose thing it is, and staff whose roles reach it.

mod capture;
mod file;
mod order;
mod photo;
mod session;
mod submission;

use crate::route::Group;

/// All of them.
pub(super) fn router() -> Vec<Group> {
    vec![
        session::routes(),
        photo::routes(),
        capture::routes(),
        file::routes(),
        submission::routes(),
        order::routes(),
    ]
}
