//! Views that members of staff read.

pub(crate) mod audit;
pub(crate) mod change_request;
pub(crate) mod counter;
pub(crate) mod data_disc;
pub(crate) mod degree;
pub(crate) mod figures;
pub(crate) mod list_export;
pub(crate) mod member;
pub(crate) mod money;
pub(crate) mod organisation;
pub(crate) mod outbox;
pub(crate) mod plan;
pub(crate) mod print;
pub(crate) mod print_shop;
pub(crate) mod progress;
pub(crate) mod reason;
pub(crate) mod registry;
pub(crate) mod review;
pub(crate) mod roster;
pub(crate) mod setting;
pub(crate) mod standard;
pub(crate) mod standard_preview;
pub(crate) mod system;
pub(crate) mod trial;
