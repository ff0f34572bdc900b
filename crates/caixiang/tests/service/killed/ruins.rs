//! What an operator finds after it all: a log without a gap, no job that was given up, and exactly
//! the objects that something refers to.

use std::fs::{self, File};
use std::path::Path;
use std::time::SystemTime;

use serde_json::Value;

use crate::harness::Home;

/// Checks an installation whose processes have ended.
pub(crate) fn check(home: &Home) {
    home.admin(&["verify-audit"]);
    assert_eq!(home.admin(&["jobs", "list"]), Vec::<Value>::new());
    let checked = home.admin(&["check-objects"]);
    let checked = checked.last().unwrap();
    assert_eq!(checked["faults"], 0);
    let objects = home.data().join("objects");
    if !objects.exists() {
        // What lies in a bucket cannot be made old, and is not swept while it is young.
        return;
    }
    make_old(&objects);
    let swept = home.admin(&["sweep"]);
    assert_eq!(swept[0]["young"], 0);
    assert_eq!(swept[0]["foreign"], 0);
    assert_eq!(swept[0]["referenced"], checked["checked"]);
    let checked_again = home.admin(&["check-objects"]);
    assert_eq!(checked_again.last(), Some(checked));
    // What a sweep leaves beside the objects is none of them.
    let marks = objects.join("marks");
    let marked = if marks.exists() { files(&marks) } else { 0 };
    assert_eq!(files(&objects) - marked, checked["checked"]);
}

/// What is young may belong to a request under way, so only what is old is swept.
fn make_old(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            make_old(&path);
        } else {
            let file = File::options().write(true).open(&path).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        }
    }
}

fn files(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).unwrap();
    let count = |path: &Path| if path.is_dir() { files(path) } else { 1 };
    entries.map(|entry| count(&entry.unwrap().path())).sum()
}
