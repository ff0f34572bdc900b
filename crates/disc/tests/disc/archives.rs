//! Archives, read by Python and by Info-ZIP.

use std::ffi::OsStr;
use std::fs::File;
use std::io::BufWriter;

use disc::{Item, Medium, write_zip};

use crate::shared::{Memory, expected, facts, plan, portraits, program, python, students};

#[test]
fn names_are_utf_8_in_both_headers_and_contents_are_right() {
    let (items, mut memory) = students(200);
    let plan = plan(items, Medium::Dvd);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("disc.zip");
    let mut bytes = Vec::new();
    write_zip(&plan, &plan.volumes[0], &mut memory, &mut bytes).unwrap();
    std::fs::write(&path, &bytes).unwrap();
    let script = "
import sys, hashlib, struct, zipfile
archive = zipfile.ZipFile(sys.argv[1]); raw = open(sys.argv[1], 'rb')
assert archive.testzip() is None
for entry in archive.infolist():
    raw.seek(entry.header_offset)
    local = struct.unpack('<4s5H3I2H', raw.read(30))
    if not entry.filename.isascii():
        assert entry.flag_bits & 0x800 and local[2] & 0x800, entry.filename
        assert raw.read(local[9]).decode('utf-8') == entry.filename
    print(entry.filename, hashlib.sha256(archive.read(entry)).hexdigest())
";
    if let Some(text) = python(script, &path) {
        assert_eq!(portraits(&text), expected(&plan, 0));
        assert_eq!(text.lines().count(), 206);
    }
    let out = folder.path().join("out");
    let arguments = [
        OsStr::new("-q"),
        path.as_os_str(),
        OsStr::new("-d"),
        out.as_os_str(),
    ];
    if program("CAIXIANG_TEST_UNZIP", &arguments).is_some() {
        for file in &plan.volumes[0].files {
            let read = std::fs::read(out.join(&*file.path)).unwrap();
            assert!(read == memory.files[&*file.key], "{}", file.path);
        }
    }
}

#[test]
fn more_files_than_the_old_form_of_an_archive_counts_are_all_found() {
    // Its directory counts up to 65 535 in two bytes; beyond that stands the one of zip64.
    const COUNT: usize = 65_600;
    let mut memory = Memory::default();
    let items = (0..COUNT).map(|index| {
        let bytes = index.to_le_bytes().to_vec();
        let key = format!("object-{index}");
        let facts = facts(&bytes);
        memory.files.insert(key.clone(), bytes);
        let cells = [format!("{index:012}"), String::new(), "会计学院".to_owned()];
        Item {
            key,
            facts,
            cells: cells.to_vec(),
        }
    });
    let items: Vec<Item> = items.collect();
    let plan = plan(items, Medium::Dvd);
    assert_eq!(plan.volumes.len(), 1);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("disc.zip");
    let mut file = BufWriter::new(File::create(&path).unwrap());
    write_zip(&plan, &plan.volumes[0], &mut memory, &mut file).unwrap();
    file.into_inner().unwrap();
    let script = "
import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
entries = archive.infolist()
assert open(sys.argv[1], 'rb').read().count(b'PK\\x06\\x06') == 1, 'no directory of zip64'
last = [entry for entry in entries if entry.filename.endswith('000000065599.jpg')]
print(len(entries), int.from_bytes(archive.read(last[0]), 'little'))
";
    if let Some(text) = python(script, &path) {
        // The portraits, and six files about them.
        assert_eq!(text.trim(), format!("{} {}", COUNT + 6, COUNT - 1));
    }
}

#[test]
fn a_file_that_changed_ends_the_archive() {
    let (items, mut memory) = students(10);
    let plan = plan(items, Medium::Dvd);
    memory.files.get_mut("object-3").unwrap()[0] ^= 1;
    let refused = write_zip(&plan, &plan.volumes[0], &mut memory, &mut Vec::new());
    assert_eq!(refused.unwrap_err().code(), "file-changed");
}
