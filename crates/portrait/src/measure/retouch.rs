//! Measures indications that software changed the picture: smoothed skin, pasted heads. They are
//! not proof.

use raster::Plane;
use standard::facts::{Measured, NotMeasurable, RetouchFacts};

use super::aligned::{AlignedFace, SIDE_PX};
use super::noise;
use super::sharpness::MIN_INTER_EYE_PX;
use crate::matting::Workbench;
use crate::vision::{FaceLandmarks, Scene, anatomy};

/// Added to both noise values: rounding to 8 bits alone leaves about this much.
const ROUNDING_NOISE: f32 = 0.3;

/// Distance of the taps of each smoothing step; the texture is what the last one takes away.
const TAPS_PX: [usize; 3] = [1, 2, 4];

/// Measures hints of retouching; `workbench` is `None` where no matte could be made.
pub(super) fn measure(
    scene: &Scene,
    landmarks: &FaceLandmarks,
    face: &AlignedFace,
    workbench: Option<&Workbench>,
) -> RetouchFacts {
    let eyes = anatomy::eye_centers(landmarks);
    let inter_eye_px = eyes.right.distance(eyes.left) * scene.reduction;
    let skin_texture = if inter_eye_px < MIN_INTER_EYE_PX {
        Measured::NotMeasurable(NotMeasurable::FaceTooSmall)
    } else {
        skin_texture(face)
    };
    RetouchFacts {
        skin_texture,
        noise_mismatch: noise_mismatch(scene, face, workbench),
    }
}

/// Contrast of the octave around a twelfth of the sampling rate on both cheeks, per mille of their
/// brightness.
///
/// Three à-trous steps with the binomial \[1 2 1\] / 4; the third takes that octave away. Pores and
/// blotches of that size (some 8 to 16 aligned pixels) are what beautifying removes; noise and
/// compression are finer, shading is coarser.
fn skin_texture(face: &AlignedFace) -> Measured<f32> {
    let (mut energy, mut brightness, mut count) = (0.0f64, 0.0f64, 0u32);
    let luma = face.luma.map(f32::from);
    let [fine, medium, coarse] = TAPS_PX;
    let soft = smoothed(&smoothed(&luma, fine), medium);
    let softer = smoothed(&soft, coarse);
    for area in [anatomy::CHEEK_AREA_RIGHT, anatomy::CHEEK_AREA_LEFT] {
        let outline = area.map(|index| face.at(index));
        if face.share_in_picture(&outline) < 1.0 {
            return Measured::NotMeasurable(NotMeasurable::OutsidePicture);
        }
        let region = face.region(&area);
        for (index, &inside) in region.as_slice().iter().enumerate() {
            if inside {
                let [soft, softer] =
                    [&soft, &softer].map(|plane| f64::from(plane.as_slice()[index]));
                energy += (soft - softer).powi(2);
                brightness += softer;
                count += 1;
            }
        }
    }
    if count == 0 {
        return Measured::NotMeasurable(NotMeasurable::HeadTurned);
    }
    let count = f64::from(count);
    Measured::Value((1000.0 * (energy / count).sqrt() / (brightness / count).max(1.0)) as f32)
}

/// Binomial smoothing along rows and columns, taps `spacing` pixels apart; the rim is left as is.
fn smoothed(plane: &Plane<f32>, spacing: usize) -> Plane<f32> {
    let mut rows = plane.clone();
    let range = spacing..SIDE_PX - spacing;
    for y in 0..SIDE_PX {
        for x in range.clone() {
            let around = plane.at(x - spacing, y) + plane.at(x + spacing, y);
            rows.set(x, y, 0.5 * plane.at(x, y) + 0.25 * around);
        }
    }
    let mut both = rows.clone();
    for y in range {
        for x in 0..SIDE_PX {
            let around = rows.at(x, y - spacing) + rows.at(x, y + spacing);
            both.set(x, y, 0.5 * rows.at(x, y) + 0.25 * around);
        }
    }
    both
}

/// |log2| of the noise on the skin by that on the wall, both at the working scale.
fn noise_mismatch(
    scene: &Scene,
    face: &AlignedFace,
    workbench: Option<&Workbench>,
) -> Measured<f32> {
    let Some(bench) = workbench else {
        return Measured::NotMeasurable(NotMeasurable::NoMatte);
    };
    let skin = match noise::on_skin(&scene.image, face) {
        Measured::Value(skin) => skin,
        missing @ Measured::NotMeasurable(_) => return missing,
    };
    let sure = &bench.matte.sure_wall;
    let places = (0..sure.height_px()).flat_map(|y| {
        let row = sure.row(y);
        (0..row.len()).filter(move |&x| row[x]).map(move |x| {
            bench
                .origin
                .offset(x as f32 / bench.scale, y as f32 / bench.scale)
        })
    });
    let wall = noise::at_places(&scene.image, places.step_by(WALL_STEP));
    Measured::from_option(wall, NotMeasurable::NoWall).map(|wall| {
        ((skin + ROUNDING_NOISE) / (wall + ROUNDING_NOISE))
            .log2()
            .abs()
    })
}

/// Every this many wall pixels one is taken: enough for the noise, spread over the whole wall.
const WALL_STEP: usize = 7;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::drawn;
    use raster::RgbImage;

    #[track_caller]
    fn check(size: usize, pixel: impl Fn(usize, usize) -> u8) -> Measured<f32> {
        let (mut landmarks, _) = drawn::flat_face();
        for point in &mut landmarks.points {
            *point = point.map(|value| value * size as f32);
        }
        let scene = Scene {
            image: RgbImage::from_fn(400 * size, 400 * size, |x, y| [pixel(x, y); 3]),
            reduction: 1.0,
            faces: Vec::new(),
            landmarks: None,
            head: None,
        };
        let face = AlignedFace::cut(&scene.image, &landmarks).unwrap();
        let seen = measure(&scene, &landmarks, &face, None);
        assert_eq!(
            seen.noise_mismatch,
            Measured::NotMeasurable(NotMeasurable::NoMatte)
        );
        seen.skin_texture
    }

    fn wave(period_px: f32) -> impl Fn(usize, usize) -> u8 {
        move |x, _| (128.0 + 40.0 * (x as f32 / period_px * std::f32::consts::TAU).sin()) as u8
    }

    #[test]
    fn pores_count_and_neither_noise_nor_shading() {
        let [noise, pores, shading] =
            [5.0, 24.0, 200.0].map(|period_px| check(2, wave(period_px)).value().unwrap());
        assert!(
            pores > 80.0 && noise < 20.0 && shading < 8.0,
            "{noise} {pores} {shading}"
        );
    }

    #[test]
    fn a_small_face_has_no_texture() {
        assert_eq!(
            check(1, wave(6.0)),
            Measured::NotMeasurable(NotMeasurable::FaceTooSmall)
        );
    }
}
