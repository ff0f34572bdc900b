//! Rosters: the students that a school expects in a batch.

mod file;
mod import;
mod place;

pub use file::{
    Column, ColumnChoice, Findings, FoundColumn, Mapping, RosterFile, RosterPreview, Told,
    import_file, max_file_bytes, preview,
};
pub use import::{ImportRoster, RosterImported, import};
pub(crate) use place::PlaceStudents;
