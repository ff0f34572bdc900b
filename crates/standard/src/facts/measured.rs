//! A value that may be missing for a stated reason.

use serde::{Deserialize, Serialize};

/// Why something could not be measured.
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
    /// Person and background could not be told apart.
    NoMatte,
    /// The light is too poor to tell.
    PoorLight,
    /// The picture is too blurred to tell.
    Blurred,
    /// The file says nothing about it.
    NotInFile,
}

/// A measurement, or the reason why there is none. JSON: `{"value": …}` or
/// `{"not-measurable": "no-face"}`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measured<T> {
    /// Measured.
    Value(T),
    /// Not measured, and why.
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
