//! Rosters: the students that a school expects in a batch.

mod import;

pub use import::{ImportRoster, RosterImported, import};
