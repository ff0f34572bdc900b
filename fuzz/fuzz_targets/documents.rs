//! Any bytes into the reader of rosters: no panic, no more students than rows are allowed, a refused file has none and
//! says why, and every finding has words.
#![no_main]

use documents::Limits;
use documents::roster::{Options, read};
use libfuzzer_sys::fuzz_target;

/// Small, so that short inputs reach every limit.
const LIMITS: Limits = Limits {
    max_bytes: 8 << 10,
    max_rows: 64,
    max_columns: 16,
    max_cell_bytes: 128,
    max_unpacked_bytes: 256 << 10,
    max_cells: 4_096,
    max_text_bytes: 16 << 10,
};

fuzz_target!(|bytes: &[u8]| {
    let roster = read(bytes, &LIMITS, &Options::default());
    assert!(roster.students.len() <= LIMITS.max_rows);
    if roster.refused.is_some() {
        assert!(roster.students.is_empty() && !roster.errors.is_empty());
    }
    for issue in roster.errors.kept().iter().chain(roster.warnings.kept()) {
        let text = issue.text();
        assert!(!text.zh.is_empty() && !text.en.is_empty());
        for cell in issue.cell.iter().chain(&issue.other) {
            assert!(cell.row >= 1);
        }
    }
});
