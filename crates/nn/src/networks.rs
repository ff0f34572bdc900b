//! The four networks, embedded at build time.

use crate::{Network, NetworkError};

/// Which of the four.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetworkId {
    /// Faces near the camera; 128 × 128, values −1 … 1.
    FaceDetectionShortRange,
    /// Faces near and far; 192 × 192, values −1 … 1.
    FaceDetectionFullRange,
    /// 478 landmarks; 192 × 192, values 0 … 1.
    FaceLandmarks,
    /// Person or not; 256 × 256, values 0 … 1.
    SelfieSegmentation,
}

/// The four networks, loaded.
#[derive(Debug)]
pub struct Networks {
    /// See [`NetworkId::FaceDetectionShortRange`].
    pub face_detection_short_range: Network,
    /// See [`NetworkId::FaceDetectionFullRange`].
    pub face_detection_full_range: Network,
    /// See [`NetworkId::FaceLandmarks`].
    pub face_landmarks: Network,
    /// See [`NetworkId::SelfieSegmentation`].
    pub selfie_segmentation: Network,
}

impl Networks {
    /// Loads the embedded files.
    ///
    /// # Errors
    /// [`NetworkError`] when an embedded file is damaged.
    pub fn embedded() -> Result<Self, NetworkError> {
        Err(NetworkError::Malformed("not implemented yet".into()))
    }

    /// `name → SHA-256` of the embedded files, as in `models/manifest.toml`.
    pub fn digests() -> &'static [(&'static str, &'static str)] {
        &[]
    }
}
