//! Compares two files: whether they show the same shot, that is one exposure, possibly stored,
//! cropped, scaled or toned in another way.
//!
//! It compares pictures, *not* people: another photo of the same person seconds later is another
//! shot, and no identity is derived. Both faces are scaled to one size and reduced to their fine
//! detail ([`detail`]); one is registered to the other by a single move, turn and scale
//! ([`register`]); the remaining displacement is measured for each part of the face. In the same
//! shot every part coincides to a thousandth of the face width; between two shots the head has
//! turned a little, and nose, brows, eyes and mouth are displaced.

mod detail;
mod register;
mod tiles;

use std::fmt;

use thiserror::Error;

use crate::analysis::Analysis;
use crate::measure::aligned::AlignedFace;
use detail::Detail;

/// First byte of a fingerprint. A change of anything that is stored needs a new number.
const VERSION: u8 = 1;

/// Displacement that halves the similarity, thousandths of the face's width.
const HALVING_PERMILLE: f32 = 1.0;

/// The detail of one shot's face, to be stored and compared with that of other shots.
///
/// It is no template of a face, but it is a coarse line drawing of one: keep it as carefully as the
/// photo itself.
#[derive(Clone, PartialEq, Eq)]
pub struct ShotFingerprint {
    bytes: Vec<u8>,
}

impl fmt::Debug for ShotFingerprint {
    // A person could be seen in the bytes.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ShotFingerprint({} bytes)", self.bytes.len())
    }
}

/// The reason why stored bytes are no fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FingerprintError {
    /// Written by another version; the photo has to be analysed again.
    #[error("a fingerprint of version {version} cannot be compared")]
    UnknownVersion {
        /// The first byte.
        version: u8,
    },
    /// Cut off or not a fingerprint at all.
    #[error("{bytes} bytes are not a fingerprint")]
    WrongLength {
        /// Number of bytes.
        bytes: usize,
    },
}

impl ShotFingerprint {
    /// Length of every fingerprint of this version, bytes.
    pub const LENGTH: usize = 1 + Detail::PACKED_BYTES;

    /// The bytes to store, [`Self::LENGTH`] of them, the version first.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads what [`Self::as_bytes`] gave.
    ///
    /// # Errors
    /// [`FingerprintError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FingerprintError> {
        match bytes.first() {
            Some(&VERSION) if bytes.len() == Self::LENGTH => Ok(Self {
                bytes: bytes.to_vec(),
            }),
            Some(&version) if version != VERSION => {
                Err(FingerprintError::UnknownVersion { version })
            }
            _ => Err(FingerprintError::WrongLength { bytes: bytes.len() }),
        }
    }

    fn of_detail(detail: &Detail) -> Self {
        let mut bytes = Vec::with_capacity(Self::LENGTH);
        bytes.push(VERSION);
        bytes.extend(detail.packed());
        Self { bytes }
    }

    fn detail(&self) -> Detail {
        Detail::unpacked(&self.bytes[1..])
    }
}

/// Similarity of two shots.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShotComparison {
    /// 0 nothing … 1 everything: `correlation`, halved by each `displacement_permille` of 1 (by the
    /// square: 2 leaves a sixteenth).
    pub similarity: f32,
    /// Correlation of the detail when one face lies upon the other, −1 … 1.
    pub correlation: f32,
    /// How far parts of the face then still lie apart, mean, thousandths of the face's width.
    pub displacement_permille: f32,
}

impl ShotComparison {
    /// From this similarity on two files show the same shot.
    ///
    /// On 474 frontal faces in pictures of 488 px (`cargo xtask eval same-shot`) it misses 1 % of
    /// those saved again at quality 40 and 5 % of those darkened, and takes 1 % for the same shot
    /// after the head has turned by 1°, none from 1.5° on. Half a degree is too little to tell.
    pub const SAME_SHOT_SIMILARITY: f32 = 0.5;

    /// Whether both files show the same shot.
    pub fn is_same_shot(&self) -> bool {
        self.similarity >= Self::SAME_SHOT_SIMILARITY
    }
}

/// The fingerprint of an analysed photo; `None` where no face was found.
pub fn fingerprint(analysis: &Analysis) -> Option<ShotFingerprint> {
    let scene = &analysis.scene;
    let face = AlignedFace::cut(&scene.image, scene.landmarks.as_ref()?)?;
    Some(ShotFingerprint::of_detail(&Detail::of(&face)))
}

/// Compares two shots. `b` is laid upon `a`: the other way round the figures differ a little.
pub fn compare_shots(a: &ShotFingerprint, b: &ShotFingerprint) -> ShotComparison {
    let own = a.detail();
    let moved = register::laid_upon(&own, &b.detail());
    let correlation = tiles::correlation(&own, &moved);
    let displacement_permille =
        tiles::displacement_px(&own, &moved) * 1000.0 / Detail::FACE_WIDTH_PX;
    let halvings = (displacement_permille / HALVING_PERMILLE).powi(2);
    ShotComparison {
        similarity: correlation.max(0.0) * (-halvings).exp2(),
        correlation,
        displacement_permille,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use raster::{Plane, RgbImage};

    /// Soft spots of many sizes, `shift` pixels to the right.
    fn spots(shift: f32) -> ShotFingerprint {
        let luma = |x: usize, y: usize| {
            let (x, y) = (x as f32 + 0.5 - shift, y as f32 + 0.5);
            let wave = |period: f32, angle: f32| {
                ((x * angle.cos() + y * angle.sin()) * std::f32::consts::TAU / period).sin()
            };
            let sum = wave(7.0, 0.3) + wave(9.0, 1.7) + wave(11.0, 2.9) + wave(13.0, 4.4);
            (128.0 + 25.0 * sum) as u8
        };
        let (width, height) = (Detail::WIDTH_PX, Detail::HEIGHT_PX);
        let patch = RgbImage::from_fn(width, height, |x, y| [luma(x, y); 3]);
        ShotFingerprint::of_detail(&Detail::of_luma(&patch.luma()))
    }

    fn flat() -> ShotFingerprint {
        let luma = Plane::filled(Detail::WIDTH_PX, Detail::HEIGHT_PX, 128);
        ShotFingerprint::of_detail(&Detail::of_luma(&luma))
    }

    #[test]
    fn stored_bytes_come_back() {
        let print = spots(0.0);
        assert_eq!(print.as_bytes().len(), ShotFingerprint::LENGTH);
        assert_eq!(ShotFingerprint::from_bytes(print.as_bytes()), Ok(print));
    }

    #[track_caller]
    fn check_refused(bytes: &[u8], expected: FingerprintError) {
        assert_eq!(ShotFingerprint::from_bytes(bytes), Err(expected));
    }

    #[test]
    fn other_bytes_are_refused() {
        let whole = spots(0.0).as_bytes().to_vec();
        check_refused(&[], FingerprintError::WrongLength { bytes: 0 });
        check_refused(&whole[..99], FingerprintError::WrongLength { bytes: 99 });
        let newer = [&[2], &whole[1..]].concat();
        check_refused(&newer, FingerprintError::UnknownVersion { version: 2 });
    }

    #[test]
    fn nobody_is_seen_in_debug() {
        assert_eq!(format!("{:?}", flat()), "ShotFingerprint(10241 bytes)");
    }

    #[test]
    fn a_common_move_is_no_difference() {
        for shift in [0.0, 0.4, 1.5, -2.7] {
            let seen = compare_shots(&spots(0.0), &spots(shift));
            assert!(seen.is_same_shot(), "{shift}: {seen:?}");
            assert!(seen.displacement_permille < 0.5, "{shift}: {seen:?}");
        }
    }

    #[test]
    fn without_detail_nothing_is_alike() {
        assert_eq!(compare_shots(&flat(), &flat()).similarity, 0.0);
        assert!(!compare_shots(&flat(), &spots(0.0)).is_same_shot());
    }
}
