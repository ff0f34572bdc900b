//! Reading a school's roster in.

use anyhow::{Context, Result};
use app::{App, roster};
use serde_json::json;

use super::{OPERATOR, roster_file};
use crate::service::arguments::RosterArguments;
use crate::service::printer::Printer;

/// Reads the file and hands its lines over.
pub(super) async fn import(app: &App, import: &RosterArguments, printer: Printer) -> Result<()> {
    let file = import.file.display();
    let bytes = std::fs::read(&import.file).with_context(|| format!("{file} cannot be read"))?;
    let roster = roster_file::parse(&bytes)?;
    let new = roster::ImportRoster {
        batch: import.batch,
        school: import.school,
        lines: roster.lines,
    };
    let done = roster::import(app, &OPERATOR, new).await?;
    let (students, units, classes) = (done.students, done.new_units, done.new_classes);
    let ignored = roster.ignored;
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
