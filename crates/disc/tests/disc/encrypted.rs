//! Archives under a passphrase, opened by 7-Zip as a school opens them.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use disc::{Lock, Medium, Plan, write_encrypted_zip};

use crate::shared::{Memory, plan, program, students, succeeds};

const SEVEN_ZIP: &str = "CAIXIANG_TEST_7ZIP";
const PASSPHRASE: &str = "0123-4567-8901-2345-6789-0123-4567";

fn encrypted(salt: u8) -> (Plan, Memory, Vec<u8>) {
    let (items, mut memory) = students(200);
    let plan = plan(items, Medium::Dvd);
    let lock = Lock {
        passphrase: PASSPHRASE,
        salt: [salt; 16],
    };
    let mut bytes = Vec::new();
    write_encrypted_zip(&plan, &plan.volumes[0], lock, &mut memory, &mut bytes).unwrap();
    (plan, memory, bytes)
}

/// `7zz x`, with this passphrase, into a folder.
fn extract(archive: &Path, passphrase: &str, out: &Path) -> [OsString; 5] {
    let mut into = OsString::from("-o");
    into.push(out);
    let password = format!("-p{passphrase}");
    [
        "x".into(),
        "-y".into(),
        password.into(),
        into,
        archive.into(),
    ]
}

fn borrowed(arguments: &[OsString]) -> Vec<&OsStr> {
    arguments.iter().map(OsString::as_os_str).collect()
}

#[test]
fn seven_zip_opens_it_with_the_passphrase_and_every_file_is_right() {
    let folder = tempfile::tempdir().unwrap();
    let (plan, memory, bytes) = encrypted(1);
    let path = folder.path().join("disc.zip");
    std::fs::write(&path, &bytes).unwrap();
    let list = [OsStr::new("l"), OsStr::new("-slt"), path.as_os_str()];
    let Some(listed) = program(SEVEN_ZIP, &list) else {
        return;
    };
    assert!(
        listed.contains("Encrypted = +") && listed.contains("AES-256"),
        "{listed}"
    );
    assert!(listed.contains("SCHOOL_2024_01.zip"), "{listed}");

    for wrong in ["", "0123-4567-8901-2345-6789-0123-4568"] {
        let out = folder.path().join("wrong");
        let opened = succeeds(SEVEN_ZIP, &borrowed(&extract(&path, wrong, &out)));
        assert_eq!(opened, Some(false), "{wrong}");
    }

    let (outer, inner) = (folder.path().join("outer"), folder.path().join("inner"));
    program(SEVEN_ZIP, &borrowed(&extract(&path, PASSPHRASE, &outer)));
    let archive = outer.join("SCHOOL_2024_01.zip");
    program(SEVEN_ZIP, &borrowed(&extract(&archive, "", &inner)));
    for file in &plan.volumes[0].files {
        let read = std::fs::read(inner.join(&*file.path)).unwrap();
        assert!(read == memory.files[&*file.key], "{}", file.path);
    }
    let index = std::fs::read_to_string(inner.join("index.csv")).unwrap();
    assert_eq!(index.lines().count(), 201);
}

#[test]
fn nothing_of_anybody_stands_in_it_in_the_clear() {
    let (plan, _, bytes) = encrypted(1);
    let has = |text: &str| {
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    for file in plan.volumes[0].files.iter().take(9) {
        assert!(!has(&file.path), "{}", file.path);
    }
    assert!(!has("index.html") && !has(PASSPHRASE));
    let (_, _, again) = encrypted(1);
    assert!(again == bytes, "the same salt gives the same bytes");
    let (_, _, other) = encrypted(2);
    let differing = bytes.iter().zip(&other).filter(|(one, other)| one != other);
    assert!(differing.count() > bytes.len() / 2);
}
