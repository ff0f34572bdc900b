//! The error of a workbook that does not keep to its format.

use crate::Format;
use crate::table::error::TableError;

/// What readers of its parts return.
pub(super) const DAMAGED: TableError = TableError::Damaged {
    format: Format::Workbook,
};
