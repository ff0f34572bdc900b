//! The limits in a spec: a value within the range of its quantity, and the source it is taken from.
//! The consequence of a miss is the severity of the rule.

use std::marker::PhantomData;

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use strum::{EnumString, IntoStaticStr, VariantNames};

pub use crate::limit_fault::LimitFault;
pub(crate) use crate::limit_field::Side;
pub use crate::limit_field::{LimitField, LimitKind, LimitPart};
pub use crate::quantity::{
    ColourDistance, ColourSteps, Days, Degrees, Lightness, Quality, Quantity, Ratio, Share,
    SrgbDistance,
};

/// The consequence when a rule is missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[derive(EnumString, IntoStaticStr, VariantNames)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Severity {
    /// The photo cannot be used.
    Block,
    /// The student is warned and may go on.
    Warn,
    /// The rule is not judged.
    Off,
}

/// A single value.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit<Q> {
    /// The value, in the quantity's unit and range.
    pub value: f32,
    /// Standard clause, published measure or measurement it is taken from.
    pub source: String,
    quantity: PhantomData<Q>,
}

/// The measured value may be this large.
#[derive(Debug, Clone, PartialEq)]
pub struct AtMost<Q> {
    /// Above it the rule is missed; `None` when the rule can only doubt.
    pub limit: Option<f32>,
    /// Above it the photo is doubtful; never above `limit`.
    pub warn_above: Option<f32>,
    /// Standard clause, published measure or measurement it is taken from.
    pub source: String,
    quantity: PhantomData<Q>,
}

/// The measured value has to be this large.
#[derive(Debug, Clone, PartialEq)]
pub struct AtLeast<Q> {
    /// Below it the rule is missed; `None` when the rule can only doubt.
    pub limit: Option<f32>,
    /// Below it the photo is doubtful; never below `limit`.
    pub warn_below: Option<f32>,
    /// Standard clause, published measure or measurement it is taken from.
    pub source: String,
    quantity: PhantomData<Q>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitFields {
    value: f32,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AtMostFields {
    limit: Option<f32>,
    warn_above: Option<f32>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AtLeastFields {
    limit: Option<f32>,
    warn_below: Option<f32>,
    source: String,
}

impl<'de, Q: Quantity> Deserialize<'de> for Limit<Q> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let LimitFields { value, source } = Deserialize::deserialize(deserializer)?;
        check_range(LimitPart::Value, Some(value), Q::RANGE).map_err(D::Error::custom)?;
        check_source(&source).map_err(D::Error::custom)?;
        Ok(Self {
            value,
            source,
            quantity: PhantomData,
        })
    }
}

impl<'de, Q: Quantity> Deserialize<'de> for AtMost<Q> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let AtMostFields {
            limit,
            warn_above,
            source,
        } = Deserialize::deserialize(deserializer)?;
        check_pair(limit, warn_above, Side::Above, Q::RANGE).map_err(D::Error::custom)?;
        check_source(&source).map_err(D::Error::custom)?;
        Ok(Self {
            limit,
            warn_above,
            source,
            quantity: PhantomData,
        })
    }
}

impl<'de, Q: Quantity> Deserialize<'de> for AtLeast<Q> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let AtLeastFields {
            limit,
            warn_below,
            source,
        } = Deserialize::deserialize(deserializer)?;
        check_pair(limit, warn_below, Side::Below, Q::RANGE).map_err(D::Error::custom)?;
        check_source(&source).map_err(D::Error::custom)?;
        Ok(Self {
            limit,
            warn_below,
            source,
            quantity: PhantomData,
        })
    }
}

/// Checks a pair of limits: at least one is given, both are in the range, and the doubt begins before the miss.
pub(crate) fn check_pair(
    limit: Option<f32>,
    warn: Option<f32>,
    side: Side,
    range: (f32, f32),
) -> Result<(), LimitFault> {
    if limit.is_none() && warn.is_none() {
        return Err(LimitFault::Neither { side });
    }
    for (part, value) in [(side.warn_part(), warn), (LimitPart::Limit, limit)] {
        check_range(part, value, range)?;
    }
    match (limit, warn, side) {
        (Some(limit), Some(warn), Side::Above) if warn > limit => {
            Err(LimitFault::Order { side, warn, limit })
        }
        (Some(limit), Some(warn), Side::Below) if warn < limit => {
            Err(LimitFault::Order { side, warn, limit })
        }
        _ => Ok(()),
    }
}

/// Checks that a value is within the range of its quantity.
pub(crate) fn check_range(
    part: LimitPart,
    value: Option<f32>,
    (low, high): (f32, f32),
) -> Result<(), LimitFault> {
    match value {
        Some(value) if !(low..=high).contains(&value) => Err(LimitFault::Range {
            part,
            value,
            low,
            high,
        }),
        _ => Ok(()),
    }
}

/// Checks that a limit says where it is taken from.
pub(crate) fn check_source(source: &str) -> Result<(), LimitFault> {
    if source.trim().is_empty() {
        return Err(LimitFault::NoSource);
    }
    Ok(())
}
