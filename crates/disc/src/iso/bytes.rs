//! Numbers, dates and texts as ISO 9660 writes them.

use time::{OffsetDateTime, UtcOffset};

/// China's clock, in quarters of an hour from UTC.
const QUARTERS: i8 = 32;

/// A number in both byte orders.
pub(super) fn both_u32(value: u32) -> [u8; 8] {
    let mut bytes = [0; 8];
    bytes[..4].copy_from_slice(&value.to_le_bytes());
    bytes[4..].copy_from_slice(&value.to_be_bytes());
    bytes
}

/// A number in both byte orders.
pub(super) fn both_u16(value: u16) -> [u8; 4] {
    let mut bytes = [0; 4];
    bytes[..2].copy_from_slice(&value.to_le_bytes());
    bytes[2..].copy_from_slice(&value.to_be_bytes());
    bytes
}

/// The date of a directory record.
pub(super) fn short_date(at: OffsetDateTime) -> [u8; 7] {
    let at = local(at);
    [
        (at.year() - 1900).clamp(0, 255) as u8,
        at.month().into(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second(),
        QUARTERS as u8,
    ]
}

/// The date of a volume descriptor.
pub(super) fn long_date(at: OffsetDateTime) -> [u8; 17] {
    let at = local(at);
    let digits = format!(
        "{:04}{:02}{:02}{:02}{:02}{:02}00",
        at.year().clamp(1, 9999),
        u8::from(at.month()),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    );
    let mut bytes = [0; 17];
    bytes[..16].copy_from_slice(&digits.as_bytes()[..16]);
    bytes[16] = QUARTERS as u8;
    bytes
}

fn local(at: OffsetDateTime) -> OffsetDateTime {
    at.to_offset(UtcOffset::from_hms(8, 0, 0).unwrap_or(UtcOffset::UTC))
}

/// Big-endian UTF-16, as Joliet has it.
pub(super) fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}
