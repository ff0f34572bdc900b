//! Any bytes into the reader of rosters: every error names a place inside the file, and no more
//! rows come out than the limits allow.
#![no_main]

use documents::roster::{RosterError, parse};
use documents::{Limits, TableError};
use libfuzzer_sys::fuzz_target;

/// Small, so that short inputs reach every limit.
const LIMITS: Limits = Limits {
    max_bytes: 4 << 10,
    max_rows: 64,
    max_columns: 16,
    max_cell_bytes: 128,
};

fuzz_target!(|bytes: &[u8]| {
    let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r'));
    let lines = lines.count() as u64 + 1;
    let inside = |line: u64| assert!((1..=lines).contains(&line), "{line} of {lines}");
    match parse(bytes, &LIMITS) {
        Ok(roster) => assert!(roster.lines.len() <= LIMITS.max_rows),
        Err(
            RosterError::Cell { line, .. }
            | RosterError::Table(TableError::NotUtf8 { line } | TableError::Uneven { line, .. }),
        ) => inside(line),
        Err(
            RosterError::IdentityNumbers { position }
            | RosterError::Table(TableError::CellTooLong { position, .. }),
        ) => {
            inside(position.line);
            assert!((1..=LIMITS.max_columns).contains(&position.column));
        }
        Err(_) => {}
    }
});
