//! Routes that students call about what is their own.

mod account;
mod address;
mod appointment;
mod consent;
mod degree;
mod enquiry;
mod export;
mod new_degree;
mod notification;
mod order;
mod portrait_mail;
mod print;

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
        order::routes(),
        address::routes(),
        enquiry::routes(),
        print::routes(),
        portrait_mail::routes(),
    ]
}
