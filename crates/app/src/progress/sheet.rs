//! A list of students as lines of a sheet, in the language of whoever takes it out.

use std::io;

use documents::list;
use domain::{Language, SubmissionStateName as State};
use standard::Text;

use super::students::{ListedStudent, Stage};

/// The header.
///
/// # Errors
/// [`io::Error`] where there is no memory for it.
pub fn sheet_head(language: Language) -> io::Result<Vec<u8>> {
    list::head(&match language {
        Language::Zh => [
            "学号",
            "学校",
            "学院",
            "教学点",
            "班级",
            "层次",
            "状态",
            "在册",
        ],
        Language::En => [
            "Student number",
            "School",
            "College",
            "Teaching point",
            "Class",
            "Level",
            "State",
            "On the roster",
        ],
    })
}

/// One student.
///
/// # Errors
/// [`io::Error`] where there is no memory for it.
pub fn sheet_line(student: &ListedStudent, language: Language) -> io::Result<Vec<u8>> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let names = &student.names;
    let level = student
        .level
        .as_ref()
        .map(|level| level.as_str().to_owned());
    let listed = if student.listed {
        Text::new("是", "yes")
    } else {
        Text::new("否", "no")
    };
    let stage = in_words(student.stage);
    let [stage, listed] = [stage, listed].map(|text| match language {
        Language::Zh => text.zh,
        Language::En => text.en,
    });
    list::line(&[
        &text(&student.student_number),
        &text(&names.school),
        &text(&names.college),
        &text(&names.teaching_point),
        &text(&names.class),
        &text(&level),
        stage,
        listed,
    ])
}

const fn in_words(stage: Stage) -> Text<&'static str> {
    let Stage::Begun(state) = stage else {
        return Text::new("未开始", "not begun");
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
