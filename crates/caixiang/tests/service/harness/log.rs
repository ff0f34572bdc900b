//! What processes say on standard error, kept until the end and then searched for what must never be
//! in it.

use std::io::{BufRead as _, BufReader, Read};
use std::sync::{Arc, Mutex};
use std::thread;

/// Lines that are shown of a test that failed.
const SHOWN: usize = 40;

/// Lines of all processes of one installation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    /// Reads what comes until it ends.
    pub(super) fn follow(&self, output: impl Read + Send + 'static) -> thread::JoinHandle<()> {
        let log = self.clone();
        thread::spawn(move || {
            for line in BufReader::new(output).lines() {
                let Ok(line) = line else { return };
                log.0.lock().unwrap().push(line);
            }
        })
    }

    /// Fails where a line holds one of `secrets`.
    pub(super) fn check(&self, secrets: &[String]) {
        let lines = self.0.lock().unwrap();
        for line in lines.iter() {
            let found = secrets.iter().find(|secret| line.contains(*secret));
            assert_eq!(found, None, "the log tells: {line}");
        }
    }

    /// Shows the end of it.
    #[expect(clippy::print_stdout, reason = "beside the failure of a test")]
    pub(super) fn show(&self) {
        let lines = self.0.lock().unwrap();
        for line in lines.iter().skip(lines.len().saturating_sub(SHOWN)) {
            println!("log: {line}");
        }
    }
}
