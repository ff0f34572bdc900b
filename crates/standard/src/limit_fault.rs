//! What is wrong with a limit. `Display` is for the reader of a file; forms show the words in both languages.

use thiserror::Error;

use crate::limit_field::{LimitPart, Side};
use crate::text::Text;

/// What is wrong with a limit.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum LimitFault {
    /// It says neither when the rule is missed nor when it is doubtful.
    #[error("neither limit nor {} is given", <&str>::from(side.warn_part()))]
    Neither {
        /// The side of a miss.
        side: Side,
    },
    /// A number is not in the range of its quantity.
    #[error("{value} is not in the range {low} … {high}")]
    Range {
        /// Which number.
        part: LimitPart,
        /// The number.
        value: f32,
        /// Smallest one that makes sense.
        low: f32,
        /// Largest one that makes sense.
        high: f32,
    },
    /// The doubt begins only after the miss.
    #[error("{} is {warn}, which is {} the limit {limit}", <&str>::from(side.warn_part()), side_word(*side))]
    Order {
        /// The side of a miss.
        side: Side,
        /// From where it is doubtful.
        warn: f32,
        /// From where it is missed.
        limit: f32,
    },
    /// It does not say where it is taken from.
    #[error("the source is empty: name the clause or the measurement")]
    NoSource,
    /// A list without names.
    #[error("no names are given")]
    NoNames,
    /// A number is needed and there is none.
    #[error("no value is given")]
    NoValue,
}

const fn side_word(side: Side) -> &'static str {
    match side {
        Side::Above => "above",
        Side::Below => "below",
    }
}

impl LimitFault {
    /// The part that is wrong.
    pub const fn part(self) -> LimitPart {
        match self {
            Self::Neither { .. } => LimitPart::Limit,
            Self::Range { part, .. } => part,
            Self::Order { side, .. } => side.warn_part(),
            Self::NoSource => LimitPart::Source,
            Self::NoNames => LimitPart::Names,
            Self::NoValue => LimitPart::Value,
        }
    }

    /// What is wrong and what to do, for people.
    pub fn words(self) -> Text<String> {
        match self {
            Self::Neither { .. } => Text::new(
                "不合格线和提醒线至少填一个。".to_owned(),
                "Give the number of a miss, of a doubt, or both.".to_owned(),
            ),
            Self::Range { low, high, .. } => Text::new(
                format!("请填 {low} 到 {high} 之间的数。"),
                format!("Enter a number from {low} to {high}."),
            ),
            Self::Order {
                side: Side::Above,
                limit,
                ..
            } => Text::new(
                format!("提醒线不能高于不合格线 {limit}。"),
                format!("The doubt has to begin at or below the miss, {limit}."),
            ),
            Self::Order {
                side: Side::Below,
                limit,
                ..
            } => Text::new(
                format!("提醒线不能低于不合格线 {limit}。"),
                format!("The doubt has to begin at or above the miss, {limit}."),
            ),
            Self::NoSource => Text::new(
                "请写明依据：文件条款，或测量结果。".to_owned(),
                "Say where it is taken from: a clause or a measurement.".to_owned(),
            ),
            Self::NoNames => Text::new(
                "请至少写一个名称；不想检查时把这条规则设为不检查。".to_owned(),
                "Give at least one name, or turn the rule off.".to_owned(),
            ),
            Self::NoValue => Text::new("请填一个数。".to_owned(), "Enter a number.".to_owned()),
        }
    }
}
