//! What the limits of a rule are: the key of each in its table, its words, and what it may be. Pages and forms read
//! it; the values are in a spec.

use strum::{EnumString, IntoStaticStr, VariantNames};

use crate::quantity::Quantity;
use crate::text::Text;

/// A limit of a rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LimitField {
    /// Key in the table of the rule; a dot leads into a table of its own, which a spec may leave out.
    pub key: &'static str,
    /// What it limits, in words.
    pub words: Text,
    /// What it is made of.
    pub kind: LimitKind,
    /// Unit of its numbers; empty for shares, ratios and counts.
    pub unit: &'static str,
    /// Smallest and largest number that make sense.
    pub range: (f32, f32),
}

/// What a limit is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[derive(EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum LimitKind {
    /// A miss above one number, a doubt above another one; one of them may be missing.
    AtMost,
    /// A miss below one number, a doubt below another one; one of them may be missing.
    AtLeast,
    /// One number.
    Value,
    /// Names of programs.
    Names,
    /// A day, which batches decide.
    Day,
}

/// A part of a limit that can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[derive(EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum LimitPart {
    /// The number from which the rule is missed.
    Limit,
    /// The number above which it is doubtful.
    WarnAbove,
    /// The number below which it is doubtful.
    WarnBelow,
    /// The only number.
    Value,
    /// The names.
    Names,
    /// Where it is taken from.
    Source,
}

/// The side of a limit that is missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What is above it.
    Above,
    /// What is below it.
    Below,
}

impl Side {
    /// The number from which a rule is doubtful.
    pub const fn warn_part(self) -> LimitPart {
        match self {
            Self::Above => LimitPart::WarnAbove,
            Self::Below => LimitPart::WarnBelow,
        }
    }
}

impl LimitKind {
    /// The missed side of a limit of two numbers.
    pub const fn side(self) -> Option<Side> {
        match self {
            Self::AtMost => Some(Side::Above),
            Self::AtLeast => Some(Side::Below),
            Self::Value | Self::Names | Self::Day => None,
        }
    }
}

impl LimitField {
    /// A limit of the type [`AtMost`](crate::spec::AtMost).
    pub(crate) const fn at_most<Q: Quantity>(key: &'static str, words: Text) -> Self {
        Self::of::<Q>(key, words, LimitKind::AtMost)
    }

    /// A limit of the type [`AtLeast`](crate::spec::AtLeast).
    pub(crate) const fn at_least<Q: Quantity>(key: &'static str, words: Text) -> Self {
        Self::of::<Q>(key, words, LimitKind::AtLeast)
    }

    /// A limit of the type [`Limit`](crate::spec::Limit).
    pub(crate) const fn value<Q: Quantity>(key: &'static str, words: Text) -> Self {
        Self::of::<Q>(key, words, LimitKind::Value)
    }

    /// A limit of the type [`Programs`](crate::rules::Programs).
    pub(crate) const fn names(key: &'static str, words: Text) -> Self {
        Self::without_numbers(key, words, LimitKind::Names)
    }

    /// A limit of the type [`FirstDay`](crate::rules::FirstDay).
    pub(crate) const fn day(key: &'static str, words: Text) -> Self {
        Self::without_numbers(key, words, LimitKind::Day)
    }

    const fn of<Q: Quantity>(key: &'static str, words: Text, kind: LimitKind) -> Self {
        Self {
            key,
            words,
            kind,
            unit: Q::UNIT,
            range: Q::RANGE,
        }
    }

    const fn without_numbers(key: &'static str, words: Text, kind: LimitKind) -> Self {
        Self {
            key,
            words,
            kind,
            unit: "",
            range: (0.0, 0.0),
        }
    }
}
