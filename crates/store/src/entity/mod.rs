//! The tables of aggregates, one file each: table name, searched columns, and how the columns are
//! derived from the aggregate. The tables of traces and operation are beside their code.
#![expect(unreachable_pub, reason = "the derive of an entity makes public items")]

pub(crate) mod account;
pub(crate) mod appointment;
pub(crate) mod batch;
pub(crate) mod blob_reference;
pub(crate) mod capture;
pub(crate) mod centre;
pub(crate) mod class;
pub(crate) mod consent;
pub(crate) mod degree;
pub(crate) mod findings;
pub(crate) mod link_slug;
pub(crate) mod notification;
pub(crate) mod photo;
pub(crate) mod region;
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
