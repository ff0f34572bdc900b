//! Packages for the registry, read as it would read them.

use std::io::Cursor;

use disc::registry::{Package, PackageError, Record, read_package};
use time::macros::datetime;

use crate::shared::{Memory, facts, hex, python};

fn package(count: usize) -> (Package, Memory) {
    let mut memory = Memory::default();
    let records = (0..count).map(|index| {
        let photo = vec![index as u8; 100 + index];
        let key = format!("object-{index}");
        let facts = facts(&photo);
        memory.files.insert(key.clone(), photo);
        Record {
            key,
            payload: format!("cGF5bG9hZC17{index}fQ=="),
            photo: facts,
        }
    });
    let records = records.collect();
    let at = datetime!(2023-11-01 12:00 +8);
    (Package::new("R-2023-0001", at, records).unwrap(), memory)
}

fn written(package: &Package, memory: &mut Memory) -> Vec<u8> {
    let mut bytes = Vec::new();
    package.write(memory, &mut bytes).unwrap();
    bytes
}

#[test]
fn a_package_is_read_as_it_was_made_and_is_always_the_same() {
    let (package, mut memory) = package(25);
    let bytes = written(&package, &mut memory);
    let stored = serde_json::to_string(&package).unwrap();
    let again: Package = serde_json::from_str(&stored).unwrap();
    assert!(written(&again, &mut memory) == bytes);
    let mut taken = Vec::new();
    let read = read_package(Cursor::new(&bytes), |serial, payload, photo| {
        taken.push((serial, payload.to_owned(), photo));
        Ok(())
    });
    let (number, digest) = read.unwrap();
    assert_eq!(
        (number.as_str(), digest),
        ("R-2023-0001", package.digest().unwrap())
    );
    assert_eq!(taken.len(), 25);
    for (index, (serial, payload, photo)) in taken.iter().enumerate() {
        assert_eq!(*serial, index as u64 + 1);
        assert_eq!(*payload, package.records[index].payload);
        assert_eq!(*photo, memory.files[&package.records[index].key]);
    }
}

#[test]
fn python_finds_what_the_description_says() {
    let (package, mut memory) = package(7);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("package.zip");
    std::fs::write(&path, written(&package, &mut memory)).unwrap();
    let script = "
import sys, json, hashlib, zipfile
archive = zipfile.ZipFile(sys.argv[1])
text = archive.read('manifest.json'); manifest = json.loads(text)
records = archive.read('records.jsonl')
assert manifest['records_sha256'] == hashlib.sha256(records).hexdigest()
assert (manifest['format'], manifest['version'], manifest['records']) == ('caixiang-registry-package', 1, 7)
for line in records.decode().splitlines():
    record = json.loads(line); photo = archive.read(record['photo'])
    assert (len(photo), hashlib.sha256(photo).hexdigest()) == (record['bytes'], record['sha256'])
print(hashlib.sha256(text).hexdigest())
";
    if let Some(text) = python(script, &path) {
        assert_eq!(text.trim(), hex(&package.digest().unwrap()));
    }
}

#[test]
fn no_damaged_package_is_read() {
    let (package, mut memory) = package(5);
    let bytes = written(&package, &mut memory);
    let read = |bytes: &[u8]| read_package(Cursor::new(bytes), |_, _, _| Ok(()));
    assert!(matches!(read(b"no zip"), Err(PackageError::NoPackage)));
    let mut kinds = 0;
    for at in (0..bytes.len()).step_by(13) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x55;
        // Some bytes say nothing, such as the hour of an entry; a package that is read is the same package.
        match read(&damaged) {
            Ok((number, digest)) => {
                assert_eq!(
                    (number.as_str(), digest),
                    ("R-2023-0001", package.digest().unwrap())
                );
            }
            Err(_) => kinds += 1,
        }
    }
    assert!(kinds > 50, "{kinds}");
}
