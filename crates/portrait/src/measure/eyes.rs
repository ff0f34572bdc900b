//! Measures the eyes: lid gap, gaze, red pupils.

use raster::{Point, statistics};
use standard::facts::{EyeFacts, Measured, NotMeasurable, PoseFacts, Sides};

use super::aligned::AlignedFace;
use crate::vision::FaceLandmarks;
use crate::vision::anatomy::{self, openness};

/// Middle of the upper and the lower lid.
const LID_MIDDLES: Sides<[usize; 2]> = Sides {
    right: [159, 145],
    left: [386, 374],
};

/// Below this openness the iris is not seen: the network only guesses it.
const GAZE_OPENNESS: f32 = 0.15;

/// Beyond this yaw the far eye is foreshortened too much for gaze.
const GAZE_YAW_DEG: f32 = 25.0;

/// Smallest pupil disc for a share of red pixels, working pixels of iris radius.
const RED_IRIS_RADIUS_PX: f32 = 3.0;

/// Measures both eyes.
pub(super) fn measure(landmarks: &FaceLandmarks, face: &AlignedFace, pose: &PoseFacts) -> EyeFacts {
    let apparent = openness(landmarks);
    // A turned head shows the eye narrower than it is, which would look like a wider gap.
    let foreshortening = pose.yaw_deg.to_radians().cos().max(0.5);
    let openness = Sides {
        right: apparent.right * foreshortening,
        left: apparent.left * foreshortening,
    };
    let gap = |[upper, lower]: [usize; 2]| landmarks.at(upper).distance(landmarks.at(lower));
    let smaller_gap = gap(LID_MIDDLES.right).min(gap(LID_MIDDLES.left));
    EyeFacts {
        openness,
        opening_by_t: smaller_gap / anatomy::eye_to_chin(landmarks),
        gaze_offset: gaze(face, openness, pose),
        red_share: red_share(face, openness),
    }
}

/// How far the dark of each eye lies from the middle of what is open of it. The irises of the landmark network follow a
/// look aside hardly at all: of eyes turned by 24° it moves one.
fn gaze(face: &AlignedFace, openness: Sides<f32>, pose: &PoseFacts) -> Measured<Sides<f32>> {
    if openness.right.min(openness.left) < GAZE_OPENNESS {
        return Measured::NotMeasurable(NotMeasurable::Hidden);
    }
    if pose.yaw_deg.abs() > GAZE_YAW_DEG {
        return Measured::NotMeasurable(NotMeasurable::HeadTurned);
    }
    // From the corner on the picture's left to the one on its right: the person's left is right.
    let right = dark_offset(
        face,
        &anatomy::EYE_OUTLINE_RIGHT,
        [
            anatomy::EYE_OUTER_CORNER_RIGHT,
            anatomy::EYE_INNER_CORNER_RIGHT,
        ],
    );
    let left = dark_offset(
        face,
        &anatomy::EYE_OUTLINE_LEFT,
        [
            anatomy::EYE_INNER_CORNER_LEFT,
            anatomy::EYE_OUTER_CORNER_LEFT,
        ],
    );
    let both = right.zip(left).map(|(right, left)| Sides { right, left });
    Measured::from_option(both, NotMeasurable::Hidden)
}

/// Offset of the dark part of an eye from the middle of its opening, from one corner towards the other, by half their
/// distance; `None` where the opening is too small or of one brightness.
fn dark_offset(face: &AlignedFace, outline: &[usize], corners: [usize; 2]) -> Option<f32> {
    /// Fewer pixels of the aligned face show no iris.
    const AREA_PX: f32 = 20.0;
    /// White and dark of an eye, as shares of its pixels by brightness.
    const WHITE: f32 = 0.85;
    const DARK: f32 = 0.1;
    /// Less contrast than this is noise.
    const LEAST_CONTRAST: f32 = 4.0;
    let region = face.region(outline);
    let lumas: Vec<f32> = face.lumas(&region).map(f32::from).collect();
    let white = statistics::quantile(lumas.clone(), WHITE)?;
    let dark = statistics::quantile(lumas, DARK)?;
    let [from, to] = corners.map(|index| face.at(index));
    let middle = from.midpoint(to);
    let half = Point::new(to.x - middle.x, to.y - middle.y);
    let length = (half.x.powi(2) + half.y.powi(2)).max(f32::EPSILON);
    let (mut all, mut of_all, mut weights, mut of_dark) = (0.0f32, 0.0f32, 0.0f32, 0.0f32);
    for y in 0..region.height_px() {
        for x in (0..region.width_px()).filter(|&x| region.at(x, y)) {
            let along = ((x as f32 - middle.x) * half.x + (y as f32 - middle.y) * half.y) / length;
            let darkness =
                (white - f32::from(face.luma.at(x, y))) / (white - dark + LEAST_CONTRAST);
            let weight = darkness.clamp(0.0, 1.0).powi(2);
            all += 1.0;
            of_all += along;
            weights += weight;
            of_dark += weight * along;
        }
    }
    (all >= AREA_PX && weights >= 1.0).then(|| of_dark / weights - of_all / all)
}

/// Share of strongly red pixels in the inner half of both irises.
fn red_share(face: &AlignedFace, openness: Sides<f32>) -> Measured<f32> {
    if openness.right.min(openness.left) < GAZE_OPENNESS {
        return Measured::NotMeasurable(NotMeasurable::Hidden);
    }
    let irises = [anatomy::IRIS_RIGHT, anatomy::IRIS_LEFT].map(|center| {
        let at = face.at(center);
        let rim = (1..=4).map(|step| at.distance(face.at(center + step)));
        (at, rim.sum::<f32>() / 4.0)
    });
    if irises
        .iter()
        .any(|(_, radius)| radius / face.scale < RED_IRIS_RADIUS_PX)
    {
        return Measured::NotMeasurable(NotMeasurable::FaceTooSmall);
    }
    let (mut red, mut all) = (0u32, 0u32);
    for (center, radius) in irises {
        for rgb in face.disc(center, radius / 2.0) {
            all += 1;
            red += u32::from(is_strongly_red(rgb));
        }
    }
    if all == 0 {
        return Measured::NotMeasurable(NotMeasurable::OutsidePicture);
    }
    Measured::Value(red as f32 / all as f32)
}

/// Redness R² / (G² + B² + 14) of Gaubatz and Ulichney (2002), above 2 is red-eye.
fn is_strongly_red([red, green, blue]: [u8; 3]) -> bool {
    let [red_squared, green_squared, blue_squared] =
        [red, green, blue].map(|value| f32::from(value).powi(2));
    // In the dark the ratio is only noise.
    red > 60 && red_squared > 2.0 * (green_squared + blue_squared + 14.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vision::anatomy::{CONTOUR_LEFT, CONTOUR_RIGHT};

    /// Both eyes 40 px wide with the given lid gap; irises moved by `look` half eye widths.
    fn eyes(gap: f32, look: f32) -> FaceLandmarks {
        let mut points = vec![[200.0, 320.0, 0.0]; FaceLandmarks::COUNT];
        let mut put = |index: usize, x: f32, y: f32| points[index] = [x, y, 0.0];
        for (outline, contour, lids, iris, outer_x, inner_x) in [
            (
                anatomy::EYE_OUTLINE_RIGHT,
                CONTOUR_RIGHT,
                LID_MIDDLES.right,
                468,
                130.0,
                170.0,
            ),
            (
                anatomy::EYE_OUTLINE_LEFT,
                CONTOUR_LEFT,
                LID_MIDDLES.left,
                473,
                270.0,
                230.0f32,
            ),
        ] {
            let middle = f32::midpoint(outer_x, inner_x);
            for (step, index) in outline.into_iter().enumerate() {
                let (sin, cos) = (step as f32 / 16.0 * std::f32::consts::TAU).sin_cos();
                put(
                    index,
                    middle + (outer_x - middle) * cos,
                    200.0 - gap / 2.0 * sin,
                );
            }
            let [outer, upper_a, upper_b, inner, lower_b, lower_a] = contour;
            put(outer, outer_x, 200.0);
            put(inner, inner_x, 200.0);
            for (upper, lower) in [(upper_a, lower_a), (upper_b, lower_b), (lids[0], lids[1])] {
                put(upper, middle, 200.0 - gap / 2.0);
                put(lower, middle, 200.0 + gap / 2.0);
            }
            let iris_x = middle + look * 20.0;
            put(iris, iris_x, 200.0);
            for (step, (dx, dy)) in [(6.0, 0.0), (0.0, 6.0), (-6.0, 0.0), (0.0, -6.0)]
                .into_iter()
                .enumerate()
            {
                put(iris + 1 + step, iris_x + dx, 200.0 + dy);
            }
        }
        FaceLandmarks {
            points,
            presence: 1.0,
        }
    }

    #[track_caller]
    fn check(gap: f32, look: f32, yaw_deg: f32, pupil: [u8; 3]) -> EyeFacts {
        let landmarks = eyes(gap, look);
        // White eyes with round irises.
        let image = raster::RgbImage::from_fn(400, 400, |x, y| {
            let place = Point::new(x as f32, y as f32);
            let inside = [anatomy::IRIS_RIGHT, anatomy::IRIS_LEFT]
                .map(|iris| landmarks.at(iris).distance(place) <= 6.0);
            if inside.contains(&true) {
                pupil
            } else {
                [230; 3]
            }
        });
        let face = AlignedFace::cut(&image, &landmarks).unwrap();
        let pose = PoseFacts {
            yaw_deg,
            pitch_deg: 0.0,
            roll_deg: 0.0,
        };
        let seen = measure(&landmarks, &face, &pose);
        let expected = gap / 40.0 * yaw_deg.to_radians().cos();
        assert!((seen.openness.right - expected).abs() < 1e-4, "{seen:?}");
        assert!((seen.openness.left - expected).abs() < 1e-4, "{seen:?}");
        seen
    }

    #[test]
    fn gaze_points_to_the_persons_left_with_plus() {
        let gaze = check(12.0, 0.25, 0.0, [20; 3]).gaze_offset.value().unwrap();
        assert!(
            (gaze.right - 0.25).abs() < 0.06 && (gaze.left - 0.25).abs() < 0.06,
            "{gaze:?}"
        );
        let gaze = check(12.0, 0.0, 0.0, [20; 3]).gaze_offset.value().unwrap();
        assert!(
            gaze.right.abs() < 0.02 && gaze.left.abs() < 0.02,
            "{gaze:?}"
        );
    }

    #[test]
    fn shut_eyes_have_no_gaze() {
        let seen = check(2.0, 0.0, 0.0, [20; 3]);
        assert_eq!(
            seen.gaze_offset,
            Measured::NotMeasurable(NotMeasurable::Hidden)
        );
        assert_eq!(
            seen.red_share,
            Measured::NotMeasurable(NotMeasurable::Hidden)
        );
    }

    #[test]
    fn a_turned_head_has_no_gaze() {
        let seen = check(12.0, 0.0, 30.0, [20; 3]);
        assert_eq!(
            seen.gaze_offset,
            Measured::NotMeasurable(NotMeasurable::HeadTurned)
        );
    }

    #[test]
    fn red_pupils_are_counted_and_brown_ones_not() {
        assert_eq!(
            check(12.0, 0.0, 0.0, [200, 40, 40]).red_share,
            Measured::Value(1.0)
        );
        assert_eq!(
            check(12.0, 0.0, 0.0, [70, 50, 40]).red_share,
            Measured::Value(0.0)
        );
    }
}
