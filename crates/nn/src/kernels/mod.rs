//! The kernels, one file for each kind of operator. They read and write slices and allocate
//! nothing.
#![expect(
    clippy::inline_always,
    reason = "a kernel is compiled once for each instruction set, inside the function that enables \
              it; what is not inlined there falls back to baseline instructions (ADR 2)"
)]
#![expect(
    clippy::needless_range_loop,
    reason = "indices up to a constant are unrolled, so that the arrays they index become registers"
)]

pub(crate) mod activation;
pub(crate) mod aligned;
pub(crate) mod convolution;
pub(crate) mod copy;
pub(crate) mod depthwise;
pub(crate) mod dispatch;
pub(crate) mod elementwise;
pub(crate) mod finish;
pub(crate) mod pool;
pub(crate) mod region;
pub(crate) mod resize;
pub(crate) mod single;
pub(crate) mod vector;
pub(crate) mod window;
pub(crate) mod winograd;
