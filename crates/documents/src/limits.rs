//! What a file may cost.

/// Upper bounds on a list. The file size is checked first, what a workbook says of its unpacked size next,
/// the others while the rows are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file, bytes.
    pub max_bytes: usize,
    /// Rows of all sheets together, without blank ones.
    pub max_rows: usize,
    /// Most columns that a table may have.
    pub max_columns: usize,
    /// Length of one cell, bytes of UTF-8.
    pub max_cell_bytes: usize,
    /// Bytes of all parts of a workbook when they are unpacked.
    pub max_unpacked_bytes: u64,
    /// Cells that are looked at, blank ones too: what bounds the time.
    pub max_cells: usize,
    /// Text of all cells together, bytes of UTF-8.
    pub max_text_bytes: usize,
}

impl Limits {
    /// Unpacked bytes that are allowed for each byte of the file, once they are more than
    /// [`Self::ALWAYS_UNPACKED`]. Lists of schools reach 20; Deflate can reach 1032.
    pub(crate) const MAX_RATIO: u64 = 60;

    /// Unpacked bytes that are allowed for any file.
    pub(crate) const ALWAYS_UNPACKED: u64 = 16_000_000;

    /// The most bytes that a packed file of `packed` bytes may unpack to.
    pub(crate) fn unpacked_of(&self, packed: usize) -> u64 {
        let by_ratio = Self::MAX_RATIO.saturating_mul(packed as u64);
        self.max_unpacked_bytes
            .min(by_ratio.max(Self::ALWAYS_UNPACKED))
    }
}

impl Default for Limits {
    /// Four times the largest adult-education school's roster (50 000 students, 160 bytes a row).
    fn default() -> Self {
        Self {
            max_bytes: 32_000_000,
            max_rows: 200_000,
            max_columns: 256,
            max_cell_bytes: 4_000,
            max_unpacked_bytes: 200_000_000,
            max_cells: 6_000_000,
            max_text_bytes: 40_000_000,
        }
    }
}
