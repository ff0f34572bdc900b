//! What handlers take from a request. Every refusal is a problem, never the framework's plain text.

mod caller;
mod client;
mod etag;
mod json;
mod params;

pub(crate) use caller::{
    AnyCaller, StaffMember, Student, bearer_token, cookie_name, cookie_token, session_token,
};
pub(crate) use client::{ClientAddress, Network};
pub(crate) use etag::{IfMatch, Known, Tagged};
pub(crate) use json::{Json, too_large, unsupported};
pub(crate) use params::{Path, Query};
