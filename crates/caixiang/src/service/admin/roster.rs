//! Imports a school's roster.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use anyhow::{Context, Result};
use app::{App, roster};
use documents::Limits;
use serde_json::json;

use super::operator::OPERATOR;
use super::roster_words;
use crate::service::arguments::RosterArguments;
use crate::service::printer::Printer;

/// Reads the file and hands its lines over.
pub(super) async fn import(app: &App, import: &RosterArguments, printer: Printer) -> Result<()> {
    let file = import.file.display();
    let limits = Limits::default();
    let bytes = read(&import.file, &limits).with_context(|| format!("{file} cannot be read"))?;
    let list =
        documents::roster::parse(&bytes, &limits).map_err(|error| roster_words::told(&error))?;
    let new = roster::ImportRoster {
        batch: import.batch,
        school: import.school,
        lines: list.lines,
    };
    let done = roster::import(app, &OPERATOR, new).await?;
    let (students, units, classes) = (done.students, done.new_units, done.new_classes);
    let ignored = list.ignored;
    let [zh, en] = match ignored.len() {
        0 => Default::default(),
        _ => [
            format!("；未使用的列：{}", ignored.join("、")),
            format!("; columns left out: {}", ignored.join(", ")),
        ],
    };
    printer.say(
        &json!({
            "students": students,
            "new_units": units,
            "new_classes": classes,
            "ignored_columns": ignored,
        }),
        format!("已导入 {students} 名学生，新增 {units} 个学院或教学点、{classes} 个班级{zh}"),
        format!(
            "Read {students} students in, with {units} new units and {classes} new classes{en}"
        ),
    )
}

/// Reads one byte more than allowed at most: enough for the parser to refuse the file.
fn read(path: &Path, limits: &Limits) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut bounded = File::open(path)?.take(limits.max_bytes as u64 + 1);
    bounded.read_to_end(&mut bytes)?;
    Ok(bytes)
}
