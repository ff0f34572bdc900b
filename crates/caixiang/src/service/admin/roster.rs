//! Imports a school's roster.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use anyhow::{Context, Result};
use app::{App, Failure, roster};
use documents::Limits;
use documents::roster::{Finding, Issue, Issues, Options};
use domain::{BatchId, Cohort};
use serde_json::json;

use super::operator::OPERATOR;
use crate::service::arguments::RosterArguments;
use crate::service::explain::Told;
use crate::service::printer::Printer;

/// Errors that are shown at once; `caixiang roster check` shows all.
const SHOWN: usize = 20;

/// Reads the file and hands its lines over.
pub(super) async fn import(app: &App, import: &RosterArguments, printer: Printer) -> Result<()> {
    let file = import.file.display();
    let limits = Limits::default();
    let bytes = read(&import.file, &limits).with_context(|| format!("{file} cannot be read"))?;
    let list = documents::roster::read(&bytes, &limits, &Options::default());
    if !list.is_sound() {
        return Err(told(&list.errors).into());
    }
    let left_out = list.warnings.kept().iter();
    let ignored: Vec<String> = left_out
        .filter_map(|issue| match &issue.finding {
            Finding::ColumnLeftOut { header } => Some(header.clone()),
            _ => None,
        })
        .collect();
    let cohorts = cohorts(app, import.batch).await?;
    let lines = list
        .into_lines(&cohorts)
        .map_err(|unclear| told(&unclear))?;
    let new = roster::ImportRoster {
        batch: import.batch,
        school: import.school,
        way: roster::ImportWay::Replace,
        lines,
    };
    let done = roster::import(app, &OPERATOR, new).await?;
    let (students, units, classes) = (done.students, done.new_units, done.new_classes);
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

/// The cohorts of a batch, which complete what a roster leaves open. Those of a draft are not known here, so that its
/// roster has to be complete.
async fn cohorts(app: &App, batch: BatchId) -> Result<Vec<Cohort>, Failure> {
    match app::batch::view(app, batch).await {
        Ok(view) => Ok(view.batch.plan.cohorts),
        Err(Failure::NotFound) => Ok(Vec::new()),
        Err(failure) => Err(failure),
    }
}

/// The first errors, one in a line.
fn told(errors: &Issues) -> Told {
    let texts: Vec<_> = errors.kept().iter().take(SHOWN).map(Issue::text).collect();
    let lines = |lines: Vec<&str>| lines.join("\n  ");
    let rest = errors.kept().len() - texts.len() + errors.more();
    let [zh_rest, en_rest] = match rest {
        0 => Default::default(),
        _ => [
            format!("\n  另有 {rest} 处，用 caixiang roster check 查看。"),
            format!("\n  There are {rest} more: caixiang roster check shows them."),
        ],
    };
    Told::new(
        lines(texts.iter().map(|text| text.zh.as_str()).collect()) + &zh_rest,
        lines(texts.iter().map(|text| text.en.as_str()).collect()) + &en_rest,
    )
}

/// Reads one byte more than allowed at most: enough for the parser to refuse the file.
fn read(path: &Path, limits: &Limits) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut bounded = File::open(path)?.take(limits.max_bytes as u64 + 1);
    bounded.read_to_end(&mut bytes)?;
    Ok(bytes)
}
