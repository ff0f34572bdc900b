//! The measurements of a photo: numbers with units and no thresholds, versioned, as JSON.
//!
//! Pixel values are in the upright photo at its full size unless a field says otherwise. "Right"
//! and "left" are the person's own sides: the right eye is on the left of the picture. Where
//! ISO/IEC 29794-5 (OFIQ 1.0) defines a measure, the definition is followed and cited.

mod appearance;
mod face;
mod file;
mod measured;
mod scene;
mod sides;

use serde::{Deserialize, Serialize};

pub use appearance::{
    BrowFacts, EarFacts, EyeCoverFacts, GlassesFacts, HeadwearFacts, JewelleryFacts, RetouchFacts,
};
pub use face::{EyeFacts, FaceBox, FaceCount, FaceFacts, GeometryFacts, MouthFacts, PoseFacts};
pub use file::{FileFacts, FileFormat, ScreenshotHint};
pub use measured::{Measured, NotMeasurable};
pub use scene::{
    ClothesFacts, ColourShare, CutQuality, CutWay, LightFacts, MatteFacts, PrintFacts,
    SharpnessFacts, ShoulderFacts, WallFacts,
};
pub use sides::{PointPx, Sides};

/// Raised whenever the meaning of a field changes, so that stored facts are never misread.
pub const FACTS_VERSION: u32 = 1;

/// Everything measured on one photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhotoFacts {
    /// [`FACTS_VERSION`] of the software that measured.
    pub version: u32,
    /// SHA-256 of every network and attribute head used, `name → hex digest`.
    pub networks: std::collections::BTreeMap<String, String>,
    /// Facts about the file.
    pub file: FileFacts,
    /// Number and boxes of the faces.
    pub faces: FaceCount,
    /// The largest face; not measurable when there is none.
    pub face: Measured<FaceFacts>,
    /// Shoulders in the picture.
    pub shoulders: Measured<ShoulderFacts>,
    /// The wall behind the person.
    pub wall: Measured<WallFacts>,
    /// How well the person can be cut from the wall.
    pub matte: Measured<MatteFacts>,
    /// Clothes below the chin.
    pub clothes: Measured<ClothesFacts>,
    /// Light on the face.
    pub light: Measured<LightFacts>,
    /// Focus and compression on the face.
    pub sharpness: Measured<SharpnessFacts>,
    /// Hints that software changed the picture.
    pub retouch: RetouchFacts,
    /// What is printed over the photo; absent without a face, and in facts of versions that did not measure
    /// it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub print: Option<PrintFacts>,
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use test_kit::stored::StoredForms;

    use super::*;
    use crate::samples::{blind, face, good, light, matte};

    /// Facts are kept with a photo and judged again when a spec changes.
    #[test]
    fn stored_facts_are_pinned() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stored/facts");
        let mut forms = StoredForms::in_folder(folder.join(FACTS_VERSION.to_string()));
        forms.check("measured", &as_before(good()));
        forms.check("measured-with-cut", &before_covers(good()));
        forms.check("measured-with-cover", &good());
        forms.check("not-measurable", &blind());
        forms.finish(&[]);
    }

    /// Facts of the versions before what may be absent was measured.
    fn as_before(facts: PhotoFacts) -> PhotoFacts {
        let mut facts = before_covers(facts);
        matte(&mut facts).quality = None;
        light(&mut facts).colour_spread = None;
        facts.print = None;
        facts
    }

    /// Facts of the versions before it was measured whether something is before the face.
    fn before_covers(mut facts: PhotoFacts) -> PhotoFacts {
        face(&mut facts).covered = None;
        facts
    }
}
