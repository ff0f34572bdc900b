//! Images, read by two programs of others, whole and from the middle on.

use std::ffi::OsStr;

use disc::{Image, Medium, Step};

use crate::shared::{Memory, expected, plan, portraits, program, python, students};

fn image(plan: &disc::Plan, number: u32, memory: &mut Memory) -> Vec<u8> {
    let image = Image::new(plan, number).unwrap().unwrap();
    let mut bytes = Vec::new();
    image.write(0, memory, &mut bytes).unwrap();
    assert_eq!(bytes.len() as u64, image.bytes());
    bytes
}

#[test]
fn pycdlib_reads_every_file_under_its_name() {
    let (items, mut memory) = students(300);
    let plan = plan(items, Medium::Cd);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("disc.iso");
    std::fs::write(&path, image(&plan, 1, &mut memory)).unwrap();
    let script = "
import sys, io, hashlib, pycdlib
iso = pycdlib.PyCdlib(); iso.open(sys.argv[1])
def read(**where):
    out = io.BytesIO(); iso.get_file_from_iso_fp(out, **where); return hashlib.sha256(out.getvalue()).hexdigest()
plain = set()
for folder, _, files in iso.walk(iso_path='/'):
    for name in files:
        plain.add(read(iso_path=folder.rstrip('/') + '/' + name))
for folder, _, files in iso.walk(joliet_path='/'):
    for name in files:
        path = folder.rstrip('/') + '/' + name
        sum = read(joliet_path=path)
        assert sum in plain, path
        print(path[1:], sum)
pvd = iso.pvd
print('label', pvd.volume_identifier.decode().strip(), iso.has_joliet())
";
    let Some(text) = python(script, &path) else {
        return;
    };
    assert_eq!(portraits(&text), expected(&plan, 0));
    assert!(text.contains("label SCHOOL_2024_01 True"), "{text}");
    assert_eq!(text.lines().count(), 300 + 6 + 1);
}

#[test]
fn xorriso_and_isoinfo_read_the_same() {
    let (items, mut memory) = students(120);
    let plan = plan(items, Medium::Cd);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("disc.iso");
    std::fs::write(&path, image(&plan, 1, &mut memory)).unwrap();
    let out = folder.path().join("out");
    let arguments = ["-read_fs", "norock", "-osirrox", "on", "-indev"].map(OsStr::new);
    let then = ["-extract", "/"].map(OsStr::new);
    let arguments = [
        &arguments[..],
        &[path.as_os_str()],
        &then,
        &[out.as_os_str()],
    ]
    .concat();
    if program("CAIXIANG_TEST_XORRISO", &arguments).is_some() {
        for file in &plan.volumes[0].files {
            let read = std::fs::read(out.join(&*file.path)).unwrap();
            assert!(read == memory.files[&*file.key], "{}", file.path);
        }
    }
    let arguments = ["-J", "-f", "-i"].map(OsStr::new);
    let arguments = [&arguments[..], &[path.as_os_str()]].concat();
    if let Some(list) = program("CAIXIANG_TEST_ISOINFO", &arguments) {
        // It shows Chinese letters as underscores, so only names of files are compared.
        let names = list.lines().filter_map(|line| line.rsplit('/').next());
        let mut listed: Vec<&str> = names.filter(|name| name.contains(".jpg")).collect();
        listed.sort_unstable();
        let paths = plan.volumes[0].files.iter();
        let mut names: Vec<&str> = paths
            .filter_map(|file| file.path.rsplit('/').next())
            .collect();
        names.sort_unstable();
        assert_eq!(listed, names);
    }
}

#[test]
fn writing_goes_on_from_any_byte() {
    let (items, mut memory) = students(40);
    let plan = plan(items, Medium::Cd);
    let whole = image(&plan, 1, &mut memory);
    // As it would be after the process was killed: from what was stored.
    let stored = serde_json::to_string(&plan).unwrap();
    let plan: disc::Plan = serde_json::from_str(&stored).unwrap();
    let image = Image::new(&plan, 1).unwrap().unwrap();
    let end = image.bytes();
    let head = 19 * 2_048;
    let middle = end / 2;
    for from in [
        0,
        1,
        2_047,
        2_048,
        head,
        head + 5,
        middle,
        middle + 3,
        end - 307_201,
        end - 1,
        end,
    ] {
        let mut rest = Vec::new();
        image.write(from, &mut memory, &mut rest).unwrap();
        assert!(rest == whole[from as usize..], "from {from} of {end}");
    }
    for from in (0..end).step_by(7_919) {
        let mut length = 0;
        for step in image.steps(from) {
            length += match step.unwrap() {
                Step::Bytes(bytes) => bytes.len() as u64,
                Step::File { index, skip } => plan.volumes[0].files[index].facts.bytes - skip,
            };
        }
        assert_eq!(from + length, end);
    }
    // Late bytes do not need early files.
    memory.opened = 0;
    image.write(end - 1, &mut memory, &mut Vec::new()).unwrap();
    assert_eq!(memory.opened, 0);
}

#[test]
fn a_file_that_changed_ends_the_writing() {
    for change in 0..3 {
        let (items, mut memory) = students(10);
        let plan = plan(items, Medium::Cd);
        let bytes = memory.files.get_mut("object-7").unwrap();
        match change {
            0 => bytes[0] ^= 1,
            1 => bytes.push(0),
            _ => bytes.truncate(3),
        }
        let image = Image::new(&plan, 1).unwrap().unwrap();
        let refused = image.write(0, &mut memory, &mut Vec::new()).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "file 7 is not what it was when the plan was made"
        );
        memory.files.remove("object-7");
        let refused = image.write(0, &mut memory, &mut Vec::new()).unwrap_err();
        assert_eq!(refused.code(), "read-failed");
    }
}
