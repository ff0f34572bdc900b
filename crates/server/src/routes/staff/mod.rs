//! Routes that members of staff call.

mod announcement;
mod audit;
mod batch;
mod change_request;
mod colleague;
mod counter;
mod data_disc;
mod degree;
mod enquiry;
mod figures;
mod file;
mod list_export;
mod member;
mod money;
mod organisation;
mod outbox;
mod payment;
mod poster;
mod price;
mod print;
mod print_shop;
mod progress;
mod reason;
mod refund;
mod registry;
mod review;
mod review_set;
mod roster;
mod second_look;
mod setting;
mod standard;
mod studio;
mod submission;
mod system;
mod trial;

use crate::route::Group;

/// All of them.
pub(super) fn router() -> Vec<Group> {
    vec![
        announcement::routes(),
        enquiry::routes(),
        audit::routes(),
        batch::routes(),
        change_request::routes(),
        colleague::routes(),
        counter::routes(),
        data_disc::routes(),
        degree::routes(),
        figures::routes(),
        list_export::routes(),
        member::routes(),
        organisation::routes(),
        outbox::routes(),
        money::routes(),
        payment::routes(),
        poster::routes(),
        price::routes(),
        print::routes(),
        reason::routes(),
        print_shop::routes(),
        refund::routes(),
        registry::routes(),
        progress::routes(),
        review::routes(),
        review_set::routes(),
        second_look::routes(),
        roster::routes(),
        setting::routes(),
        standard::routes(),
        studio::routes(),
        submission::routes(),
        system::routes(),
        trial::routes(),
    ]
}
