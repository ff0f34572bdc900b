//! What handlers take from a request. Every refusal is a problem, never the framework's plain text.

mod caller;
mod client;
mod etag;
mod json;
mod page;
mod params;

pub(crate) use caller::{AnyCaller, StaffMember, Student};
pub(crate) use client::{Network, is_asked_here};
pub(crate) use etag::{IfMatch, Known, Tagged};
pub(crate) use json::{Json, too_large, unsupported};
pub(crate) use page::PageQuery;
pub(crate) use params::{Path, Query, instant};
