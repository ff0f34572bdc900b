//! Tests the networks and the measures on drawn portraits with known truth.

use standard::facts::{FaceFacts, FileFacts, FileFormat, LightFacts, Measured};
use standard::{OutputSpec, PhotoFacts};
use test_kit::{Bystander, DrawnPhoto, Eyes, Light, Mouth, PortraitSpec, draw};

use crate::matting::Workbench;
use crate::vision::{Scene, observe};
use crate::{Engine, measure};

fn file_of(photo: &DrawnPhoto) -> FileFacts {
    FileFacts {
        format: FileFormat::Png,
        bytes: 1,
        width_px: photo.image.width_px() as u32,
        height_px: photo.image.height_px() as u32,
        orientation: 1,
        camera_make: None,
        camera_model: None,
        software: Vec::new(),
        captured_at: None,
        witnessed_on: None,
        colour_profile: None,
        jpeg_quality: None,
        double_compression: Measured::Value(0.0),
        screenshot_hints: Vec::new(),
        truncated: false,
    }
}

/// Draws, looks, cuts out and measures.
#[track_caller]
fn check(spec: &PortraitSpec, expected: impl Fn(&DrawnPhoto, &PhotoFacts) -> bool) {
    let photo = draw(spec);
    let engine = Engine::new().unwrap();
    let observed = observe(&engine.networks, &photo.image).unwrap();
    let scene = Scene {
        image: photo.image.clone(),
        reduction: 1.0,
        faces: observed.faces,
        landmarks: observed.landmarks,
        head: observed.head,
    };
    let bench = Workbench::prepare(&engine.networks, &scene, &OutputSpec::DIPLOMA).unwrap();
    let facts = measure::photo(&scene, &bench, file_of(&photo));
    assert!(expected(&photo, &facts), "{facts:#?}");
}

fn face(facts: &PhotoFacts) -> &FaceFacts {
    facts.face.as_value().unwrap()
}

fn light(facts: &PhotoFacts) -> &LightFacts {
    facts.light.as_value().unwrap()
}

#[test]
fn a_good_photo_is_measured_where_it_was_drawn() {
    check(&PortraitSpec::default(), |photo, facts| {
        let geometry = face(facts).geometry;
        let tolerance_px = 0.03 * photo.truth.face_width_px();
        let near = |seen: f32, truth: f32| (seen - truth).abs() < tolerance_px;
        facts.faces.count == 1
            && near(geometry.eye_px.right.x, photo.truth.right_eye.x)
            && near(geometry.eye_px.left.x, photo.truth.left_eye.x)
            && near(geometry.eye_line_px, photo.truth.eye_line_px())
            && near(geometry.face_width_px, photo.truth.face_width_px())
            && near(geometry.face_center_x_px, photo.truth.face_center_x_px())
    });
}

#[test]
fn a_good_photo_looks_straight_with_open_eyes_and_closed_lips() {
    check(&PortraitSpec::default(), |_, facts| {
        let face = face(facts);
        face.pose.yaw_deg.abs() < 4.0
            && face.pose.roll_deg.abs() < 2.0
            && face.eyes.openness.right > 0.2
            && face.eyes.openness.left > 0.2
            && face.mouth.opening < 0.06
            && light(facts).cheek_difference.abs() < 8.0
    });
}

#[test]
fn a_tilted_head_has_its_roll() {
    let spec = PortraitSpec {
        roll_deg: 12.0,
        ..PortraitSpec::default()
    };
    check(&spec, |_, facts| {
        (face(facts).pose.roll_deg - 12.0).abs() < 2.0
    });
}

#[test]
fn shut_eyes_are_shut_and_have_no_gaze() {
    let spec = PortraitSpec {
        eyes: Eyes::Closed,
        ..PortraitSpec::default()
    };
    check(&spec, |_, facts| {
        let eyes = face(facts).eyes;
        eyes.openness.right.max(eyes.openness.left) < 0.15 && eyes.gaze_offset.value().is_none()
    });
}

#[test]
fn a_look_aside_moves_both_irises_the_same_way() {
    let spec = PortraitSpec {
        eyes: Eyes::Aside(0.8),
        ..PortraitSpec::default()
    };
    check(&spec, |_, facts| {
        let gaze = face(facts).eyes.gaze_offset.value().unwrap();
        gaze.right + gaze.left > 0.3
    });
}

#[test]
fn red_eyes_are_red() {
    let spec = PortraitSpec {
        eyes: Eyes::Red,
        ..PortraitSpec::default()
    };
    check(&spec, |_, facts| {
        face(facts).eyes.red_share.value().unwrap() > 0.3
    });
}

#[test]
fn a_smile_with_teeth_is_open_and_light_inside() {
    let spec = PortraitSpec {
        mouth: Mouth::Teeth,
        ..PortraitSpec::default()
    };
    check(&spec, |_, facts| {
        let mouth = face(facts).mouth;
        mouth.opening > 0.06 && mouth.teeth_share.value().unwrap() > 0.3
    });
}

#[test]
fn light_from_the_picture_s_right_makes_the_left_cheek_lighter() {
    let spec = PortraitSpec {
        light: Light::OneSided,
        ..PortraitSpec::default()
    };
    check(&spec, |_, facts| light(facts).cheek_difference < -15.0);
}

#[test]
fn blur_lowers_the_sharpness() {
    let sharpness = |blur_px: f32| {
        let seen = std::cell::Cell::new(0.0);
        let spec = PortraitSpec {
            blur_px,
            ..PortraitSpec::default()
        };
        check(&spec, |_, facts| {
            let sharpness = facts.sharpness.value().unwrap();
            seen.set(sharpness.laplacian_variance.value().unwrap());
            true
        });
        seen.get()
    };
    assert!(sharpness(0.9) > 3.0 * sharpness(6.0));
}

#[test]
fn a_second_face_is_counted() {
    let spec = PortraitSpec {
        face_center: (0.36, 0.45),
        bystander: Some(Bystander {
            relative_width: 0.8,
            center: (0.82, 0.4),
        }),
        ..PortraitSpec::default()
    };
    check(&spec, |_, facts| {
        facts.faces.count == 2 && facts.faces.second_largest_ratio > 0.3
    });
}
