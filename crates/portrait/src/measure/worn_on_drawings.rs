//! Tests the measures of worn things on drawn portraits that were not used in training.

use raster::RgbImage;
use standard::facts::{FaceFacts, Measured, NotMeasurable};
use test_kit::{
    Fringe, Glasses, GlassesFrame, Hair, Headwear, Jewellery, Lenses, PortraitSpec, draw,
};

use super::aligned::AlignedFace;
use super::attributes::Attributes;
use super::pose;
use crate::Engine;
use crate::vision::{Scene, anatomy, observe};

/// The heads learn from seeds 1 … 3.
const UNSEEN_SEEDS: [u64; 2] = [11, 12];

fn scene_of(image: RgbImage) -> Scene {
    let engine = Engine::new().unwrap();
    let observed = observe(&engine.networks, &image).unwrap();
    Scene {
        image,
        reduction: 1.0,
        faces: observed.faces,
        landmarks: observed.landmarks,
        head: observed.head,
    }
}

fn face_of(spec: &PortraitSpec) -> FaceFacts {
    let scene = scene_of(draw(spec).image);
    let landmarks = scene.landmarks.as_ref().unwrap();
    let aligned = AlignedFace::cut(&scene.image, landmarks).unwrap();
    // Nothing worn is read off the matte.
    let no_bench = Measured::NotMeasurable(NotMeasurable::NoMatte);
    super::face(&scene, landmarks, &aligned, &no_bench)
}

/// `measure` is larger by `margin` after the change than before, for every unseen person.
#[track_caller]
fn check(
    change: impl Fn(PortraitSpec) -> PortraitSpec,
    measure: impl Fn(&FaceFacts) -> Option<f32>,
    margin: f32,
) {
    for seed in UNSEEN_SEEDS {
        let good = PortraitSpec {
            hair: Hair::Short,
            ..PortraitSpec::seeded(seed)
        };
        let before = measure(&face_of(&good)).unwrap();
        let after = measure(&face_of(&change(good))).unwrap();
        assert!(after > before + margin, "seed {seed}: {before} → {after}");
    }
}

fn glasses(frame: GlassesFrame, lenses: Lenses) -> impl Fn(PortraitSpec) -> PortraitSpec {
    move |spec| PortraitSpec {
        glasses: Some(Glasses { frame, lenses }),
        ..spec
    }
}

#[test]
fn a_frame_is_seen_and_its_bridge_is_an_edge() {
    let evidence = |face: &FaceFacts| face.glasses.evidence.value();
    let edge = |face: &FaceFacts| face.glasses.bridge_edge.value();
    check(glasses(GlassesFrame::Thick, Lenses::Clear), evidence, 0.4);
    check(glasses(GlassesFrame::Thin, Lenses::Clear), evidence, 0.3);
    check(glasses(GlassesFrame::Thick, Lenses::Clear), edge, 3.0);
}

#[test]
fn dark_lenses_are_tinted_and_white_spots_are_glare() {
    let tint = |face: &FaceFacts| face.glasses.tint.value();
    let glare = |face: &FaceFacts| face.glasses.glare.value();
    check(glasses(GlassesFrame::Thick, Lenses::Tinted), tint, 0.3);
    check(glasses(GlassesFrame::Thin, Lenses::Glare), glare, 0.01);
}

#[test]
fn hats_are_headwear() {
    let evidence = |face: &FaceFacts| face.headwear.evidence.value();
    for headwear in [Headwear::Beanie, Headwear::Cap] {
        check(|spec| PortraitSpec { headwear, ..spec }, evidence, 0.2);
    }
}

#[test]
fn a_fringe_covers_both_brows() {
    let covered = |face: &FaceFacts| {
        let covered = face.brows.covered.value()?;
        Some(covered.right.min(covered.left))
    };
    let fringe = Fringe::Full;
    check(|spec| PortraitSpec { fringe, ..spec }, covered, 0.2);
}

#[test]
fn hair_over_the_ears_hides_them() {
    let hidden = |face: &FaceFacts| face.ears.hidden.value();
    let no_skin = |face: &FaceFacts| {
        let share = face.ears.skin_share.value()?;
        Some(-share.right.max(share.left))
    };
    let hair = Hair::OverEars;
    check(|spec| PortraitSpec { hair, ..spec }, hidden, 0.2);
    check(|spec| PortraitSpec { hair, ..spec }, no_skin, 0.3);
}

#[test]
fn dark_lenses_cover_the_eyes() {
    let covered = |face: &FaceFacts| {
        let share = face.eye_cover.covered_share.value()?;
        Some(share.right.min(share.left))
    };
    check(glasses(GlassesFrame::Thick, Lenses::Tinted), covered, 0.05);
}

#[test]
fn jewellery_has_evidence_but_no_margin_is_promised() {
    let face = face_of(&PortraitSpec {
        jewellery: Jewellery::Both,
        ..PortraitSpec::seeded(11)
    });
    for evidence in [face.jewellery.ear, face.jewellery.neck] {
        assert!((0.0..=1.0).contains(&evidence.value().unwrap()));
    }
}

/// Moves the landmarks of a good photo; nothing may panic, whatever lies outside the picture.
#[track_caller]
fn check_moved(moved: [f32; 2], grown: f32) {
    let photo = draw(&PortraitSpec::seeded(11).scaled(0.25));
    let mut scene = scene_of(photo.image);
    let mut landmarks = scene.landmarks.take().unwrap();
    let middle = landmarks.at(anatomy::IRIS_RIGHT);
    for point in &mut landmarks.points {
        let [x, y, depth] = *point;
        *point = [
            middle.x + (x - middle.x) * grown + moved[0],
            middle.y + (y - middle.y) * grown + moved[1],
            depth,
        ];
    }
    let Some(aligned) = AlignedFace::cut(&scene.image, &landmarks) else {
        return;
    };
    let pose = pose::measure(&landmarks);
    let seen = Attributes::see(&scene, &landmarks, &aligned, &pose);
    let share = seen.eye_cover().covered_share.value();
    assert!(share.is_none_or(|share| (0.0..=1.0).contains(&share.right)));
    assert!(seen.glasses().glare.value().is_none_or(f32::is_finite));
}

#[test]
fn faces_at_and_beyond_the_edge_are_measured_or_not_measurable() {
    for moved in [-2000.0, -300.0, -120.0, -40.0, 40.0, 120.0, 300.0, 2000.0] {
        check_moved([moved, 0.0], 1.0);
        check_moved([0.0, moved], 1.0);
        check_moved([moved, -moved], 1.0);
    }
    for grown in [0.05, 0.3, 3.0, 20.0] {
        check_moved([0.0, 0.0], grown);
    }
}
