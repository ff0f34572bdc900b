//! The person to be drawn: proportions, colours, and the boards on which the parts are drawn.

use raster::Point;

use crate::canvas::{Light, light_of};
use crate::frame::Frame;
use crate::random::Random;
use crate::shape::Outline;
use crate::spec::{Hair, Headwear, PortraitSpec, SkinFinish, SkinTone};

/// Distance of the cheeks in units, where mesh landmarks 234 and 454 lie on a drawn face: a little
/// inside the contour, whose widest place measures 430 units.
const FACE_WIDTH: f32 = 404.0;

/// Turn of the drawing for one degree of yaw: a drawing lacks the perspective of a head, and the
/// landmark network reads its turn as about this much smaller.
const YAW_GAIN: f32 = 1.9;

/// Row of these landmarks in units.
const CHEEK_Y: f32 = 30.0;

/// A person on a chair: boards, proportions and colours that all parts share.
pub(crate) struct Sitter<'spec> {
    pub(crate) spec: &'spec PortraitSpec,
    /// Board of hair and hats.
    pub(crate) head: Frame,
    /// Board of the face, which turns.
    pub(crate) face: Frame,
    /// Board of neck and clothes, origin as the head's.
    pub(crate) body: Frame,
    pub(crate) proportions: Proportions,
    pub(crate) skin: Light,
    pub(crate) hair: Light,
}

/// What differs between people, in units.
pub(crate) struct Proportions {
    /// Middle of the face to the middle of an eye.
    pub(crate) eye_distance: f32,
    /// Row of the eyes.
    pub(crate) eye_y: f32,
    /// Half the chord of an eye.
    pub(crate) eye_half_width: f32,
    /// Height of the upper lid above the chord.
    pub(crate) lid_height: f32,
    /// Outer eye corners higher than the inner ones, degrees.
    pub(crate) eye_slant_deg: f32,
    /// Eye to brow.
    pub(crate) brow_gap: f32,
    /// Thickness of the brows, factor.
    pub(crate) brow_weight: f32,
    /// Row of the nostrils.
    pub(crate) nose_y: f32,
    /// Half the width of the nose.
    pub(crate) nose_half_width: f32,
    /// Row where the lips meet.
    pub(crate) mouth_y: f32,
    /// Half the width of the mouth.
    pub(crate) mouth_half_width: f32,
    /// Width of the jaw, factor.
    pub(crate) jaw: f32,
    /// Row of the chin.
    pub(crate) chin_y: f32,
    /// Row of the top of the hair.
    pub(crate) hair_top_y: f32,
}

impl Proportions {
    fn of(spec: &PortraitSpec) -> Self {
        let mut random = Random::new(spec.seed, "proportions");
        Self {
            eye_distance: 92.0 + random.around_zero(3.0),
            eye_y: -10.0,
            eye_half_width: 45.0 + random.around_zero(2.5),
            lid_height: 21.0 + random.around_zero(2.5),
            eye_slant_deg: random.between(0.0, 4.0),
            brow_gap: 62.0 + random.around_zero(4.0),
            brow_weight: random.between(0.8, 1.15),
            nose_y: 135.0 + random.around_zero(5.0),
            nose_half_width: 50.0 + random.around_zero(4.0),
            mouth_y: 206.0 + random.around_zero(5.0),
            mouth_half_width: 71.0 + random.around_zero(5.0),
            jaw: random.between(0.95, 1.04),
            chin_y: 310.0 + random.around_zero(6.0),
            hair_top_y: -340.0 + random.around_zero(12.0),
        }
    }
}

impl<'spec> Sitter<'spec> {
    pub(crate) fn new(spec: &'spec PortraitSpec) -> Self {
        let size = (spec.size_px.0 as f32, spec.size_px.1 as f32);
        let origin = Point::new(spec.face_center.0 * size.0, spec.face_center.1 * size.1);
        let scale = spec.face_width_px / FACE_WIDTH;
        let head = Frame::new(origin, scale, spec.roll_deg);
        Self {
            spec,
            head,
            face: head.turned(YAW_GAIN * spec.yaw_deg),
            // The neck follows a part of the head's tilt; shoulders have their own.
            body: Frame::new(origin, scale, spec.shoulder_slope_deg),
            proportions: Proportions::of(spec),
            skin: light_of(skin_rgb(spec.skin)),
            hair: light_of(spec.hair_rgb),
        }
    }

    /// Middle of an eye: side −1 is on the left of the picture.
    pub(crate) fn eye(&self, side: f32) -> Point {
        let Proportions {
            eye_distance,
            eye_y,
            ..
        } = self.proportions;
        Point::new(side * eye_distance, eye_y)
    }

    /// Contour of the face without ears.
    pub(crate) fn face_outline(&self) -> Outline {
        let Proportions { jaw, chin_y, .. } = self.proportions;
        let right = [
            (0.0, -296.0),
            (110.0, -270.0),
            (184.0, -180.0),
            (209.0, -80.0),
            (215.0, 0.0),
            (206.0, 90.0),
            (184.0 * jaw, 165.0),
            (143.0 * jaw, 236.0),
            (84.0 * jaw, chin_y - 18.0),
            (0.0, chin_y),
        ];
        Outline::symmetric(Point::new(0.0, 20.0), &right.map(|(x, y)| Point::new(x, y)))
    }

    /// Outermost points of both cheeks at eye level, in the picture.
    pub(crate) fn cheeks(&self) -> [Point; 2] {
        // Without hair at the temples the landmarks lie further out.
        let bald = self.spec.hair == Hair::Bald;
        let half = if bald {
            FACE_WIDTH / 2.0 + 9.0
        } else {
            FACE_WIDTH / 2.0
        };
        [-half, half].map(|x| self.face.to_picture(Point::new(x, CHEEK_Y)))
    }

    /// Strength of the skin's texture, share of its brightness.
    pub(super) fn skin_texture(&self) -> f32 {
        match self.spec.finish {
            SkinFinish::Natural => 0.035,
            SkinFinish::Smoothed => 0.0,
        }
    }

    /// Whether something worn hides the top of the head.
    pub(super) fn wears_hat(&self) -> bool {
        matches!(self.spec.headwear, Headwear::Beanie | Headwear::Cap)
    }
}

/// `light` as it looks at `tone` 0 … of its brightness on screen (gamma 2.2).
pub(crate) fn toned(light: Light, tone: f32) -> Light {
    crate::canvas::dimmed(light, tone.powf(2.2))
}

fn skin_rgb(tone: SkinTone) -> [u8; 3] {
    match tone {
        SkinTone::Fair => [242, 212, 194],
        SkinTone::Light => [230, 191, 164],
        SkinTone::Tan => [208, 162, 130],
        SkinTone::Brown => [160, 111, 84],
        SkinTone::Dark => [108, 73, 57],
    }
}
