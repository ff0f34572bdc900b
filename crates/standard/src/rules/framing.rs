//! The rule `framing`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, Finding, Level, seen, worst};
use crate::facts::{GeometryFacts, Measured, NotMeasurable, PhotoFacts};
use crate::limit::{AtLeast, LimitField, Severity, Share};
use crate::output::OutputSpec;
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `framing`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framing {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Visible share of the shoulder that is less visible.
    pub min_shoulder_visible: AtLeast<Share>,
}

const TOLD: Text = Text::new(
    "头顶和两肩要留在画面里，请退后一点。",
    "Keep the top of your head and both shoulders in the picture. Step back a little.",
);

impl Criterion for Framing {
    const CODE: ReasonCode = ReasonCode::P03;
    const UNIT: &'static str = "px";
    const LIMITS: &'static [LimitField] = &[LimitField::at_least::<Share>(
        "min_shoulder_visible",
        Text::new(
            "肩膀可见的比例（取较少的一侧）",
            "Visible share of the less visible shoulder",
        ),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "头顶或肩膀可能没有完整留在画面里，退后一点更稳妥。",
        "The top of your head or a shoulder may be cut off. A step back is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "按标准裁剪时，两侧和胸前都在照片里，两肩可见，头顶没有被切掉。",
            "A crop to the standard stays inside the photo at both sides and below, with both \
             shoulders, and the top of the head is in the photo.",
        ),
        why: Text::new(
            "缺了头顶、肩膀或胸前的照片裁不出标准构图，缺的部分不能补画。头顶上方可以不留空，那里只有背景，反正要换。头顶由人像轮廓得出。",
            "Where crown, sides or chest are missing, no crop satisfies the standard, and nothing \
             may be drawn in. Room above the head may be missing: only background goes there, and \
             that is replaced. The crown is taken from the person's outline.",
        ),
        told: TOLD,
    };
    const READS_OUTPUT: &'static [&'static str] = &[
        "width_px",
        "height_px",
        "crown_px",
        "eye_line_px",
        "face_width_px",
        "max_center_offset_px",
        "max_upscale",
    ];

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, case.output, self)
    }
}

const HIGH_HAIR: Text = Text::new(
    "头发太高，裁不出标准构图，请把头发放低、压平。",
    "Your hair is too high for a crop to the standard. Let it down or flatten it.",
);

/// Less photo above the crown than this, pixels of the portrait, and hair may be cut off.
const UNCUT_PX: f32 = 1.5;

/// Windows that just meet may seem to miss each other by this much, pixels of the portrait.
const ROUNDING_PX: f32 = 0.5;

/// Tries the tightest legal crop, which asks for the least room around the head: if the photo holds
/// that one, a legal crop exists. Measured and limit are of the side with the least to spare, in
/// pixels of the portrait.
fn judge(facts: &PhotoFacts, output: &OutputSpec, limits: &Framing) -> Assessment {
    let geometry = &seen(&facts.face)?.geometry;
    let crown_y = match &geometry.crown_px {
        // The photo's upper edge cuts the head.
        Measured::NotMeasurable(NotMeasurable::OutsidePicture) => {
            return Ok(Finding::new(Level::Missed, 0.0, UNCUT_PX, TOLD));
        }
        crown => seen(crown)?.y,
    };
    let margin_above_px = *seen(&geometry.margin_above_px)?;
    let head_px = geometry.eye_line_px - crown_y;
    let crop = TightestCrop::new(geometry, head_px, output);
    let face_width_px = crop.scale * geometry.face_width_px;
    // Too little for any legal crop: because of the head's height, or of the few pixels.
    if face_width_px < output.face_width_px.min {
        if crop.scale >= output.max_upscale {
            return Err(NotMeasurable::FaceTooSmall.into());
        }
        let least_px = output.face_width_px.min;
        return Ok(Finding::new(
            Level::Missed,
            face_width_px,
            least_px,
            HIGH_HAIR,
        ));
    }
    let photo = &facts.file;
    let spare_above = Room {
        available: margin_above_px * crop.scale,
        needed: UNCUT_PX,
    };
    let below = Room {
        available: (photo.height_px as f32 - crown_y) * crop.scale,
        // A lower crown in the crop needs less below it; what is then above is background.
        needed: output.height_px as f32 - crop.most_crown_px,
    };
    let half_width_px = output.width_px as f32 / 2.0 - output.max_center_offset_px;
    let center_x = geometry.face_center_x_px;
    let beside = [center_x, photo.width_px as f32 - center_x].map(|room_px| Room {
        available: room_px * crop.scale,
        needed: half_width_px,
    });
    let [right, left] = beside;
    let mut rooms = [spare_above, below, right, left];
    rooms.sort_by(|one, other| one.spare().total_cmp(&other.spare()));
    let leeway_px = crop.most_crown_px - crop.least_crown_px;
    let [tightest, second, third, fourth] = rooms.map(|room| room.judge(leeway_px));
    worst([tightest, second, third, fourth, shoulders(facts, limits)])
}

fn shoulders(facts: &PhotoFacts, limits: &Framing) -> Assessment {
    let visible = seen(&facts.shoulders)?.visible;
    limits
        .min_shoulder_visible
        .judge(visible.right.min(visible.left), TOLD)
}

/// The crop at the largest scale that all windows allow.
struct TightestCrop {
    /// Portrait pixels per photo pixel.
    scale: f32,
    /// Crown to top edge of the portrait, pixels.
    least_crown_px: f32,
    most_crown_px: f32,
}

impl TightestCrop {
    fn new(geometry: &GeometryFacts, head_px: f32, output: &OutputSpec) -> Self {
        let (crown, eye_line) = (output.crown_px, output.eye_line_px);
        let scale = (output.face_width_px.max / geometry.face_width_px)
            .min(output.max_upscale)
            .min((eye_line.max - crown.min) / head_px.max(1.0));
        let eyes_below_crown_px = head_px * scale;
        Self {
            scale,
            least_crown_px: crown.min.max(eye_line.min - eyes_below_crown_px),
            most_crown_px: crown.max.min(eye_line.max - eyes_below_crown_px),
        }
    }
}

/// Room at one side of the crop, pixels of the portrait.
#[derive(Clone, Copy)]
struct Room {
    available: f32,
    needed: f32,
}

impl Room {
    fn spare(self) -> f32 {
        self.available - self.needed
    }

    /// `leeway_px` is how far the crop can be moved at all; negative when the windows exclude each
    /// other for this head.
    fn judge(self, leeway_px: f32) -> Assessment {
        if !self.spare().is_finite() || !leeway_px.is_finite() {
            return Err(NotMeasurable::OutsidePicture.into());
        }
        let fits = self.spare() >= 0.0 && leeway_px >= -ROUNDING_PX;
        let level = if fits { Level::Met } else { Level::Missed };
        Ok(Finding::new(level, self.available, self.needed, TOLD))
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::{Measured, NotMeasurable, PhotoFacts, PointPx};
    use crate::samples::{face, measured, shoulders, unseen};
    use crate::samples::{good, outcome};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass, Warn};

    #[track_caller]
    fn check(change: impl FnOnce(&mut PhotoFacts), expected: Outcome) {
        let mut facts = good();
        change(&mut facts);
        assert_eq!(outcome("framing", &facts), expected);
    }

    #[test]
    fn room_all_around() {
        check(|_| {}, Pass);
    }

    #[test]
    fn room_above_is_made() {
        check(
            |facts| face(facts).geometry.margin_above_px = measured(Some(10.0)),
            Pass,
        );
    }

    #[test]
    fn hair_that_touches_the_edge() {
        check(
            |facts| face(facts).geometry.margin_above_px = measured(Some(1.0)),
            Fail,
        );
    }

    #[test]
    fn head_cut_off() {
        check(
            |facts| face(facts).geometry.margin_above_px = measured(Some(-30.0)),
            Fail,
        );
    }

    #[test]
    fn at_the_left_edge() {
        check(|facts| face(facts).geometry.face_center_x_px = 150.0, Fail);
    }

    #[test]
    fn at_the_right_edge() {
        check(|facts| face(facts).geometry.face_center_x_px = 1150.0, Fail);
    }

    #[test]
    fn cut_off_below_the_chin() {
        check(|facts| facts.file.height_px = 900, Fail);
    }

    #[test]
    fn a_shoulder_outside() {
        check(|facts| shoulders(facts).visible.left = 0.3, Warn);
    }

    #[test]
    fn high_hair_that_still_fits() {
        check(
            |facts| face(facts).geometry.crown_px = measured(Some(crown(150.0))),
            Pass,
        );
    }

    #[test]
    fn hair_too_high_for_any_crop() {
        check(
            |facts| face(facts).geometry.crown_px = measured(Some(crown(20.0))),
            Fail,
        );
    }

    #[test]
    fn a_face_of_few_pixels() {
        let far_away = |facts: &mut PhotoFacts| {
            face(facts).geometry.face_width_px = 100.0;
            face(facts).geometry.crown_px = measured(Some(crown(530.0)));
        };
        check(far_away, NotAssessable);
    }

    fn crown(y: f32) -> PointPx {
        PointPx { x: 600.0, y }
    }

    #[test]
    fn crown_not_seen() {
        check(
            |facts| face(facts).geometry.crown_px = unseen(),
            NotAssessable,
        );
    }

    #[test]
    fn crown_beyond_the_photo() {
        let cut = Measured::NotMeasurable(NotMeasurable::OutsidePicture);
        check(|facts| face(facts).geometry.crown_px = cut, Fail);
    }

    #[test]
    fn shoulders_not_seen() {
        check(|facts| facts.shoulders = unseen(), NotAssessable);
    }

    #[test]
    fn no_face() {
        check(|facts| facts.face = unseen(), NotAssessable);
    }

    #[test]
    fn a_place_that_is_not_a_number() {
        check(
            |facts| face(facts).geometry.face_center_x_px = f32::NAN,
            NotAssessable,
        );
    }
}
