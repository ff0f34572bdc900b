//! Discs, archives and packages as others read them: pycdlib, xorriso, isoinfo, unzip, dbfread, openpyxl and Python's
//! own csv and zipfile. Programs are named by variables (`cargo xtask services`); a test without its program says that
//! it is skipped.

#![expect(clippy::unwrap_used, reason = "a test fails where its fixture does")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

mod archives;
mod encrypted;
mod images;
mod indexes;
mod packages;
mod plans;
mod shared;
