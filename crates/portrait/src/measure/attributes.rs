//! Measures what is worn on the head: combines measures on landmarks with the answers of the
//! attribute heads.

use standard::facts::{
    BrowFacts, EarFacts, EyeCoverFacts, GlassesFacts, HeadwearFacts, JewelleryFacts, Measured,
    NotMeasurable, PoseFacts, Sides,
};

use super::aligned::AlignedFace;
use super::brows::BandAboveBrow;
use super::edges::Edges;
use super::glasses::{FrameLines, LensAreas};
use super::heads::{Clues, Heads, Inputs, Question};
use super::skin::Skin;
use super::{brows, ears, eye_cover, face_cover, glasses, headwear, jewellery};
use crate::vision::{FaceLandmarks, Scene};

/// All that is seen of the attributes before the heads answer.
#[derive(Debug)]
pub(crate) struct Attributes<'a> {
    grid: Option<&'a [f32]>,
    ears: Option<Vec<f32>>,
    neck: Option<Vec<f32>>,
    frame: Option<FrameLines>,
    glare: Measured<f32>,
    bands: Option<Sides<BandAboveBrow>>,
    ear_skin_share: Measured<Sides<f32>>,
    eye_cover: EyeCoverFacts,
    headwear_clues: Clues,
    cover_clues: Clues,
    yaw_deg: f32,
}

impl<'a> Attributes<'a> {
    /// Looks at the aligned face and at crops of ears and neck.
    pub(crate) fn see(
        scene: &'a Scene,
        landmarks: &FaceLandmarks,
        face: &AlignedFace,
        pose: &PoseFacts,
    ) -> Self {
        let edges = Edges::of(face);
        let skin = Skin::of(face);
        let skin = skin.as_ref();
        let lenses = LensAreas::of(face);
        Self {
            grid: scene.head.as_ref().map(|head| head.values.as_slice()),
            ears: jewellery::ears(&scene.image, landmarks),
            neck: jewellery::neck(&scene.image, landmarks),
            frame: FrameLines::of(face, &edges),
            glare: lenses.glare(face),
            bands: BandAboveBrow::of_both(face, &edges, skin),
            ear_skin_share: ears::skin_share(face, skin),
            eye_cover: eye_cover::measure(face, skin),
            headwear_clues: headwear::clues(face, &edges, skin),
            cover_clues: face_cover::clues(face),
            yaw_deg: pose.yaw_deg,
        }
    }

    /// Inputs of the heads.
    pub(crate) fn inputs(&self) -> Inputs<'_> {
        Inputs {
            grid: self.grid,
            ears: self.ears.as_deref(),
            neck: self.neck.as_deref(),
        }
    }

    /// The clues that go with a question; of the worse side where a question has sides.
    pub(crate) fn clues(&self, question: Question) -> Clues {
        match question {
            Question::Glasses => glasses::clues(self.frame),
            Question::Headwear => self.headwear_clues.clone(),
            Question::EarsHidden => ears::clues(self.ear_skin_share, self.yaw_deg),
            Question::BrowsCovered => brows::worse_clues(self.bands),
            Question::FaceCovered => self.cover_clues.clone(),
            Question::Sunglasses | Question::EarJewellery | Question::NeckJewellery => Clues::new(),
        }
    }

    fn answer(&self, question: Question) -> Measured<f32> {
        Heads::embedded().answer(question, self.inputs(), &self.clues(question))
    }

    /// Facts about glasses.
    pub(super) fn glasses(&self) -> GlassesFacts {
        let bridge = self.frame.map(|lines| lines.bridge);
        GlassesFacts {
            evidence: self.answer(Question::Glasses),
            bridge_edge: Measured::from_option(bridge, NotMeasurable::HeadTurned),
            tint: self.answer(Question::Sunglasses),
            glare: self.glare,
        }
    }

    /// Facts about things that cover the eyes.
    pub(super) fn eye_cover(&self) -> EyeCoverFacts {
        self.eye_cover
    }

    /// Hair over the brows, each side with its own clues.
    pub(super) fn brows(&self) -> BrowFacts {
        let Some(bands) = self.bands else {
            return BrowFacts {
                covered: Measured::NotMeasurable(NotMeasurable::OutsidePicture),
            };
        };
        let answer = |band: BandAboveBrow| {
            Heads::embedded().answer(Question::BrowsCovered, self.inputs(), &band.clues())
        };
        let covered = match (answer(bands.right), answer(bands.left)) {
            (Measured::Value(right), Measured::Value(left)) => {
                Measured::Value(Sides { right, left })
            }
            (Measured::NotMeasurable(reason), _) | (_, Measured::NotMeasurable(reason)) => {
                Measured::NotMeasurable(reason)
            }
        };
        BrowFacts { covered }
    }

    /// Facts about the ears.
    pub(super) fn ears(&self) -> EarFacts {
        EarFacts {
            skin_share: self.ear_skin_share,
            hidden: self.answer(Question::EarsHidden),
        }
    }

    /// Hats, scarves, bands.
    pub(super) fn headwear(&self) -> HeadwearFacts {
        HeadwearFacts {
            evidence: self.answer(Question::Headwear),
        }
    }

    /// Anything before the face, 0 … 1.
    pub(super) fn covered(&self) -> Measured<f32> {
        self.answer(Question::FaceCovered)
    }

    /// Earrings and necklaces.
    pub(super) fn jewellery(&self) -> JewelleryFacts {
        JewelleryFacts {
            ear: self.answer(Question::EarJewellery),
            neck: self.answer(Question::NeckJewellery),
        }
    }
}
