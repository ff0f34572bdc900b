//! A process of the service, from its first line to its end.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::log::Log;

/// A start that takes longer never comes to its end.
const STARTS_WITHIN: Duration = Duration::from_mins(1);

/// A running process; killed when dropped.
#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    readers: Vec<JoinHandle<()>>,
    lines: Receiver<String>,
}

impl Process {
    /// Starts a program that says what it is about on standard output and the rest in `log`.
    pub(super) fn start(command: &mut Command, log: &Log) -> Self {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (say, lines) = channel();
        let output = child.stdout.take().unwrap();
        let said = thread::spawn(move || {
            for line in BufReader::new(output).lines() {
                let Ok(line) = line else { return };
                // Read to its end even where nobody asks: a full pipe would stop the process.
                let _nobody_asks = say.send(line);
            }
        });
        let logged = log.follow(child.stderr.take().unwrap());
        Self {
            child,
            readers: vec![said, logged],
            lines,
        }
    }

    /// Waits for the first line that `read` understands.
    pub(super) fn said<T>(&self, read: impl Fn(&str) -> Option<T>) -> T {
        loop {
            let line = self.lines.recv_timeout(STARTS_WITHIN);
            let line = line.expect("the process says that it has started");
            if let Some(value) = read(&line) {
                return value;
            }
        }
    }

    /// Its number.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it as a power cut would.
    pub(crate) fn kill(&mut self) {
        // It may have ended by itself; then there is nothing to kill.
        let _gone = self.child.kill();
        self.child.wait().unwrap();
    }

    /// Asks it to end.
    pub(crate) fn ask_to_end(&self) {
        let id = self.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status();
        assert!(asked.unwrap().success());
    }

    /// Waits until it has ended.
    pub(crate) fn ended(mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    /// Asks it to end, and waits until it has.
    pub(crate) fn stop(self) -> ExitStatus {
        self.ask_to_end();
        self.ended()
    }

    /// Most memory that it has had so far, bytes; known on Linux alone.
    pub(crate) fn peak_memory_bytes(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
        let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().unwrap();
        Some(kilobytes * 1024)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
        for reader in self.readers.drain(..) {
            reader.join().unwrap();
        }
    }
}

/// The address in the line that says where the service listens.
pub(super) fn address(line: &str) -> Option<SocketAddr> {
    let (_, rest) = line.split_once("http://")?;
    let end = rest.find(|letter: char| !letter.is_ascii_digit() && !".:".contains(letter));
    rest[..end.unwrap_or(rest.len())].parse().ok()
}
