//! A set of invented students, their files in memory, and the programs that read what is written.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::io::{self, Cursor};
use std::path::Path;
use std::process::{Command, Output};

use disc::{Field, FileFacts, Item, Medium, Opened, Plan, Planned, Source};
use sha2::{Digest as _, Sha256};
use time::macros::datetime;

/// Names a Python with `pycdlib`, `dbfread` and `openpyxl`.
const READERS: &str = "CAIXIANG_TEST_READERS_PYTHON";

/// Files by their keys; counts how often each is opened.
#[derive(Default)]
pub(crate) struct Memory {
    pub(crate) files: HashMap<String, Vec<u8>>,
    pub(crate) opened: usize,
}

impl Source for Memory {
    fn open(&mut self, file: &Planned) -> io::Result<Opened<'_>> {
        self.opened += 1;
        let bytes = self.files.get(&*file.key).ok_or(io::ErrorKind::NotFound)?;
        Ok(Opened::of(Cursor::new(bytes)))
    }
}

pub(crate) fn fields() -> Vec<Field> {
    let field = |name: &str, head: &str, dbf: &str| Field {
        name: name.into(),
        head: head.into(),
        dbf: dbf.into(),
    };
    vec![
        field("number", "学号", "XH"),
        field("name", "姓名", "XM"),
        field("college", "学院", "FY"),
    ]
}

pub(crate) fn facts(bytes: &[u8]) -> FileFacts {
    FileFacts {
        bytes: bytes.len() as u64,
        sha256: Sha256::digest(bytes).into(),
    }
}

const NAMES: [&str; 4] = ["王小明", "李𠮷", "阿卜杜热合曼·买买提", "=cmd,\"x\""];
const COLLEGES: [&str; 3] = ["会计学院", "东莞/教学点", "CON"];

/// So many students; each file has other bytes and another length, from 0 on.
pub(crate) fn students(count: usize) -> (Vec<Item>, Memory) {
    let mut memory = Memory::default();
    let items = (0..count).map(|index| {
        let bytes: Vec<u8> = (0..index * 37 % 9_000)
            .map(|at| (at * 31 + index) as u8)
            .collect();
        let key = format!("object-{index}");
        let facts = facts(&bytes);
        memory.files.insert(key.clone(), bytes);
        let cells = [
            format!("{index:012}"),
            NAMES[index % NAMES.len()].to_owned(),
            COLLEGES[index % COLLEGES.len()].to_owned(),
        ];
        Item {
            key,
            facts,
            cells: cells.to_vec(),
        }
    });
    (items.collect(), memory)
}

pub(crate) fn plan(items: Vec<Item>, medium: Medium) -> Plan {
    let at = datetime!(2023-10-20 09:30 +8);
    let template = "{college}/{number}.jpg";
    Plan::new(
        "示例大学 2024 届",
        "school-2024",
        at,
        fields(),
        (template, medium),
        items.into_iter(),
    )
    .unwrap()
}

/// What a Python script prints about a file; `None` where there is no such Python.
pub(crate) fn python(script: &str, path: &Path) -> Option<String> {
    let Some(python) = std::env::var_os(READERS) else {
        eprintln!("skipped: {READERS} does not name a Python with pycdlib");
        return None;
    };
    Some(run(
        &python,
        &[OsStr::new("-c"), OsStr::new(script), path.as_os_str()],
    ))
}

/// What a program prints; `None` where the variable does not name it.
pub(crate) fn program(variable: &str, arguments: &[&OsStr]) -> Option<String> {
    let Some(program) = std::env::var_os(variable) else {
        eprintln!("skipped: {variable} is not set");
        return None;
    };
    Some(run(&program, arguments))
}

/// Whether a program succeeds; `None` where the variable does not name it.
pub(crate) fn succeeds(variable: &str, arguments: &[&OsStr]) -> Option<bool> {
    let Some(program) = std::env::var_os(variable) else {
        eprintln!("skipped: {variable} is not set");
        return None;
    };
    Some(output(&program, arguments).status.success())
}

fn output(program: &OsStr, arguments: &[&OsStr]) -> Output {
    Command::new(program)
        .args(arguments)
        .env("PYTHONUTF8", "1")
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap()
}

fn run(program: &OsStr, arguments: &[&OsStr]) -> String {
    let output = output(program, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {errors}", program.display());
    String::from_utf8(output.stdout).unwrap()
}

/// Lines of `path sha256` as the plan has them, sorted.
pub(crate) fn expected(plan: &Plan, volume: usize) -> Vec<String> {
    let files = plan.volumes[volume].files.iter();
    let mut lines: Vec<String> = files
        .map(|file| format!("{} {}", file.path, hex(&file.facts.sha256)))
        .collect();
    lines.sort();
    lines
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    hex::encode(bytes)
}

/// Sorted lines that are not about the index.
pub(crate) fn portraits(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text
        .lines()
        .filter(|line| line.contains('/') && line.contains(".jpg"))
        .map(str::to_owned)
        .collect();
    lines.sort();
    lines
}
