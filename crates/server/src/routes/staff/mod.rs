//! Routes that members of staff call.

mod degree;
mod figures;
mod member;
mod outbox;
mod progress;
mod review;
mod roster;
mod submission;

use crate::route::Group;

/// All of them.
pub(super) fn router() -> Vec<Group> {
    vec![
        degree::routes(),
        figures::routes(),
        member::routes(),
        outbox::routes(),
        progress::routes(),
        review::routes(),
        roster::routes(),
        submission::routes(),
    ]
}
