//! The columns of a roster and the headers that schools write over them.

use crate::table::Heading;

/// A column of a roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The student number (学号).
    StudentNumber,
    /// Name of the college.
    College,
    /// Name of the teaching point.
    TeachingPoint,
    /// Name of the class.
    Class,
    /// Level of study.
    Level,
    /// Year of admission.
    Grade,
    /// Month of graduation.
    Graduation,
}

impl Column {
    /// Columns without which a roster cannot be read.
    pub(super) const REQUIRED: [Self; 4] = [
        Self::StudentNumber,
        Self::Level,
        Self::Grade,
        Self::Graduation,
    ];

    /// The usual header in Chinese.
    pub fn chinese(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }

    /// The header in English.
    pub fn english(self) -> &'static str {
        self.names().last().copied().unwrap_or_default()
    }
}

impl Heading for Column {
    const ALL: &'static [Self] = &[
        Self::StudentNumber,
        Self::College,
        Self::TeachingPoint,
        Self::Class,
        Self::Level,
        Self::Grade,
        Self::Graduation,
    ];

    /// The usual Chinese one first, the English one last.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::StudentNumber => &["学号", "student_number"],
            Self::College => &["学院", "二级学院", "分院", "院系", "college"],
            Self::TeachingPoint => &["教学点", "函授站", "teaching_point"],
            Self::Class => &["班级", "班号", "class"],
            Self::Level => &["层次", "培养层次", "level"],
            Self::Grade => &["年级", "级", "grade"],
            Self::Graduation => &["毕业时间", "毕业年月", "毕业日期", "graduation"],
        }
    }
}
