//! A list of students as a file for spreadsheet programs, in the language of whoever takes it out.

use std::io::{self, Cursor};

use documents::list;
use documents::workbook::{ListWorkbook, WorkbookError};
use domain::{Language, PrintJobStateName, SubmissionStateName as State};
use standard::Text;
use store::PageRequest;
use tokio::task::spawn_blocking;

use super::students::{ListedStudent, Stage, StudentList};
use crate::failure::Failure;
use crate::service::App;

/// Students that are read at a time while a workbook is written.
const AT_A_TIME: u32 = 1_000;

/// Columns: what they are called, and how wide they are in characters.
const COLUMNS: [(Text<&str>, u16); 9] = [
    (Text::new("学号", "Student number"), 18),
    (Text::new("学校", "School"), 22),
    (Text::new("学院", "College"), 22),
    (Text::new("教学点", "Teaching point"), 22),
    (Text::new("班级", "Class"), 22),
    (Text::new("层次", "Level"), 12),
    (Text::new("状态", "State"), 14),
    (Text::new("照片", "Prints"), 14),
    (Text::new("在册", "On the roster"), 14),
];

/// The header as a line of CSV.
///
/// # Errors
/// [`io::Error`] where there is no memory for it.
pub fn sheet_head(language: Language) -> io::Result<Vec<u8>> {
    list::head(&COLUMNS.map(|(name, _)| within(name, language)))
}

/// One student as a line of CSV.
///
/// # Errors
/// [`io::Error`] where there is no memory for it.
pub fn sheet_line(student: &ListedStudent, language: Language) -> io::Result<Vec<u8>> {
    list::line(&cells(student, language))
}

/// The whole list as a workbook.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer; [`Failure::Internal`] where there is no room for
/// the file.
pub async fn student_workbook(
    app: &App,
    mut list: StudentList,
    language: Language,
) -> Result<Vec<u8>, Failure> {
    let title = within(Text::new("学生", "Students"), language);
    let head = COLUMNS.map(|(name, width)| (within(name, language), width));
    let mut book = ListWorkbook::new(title, &head).map_err(Failure::internal)?;
    let mut page = PageRequest::first(AT_A_TIME);
    loop {
        let students = list.page(app, page).await?;
        for student in &students.items {
            book.row(cells(student, language))
                .map_err(Failure::internal)?;
        }
        let Some(next) = students.next else {
            break;
        };
        page.after = Some(next);
    }
    let pack = move || {
        let mut bytes = Cursor::new(Vec::new());
        book.finish(&mut bytes)?;
        Ok::<_, WorkbookError>(bytes.into_inner())
    };
    let packed = spawn_blocking(pack).await.map_err(Failure::internal)?;
    packed.map_err(Failure::internal)
}

const fn within(text: Text<&'static str>, language: Language) -> &'static str {
    match language {
        Language::Zh => text.zh,
        Language::En => text.en,
    }
}

fn cells(student: &ListedStudent, language: Language) -> [&str; 9] {
    let names = &student.names;
    let listed = if student.listed {
        Text::new("是", "yes")
    } else {
        Text::new("否", "no")
    };
    [
        student.student_number.as_deref().unwrap_or_default(),
        names.school.as_deref().unwrap_or_default(),
        names.college.as_deref().unwrap_or_default(),
        names.teaching_point.as_deref().unwrap_or_default(),
        names.class.as_deref().unwrap_or_default(),
        student.level.as_ref().map_or("", |level| level.as_str()),
        within(in_words(student.stage), language),
        student
            .prints
            .map_or("", |prints| within(of_prints(prints), language)),
        within(listed, language),
    ]
}

const fn in_words(stage: Stage) -> Text<&'static str> {
    let state = match stage {
        Stage::NotBegun => return Text::new("未开始", "not begun"),
        Stage::Delivered => return Text::new("已交付", "delivered"),
        Stage::Begun(state) => state,
    };
    match state {
        State::AwaitingPhoto => Text::new("待上传", "photo awaited"),
        State::AwaitingConfirmation => Text::new("待确认", "to be confirmed"),
        State::AwaitingReview => Text::new("待审核", "in review"),
        State::Withdrawn => Text::new("已撤回", "withdrawn"),
        State::Rejected => Text::new("未通过", "rejected"),
        State::Approved => Text::new("已通过", "approved"),
        State::Voided => Text::new("已作废", "voided"),
        State::Expired => Text::new("已过期", "expired"),
    }
}

const fn of_prints(state: PrintJobStateName) -> Text<&'static str> {
    match state {
        PrintJobStateName::Waiting => Text::new("待制作", "to be made"),
        PrintJobStateName::InProduction => Text::new("制作中", "in production"),
        PrintJobStateName::Shipped => Text::new("已寄送", "shipped"),
        PrintJobStateName::Received => Text::new("已签收", "received"),
    }
}
