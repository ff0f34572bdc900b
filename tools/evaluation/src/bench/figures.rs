//! The median of measured values, and output of lines.

/// The middle value; 0 for none.
pub(super) fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Writes one line to standard output.
#[expect(clippy::print_stdout, reason = "what this tool measures is its output")]
pub(super) fn print_line(line: &str) {
    println!("{line}");
}
