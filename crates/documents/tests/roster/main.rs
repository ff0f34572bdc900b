//! Rosters as schools hand them over, drawn here: every format, encoding and damage that is known.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod check;
mod damage;
mod dbf;
mod fixtures;
mod limits;
mod mapped;
mod reports;
mod text;
mod workbook;
