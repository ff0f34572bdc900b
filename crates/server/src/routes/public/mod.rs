//! Routes that anybody may call without a session.

mod batch;
mod price;
mod region;
pub(super) mod sign_in;
mod standard;
mod wechat;

use crate::route::Group;

/// All of them.
pub(super) fn router() -> Vec<Group> {
    vec![
        sign_in::routes(),
        batch::routes(),
        price::routes(),
        region::routes(),
        standard::routes(),
        wechat::routes(),
    ]
}
