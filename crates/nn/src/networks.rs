//! The networks, embedded at build time.

use std::sync::OnceLock;

use strum::IntoStaticStr;

use crate::error::NetworkError;
use crate::network::Network;

/// One of the networks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum NetworkId {
    /// Faces near the camera; 128 × 128, values −1 … 1.
    FaceDetectionShortRange,
    /// Faces near and far; 192 × 192, values −1 … 1.
    FaceDetectionFullRange,
    /// 478 landmarks; 192 × 192, values 0 … 1.
    #[strum(serialize = "face_landmark_with_attention")]
    FaceLandmarks,
    /// Person or not; 256 × 256, values 0 … 1.
    SelfieSegmentation,
    /// What stands out of its surroundings; 320 × 320, red, green and blue less the means of
    /// `ImageNet` by their deviations.
    #[strum(serialize = "u2netp")]
    SalientObjects,
}

/// The networks, loaded.
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
    /// Corrects the sum of what the networks say of a background that is not plain; none in the product, until one
    /// is proven better than the sum.
    pub fusion: Option<Network>,
    salient_objects: OnceLock<Result<Network, NetworkError>>,
}

impl Networks {
    /// Loads the embedded files.
    ///
    /// # Errors
    /// [`NetworkError`] when an embedded file is damaged.
    pub fn embedded() -> Result<Self, NetworkError> {
        Ok(Self {
            face_detection_short_range: NetworkId::FaceDetectionShortRange.load()?,
            face_detection_full_range: NetworkId::FaceDetectionFullRange.load()?,
            face_landmarks: NetworkId::FaceLandmarks.load()?,
            selfie_segmentation: NetworkId::SelfieSegmentation.load()?,
            fusion: None,
            salient_objects: OnceLock::new(),
        })
    }

    /// See [`NetworkId::SalientObjects`]. Loaded when it is first asked for: most photos do without,
    /// and it is larger than all others together.
    ///
    /// # Errors
    /// [`NetworkError`] when the embedded file is damaged.
    pub fn salient_objects(&self) -> Result<&Network, NetworkError> {
        let loaded = self
            .salient_objects
            .get_or_init(|| NetworkId::SalientObjects.load());
        loaded.as_ref().map_err(Clone::clone)
    }

    /// `name → SHA-256` of the embedded files, as in `models/manifest.toml`.
    pub fn digests() -> [(&'static str, &'static str); 5] {
        NetworkId::ALL.map(|id| (id.name(), id.digest()))
    }
}

/// The embedded file of this name.
macro_rules! embedded {
    ($name:literal) => {
        include_bytes!(concat!(env!("CAIXIANG_MODELS"), "/", $name, ".tflite"))
    };
}

impl NetworkId {
    /// All networks.
    pub const ALL: [Self; 5] = [
        Self::FaceDetectionShortRange,
        Self::FaceDetectionFullRange,
        Self::FaceLandmarks,
        Self::SelfieSegmentation,
        Self::SalientObjects,
    ];

    /// The name in `models/manifest.toml`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The embedded TFLite file.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::FaceDetectionShortRange => embedded!("face_detection_short_range"),
            Self::FaceDetectionFullRange => embedded!("face_detection_full_range"),
            Self::FaceLandmarks => embedded!("face_landmark_with_attention"),
            Self::SelfieSegmentation => embedded!("selfie_segmentation"),
            Self::SalientObjects => embedded!("u2netp"),
        }
    }

    /// SHA-256 of the file, as in `models/manifest.toml`.
    pub fn digest(self) -> &'static str {
        match self {
            Self::FaceDetectionShortRange => {
                "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633"
            }
            Self::FaceDetectionFullRange => {
                "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3"
            }
            Self::FaceLandmarks => {
                "883b7411747bac657c30c462d305d312e9dec6adbf8b85e2f5d8d722fca9455d"
            }
            Self::SelfieSegmentation => {
                "8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27"
            }
            Self::SalientObjects => {
                "d621c49a1e5c9fc62561a0cc5ecc13376cf9403e797875b73708868829be6511"
            }
        }
    }

    fn load(self) -> Result<Network, NetworkError> {
        Network::from_bytes(self.bytes())
    }
}
