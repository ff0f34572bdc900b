//! Organisations: centre → school → college or teaching point → class. Names of organisations are
//! public; people are in `staff` and `account`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::id::{CentreId, ClassId, SchoolId, UnitId};
use crate::own_reason::OwnReason;
use crate::print_shop::{Calibration, PrintShop, SHOPS_PER_CENTRE, ShopName, ShopRefusal};
use crate::version::Version;
use crate::width::cleaned;
use crate::word::words;

/// A school's national code: five digits (yxdm).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SchoolCode([u8; 5]);

/// The text is no school code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a school code: five digits")]
pub struct InvalidSchoolCode;

impl FromStr for SchoolCode {
    type Err = InvalidSchoolCode;

    fn from_str(text: &str) -> Result<Self, InvalidSchoolCode> {
        let digits: [u8; 5] = cleaned(text)
            .as_bytes()
            .try_into()
            .map_err(|_| InvalidSchoolCode)?;
        if digits.iter().all(u8::is_ascii_digit) {
            Ok(Self(digits))
        } else {
            Err(InvalidSchoolCode)
        }
    }
}

impl fmt::Display for SchoolCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(std::str::from_utf8(&self.0).unwrap_or_default())
    }
}

impl fmt::Debug for SchoolCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SchoolCode({self})")
    }
}

impl TryFrom<String> for SchoolCode {
    type Error = InvalidSchoolCode;

    fn try_from(text: String) -> Result<Self, InvalidSchoolCode> {
        text.parse()
    }
}

impl From<SchoolCode> for String {
    fn from(code: SchoolCode) -> Self {
        code.to_string()
    }
}

/// What is done with a roster's column that looks like identity numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum IdentityColumns {
    /// The file is refused: schools must not hand such lists over (教学服〔2022〕10号).
    Refused,
    /// The column is read and sealed at once.
    Sealed,
}

words!(IdentityColumns);

/// How an approved portrait goes to a mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum PortraitLetters {
    /// The letter has it, and keeps it.
    #[default]
    Attachment,
    /// The letter has a link that works once, for three days.
    Link,
}

words!(PortraitLetters);

/// What a centre decides for all its batches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CentrePolicy {
    /// Columns of identity numbers on rosters.
    pub identity_columns: IdentityColumns,
    /// How students reach the centre, e.g. a service number and its hours; may be empty.
    pub support_contact: String,
    /// Whether students can have their approved portrait sent to a mail address.
    #[serde(default = "yes")]
    pub mails_portraits: bool,
    /// How they are sent.
    #[serde(default)]
    pub portrait_letters: PortraitLetters,
}

const fn yes() -> bool {
    true
}

impl Default for CentrePolicy {
    fn default() -> Self {
        Self {
            identity_columns: IdentityColumns::Refused,
            support_contact: String::new(),
            mails_portraits: true,
            portrait_letters: PortraitLetters::Attachment,
        }
    }
}

/// A collection centre (图像信息采集中心) and with it a centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Centre {
    /// The centre that it is.
    pub id: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// Name for people.
    pub name: String,
    /// What it decides for all its batches.
    pub policy: CentrePolicy,
    /// Reasons for rejections beside the standard ones, in its order, also those that are used no more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own_reasons: Vec<OwnReason>,
    /// Print shops whose minilabs were measured, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shops: Vec<PrintShop>,
}

impl Centre {
    /// A new centre with the default policy.
    pub fn found(id: CentreId, name: String) -> Self {
        Self {
            id,
            version: Version::FIRST,
            name,
            policy: CentrePolicy::default(),
            own_reasons: Vec::new(),
            shops: Vec::new(),
        }
    }

    /// Takes a new name.
    pub fn rename(mut self, name: String) -> Self {
        self.name = name;
        self.version = self.version.next();
        self
    }

    /// Takes a new policy.
    pub fn decide_policy(mut self, policy: CentrePolicy) -> Self {
        self.policy = policy;
        self.version = self.version.next();
        self
    }
}

impl Centre {
    /// The shop with this name.
    pub fn shop(&self, name: &ShopName) -> Option<&PrintShop> {
        self.shops.iter().find(|shop| shop.name == *name)
    }

    /// Notes what was measured in a shop, which may be new.
    ///
    /// # Errors
    /// [`ShopRefusal::ShopsUsedUp`].
    pub fn calibrate(
        mut self,
        name: ShopName,
        calibration: Calibration,
    ) -> Result<Self, ShopRefusal> {
        if let Some(shop) = self.shops.iter_mut().find(|shop| shop.name == name) {
            shop.calibrate(calibration);
        } else if self.shops.len() < SHOPS_PER_CENTRE {
            self.shops.push(PrintShop::with(name, calibration));
            self.shops.sort_by(|one, other| one.name.cmp(&other.name));
        } else {
            return Err(ShopRefusal::ShopsUsedUp);
        }
        self.version = self.version.next();
        Ok(self)
    }

    /// Forgets a shop; `None` where there is none of this name. Runs that were made for it keep what they were scaled by.
    pub fn forget_shop(mut self, name: &ShopName) -> Option<Self> {
        let place = self.shops.iter().position(|shop| shop.name == *name)?;
        self.shops.remove(place);
        self.version = self.version.next();
        Some(self)
    }
}

/// A school, as one centre serves it; another centre may serve it too, as a school of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    /// Unique; made outside, in order of creation.
    pub id: SchoolId,
    /// The centre that serves it.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// National code, unique within the centre.
    pub code: SchoolCode,
    /// Name for people.
    pub name: String,
}

impl School {
    /// A new school.
    pub fn enter(id: SchoolId, centre: CentreId, code: SchoolCode, name: String) -> Self {
        Self {
            id,
            centre,
            version: Version::FIRST,
            code,
            name,
        }
    }

    /// Takes a new name; the code is the school's for good.
    pub fn rename(mut self, name: String) -> Self {
        self.name = name;
        self.version = self.version.next();
        self
    }
}

/// What a unit of a school is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum UnitKind {
    /// A college (二级学院) of the school itself.
    College,
    /// A teaching point (教学点, 函授站) where the school teaches elsewhere.
    TeachingPoint,
}

words!(UnitKind);

/// A college or a teaching point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Unique; made outside, in order of creation.
    pub id: UnitId,
    /// The centre that serves the school.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The school that it belongs to.
    pub school: SchoolId,
    /// College or teaching point.
    pub kind: UnitKind,
    /// Name for people, unique within school and kind.
    pub name: String,
}

impl Unit {
    /// A new unit of `school`.
    pub fn enter(id: UnitId, school: &School, kind: UnitKind, name: String) -> Self {
        Self {
            id,
            centre: school.centre,
            version: Version::FIRST,
            school: school.id,
            kind,
            name,
        }
    }

    /// Takes a new name.
    pub fn rename(mut self, name: String) -> Self {
        self.name = name;
        self.version = self.version.next();
        self
    }
}

/// A class. Small schools have classes without colleges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Unique; made outside, in order of creation.
    pub id: ClassId,
    /// The centre that serves the school.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The school that it belongs to.
    pub school: SchoolId,
    /// The college or teaching point that it belongs to, where the school has them.
    pub unit: Option<UnitId>,
    /// Name for people, unique within school and unit.
    pub name: String,
}

impl Class {
    /// A new class of `school`.
    pub fn enter(id: ClassId, school: &School, unit: Option<&Unit>, name: String) -> Self {
        Self {
            id,
            centre: school.centre,
            version: Version::FIRST,
            school: school.id,
            unit: unit.map(|unit| unit.id),
            name,
        }
    }

    /// Takes a new name.
    pub fn rename(mut self, name: String) -> Self {
        self.name = name;
        self.version = self.version.next();
        self
    }
}

/// Where in a school a student stands. A roster may name a college, a teaching point, both or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Placement {
    /// The school.
    pub school: SchoolId,
    /// The college, where known.
    pub college: Option<UnitId>,
    /// The teaching point, where known.
    pub teaching_point: Option<UnitId>,
    /// The class, where known.
    pub class: Option<ClassId>,
}

impl Placement {
    /// Of a school of which nothing more is known.
    pub const fn of_school(school: SchoolId) -> Self {
        Self {
            school,
            college: None,
            teaching_point: None,
            class: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[track_caller]
    fn check(text: &str, sound: bool) {
        assert_eq!(text.parse::<SchoolCode>().is_ok(), sound, "{text}");
    }

    #[test]
    fn school_codes_are_five_digits() {
        check("10574", true);
        check(" 00001 ", true);
        check("1057", false);
        check("105740", false);
        check("1O574", false);
        check("一二三四五", false);
    }

    #[test]
    fn lists_of_identity_numbers_are_refused_unless_decided_otherwise() {
        let id = CentreId::from_uuid(Uuid::from_u128(1));
        let centre = Centre::found(id, "Centre".to_owned());
        assert_eq!(centre.policy.identity_columns, IdentityColumns::Refused);
        let changed = centre.clone().decide_policy(CentrePolicy {
            identity_columns: IdentityColumns::Sealed,
            ..CentrePolicy::default()
        });
        assert_eq!(changed.version, centre.version.next());
    }
}
