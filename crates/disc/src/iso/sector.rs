//! The unit of an image.

/// Bytes of a sector.
pub(crate) const SECTOR: u64 = 2_048;

/// Sectors that so many bytes take.
pub(crate) const fn sectors(bytes: u64) -> u64 {
    bytes.div_ceil(SECTOR)
}
