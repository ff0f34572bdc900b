//! Odd paths: folders, pipes, names that are not text, places that cannot be written.

use std::{os::unix::ffi::OsStrExt, path::PathBuf};

use crate::{folder::Folder, photos::good};

/// Runs `arguments` beside `good.jpg`, `text.jpg` and the folder `empty`; the only line has to carry
/// the error code.
#[track_caller]
fn check(test: &str, arguments: &str, expected: &str) {
    let folder = Folder::new(test);
    folder.write("good.jpg", good());
    folder.write("text.jpg", "not a photo");
    std::fs::create_dir(folder.path("empty")).unwrap();
    let (command, rest) = arguments.split_once(' ').unwrap();
    let run = folder.run(&format!("{command} --format jsonl {rest}"));
    let lines = run.lines();
    assert_eq!((run.code, lines.len()), (1, 1), "{}{}", run.out, run.err);
    assert_eq!(lines[0]["error"]["code"], expected, "{}", run.out);
}

#[test]
fn inputs_that_are_no_pictures() {
    check("in-missing", "check missing.jpg", "file-unreadable");
    check("in-text", "check text.jpg", "unknown-format");
    check("in-empty-folder", "check empty", "folder-without-pictures");
    check("in-empty-code", "code empty", "folder-without-pictures");
    check("in-device", "check /dev/zero", "file-unreadable");
    check("in-dash", "check -- -x.jpg", "file-unreadable");
}

#[test]
fn places_that_cannot_be_written() {
    check(
        "out-missing",
        "render good.jpg -o new/a.jpg --force",
        "output-not-written",
    );
    check(
        "out-folder",
        "render good.jpg -o empty --force",
        "output-not-written",
    );
    check(
        "out-same",
        "render good.jpg -o empty/../good.jpg --force",
        "output-is-input",
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_takes_no_files() {
    check(
        "out-device",
        "render good.jpg --out-dir /proc --force",
        "output-not-written",
    );
}

#[test]
fn a_pipe_that_nobody_writes_to_does_not_block() {
    let folder = Folder::new("pipe-in");
    let made = std::process::Command::new("mkfifo")
        .arg(folder.path("pipe.jpg"))
        .status();
    if made.is_ok_and(|status| status.success()) {
        let run = folder.run("check pipe.jpg --format jsonl");
        assert_eq!(run.lines()[0]["error"]["code"], "file-unreadable");
    }
}

#[test]
fn a_folder_for_portraits_is_made_and_a_file_cannot_be_one() {
    let folder = Folder::new("out-dirs");
    folder.write("good.jpg", good());
    folder.run("render good.jpg --out-dir a/b/c --force");
    assert!(folder.path("a/b/c/good.portrait.jpg").exists());
    assert!(!folder.path("a/b/c/good.portrait.jpg.part").exists());
    let run = folder.run("render good.jpg --out-dir good.jpg");
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
}

#[test]
fn what_a_folder_holds_beside_pictures_is_told() {
    let folder = Folder::new("in-mixed");
    folder.write("in/good.jpg", good());
    folder.write("in/good.portrait.jpg", good());
    folder.write("in/.hidden", "");
    folder.write("in/IMG_1.mov", "");
    folder.write("in/more/good.jpg", good());
    for (language, told) in [("zh", "2 项没有处理"), ("en", "2 left out")] {
        let run = folder.run(&format!("check in --format jsonl --lang {language}"));
        assert_eq!(run.lines().len(), 1, "{}", run.out);
        assert!(run.err.contains(told), "{}", run.err);
        assert!(run.err.contains("IMG_1.mov") && run.err.contains("more/"));
        assert!(!run.err.contains("portrait") && !run.err.contains("hidden"));
    }
    folder.write("clean/good.jpg", good());
    let run = folder.run("check clean --format jsonl --lang en");
    assert_eq!(run.err, "");
}

#[test]
fn a_name_that_is_not_text_is_read_and_written() {
    let folder = Folder::new("not-text");
    let name = |ending: &[u8]| {
        let name = [b"b\xff\xe4d", ending].concat();
        PathBuf::from(std::ffi::OsStr::from_bytes(&name))
    };
    // Some file systems take only text.
    if std::fs::write(folder.path(name(b".jpg")), good()).is_err() {
        return;
    }
    let run = folder.run("render . --force --format jsonl");
    let lines = run.lines();
    assert_eq!(lines.len(), 1);
    assert!(lines[0].get("error").is_none(), "{}", run.out);
    assert!(folder.path(name(b".portrait.jpg")).exists());
}

#[test]
fn a_file_name_cannot_steer_the_terminal() {
    let folder = Folder::new("escape");
    folder.write("in/a\u{7}\nb.jpg", "not a photo");
    let run = folder.run("check in");
    assert!(run.out.contains("a··b.jpg"), "{:?}", run.out);
}
