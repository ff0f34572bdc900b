//! Child processes that are stopped when their value is dropped.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};

/// A program that runs until this is dropped; then it is stopped and awaited.
#[derive(Debug)]
pub(super) struct Running {
    child: Child,
    log: PathBuf,
    /// Kept open: a program may fail when its output is closed.
    output: BufReader<ChildStdout>,
}

impl Running {
    /// Starts a program whose standard error goes to the file `log`.
    ///
    /// # Errors
    /// A program that does not start.
    pub(super) fn start(command: &mut Command, log: PathBuf) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::create(&log)?)
            .spawn()
            .with_context(|| format!("{name} could not be started"))?;
        let output = child.stdout.take().context("the output was asked for")?;
        Ok(Self {
            child,
            log,
            output: BufReader::new(output),
        })
    }

    /// The next line that it prints.
    ///
    /// # Errors
    /// With what it said last, if it ended instead.
    pub(super) fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        if line.is_empty() {
            bail!("a program ended at once: {}", self.last_words());
        }
        Ok(line)
    }

    /// Fails if it has ended.
    ///
    /// # Errors
    /// With what it said last.
    pub(super) fn check(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            Some(status) => bail!("a program ended with {status}: {}", self.last_words()),
            None => Ok(()),
        }
    }

    /// Process id.
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    fn last_words(&self) -> String {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        log.lines().last().unwrap_or("it said nothing").to_owned()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Asked, not killed: nginx ends its workers only then. One that has ended by itself cannot
        // be asked, and that is what is wanted.
        let _asked = kill_process(Pid::from_child(&self.child), Signal::TERM);
        let _status = self.child.wait();
    }
}
