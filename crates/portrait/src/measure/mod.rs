//! Measures facts on the scene and the workbench: one file for each group of facts. There are no
//! thresholds here.
//!
//! This file combines the groups; each file documents its own measures.

pub(crate) mod aligned;
pub(crate) mod attributes;
mod brows;
mod clothes;
mod colours;
#[cfg(test)]
mod drawn;
mod ears;
mod edges;
mod eye_cover;
mod eyes;
mod face_cover;
mod geometry;
mod glasses;
pub(crate) mod heads;
mod headwear;
mod jewellery;
mod light;
mod matte;
mod mouth;
mod noise;
#[cfg(test)]
mod on_drawings;
pub(crate) mod pose;
mod print;
mod reference_face;
mod retouch;
mod sharpness;
mod shoulders;
mod skin;
mod wall;
#[cfg(test)]
mod worn_on_drawings;

use std::collections::BTreeMap;

use nn::Networks;
use standard::PhotoFacts;
use standard::facts::{
    ClothesFacts, FACTS_VERSION, FaceBox, FaceCount, FaceFacts, FileFacts, LightFacts, MatteFacts,
    Measured, NotMeasurable, RetouchFacts, ShoulderFacts, WallFacts,
};

use crate::matting::Workbench;
use crate::vision::{Detection, FaceLandmarks, Scene};
use aligned::AlignedFace;
use attributes::Attributes;

/// Measures everything that the scene and the bench show.
pub(crate) fn photo(scene: &Scene, bench: &Measured<Workbench>, file: FileFacts) -> PhotoFacts {
    let networks = digests();
    let faces = count(&scene.faces, scene.reduction);
    let landmarks = scene.landmarks.as_ref();
    let aligned = landmarks.and_then(|landmarks| AlignedFace::cut(&scene.image, landmarks));
    let (Some(landmarks), Some(aligned)) = (landmarks, aligned) else {
        return without_landmarks(networks, file, faces);
    };
    let face = face(scene, landmarks, &aligned, bench);
    let light = light::measure(&aligned, &scene.image);
    let on_bench = OnBench::of(bench, landmarks, &light);
    let portrait_area = bench.as_value().map(Workbench::portrait_area);
    PhotoFacts {
        version: FACTS_VERSION,
        networks,
        file,
        faces,
        face: Measured::Value(face),
        shoulders: on_bench.shoulders,
        wall: on_bench.wall,
        matte: on_bench.matte,
        clothes: on_bench.clothes,
        light,
        sharpness: Measured::Value(sharpness::measure(scene, landmarks, &aligned)),
        retouch: retouch::measure(scene, landmarks, &aligned, bench.as_value()),
        print: Some(print::measure(&scene.image, landmarks, portrait_area)),
    }
}

/// Facts that are measured on the workbench.
struct OnBench {
    shoulders: Measured<ShoulderFacts>,
    wall: Measured<WallFacts>,
    matte: Measured<MatteFacts>,
    clothes: Measured<ClothesFacts>,
}

impl OnBench {
    fn of(
        bench: &Measured<Workbench>,
        landmarks: &FaceLandmarks,
        light: &Measured<LightFacts>,
    ) -> Self {
        match bench {
            Measured::Value(bench) => Self {
                shoulders: shoulders::measure(bench),
                wall: wall::measure(bench),
                matte: matte::measure(bench, landmarks),
                clothes: clothes::measure(bench, landmarks, light),
            },
            &Measured::NotMeasurable(reason) => Self {
                shoulders: Measured::NotMeasurable(reason),
                wall: Measured::NotMeasurable(reason),
                matte: Measured::NotMeasurable(reason),
                clothes: Measured::NotMeasurable(reason),
            },
        }
    }
}

/// The facts of a photo in which no face can be measured.
fn without_landmarks(
    networks: BTreeMap<String, String>,
    file: FileFacts,
    faces: FaceCount,
) -> PhotoFacts {
    // A detector may see a face that the landmark network does not accept: a profile, a mask.
    let reason = if faces.count == 0 {
        NotMeasurable::NoFace
    } else {
        NotMeasurable::Hidden
    };
    PhotoFacts {
        version: FACTS_VERSION,
        networks,
        file,
        faces,
        face: Measured::NotMeasurable(reason),
        shoulders: Measured::NotMeasurable(reason),
        wall: Measured::NotMeasurable(reason),
        matte: Measured::NotMeasurable(reason),
        clothes: Measured::NotMeasurable(reason),
        light: Measured::NotMeasurable(reason),
        sharpness: Measured::NotMeasurable(reason),
        retouch: RetouchFacts {
            skin_texture: Measured::NotMeasurable(reason),
            noise_mismatch: Measured::NotMeasurable(reason),
        },
        print: None,
    }
}

fn face(
    scene: &Scene,
    landmarks: &FaceLandmarks,
    aligned: &AlignedFace,
    bench: &Measured<Workbench>,
) -> FaceFacts {
    let crown = match bench {
        Measured::Value(bench) => bench.crown_in_photo(),
        &Measured::NotMeasurable(reason) => Measured::NotMeasurable(reason),
    };
    let pose = pose::measure(landmarks);
    let attributes = Attributes::see(scene, landmarks, aligned, &pose);
    FaceFacts {
        presence: landmarks.presence,
        geometry: geometry::measure(landmarks, crown, scene.reduction),
        pose,
        eyes: eyes::measure(landmarks, aligned, &pose),
        mouth: mouth::measure(landmarks, aligned),
        glasses: attributes.glasses(),
        eye_cover: attributes.eye_cover(),
        covered: Some(attributes.covered()),
        brows: attributes.brows(),
        ears: attributes.ears(),
        headwear: attributes.headwear(),
        jewellery: attributes.jewellery(),
    }
}

/// Faces that count, in full-photo pixels.
fn count(faces: &[Detection], reduction: f32) -> FaceCount {
    let boxes: Vec<FaceBox> = faces
        .iter()
        .map(|face| {
            let bounds = face.bounds.scaled(reduction);
            FaceBox {
                x_px: bounds.x,
                y_px: bounds.y,
                width_px: bounds.width,
                height_px: bounds.height,
                score: face.score,
            }
        })
        .collect();
    let second_largest_ratio = match faces {
        [largest, second, ..] => second.bounds.area() / largest.bounds.area(),
        _ => 0.0,
    };
    FaceCount {
        count: boxes.len() as u32,
        boxes,
        second_largest_ratio,
    }
}

/// SHA-256 of every network that took part, and of the attribute heads.
fn digests() -> BTreeMap<String, String> {
    Networks::digests()
        .iter()
        .chain([&heads::DIGEST])
        .map(|&(name, digest)| (name.to_owned(), digest.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use raster::Rect;

    use super::*;

    #[track_caller]
    fn check(widths: &[f32], reduction: f32, ratio: f32) {
        let faces: Vec<Detection> = widths
            .iter()
            .map(|&width| Detection {
                bounds: Rect {
                    x: 10.0,
                    y: 20.0,
                    width,
                    height: width,
                },
                score: 0.9,
                keypoints: Default::default(),
            })
            .collect();
        let seen = count(&faces, reduction);
        assert_eq!(seen.count as usize, widths.len());
        assert_eq!(seen.second_largest_ratio, ratio);
        for (face, width) in seen.boxes.iter().zip(widths) {
            assert_eq!(face.width_px, width * reduction);
            assert_eq!(face.x_px, 10.0 * reduction);
        }
    }

    #[test]
    fn boxes_are_in_full_photo_pixels_and_the_second_is_compared_by_area() {
        check(&[], 1.0, 0.0);
        check(&[100.0], 2.0, 0.0);
        check(&[100.0, 50.0], 4.0, 0.25);
    }
}
