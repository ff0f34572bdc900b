//! The key ring as a file.

use std::fs;
use std::path::PathBuf;

use secrecy::ExposeSecret as _;
use tempfile::TempDir;
use vault::{KeyRing, KeyRingError, KeyRingWarning};

fn write(ring: &KeyRing) -> (TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("keys.toml");
    fs::write(&path, ring.to_text().expose_secret()).unwrap();
    (place, path)
}

#[cfg(unix)]
#[track_caller]
fn check_mode(mode: u32, expected: &[KeyRingWarning]) {
    use std::os::unix::fs::PermissionsExt as _;
    let (_place, path) = write(&KeyRing::generate());
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    let ring = KeyRing::from_file(&path).unwrap();
    assert_eq!(ring.warnings(), expected);
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_reach_is_warned_about() {
    check_mode(0o600, &[]);
    check_mode(0o400, &[]);
    check_mode(0o640, &[KeyRingWarning::OpenToOthers { mode: 0o640 }]);
    check_mode(0o602, &[KeyRingWarning::OpenToOthers { mode: 0o602 }]);
    assert_eq!(
        KeyRingWarning::OpenToOthers { mode: 0o640 }.to_string(),
        "others than its owner can reach the key ring (mode 640); set it to 600"
    );
}

#[test]
fn a_file_is_read_back() {
    let ring = KeyRing::generate();
    let (_place, path) = write(&ring);
    let read = KeyRing::from_file(&path).unwrap();
    assert_eq!(
        read.to_text().expose_secret(),
        ring.to_text().expose_secret()
    );
}

#[test]
fn a_file_that_is_absent_or_something_else_is_refused() {
    let (place, path) = write(&KeyRing::generate());
    let absent = KeyRing::from_file(&place.path().join("absent"));
    assert!(matches!(absent, Err(KeyRingError::Unreadable { .. })));
    fs::write(&path, "index-key = \"not to be shown\" and more").unwrap();
    let error = KeyRing::from_file(&path).unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 1 of the key ring is not understood"
    );
    assert!(!format!("{error:?}").contains("not to be shown"));
}
