//! Rosters: the students that a school expects in a batch.

mod import;
mod place;

pub use import::{ImportRoster, RosterImported, import};
pub(crate) use place::PlaceStudents;
