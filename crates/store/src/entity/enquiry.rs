//! Questions of students to a centre.

use domain::Enquiry;

use crate::record::record;

record! {
    Enquiry, in "enquiry" as |enquiry| {
        centre: Uuid = enquiry.centre.as_uuid(),
        account: Uuid = enquiry.account.as_uuid(),
        is_waiting: bool = enquiry.is_waiting(),
        since: i64 = enquiry.since().as_micros(),
    } changes;
}
