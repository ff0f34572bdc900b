//! The level of study (层次), which schools, rosters and codes spell differently.

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, EnumString};

use crate::width::cleaned;

/// A level of study. Stored and shown in its usual Chinese word; read from its synonyms too.
#[derive(Debug, Clone, PartialEq, Eq, Hash, AsRefStr, EnumString, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Level {
    /// Junior college (专科).
    #[strum(to_string = "专科", serialize = "大专", serialize = "高职")]
    #[strum(serialize = "高职(专科)")]
    JuniorCollege,
    /// Bachelor (本科).
    #[strum(to_string = "本科")]
    Bachelor,
    /// From high school to junior college (高起专).
    #[strum(to_string = "高起专", serialize = "高升专")]
    #[strum(serialize = "高中起点专科")]
    HighSchoolToJuniorCollege,
    /// From high school to bachelor (高起本).
    #[strum(to_string = "高起本", serialize = "高升本")]
    #[strum(serialize = "高中起点本科")]
    HighSchoolToBachelor,
    /// From junior college to bachelor (专升本).
    #[strum(to_string = "专升本", serialize = "专起本")]
    #[strum(serialize = "专科起点本科")]
    JuniorCollegeToBachelor,
    /// Second bachelor (第二学士学位).
    #[strum(to_string = "第二学士学位", serialize = "二学位")]
    SecondBachelor,
    /// Master (硕士研究生).
    #[strum(to_string = "硕士研究生", serialize = "硕士")]
    Master,
    /// Doctor (博士研究生).
    #[strum(to_string = "博士研究生", serialize = "博士")]
    Doctor,
    /// A word that is none of these, as it was written.
    #[strum(transparent, default)]
    Other(String),
}

impl Level {
    /// Reads a word or one of its synonyms; any other word is kept. Widths and spaces do not count.
    pub fn parse(text: &str) -> Self {
        let word: String = cleaned(text)
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
        word.parse().unwrap_or(Self::Other(word))
    }

    /// The usual word.
    pub fn as_str(&self) -> &str {
        self.as_ref()
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
