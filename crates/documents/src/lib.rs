//! Files that schools hand over, read into the terms of `domain`. Every limit is checked before the
//! content is read; what is wrong is named by its cell, never by a value. It does *not* open files,
//! ask a database, or decide who may import what.
//!
//! | group | modules |
//! |---|---|
//! | any list | `limits`, `format` (told from the content), `table` (sheets of cells with their places, one reader per format) |
//! | lists by purpose | [`roster`] |
//! | lists out, and back as rows of texts | [`list`], [`workbook`] |
//!
//! A new format is one more reader in `table`; a new kind of list is a module beside [`roster`].

mod format;
mod limits;
pub mod list;
pub mod roster;
mod table;
pub mod workbook;

pub use format::Format;
pub use limits::Limits;
pub use table::{CellRef, TableError};
