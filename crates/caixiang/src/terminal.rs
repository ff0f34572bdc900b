//! Standard output, standard error and the progress bar.

use std::{
    io::{self, IsTerminal, Write},
    ops::ControlFlow,
    process::ExitCode,
};

use indicatif::{ProgressBar, ProgressStyle};

use crate::language::Language;

/// Fewer files are done before a bar would help.
const MIN_FILES_FOR_BAR: usize = 4;

/// Prints a block of text that may have colours; they are dropped unless the output is a terminal.
pub(crate) fn say(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Prints a line on standard error.
pub(crate) fn complain(line: &str) {
    // Where even standard error is closed there is no place left to say so.
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// The results of a run on standard output, and the progress over many files on standard error
/// when a person looks at it.
pub(crate) struct Output {
    bar: ProgressBar,
    broken: Option<io::Error>,
}

impl Output {
    pub(crate) fn new(files: usize) -> Self {
        Self {
            bar: bar(files),
            broken: None,
        }
    }

    /// Counts one file and prints its result without tearing the bar; breaks when the output is closed.
    pub(crate) fn advance(&mut self, result: &str) -> ControlFlow<()> {
        let said = self.bar.suspend(|| say(result));
        self.bar.inc(1);
        match said {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.broken = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    /// Ends with `last` where all results were printed; the exit code of the run.
    pub(crate) fn finish(self, last: &str, all_good: bool, language: Language) -> ExitCode {
        self.bar.finish_and_clear();
        match self.broken.map_or_else(|| say(last), Err) {
            Ok(()) => ExitCode::from(u8::from(!all_good)),
            Err(error) => unsaid(&error, all_good, language),
        }
    }
}

/// The exit code where a result could not be printed.
pub(crate) fn unsaid(error: &io::Error, all_good: bool, language: Language) -> ExitCode {
    if error.kind() == io::ErrorKind::BrokenPipe {
        // The reader has all it wanted (`| head`).
        return ExitCode::from(u8::from(!all_good));
    }
    let cannot = language.choose("结果写不出去", "the results cannot be written");
    complain(&format!("caixiang: {cannot}: {error}"));
    ExitCode::FAILURE
}

/// A counter on standard error for work of unknown length; hidden unless that is a terminal.
pub(crate) fn counter(what: &'static str) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let counter = ProgressBar::new_spinner().with_message(what);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {pos}") {
        counter.set_style(style);
    }
    counter
}

fn bar(files: usize) -> ProgressBar {
    if files < MIN_FILES_FOR_BAR || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} · {eta}") {
        bar.set_style(style);
    }
    bar
}
