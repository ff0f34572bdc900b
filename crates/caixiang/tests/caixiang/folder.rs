//! Runs the real binary in a folder of its own.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;

/// A folder for one test, empty at its start.
pub(crate) struct Folder(PathBuf);

/// What a run said.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Folder {
    pub(crate) fn new(test: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        if path.exists() {
            std::fs::remove_dir_all(&path).unwrap();
        }
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// Runs `caixiang` with blank-separated arguments, in this folder and without a locale.
    pub(crate) fn run(&self, arguments: &str) -> Run {
        self.run_with_input(arguments, "")
    }

    /// The same with something on standard input.
    pub(crate) fn run_with_input(&self, arguments: &str, input: &str) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Who asks for no input may have ended before it came.
        let _written = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Run {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// `caixiang` with blank-separated arguments, in this folder and without a locale.
    pub(crate) fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_caixiang"));
        command
            .args(arguments.split_whitespace())
            .current_dir(&self.0)
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", "C.UTF-8");
        command
    }

    /// Runs a command of an operator that has to succeed; its JSON lines.
    #[track_caller]
    pub(crate) fn admin(&self, arguments: &str) -> Vec<Value> {
        let run = self.run(&format!("admin {arguments} --format jsonl --lang en"));
        assert_eq!(run.code, 0, "{arguments}: {}{}", run.out, run.err);
        run.lines()
    }

    /// Such a command that makes one thing; its id, which the answer has under `name`.
    #[track_caller]
    pub(crate) fn make(&self, name: &str, arguments: &str) -> String {
        let lines = self.admin(arguments);
        lines[0][name].as_str().unwrap().to_owned()
    }
}

impl Run {
    /// The JSON lines of standard output.
    pub(crate) fn lines(&self) -> Vec<Value> {
        let lines = self.out.lines().map(serde_json::from_str);
        lines.map(Result::unwrap).collect()
    }
}
