//! Rosters: the students that a school expects in a batch.

mod file;
mod former;
mod history;
mod import;
mod place;
mod places;
mod present;

pub use domain::ImportWay;
pub use file::{
    Column, ColumnChoice, Findings, FoundColumn, FoundSheet, Mapping, RosterFile, RosterPreview,
    Told, annotated, import_file, max_file_bytes, preview,
};
pub use history::{ListedImport, imports, undo};
pub use import::{ImportRoster, RosterImported, import};
pub(crate) use place::PlaceStudents;
pub use present::Difference;
