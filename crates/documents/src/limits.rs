//! What a file may cost.

/// Upper bounds on a list. The file size is checked first, the others while the rows are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file, bytes.
    pub max_bytes: usize,
    /// Rows below the header line; blank rows do not count.
    pub max_rows: usize,
    /// Most columns that a table may have.
    pub max_columns: usize,
    /// Length of one cell, bytes of UTF-8.
    pub max_cell_bytes: usize,
}

impl Default for Limits {
    /// Four times the largest adult-education school's roster (50 000 students, 160 bytes a row).
    fn default() -> Self {
        Self {
            max_bytes: 32_000_000,
            max_rows: 200_000,
            max_columns: 64,
            max_cell_bytes: 4_000,
        }
    }
}
