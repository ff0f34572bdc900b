//! Routes that members of staff call.

mod member;
mod outbox;
mod submission;

use crate::route::Group;

/// All of them.
pub(super) fn router() -> Vec<Group> {
    vec![member::routes(), outbox::routes(), submission::routes()]
}
