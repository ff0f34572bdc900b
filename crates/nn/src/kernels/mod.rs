//! The arithmetic: one file per kind of operator; slices in, slices out, no allocation inside.

pub(crate) mod activation;
pub(crate) mod convolution;
pub(crate) mod depthwise;
pub(crate) mod dispatch;
pub(crate) mod region;
pub(crate) mod simple;
