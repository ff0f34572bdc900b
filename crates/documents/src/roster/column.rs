//! The columns of a roster and the headers that schools write over them: the abbreviations of the national registry's
//! tables, their Chinese names, and English ones.

use strum::{IntoStaticStr, VariantArray};

use crate::table::normal;

/// A column of a roster that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Column {
    /// The student number (学号).
    Number,
    /// The student's name; nothing of it is imported.
    Name,
    /// Name of the college.
    College,
    /// Name of the teaching point.
    TeachingPoint,
    /// Name of the major; nothing of it is imported.
    Major,
    /// Name of the class.
    Class,
    /// Level of study.
    Level,
    /// Year of admission.
    Grade,
    /// Month of graduation.
    Graduation,
    /// The identity number, where the centre allows it.
    IdentityNumber,
}

/// Headers of columns that schools have and nobody here needs, as [`normal`] gives them: they show that a row is the
/// header.
const UNUSED: &str = "序号 编号 no ksh 考生号 xb 性别 csrq 出生日期 mz 民族 zydm 专业代码 xz 学制 xxxs 学习形式 rxrq 入学日期 \
    入学时间 yxdm 学校代码 院校代码 yxmc 学校名称 院校名称 学校 zzmm 政治面貌 xllb 学历类别 备注 bz 手机 手机号 联系电话 电话";

/// Parts of headers that name identity numbers.
const IDENTITY: &[&str] = &[
    "身份证",
    "证件号",
    "sfzh",
    "sfzjh",
    "zjhm",
    "identity",
    "idnumber",
    "idcard",
];

impl Column {
    /// The column of a header, in any of its names.
    pub(super) fn of(header: &str) -> Option<Self> {
        let word = normal(header);
        let known = Self::VARIANTS.iter().copied();
        known
            .into_iter()
            .find(|column| is_among(column.names(), &word))
            .or_else(|| names_identity(&word).then_some(Self::IdentityNumber))
    }

    /// Whether a header is one that schools use.
    pub(super) fn is_usual(header: &str) -> bool {
        Self::of(header).is_some() || is_among(UNUSED, &normal(header))
    }

    /// Its name in programs: `teaching_point`.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// The usual header in Chinese.
    pub fn chinese(self) -> &'static str {
        self.names().split(' ').next().unwrap_or_default()
    }

    /// The header in English.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Number => "student number",
            Self::Name => "name",
            Self::College => "college",
            Self::TeachingPoint => "teaching point",
            Self::Major => "major",
            Self::Class => "class",
            Self::Level => "level",
            Self::Grade => "grade",
            Self::Graduation => "graduation",
            Self::IdentityNumber => "identity number",
        }
    }

    /// Headers in the form that [`normal`] gives them, the usual Chinese one first, blanks between them.
    const fn names(self) -> &'static str {
        match self {
            Self::Number => "学号 xh 学生学号 学生证号 studentnumber studentno studentid",
            Self::Name => "姓名 xm 学生姓名 name studentname",
            Self::College => "学院 二级学院 分院 fy 院系 院系名称 系所 学院名称 所属学院 college",
            Self::TeachingPoint => {
                "教学点 函授站 xsh 系所函授站 系所/函授站 校外教学点 教学点名称 函授站点 函授站名称 教学站 教学站点 学习中心 站点 \
                 teachingpoint"
            }
            Self::Major => "专业 zymc 专业名称 zy major",
            Self::Class => "班级 班号 bh bj 班级名称 行政班 班别 所在班级 class",
            Self::Level => "层次 cc 培养层次 学历层次 办学层次 专业层次 level",
            Self::Grade => "年级 nj 级 入学年级 所在年级 当前所在级 级别 grade",
            Self::Graduation => {
                "毕业时间 预计毕业日期 yjbyrq 毕业年月 毕业日期 预计毕业时间 预计毕业年月 byrq graduation graduationdate"
            }
            Self::IdentityNumber => "身份证号",
        }
    }
}

fn is_among(names: &str, word: &str) -> bool {
    names.split_whitespace().any(|name| name == word)
}

fn names_identity(word: &str) -> bool {
    IDENTITY.iter().any(|part| word.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_and_names_of_the_registry() {
        let check = |header, expected| assert_eq!(Column::of(header), expected, "{header}");
        check("XH", Some(Column::Number));
        check("学 号*", Some(Column::Number));
        check("XSH", Some(Column::TeachingPoint));
        check("系所/函授站", Some(Column::TeachingPoint));
        check("二级学院（全称）", Some(Column::College));
        check("YJBYRQ", Some(Column::Graduation));
        check("teaching_point", Some(Column::TeachingPoint));
        check("居民身份证号码", Some(Column::IdentityNumber));
        check("SFZH", Some(Column::IdentityNumber));
        check("证件号码后四位", Some(Column::IdentityNumber));
        check("性别", None);
        assert!(Column::is_usual("性别"));
        assert!(!Column::is_usual("某校2023届毕业生学号名单"));
    }

    #[test]
    fn no_header_names_two_columns() {
        for column in Column::VARIANTS {
            for name in column.names().split_whitespace() {
                assert_eq!(Column::of(name), Some(*column), "{name}");
            }
        }
    }
}
