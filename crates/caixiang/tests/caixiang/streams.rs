//! Standard output that ends early or cannot be written.

use std::{
    io::Read,
    process::{Command, Stdio},
};

use crate::folder::Folder;

#[test]
fn a_reader_that_has_enough_ends_the_run_quietly() {
    let folder = Folder::new("pipe");
    for index in 0..40 {
        folder.write(&format!("in/{index}.jpg"), "not a photo");
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_caixiang"))
        .args(["check", "in", "--format", "jsonl"])
        .current_dir(folder.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.code().is_some(), "no signal, no panic");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
#[cfg(target_os = "linux")]
fn results_that_cannot_be_written_are_an_error() {
    let folder = Folder::new("full");
    folder.write("a.png", crate::photos::good());
    let full = std::fs::File::create("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_caixiang"))
        .args(["check", "a.png", "--lang", "en"])
        .current_dir(folder.path(""))
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("cannot be written"), "{said}");
}
