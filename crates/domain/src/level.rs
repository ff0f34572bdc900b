//! The level of study (层次), which schools, rosters and codes write in different words.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::width::half_width;

/// A level of study. Stored and shown in its usual Chinese word.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Level {
    /// Junior college (专科).
    JuniorCollege,
    /// Bachelor (本科).
    Bachelor,
    /// From high school to junior college (高起专).
    HighSchoolToJuniorCollege,
    /// From high school to bachelor (高起本).
    HighSchoolToBachelor,
    /// From junior college to bachelor (专升本).
    JuniorCollegeToBachelor,
    /// Second bachelor (第二学士学位).
    SecondBachelor,
    /// Master (硕士研究生).
    Master,
    /// Doctor (博士研究生).
    Doctor,
    /// A word that is none of these, as it was written.
    Other(String),
}

impl Level {
    /// Reads a word or one of its synonyms; any other word is kept.
    pub fn parse(text: &str) -> Self {
        let word: String = text
            .chars()
            .map(half_width)
            .filter(|letter| !letter.is_whitespace())
            .collect();
        match word.as_str() {
            "专科" | "大专" | "高职" | "高职(专科)" => Self::JuniorCollege,
            "本科" => Self::Bachelor,
            "高起专" | "高升专" | "高中起点专科" => Self::HighSchoolToJuniorCollege,
            "高起本" | "高升本" | "高中起点本科" => Self::HighSchoolToBachelor,
            "专升本" | "专起本" | "专科起点本科" => Self::JuniorCollegeToBachelor,
            "第二学士学位" | "二学位" => Self::SecondBachelor,
            "硕士研究生" | "硕士" => Self::Master,
            "博士研究生" | "博士" => Self::Doctor,
            _ => Self::Other(word),
        }
    }

    /// The usual word.
    pub fn as_str(&self) -> &str {
        match self {
            Self::JuniorCollege => "专科",
            Self::Bachelor => "本科",
            Self::HighSchoolToJuniorCollege => "高起专",
            Self::HighSchoolToBachelor => "高起本",
            Self::JuniorCollegeToBachelor => "专升本",
            Self::SecondBachelor => "第二学士学位",
            Self::Master => "硕士研究生",
            Self::Doctor => "博士研究生",
            Self::Other(word) => word,
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl From<String> for Level {
    fn from(text: String) -> Self {
        Self::parse(&text)
    }
}

impl From<Level> for String {
    fn from(level: Level) -> Self {
        level.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let level = Level::parse(text);
        assert_eq!(level.as_str(), expected);
        assert_eq!(Level::parse(level.as_str()), level);
    }

    #[test]
    fn synonyms_are_one_level() {
        check("专升本", "专升本");
        check("专科起点本科", "专升本");
        check("高升本", "高起本");
        check("高职（专科）", "专科");
        check(" 高 起 专 ", "高起专");
        check("硕士", "硕士研究生");
    }

    #[test]
    fn an_unknown_word_is_kept() {
        check("预科", "预科");
        check("", "");
    }
}
