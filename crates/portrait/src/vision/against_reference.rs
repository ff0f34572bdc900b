//! Tests landmarks and masks against the reference pipeline, where its output is present. The full
//! comparison over all photos is `cargo xtask eval landmarks`.

use raster::{Rect, RgbImage};
use serde_json::Value;

use super::{observe, segment};
use crate::Engine;

/// A few photos of every kind; one in this many is compared.
const EVERY: usize = 20;

fn decode(path: &std::path::Path) -> RgbImage {
    let bytes = std::fs::read(path).unwrap();
    let photo = codec::decode(&bytes, &codec::Limits::default(), codec::Scale::Full);
    photo.unwrap().image
}

#[track_caller]
fn check(name: &str, image: &RgbImage, reference: &Value, mask: &RgbImage) {
    let engine = Engine::new().unwrap();
    if let Some(points) = reference["landmarks"].as_array() {
        let observed = observe(&engine.networks, image).unwrap();
        let landmarks = observed.landmarks.expect(name);
        let coordinate = |point: &Value, axis: usize| point[axis].as_f64().unwrap() as f32;
        let mut errors: Vec<f32> = points
            .iter()
            .zip(&landmarks.points)
            .map(|(point, seen)| {
                (coordinate(point, 0) - seen[0]).hypot(coordinate(point, 1) - seen[1])
            })
            .collect();
        errors.sort_by(f32::total_cmp);
        let median_px = errors[errors.len() / 2];
        assert!(median_px < 1.0, "{name}: {median_px} px");
    }

    let whole = Rect {
        x: 0.0,
        y: 0.0,
        width: image.width_px() as f32,
        height: image.height_px() as f32,
    };
    let seen = segment::segment(&engine.networks.selfie_segmentation, image, whole).unwrap();
    let (mut both, mut either) = (0u32, 0u32);
    for (&share, rgb) in seen.shares.as_slice().iter().zip(mask.as_raw().chunks(3)) {
        let (ours, theirs) = (share > 0.5, rgb[0] > 127);
        both += u32::from(ours && theirs);
        either += u32::from(ours || theirs);
    }
    let overlap = both as f32 / either.max(1) as f32;
    assert!(overlap > 0.98, "{name}: {overlap}");
}

#[test]
fn the_reference_sees_the_same() {
    let Some(shared) = test_kit::shared_dir_or_skip("the_reference_sees_the_same") else {
        return;
    };
    let golden = std::fs::read(shared.join("golden/landmarks.json")).unwrap();
    let golden: Value = serde_json::from_slice(&golden).unwrap();
    for (name, reference) in golden.as_object().unwrap().iter().step_by(EVERY) {
        let (stem, _) = name.rsplit_once('.').unwrap();
        let mask = format!("golden/masks/{}.png", stem.replace('/', "__"));
        let image = decode(&shared.join("photos").join(name));
        check(name, &image, reference, &decode(&shared.join(mask)));
    }
}
