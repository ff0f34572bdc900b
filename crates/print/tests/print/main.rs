//! Pages as others read them: PDF measured by poppler, codes read back by zxing-cpp. Programs are named by variables
//! (`cargo xtask services`); a test without its program says that it is skipped.

#![expect(clippy::unwrap_used, reason = "a test fails where its fixture does")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

mod codes;
mod measured;
mod preview;
mod shared;
