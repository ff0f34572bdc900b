//! How a parcel travels: the courier and the number of its waybill.

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::width::compact;
use crate::word::words;

/// Who brings a parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Courier {
    /// SF Express (顺丰速运).
    ShunFeng,
    /// 中国邮政 EMS.
    Ems,
    /// JD Express (京东快递).
    JingDong,
    /// ZTO Express (中通快递).
    ZhongTong,
    /// YTO Express (圆通速递).
    YuanTong,
    /// STO Express (申通快递).
    ShenTong,
    /// Yunda Express (韵达快递).
    YunDa,
    /// J&T Express (极兔速递).
    JiTu,
    /// The centre's own people (专人送达); the number is that of the delivery note.
    OwnPeople,
}

words!(Courier);

/// The text is no number of a waybill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the number of a waybill has 6 to 30 letters and digits")]
pub struct InvalidWaybill;

/// The number of a waybill (快递单号): 6 … 30 ASCII letters and digits, upper-case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WaybillNumber(String);

impl WaybillNumber {
    /// Reads a number as a scanner or a person gives it: full-width or not, with or without spaces and hyphens.
    ///
    /// # Errors
    /// [`InvalidWaybill`].
    pub fn parse(text: &str) -> Result<Self, InvalidWaybill> {
        let number = compact(text).to_ascii_uppercase();
        let is_number = number.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let is_number = is_number && (6..=30).contains(&number.len());
        is_number.then_some(Self(number)).ok_or(InvalidWaybill)
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WaybillNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl TryFrom<String> for WaybillNumber {
    type Error = InvalidWaybill;

    fn try_from(text: String) -> Result<Self, InvalidWaybill> {
        Self::parse(&text)
    }
}

impl From<WaybillNumber> for String {
    fn from(number: WaybillNumber) -> Self {
        number.0
    }
}

/// How a parcel travels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shipment {
    /// Who brings it.
    pub courier: Courier,
    /// The number of its waybill.
    pub waybill: WaybillNumber,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let number = WaybillNumber::parse(text).ok();
        assert_eq!(
            number.as_ref().map(WaybillNumber::as_str),
            expected,
            "{text}"
        );
    }

    #[test]
    fn a_waybill_is_read_however_it_is_typed() {
        check("SF1234567890", Some("SF1234567890"));
        check(" sf 1234-567890\n", Some("SF1234567890"));
        check("７７３１２３４５６", Some("773123456"));
        check("12345", None);
        check(&"1".repeat(31), None);
        check("SF1234567_9", None);
        check("", None);
    }
}
