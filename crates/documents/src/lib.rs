//! Files that schools hand over, read into the terms of `domain`. Every limit is checked before the
//! content is read; an error names the line and the column, never a value. It does *not* open files,
//! ask a database, or decide who may import what.
//!
//! | group | modules |
//! |---|---|
//! | any list | `limits`, `format` (told from the content), `table` (cells with positions, one reader per format, the header line) |
//! | lists by purpose | [`roster`] |
//! | lists out | [`list`] |
//!
//! A new format is one more reader in `table`; a new kind of list is a module beside [`roster`].

mod format;
mod limits;
pub mod list;
pub mod roster;
mod table;

pub use format::Format;
pub use limits::Limits;
pub use table::{Position, TableError};
