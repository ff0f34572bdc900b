//! The tables of aggregates, one file each: table name, searched columns, and how the columns are
//! derived from the aggregate. The tables of traces and operation are beside their code.
#![expect(unreachable_pub, reason = "the derive of an entity makes public items")]

pub(crate) mod account;
pub(crate) mod address;
pub(crate) mod appointment;
pub(crate) mod batch;
pub(crate) mod blob_reference;
pub(crate) mod capture;
pub(crate) mod centre;
pub(crate) mod change_request;
pub(crate) mod class;
pub(crate) mod consent;
pub(crate) mod data_disc;
pub(crate) mod degree;
pub(crate) mod enquiry;
pub(crate) mod findings;
pub(crate) mod invoice;
pub(crate) mod ledger;
pub(crate) mod link_slug;
pub(crate) mod list_export;
pub(crate) mod notification;
pub(crate) mod payment;
pub(crate) mod photo;
pub(crate) mod placed_order;
pub(crate) mod price_list;
pub(crate) mod print_job;
pub(crate) mod print_run;
pub(crate) mod reconciliation;
pub(crate) mod refund;
pub(crate) mod region;
pub(crate) mod registry_package;
pub(crate) mod registry_record;
pub(crate) mod review;
pub(crate) mod roster;
pub(crate) mod school;
pub(crate) mod slot;
pub(crate) mod staff;
pub(crate) mod staff_password;
pub(crate) mod studio;
pub(crate) mod submission;
pub(crate) mod unit;
pub(crate) mod upload_part;

/// A text to sort or search by. PostgreSQL has no texts with U+0000; the body keeps it, as JSON
/// writes it.
pub(crate) fn sortable(text: &str) -> String {
    text.replace('\0', "")
}

/// A day as a column sorts and groups it: 20230906.
pub(crate) fn day_number(day: time::Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(u8::from(day.month())) * 100 + i64::from(day.day())
}

/// The day that a column holds; `None` for a number that is no day.
pub(crate) fn day_of_number(number: i64) -> Option<time::Date> {
    let year = i32::try_from(number / 10_000).ok()?;
    let month = u8::try_from(number / 100 % 100).ok()?;
    let day = u8::try_from(number % 100).ok()?;
    time::Date::from_calendar_date(year, month.try_into().ok()?, day).ok()
}
