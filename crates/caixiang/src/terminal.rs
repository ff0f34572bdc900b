//! Standard output, standard error and the progress bar.

use std::{
    io::{IsTerminal, Write},
    process,
};

use indicatif::{ProgressBar, ProgressStyle};

/// Fewer files are done before a bar would help.
const MIN_FILES_FOR_BAR: usize = 4;

/// Prints a block of text that may have colours; they are dropped where nobody sees them.
pub(crate) fn say(text: &str) {
    let mut out = anstream::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    if written.is_err() {
        // The reader went away (`| head`): nothing is left to do for anybody.
        process::exit(0);
    }
}

/// Prints a line on standard error.
pub(crate) fn complain(line: &str) {
    // Where even standard error is closed there is no place left to say so.
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Progress over many files, on standard error, only when a person looks at it.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    pub(crate) fn new(files: usize) -> Self {
        if files < MIN_FILES_FOR_BAR || !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(files as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} · {eta}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Counts one file and prints its result without tearing the bar.
    pub(crate) fn advance(&self, result: &str) {
        self.0.suspend(|| say(result));
        self.0.inc(1);
    }

    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
