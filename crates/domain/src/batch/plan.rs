//! The plan of a batch: schools, cohorts, window, rules, texts. A plan is data; whether it is in force
//! is the batch's state.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};
use time::Date;

use super::window::{CollectionWindow, InvalidWindow};
use crate::calendar::{YearMonth, iso_date};
use crate::feature_code::FeatureCode;
use crate::id::{RegionId, SchoolId};
use crate::level::Level;
use crate::money::Fen;
use crate::organisation::SchoolCode;
use crate::review::ReviewPolicy;
use crate::slug::LinkSlug;
use crate::source::CaptureModes;
use crate::timestamp::Duration;
use crate::word::words;

/// How students come to a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[serde(tag = "mode", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum BatchMode {
    /// Together (集中采集): by the feature code of their school.
    Group {
        /// Unique among live batches.
        feature_code: FeatureCode,
    },
    /// One by one (散拍采集): by their region, without a code.
    Individual {
        /// The region.
        region: RegionId,
    },
}

words!(names of BatchMode);

/// A school of a batch, with the code that collection codes name it by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchSchool {
    /// The school.
    pub school: SchoolId,
    /// Its national code.
    pub code: SchoolCode,
}

/// Who graduates: 级 and 层次, such as 19级高起本, and the month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohort {
    /// Year of admission, four digits.
    pub grade_year: u16,
    /// Level of study.
    pub level: Level,
    /// Month of graduation.
    pub graduation: YearMonth,
}

impl fmt::Display for Cohort {
    /// As schools write it: `19级高起本`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}级{}", self.grade_year % 100, self.level)
    }
}

/// Which spec a photo is judged by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SpecId(String);

impl SpecId {
    /// The name of a spec, such as `guangdong-2023`; whether it exists, `standard` knows.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// A version of a centre's own standard, such as `ours@3`. Names of the installation's standards have no `@`, so
    /// that a reference always says whose standard it is, and which version.
    pub fn of_centre(name: &str, number: u32) -> Self {
        Self(format!("{name}@{number}"))
    }

    /// Name and number of a centre's own standard; none for one of the installation.
    pub fn own(&self) -> Option<(&str, u32)> {
        let (name, number) = self.0.rsplit_once('@')?;
        Some((name, number.parse().ok()?))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A colour in sRGB, 8 bits each: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// Light blue of the national standard (教毕指〔2017〕99号).
    pub const STANDARD_BLUE: Self = Self([100, 197, 255]);
}

/// The text is no colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a colour such as #64c5ff")]
pub struct InvalidRgb;

impl fmt::Display for Rgb {
    /// As pages write it: `#64c5ff`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([red, green, blue]) = self;
        write!(formatter, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl FromStr for Rgb {
    type Err = InvalidRgb;

    fn from_str(text: &str) -> Result<Self, InvalidRgb> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let [_, channels @ ..] = number.ok_or(InvalidRgb)?.to_be_bytes();
        Ok(Self(channels))
    }
}

/// Whether glasses may be worn. Tinted or glaring ones never may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum GlassesPolicy {
    /// No glasses at all.
    Forbidden,
    /// Clear ones whose frame does not cover the eyes.
    Allowed,
}

words!(GlassesPolicy);

/// How long pictures are kept. Unfinished ones go when the batch closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Retention {
    /// Days that an original stays after the batch is archived, which is done once the registry has accepted
    /// the portraits; no longer than the portrait.
    pub originals_days: u16,
    /// Days that a portrait stays after the batch is archived.
    pub portraits_days: u16,
}

/// The numbers and switches of a batch. Every limit that sources state differently is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchRules {
    /// What photos are judged by.
    pub spec: SpecId,
    /// Background of the portrait.
    pub background: Rgb,
    /// Where photos may come from.
    pub capture: CaptureModes,
    /// How often a student may submit, 1 or more; 3 is usual.
    pub attempts_limit: u8,
    /// Automatic checks without charge, 1 or more; 10 is usual.
    pub free_checks_limit: u16,
    /// Days to replace a rejected photo, 1 or more; 2 is usual.
    pub replace_within_days: u8,
    /// What the student pays; charged once orders exist.
    pub price_fen: Fen,
    /// How long pictures are kept.
    pub retention: Retention,
    /// Photos taken earlier are not recent.
    #[serde(with = "iso_date::option")]
    pub photo_not_before: Option<Date>,
    /// Whether glasses may be worn.
    pub glasses: GlassesPolicy,
    /// Who reviews.
    pub review: ReviewPolicy,
}

impl BatchRules {
    /// How long a rejected photo may be replaced.
    pub fn replace_within(&self) -> Duration {
        Duration::from_days(u32::from(self.replace_within_days))
    }
}

/// What students read before they begin. May be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BatchNotice {
    /// The text in Chinese.
    pub zh: String,
    /// The text in English.
    pub en: String,
}

/// What a batch asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchPlan {
    /// Name for people.
    pub name: String,
    /// How students come.
    pub mode: BatchMode,
    /// Whose students; an individual batch without schools takes any school's.
    pub schools: Vec<BatchSchool>,
    /// Who graduates; for orientation, no student is refused by it.
    pub cohorts: Vec<Cohort>,
    /// The time in which it collects.
    pub window: CollectionWindow,
    /// Numbers and switches.
    pub rules: BatchRules,
    /// What students read first.
    pub notice: BatchNotice,
    /// End of the link that the batch's QR code carries.
    pub slug: LinkSlug,
}

/// Why a plan cannot be put in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPlan {
    /// Nobody could tell it from others.
    #[error("the batch has no name")]
    NoName,
    /// A group batch of no school.
    #[error("a group batch needs a school")]
    NoSchool,
    /// One school twice.
    #[error("a school is listed twice")]
    SchoolTwice,
    /// A limit of 0: nobody could submit.
    #[error("the limits of attempts, free checks and days to replace start at 1")]
    ZeroLimit,
    /// The window never opens.
    #[error(transparent)]
    Window(#[from] InvalidWindow),
}

impl BatchPlan {
    /// Checks that students could go through with it.
    ///
    /// # Errors
    /// [`InvalidPlan`] names the first thing that is wrong.
    pub fn check(&self) -> Result<(), InvalidPlan> {
        if self.name.trim().is_empty() {
            return Err(InvalidPlan::NoName);
        }
        if self.schools.is_empty() && matches!(self.mode, BatchMode::Group { .. }) {
            return Err(InvalidPlan::NoSchool);
        }
        let twice = self.schools.iter().enumerate().any(|(place, one)| {
            let earlier = &self.schools[..place];
            earlier
                .iter()
                .any(|other| other.school == one.school || other.code == one.code)
        });
        if twice {
            return Err(InvalidPlan::SchoolTwice);
        }
        let rules = &self.rules;
        if rules.attempts_limit == 0
            || rules.free_checks_limit == 0
            || rules.replace_within_days == 0
        {
            return Err(InvalidPlan::ZeroLimit);
        }
        Ok(self.window.check()?)
    }

    /// The school of this code, where the batch lists it.
    pub fn school_of(&self, code: SchoolCode) -> Option<SchoolId> {
        let found = self.schools.iter().find(|school| school.code == code);
        found.map(|school| school.school)
    }

    /// Whether students of the school of this code belong here.
    pub fn takes_school(&self, code: SchoolCode) -> bool {
        self.schools.is_empty() || self.school_of(code).is_some()
    }
}
