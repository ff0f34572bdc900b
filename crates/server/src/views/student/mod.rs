//! Views that a student reads about the own things.

pub(crate) mod account;
pub(crate) mod address;
pub(crate) mod appointment;
pub(crate) mod consent;
pub(crate) mod degree;
pub(crate) mod notification;
pub(crate) mod payment;
pub(crate) mod print;
