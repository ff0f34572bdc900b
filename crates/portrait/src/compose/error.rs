//! The reasons why no portrait can be made of a photo.

use codec::EncodeError;
use standard::RuleId;
use standard::facts::NotMeasurable;
use thiserror::Error;

use crate::framing::FramingFault;

/// The reason why no portrait can be made.
#[derive(Debug, Error)]
pub enum RenderError {
    /// There is no face to frame.
    #[error("there is no face in the photo")]
    NoFace,
    /// The person could not be cut from the wall: too little wall, or too small a face.
    #[error("person and background cannot be told apart ({0:?})")]
    NoMatte(NotMeasurable),
    /// The photo would have to be enlarged too much.
    #[error(
        "the face is too small: the photo would have to be enlarged {upscale:.2} times, {allowed:.2} is allowed"
    )]
    TooSmall {
        /// Enlargement that the portrait would need, as a factor.
        upscale: f32,
        /// Largest allowed factor.
        allowed: f32,
    },
    /// No crop satisfies all windows.
    #[error("no crop satisfies the standard: {0}")]
    CannotFrame(#[source] FramingFault),
    /// The top of the head is not in the photo.
    #[error("the top of the head is not in the photo")]
    HeadCut,
    /// No JPEG quality fits the byte window.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// The finished file cannot be decoded, which is a fault of this program.
    #[error("the finished portrait cannot be read back")]
    Unreadable(#[source] codec::DecodeError),
    /// A network did not run.
    #[error("a network could not run")]
    Network(#[source] nn::NetworkError),
}

impl RenderError {
    /// The rule whose advice helps to take a better photo; `None` where the photo is not at fault.
    pub const fn rule(&self) -> Option<RuleId> {
        Some(match self {
            Self::NoFace => RuleId::SingleFace,
            Self::NoMatte(_) => RuleId::MatteClean,
            Self::TooSmall { .. } | Self::CannotFrame(FramingFault::TooSmall { .. }) => {
                RuleId::ResolutionSufficient
            }
            Self::CannotFrame(_) | Self::HeadCut => RuleId::Framing,
            // At the best quality still too few bytes: hardly any detail.
            Self::Encode(EncodeError::TooPlain { .. }) => RuleId::Sharp,
            // At the lowest quality still too many bytes: noise, as in poor light.
            Self::Encode(EncodeError::TooDetailed { .. }) => RuleId::NotUnderexposed,
            Self::Encode(EncodeError::WindowTooNarrow { .. } | EncodeError::BadSize)
            | Self::Unreadable(_)
            | Self::Network(_) => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(error: &RenderError, expected: Option<&str>) {
        assert_eq!(error.rule().map(RuleId::as_str), expected);
    }

    #[test]
    fn every_reason_why_there_is_no_portrait_has_a_rule_whose_advice_helps() {
        let small = FramingFault::TooSmall {
            upscale: 2.0,
            allowed: 1.0,
        };
        check(&RenderError::NoFace, Some("single-face"));
        check(
            &RenderError::CannotFrame(small),
            Some("resolution-sufficient"),
        );
        check(
            &RenderError::CannotFrame(FramingFault::TooLittleBelow),
            Some("framing"),
        );
        check(&RenderError::HeadCut, Some("framing"));
        let plain = EncodeError::TooPlain {
            bytes: 1,
            min_bytes: 2,
        };
        check(&plain.into(), Some("sharp"));
        let detailed = EncodeError::TooDetailed {
            quality: 60,
            bytes: 2,
            max_bytes: 1,
        };
        check(&detailed.into(), Some("not-underexposed"));
    }

    #[test]
    fn faults_of_ours_are_not_the_students() {
        check(&EncodeError::BadSize.into(), None);
    }
}
