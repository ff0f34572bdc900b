//! The limits in a spec: a value within the range of its quantity, and the source it is taken from.
//! The consequence of a miss is the severity of the rule.

use std::marker::PhantomData;

use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// The consequence when a rule is missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The photo cannot be used.
    Block,
    /// The student is warned and may go on.
    Warn,
    /// The rule is not judged.
    Off,
}

/// A physical quantity: its unit and the range of sensible values.
pub trait Quantity {
    /// Unit as people read it; empty for ratios, shares and counts.
    const UNIT: &'static str;
    /// Smallest and largest value that make sense.
    const RANGE: (f32, f32);
}

macro_rules! quantities {
    ($($(#[$doc:meta])+ $name:ident $unit:literal $low:literal $high:literal;)+) => {$(
        $(#[$doc])+
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct $name;

        impl Quantity for $name {
            const UNIT: &'static str = $unit;
            const RANGE: (f32, f32) = ($low, $high);
        }
    )+};
}

quantities! {
    /// Part of a whole or a probability, 0 … 1.
    Share "" 0.0 1.0;
    /// A quotient or another number without a unit, 0 … 1 000 000.
    Ratio "" 0.0 1_000_000.0;
    /// An angle, 0 … 360°.
    Degrees "°" 0.0 360.0;
    /// CIE lightness or a difference of it, 0 … 100.
    Lightness "L*" 0.0 100.0;
    /// Distance of two colours, 0 … 260 ΔE*ab.
    ColourDistance "ΔE" 0.0 260.0;
    /// Distance of two colours as a share of the sRGB range, 0 … √3.
    SrgbDistance "" 0.0 1.7321;
    /// Difference of two colours, mean over red, green and blue, 0 … 255 8-bit steps.
    ColourSteps "" 0.0 255.0;
    /// JPEG quality, 1 … 100.
    Quality "" 1.0 100.0;
    /// Whole or part days, 0 … 36 525.
    Days "d" 0.0 36_525.0;
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
        check_range::<Q>(Some(value)).map_err(D::Error::custom)?;
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
        check_pair::<Q>(limit, warn_above, "warn_above").map_err(D::Error::custom)?;
        check_source(&source).map_err(D::Error::custom)?;
        if let (Some(limit), Some(warn_above)) = (limit, warn_above)
            && warn_above > limit
        {
            let words = format!("warn_above is {warn_above}, which is above the limit {limit}");
            return Err(D::Error::custom(words));
        }
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
        check_pair::<Q>(limit, warn_below, "warn_below").map_err(D::Error::custom)?;
        check_source(&source).map_err(D::Error::custom)?;
        if let (Some(limit), Some(warn_below)) = (limit, warn_below)
            && warn_below < limit
        {
            let words = format!("warn_below is {warn_below}, which is below the limit {limit}");
            return Err(D::Error::custom(words));
        }
        Ok(Self {
            limit,
            warn_below,
            source,
            quantity: PhantomData,
        })
    }
}

fn check_pair<Q: Quantity>(
    limit: Option<f32>,
    warn: Option<f32>,
    warn_key: &str,
) -> Result<(), String> {
    if limit.is_none() && warn.is_none() {
        return Err(format!("neither limit nor {warn_key} is given"));
    }
    check_range::<Q>(limit)?;
    check_range::<Q>(warn)
}

fn check_range<Q: Quantity>(value: Option<f32>) -> Result<(), String> {
    let (low, high) = Q::RANGE;
    match value {
        Some(value) if !(low..=high).contains(&value) => {
            Err(format!("{value} is not in the range {low} … {high}"))
        }
        _ => Ok(()),
    }
}

fn check_source(source: &str) -> Result<(), String> {
    if source.trim().is_empty() {
        return Err("the source is empty: name the clause or the measurement".to_owned());
    }
    Ok(())
}
