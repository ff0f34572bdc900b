//! A measured value, or the reason why it is absent.

use serde::{Deserialize, Serialize};

/// The reason why a fact could not be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotMeasurable {
    /// No face was found.
    NoFace,
    /// The face covers too few pixels.
    FaceTooSmall,
    /// The head is turned too far to see it.
    HeadTurned,
    /// The region lies outside the picture.
    OutsidePicture,
    /// Hair, clothes or glasses hide it.
    Hidden,
    /// Too few pixels of wall are visible.
    NoWall,
    /// Person and background could not be separated.
    NoMatte,
    /// There is too little light.
    PoorLight,
    /// The picture is too blurred.
    Blurred,
    /// The file says nothing about it.
    NotInFile,
}

/// A measurement, or the reason why there is none. JSON: `{"value": …}` or
/// `{"not-measurable": "no-face"}`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measured<T> {
    /// The measurement.
    Value(T),
    /// The reason why there is none.
    NotMeasurable(NotMeasurable),
}

impl<T> Measured<T> {
    /// The value, where there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::NotMeasurable(_) => None,
        }
    }

    /// The value by reference, where there is one.
    pub fn as_value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::NotMeasurable(_) => None,
        }
    }

    /// Changes the value and keeps the reason.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Measured<U> {
        match self {
            Self::Value(value) => Measured::Value(change(value)),
            Self::NotMeasurable(reason) => Measured::NotMeasurable(reason),
        }
    }

    /// From an option and the reason that stands for `None`.
    pub fn from_option(value: Option<T>, reason: NotMeasurable) -> Self {
        value.map_or(Self::NotMeasurable(reason), Self::Value)
    }
}
