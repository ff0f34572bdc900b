//! Output for the person at the terminal.

/// Prints one line on standard error: standard output is for programs.
#[expect(clippy::print_stderr, reason = "a command-line tool talks to its user")]
pub(crate) fn say(line: &str) {
    eprintln!("{line}");
}
