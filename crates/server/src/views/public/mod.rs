//! Views that anybody may read.

pub(crate) mod batch;
mod guidance;
pub(crate) mod price;
pub(crate) mod region;
pub(crate) mod sign_in;
pub(crate) mod standard;
pub(crate) mod wechat;
