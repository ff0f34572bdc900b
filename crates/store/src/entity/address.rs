//! Addresses of students; an account has one default.

use domain::Address;

use crate::record::record;

record! {
    Address, in "address" as |address| {
        account: Uuid = address.account.as_uuid(),
        default_of: Option<Uuid> = address.is_default.then(|| address.account.as_uuid()),
    } changes;
}
